"""A profile's note: written and read alike, and never a reason to fail."""

from pathlib import Path

import pytest

from models.profile import (
    COUNTS,
    NOTE,
    Location,
    Note,
    ProfileError,
    base_name,
    locate,
    make_counts_profile,
    noted_base,
    read_note,
    shipped,
    write_note,
)


def test_a_note_comes_back_as_it_was(tmp_path: Path) -> None:
    note = Note("en_base", "Letters", "2026-01-02", {"chosen": ["a"]}, ("b", "c"), "Letters.2")
    write_note(tmp_path, note)
    assert read_note(tmp_path) == note
    assert [file.name for file in tmp_path.iterdir()] == [NOTE]


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"base": 3, "forgotten": "x", "sources": 1}'])
def test_a_damaged_note_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NOTE).write_text(text)
    assert read_note(tmp_path) == Note()
    with pytest.raises(ProfileError, match="does not say its base"):
        locate(tmp_path)


def test_counts_alone_lead_to_their_base(tmp_path: Path) -> None:
    make_counts_profile(tmp_path / "p", shipped())
    assert noted_base(tmp_path / "p") == shipped() and base_name(shipped()) == "en_base"
    assert locate(tmp_path / "p") == Location(shipped(), tmp_path / "p")
    assert locate(tmp_path) == Location(tmp_path, None)
    (tmp_path / COUNTS).touch()
    assert locate(tmp_path) == Location(tmp_path, tmp_path)
