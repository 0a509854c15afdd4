"""Which bundle and which profile are in use: one answer, whoever asks."""

from pathlib import Path

import pytest

from editor_app.places import Places
from editor_app.settings import Settings
from models.language import known
from models.profile import MODEL, Note, shipped, write_note
from tests.editor_app.conftest import House
from tests.tiny_bundle import make


@pytest.fixture
def settings() -> Settings:
    """Settings without a file."""
    return Settings()


def folder(path: Path, *, model: bool = False, base: str = "") -> Path:
    """A profile, with a model of its own or over ``base``."""
    path.mkdir()
    write_note(path, Note(base=base))
    if model:
        (path / MODEL).touch()
    return path


def test_with_nothing_chosen_it_is_the_shipped_base(tmp_path: Path, settings: Settings) -> None:
    places = Places(settings, data=tmp_path)
    assert (places.bundle, places.profile) == (shipped(), tmp_path / "profile")
    assert places.chosen is None and places.before is None


def test_a_trained_profile_is_its_own_bundle(tmp_path: Path, settings: Settings) -> None:
    trained = folder(tmp_path / "trained", model=True)
    places = Places(settings, profile=trained, data=tmp_path)
    assert (places.bundle, places.profile) == (trained, trained)
    assert places.base == shipped()
    named = Places(settings, profile=trained, bundle=tmp_path / "other", data=tmp_path)
    assert named.bundle == tmp_path / "other"


def test_counts_go_with_the_base_they_were_made_over(tmp_path: Path, settings: Settings) -> None:
    base = folder(tmp_path / "base", model=True)
    counted = folder(tmp_path / "counted", base=str(base))
    places = Places(settings, profile=counted, data=tmp_path)
    assert places.bundle == base
    (base / MODEL).unlink()
    assert places.bundle == shipped(), "what has gone is not insisted on"
    settings.set("files.bundle", str(tmp_path / "wanted"))
    assert places.bundle == tmp_path / "wanted"


def test_a_switch_ends_the_option_and_can_be_gone_back_on(
    tmp_path: Path, settings: Settings
) -> None:
    one, two = folder(tmp_path / "one"), folder(tmp_path / "two")
    places = Places(settings, profile=one, data=tmp_path)
    assert not places.use(one)
    assert places.use(two)
    assert (places.chosen, places.before) == (two, one)
    assert places.use(None) and places.profile == places.everyday


def test_a_profile_named_at_the_start_is_the_one_that_all_windows_speak_of(
    house: House, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    house.open("--profile", str(mine), "--bundle", str(make(tmp_path / "tiny")))
    personaliser = house.built.personaliser  # type: ignore[union-attr]
    assert personaliser.places.profile == mine
    assert personaliser.places.chosen == mine


def test_a_base_of_another_language_is_offered_and_has_counts_of_its_own(
    tmp_path: Path, settings: Settings
) -> None:
    german = make(tmp_path / "languages" / "de_small", language="de")
    (tmp_path / "languages" / "broken").mkdir()
    places = Places(settings, data=tmp_path)
    assert places.languages() == [("de_small", known("de"))]
    settings.offer("ghost.language", [("", "English"), ("de_small", "Deutsch")])
    settings.set("ghost.language", "de_small")
    assert (places.bundle, places.base) == (german, german)
    assert places.profile == tmp_path / "profile-de_small"
    with pytest.raises(ValueError, match="cannot be"):
        settings.set("ghost.language", "../de_small")
    (german / MODEL).unlink()
    assert (places.bundle, places.profile) == (shipped(), tmp_path / "profile")
