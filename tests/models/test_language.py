"""A language as data."""

import json
from pathlib import Path

from models.language import RECORD, Language, known, language_of


def test_a_region_has_what_its_language_has() -> None:
    assert known("pt-BR").keyboard == known("pt").keyboard != ()
    assert known("pt-BR").tag == "pt-BR"


def test_of_an_unknown_language_nothing_is_known() -> None:
    assert known("tlh") == Language("tlh")


def test_a_bundle_brings_its_own_record(tmp_path: Path) -> None:
    record = Language("de", name="Platt", keyboard=("qwertz",))
    (tmp_path / RECORD).write_text(record.as_json(), encoding="utf-8")
    assert language_of(tmp_path, "de").called() == "Platt"
    assert language_of(tmp_path, "de").keyboard == ("qwertz",)


def test_a_record_of_another_language_or_of_nonsense_is_not_believed(tmp_path: Path) -> None:
    (tmp_path / RECORD).write_text(known("en").as_json(), encoding="utf-8")
    assert language_of(tmp_path, "de") == known("de")
    (tmp_path / RECORD).write_text("[", encoding="utf-8")
    assert language_of(tmp_path, "de") == known("de")
    odd = {"tag": "de", "spaces": "no", "keys": -1, "keyboard": "qwertz", "name": "D"}
    (tmp_path / RECORD).write_text(json.dumps(odd), encoding="utf-8")
    assert language_of(tmp_path, "de") == Language("de", name="D")
