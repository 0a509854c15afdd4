"""Nothing is learned from a private document, whichever window, program or name writes it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.places import config_file, data_dir
from editor_app.private_documents import is_private, set_private
from editor_app.settings import Settings
from models.counts import CountStore
from models.profile import COUNTS
from tests.editor_app.conftest import House
from tests.faults.machine import ROOT, environment
from tests.tiny_bundle import make


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    path = tmp_path / "diary.txt"
    path.write_text("the cat sat on the mat\n")
    return path


def save(house: House, words: str) -> None:
    house.document.editor.insertPlainText(words)
    house.window.workspace.save(house.document)
    house.settle()


def test_it_is_private_in_every_tab_that_shows_it(house: House, diary: Path) -> None:
    link = diary.with_name("link.txt")
    link.symlink_to(diary)
    house.open(str(diary), str(link))
    first, second = house.window.workspace.documents()
    house.window.workspace.set_private(first, True)
    house.window.workspace.setCurrentWidget(second.editor)
    save(house, "love ")
    assert second.private
    assert house.engine.notebook.learned == {}
    house.window.workspace.set_private(second, False)
    assert not first.private


def test_it_is_private_as_soon_as_another_window_says_so(house: House, diary: Path) -> None:
    house.open(str(diary))
    other = Settings(config_file())
    set_private(other, diary, True)
    save(house, "love ")
    assert house.engine.notebook.learned == {}
    set_private(other, diary, False)
    save(house, "again ")
    assert str(diary) in house.engine.notebook.learned
    assert not is_private(other, diary)


def test_a_private_text_stays_private_under_a_new_name(house: House, diary: Path) -> None:
    house.open(str(diary))
    house.window.workspace.set_private(house.document, True)
    house.person.path = str(diary.with_name("moved.txt"))
    house.window.workspace.save_as(house.document)
    house.settle()
    assert house.document.private
    assert house.engine.notebook.learned == {}


def test_a_text_saved_over_a_private_one_is_private(house: House, diary: Path) -> None:
    set_private(Settings(config_file()), diary, True)
    house.open()
    house.document.editor.insertPlainText("love ")
    house.person.path = str(diary)
    house.window.workspace.save_as(house.document)
    house.settle()
    assert house.document.private
    assert house.engine.notebook.learned == {}


@pytest.fixture
def counted(home: Path, diary: Path, tmp_path: Path) -> tuple[Path, Path]:
    """A profile that has learned the diary, and the bundle of all."""
    bundle = make(tmp_path / "bundle")
    profile = data_dir() / "profile"
    profile.mkdir(parents=True)
    store = CountStore(profile / COUNTS)
    store.add(str(diary), ["the", "cat", "sat"])
    store.close()
    return bundle, profile


def known(profile: Path) -> list[str]:
    store = CountStore(profile / COUNTS)
    names = [document.name for document in store.documents() if document.words]
    store.close()
    return names


def test_what_could_not_be_forgotten_is_said_and_forgotten_later(
    house: House, counted: tuple[Path, Path], diary: Path, qtbot: QtBot
) -> None:
    bundle, profile = counted
    house.open_real("--bundle", str(bundle), str(diary))
    assert house.built is not None
    assert house.built.engine_thread.wait_idle(60)
    busy = sqlite3.connect(profile / COUNTS)
    busy.execute("BEGIN IMMEDIATE")
    house.window.workspace.set_private(house.document, True)
    qtbot.waitUntil(lambda: house.window.notice.text != "", timeout=60_000)
    busy.close()
    assert known(profile) == [str(diary)]
    house.close()
    assert known(profile) == []


def test_a_start_forgets_what_another_profile_knew(
    house: House, counted: tuple[Path, Path], diary: Path
) -> None:
    bundle, profile = counted
    set_private(Settings(config_file()), diary, True)
    house.open_real("--bundle", str(bundle))
    assert house.built is not None
    assert house.built.engine_thread.wait_idle(60)
    house.close()
    assert known(profile) == []


def test_learn_leaves_it_out(counted: tuple[Path, Path], diary: Path) -> None:
    bundle, profile = counted
    set_private(Settings(config_file()), diary, True)
    command = [sys.executable, "-m", "editor_app", "learn", "--profile", str(profile)]
    run = subprocess.run(
        [*command, "--bundle", str(bundle), f"{diary.parent}/../{diary.parent.name}/diary.txt"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert "private" in run.stderr
