"""Words that nobody wants to be offered."""

from pathlib import Path

from editor_app.prediction.offensive import Offensive
from models.bundle import open_bundle
from models.language import known
from tests.tiny_bundle import make


def test_offensive_words_in_any_case_and_number(tmp_path: Path) -> None:
    offensive = Offensive.of(open_bundle(make(tmp_path / "tiny")), known("en"))
    assert all(word in offensive for word in ("Shit", "bitches", "fucker's"))
    fine = ("consider", "class", "Scunthorpe", "assess", "hell", "cats")
    assert not any(word in offensive for word in fine)


def test_the_english_list_says_nothing_of_another_language(tmp_path: Path) -> None:
    bundle = open_bundle(make(tmp_path / "tiny"))
    assert "dick" in Offensive.of(bundle, known("en"))
    assert "dick" not in Offensive.of(bundle, known("de"))  # an ordinary word of German
