"""The checker that a person gets: what is said where there is none, what stays open of the old."""

from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QMenu

from editor_app.places import data_dir
from editor_app.spelling import dictionaries
from models.counts import CountStore
from models.profile import COUNTS, make_counts_profile
from tests.editor_app.conftest import House
from tests.tiny_bundle import make


def test_a_checker_that_cannot_be_opened_is_said_in_the_window(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "_FOLDERS", ())  # a computer without dictionaries
    monkeypatch.setattr(dictionaries, "_OFFICES", ())
    house.open_real("--bundle", str(make(tmp_path / "de", language="de")))
    house.bot.waitUntil(lambda: "hunspell-de-de" in house.window.notice.text, timeout=20_000)
    house.type("the")
    assert house.document.editor.raw_text() == "the"  # the editor goes on


def _choose(house: House, label: str) -> None:
    """In the menu of profiles, as a person finds it."""
    (menu,) = [m for m in house.window.findChildren(QMenu) if m.title() == "Profiles"]
    menu.aboutToShow.emit()
    (entry,) = [a for a in menu.actions() if a.text().startswith(label)]
    entry.trigger()


def _is_open(folder: Path) -> bool:
    """Does this process hold a file of ``folder`` open?"""
    held = psutil.Process().open_files()
    return any(Path(file.path).is_relative_to(folder.resolve()) for file in held)


def test_a_switch_of_profiles_leaves_no_file_of_the_old_one_open(
    house: House, tmp_path: Path
) -> None:
    base, profile = make(tmp_path / "tiny"), data_dir() / "profiles" / "Letters"
    make_counts_profile(profile, base)
    store = CountStore(profile / COUNTS)
    store.add("letter", ["the", "Quillfeather"] * 9)
    store.close()
    house.open_real("--bundle", str(base))
    assert house.built is not None
    house.built.spelling_thread.wait_idle(20)
    with house.bot.waitSignal(house.built.speller.opened, timeout=20_000):
        _choose(house, "Letters")
    house.settle()
    assert _is_open(profile)
    with house.bot.waitSignal(house.built.speller.opened, timeout=20_000):
        _choose(house, "As it ships")
    house.settle()
    assert not _is_open(profile)
