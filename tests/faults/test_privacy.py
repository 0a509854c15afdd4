"""What is learned, kept and set is for its owner's eyes alone, and what is forgotten is gone."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from editor_app.places import close_to_others, config_file, data_dir, state_dir
from editor_app.prediction.memory import PersonalMemory
from editor_app.profiles.traces import ProfileTraces
from editor_app.settings import Settings
from models.counts import CountStore
from models.profile import Note, write_note
from tests.editor_app.conftest import House
from tests.faults.machine import ROOT, environment, linux_only
from tests.tiny_bundle import make
from training.documents import read_documents


def modes(folder: Path) -> dict[str, int]:
    """Everything below, with who may do what."""
    return {
        str(path.relative_to(folder)): stat.S_IMODE(path.stat().st_mode)
        for path in folder.rglob("*")
    }


@linux_only
def test_a_session_leaves_nothing_that_others_could_read(
    house: House, home: Path, tmp_path: Path
) -> None:
    mask = os.umask(0)
    try:
        path = tmp_path / "letter.txt"
        path.write_text("dear all")
        house.open(str(path))
        house.type("we ")
        house.document._copy()
        house.window.workspace.save(house.document)
        house.settle()
        house.window.workspace.set_private(house.document, True)
        assert house.built is not None
        house.built.bookkeeper.write()
        assert house.built.engine_thread.wait_idle(10)
        store = CountStore(data_dir() / "profile.sqlite")
        store.add("a", ["one", "two"])
        found = modes(home)
        store.close()
        house.close()
        found |= modes(home)
    finally:
        os.umask(mask)
    ours = {n: m for n, m in found.items() if "/foretype/" in f"/{n}/"}
    assert any("settings.toml" in name for name in ours)
    assert any("sqlite-wal" in name for name in ours)
    assert {n: oct(m) for n, m in ours.items() if m & 0o077} == {}


def test_folders_of_an_older_version_are_closed(home: Path) -> None:
    for folder in (config_file().parent, state_dir(), data_dir()):
        folder.mkdir(parents=True)
        folder.chmod(0o755)
    close_to_others()
    assert {stat.S_IMODE(p.stat().st_mode) for p in (state_dir(), data_dir())} == {0o700}


def test_the_cache_of_read_documents_holds_no_secret(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "We wrote a long letter to all of them about the weather and the sea.\n\n"
        "The password: hunter2Xk9. The account DE89 3704 0044 0532 0130 00 is in it, too.\n"
    )
    cache = tmp_path / "cache"
    first = read_documents([tmp_path / "a.txt"], cache=cache)
    again = read_documents([tmp_path / "a.txt"], cache=cache)
    assert first.files[0].dropped["secret"] == again.files[0].dropped["secret"] >= 2
    kept = "".join(file.read_text() for file in cache.iterdir())
    assert "weather" in kept
    assert "hunter2Xk9" not in kept
    assert "3704" not in kept
    assert {oct(mode) for mode in modes(cache).values()} == {"0o600"}
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


def test_what_is_forgotten_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "counts.sqlite"
    store = CountStore(path)
    store.add("the name of a document", ["zanzibar", "marmalade"] * 50)
    store.remove("the name of a document")
    assert store._db.execute("PRAGMA secure_delete").fetchone() == (1,)
    on_disk = b"".join(file.read_bytes() for file in tmp_path.iterdir())  # as a kill leaves it
    store.close()
    assert b"zanzibar" not in on_disk
    assert b"name of a document" not in on_disk


def test_a_forgotten_word_that_a_model_knows_is_not_offered(tmp_path: Path) -> None:
    base, profile = make(tmp_path / "base"), make(tmp_path / "profile")
    vocabulary = profile / "vocab.txt"
    vocabulary.write_text(vocabulary.read_text() + "Blimpettine\n")
    write_note(profile, Note(base=str(base)))
    memory = PersonalMemory(profile, traces=ProfileTraces(profile, tmp_path / "cache"))
    assert memory.in_weights("blimpettine")
    assert not memory.in_weights("weather")
    memory.forget_word("Blimpettine")
    memory.forget_word("weather")
    assert memory.blocked == {"blimpettine"}
    memory.close()


# -- settings of two windows -----------------------------------------------------------------------

_OTHER_WINDOW = """
import sys
from editor_app.places import config_file
from editor_app.settings import Settings
settings = Settings(config_file())
print("open", flush=True)
for line in sys.stdin:
    settings.change("window.recent", lambda names: (line.strip(), *names))
    print(settings.flag("learning.on"), flush=True)
"""


def test_two_windows_never_undo_each_other(home: Path) -> None:
    other = subprocess.Popen(
        [sys.executable, "-c", _OTHER_WINDOW], cwd=ROOT, env=environment(), text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert other.stdin is not None and other.stdout is not None
    assert other.stdout.readline() == "open\n"
    mine = Settings(config_file())
    told: list[str] = []
    mine.subscribe(told.append)
    mine.set("learning.on", False)
    mine.change("window.recent", lambda names: ("/mine", *names))  # type: ignore[misc]
    other.stdin.write("/theirs\n")
    other.stdin.flush()
    assert other.stdout.readline() == "False\n"  # and it has heard
    other.stdin.close()
    other.wait()
    other.stdout.close()
    mine.refresh()
    assert mine.items("window.recent") == ("/theirs", "/mine")
    assert told == ["learning.on", "window.recent", "window.recent"]
    again = Settings(config_file())
    assert not again.flag("learning.on")
    assert again.items("window.recent") == ("/theirs", "/mine")


def test_a_setting_that_cannot_be_kept_is_said_and_kept_in_mind(home: Path) -> None:
    settings = Settings(config_file())
    settings.set("look.size", 20)
    told: list[str] = []
    settings.subscribe_trouble(told.append)
    config_file().unlink()
    config_file().mkdir()
    settings.set("learning.on", False)
    assert "could not be kept" in told[0]
    assert not settings.flag("learning.on")
    config_file().rmdir()
    settings.set("look.size", 21)
    assert not Settings(config_file()).flag("learning.on")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_in_place_of_settings_or_session_does_not_hang(house: House, home: Path) -> None:
    for file in (config_file(), state_dir() / "session.json"):
        file.parent.mkdir(parents=True)
        os.mkfifo(file)
    house.open()
    assert "cannot be read" in house.window.notice.text


def test_a_name_that_is_no_utf8_stays_private(house: House, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"diary\xff.txt")
    path.write_text("secret")
    (tmp_path / "a").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    house.open(str(link))
    house.window.workspace.set_private(house.document, True)
    house.close()
    for name in (str(path), str(link), str(tmp_path / "a" / ".." / path.name)):
        house.open(name)
        assert house.document.private, name
        house.close()
    assert json.dumps(Settings(config_file()).items("learning.private"))
