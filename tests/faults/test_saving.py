"""What stands on the screen is on the disk, in a copy, or the person has been told: faults on the
way of a save."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from editor_app.app import listen_for_faults
from editor_app.documents.recovery import Copy, Recovery
from tests.editor_app.conftest import House
from tests.faults.machine import (
    NOBODY,
    ROOT,
    environment,
    linux_only,
    mounted,
    needs_root,
    small_disk,
    without_powers,
)


def press(house: House, label: str) -> None:
    """Press the newest button of the notice that begins so; old ones may not have gone yet."""
    buttons = house.window.notice.findChildren(QPushButton)
    [button for button in buttons if button.text().startswith(label)][-1].click()
    house.settle()


def leave_copy(root: Path, copy: Copy) -> Path:
    """What an editor leaves that dies; the folder of its copy."""
    dead = Recovery(root)
    assert dead.keep(copy)
    assert dead._lock is not None
    dead._lock.close()
    return dead._own


def copies(home: Path) -> list[Path]:
    return list((home / "state" / "foretype" / "recovery").rglob("*.copy"))


# -- disks that go ---------------------------------------------------------------------------------


@linux_only
@needs_root
def test_a_disk_that_went_is_said_and_the_window_stays(house: House, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("first\n")
    with mounted(tmp_path / "real", tmp_path / "there") as kill:
        house.open(str(tmp_path / "there" / "a.txt"))
        house.type("new ")
        kill()
        house.window.workspace.save(house.document)
        house.settle()
        assert "Cannot save" in house.window.notice.text
        house.window.notice.say("")
        house.window.workspace.look_at_disk()
        house.settle()
        house.person.unsaved = "save"
        assert not house.window.close()
        assert house.window.isVisible()
        assert "Cannot save" in house.window.notice.text
        assert house.document.modified
        assert house.document.editor.raw_text() == "new first\n"
        house.person.path = str(tmp_path / "saved.txt")  # another place helps
        assert house.window.workspace.save_as(house.document, wait=True)
        assert (tmp_path / "saved.txt").read_text() == "new first\n"


def test_a_name_that_no_disk_takes_is_said(house: House, tmp_path: Path) -> None:
    house.open()
    house.type("text")
    for name in ("n" * 300, "null\0"):
        house.window.notice.say("")
        house.person.path = str(tmp_path / name)
        house.window.workspace.save_as(house.document)
        house.settle()
        assert "Cannot save" in house.window.notice.text
        assert house.document.modified
    house.window.workspace.open(tmp_path / ("n" * 300))
    house.settle()
    assert "Cannot open" in house.window.notice.text


_CLOSED_FOLDER = """
import sys
from PySide6.QtWidgets import QApplication
from editor_app.app import build
from editor_app.prediction.types import Answer
class Mute:
    eagerness = 0.0
    def suggest(self, query): return Answer((), "", 0.0, False)
    def __getattr__(self, name): return lambda *_: None
built = build(sys.argv[1:], predictor_factory=Mute)
workspace = built.window.workspace
built.window.show()
def settle():
    for _ in range(3):
        assert workspace.reader.wait_idle(10) and workspace.files.wait_idle(10)
        QApplication.processEvents()
settle()
print([d.path.name for d in workspace.documents() if d.path], "|", built.window.notice.text)
built.window.close(); built.close()
"""


@linux_only
@needs_root
@pytest.mark.parametrize("how", ["named", "session"])
def test_a_closed_folder_does_not_keep_the_program_from_starting(
    tmp_path_factory: pytest.TempPathFactory, how: str
) -> None:
    place = tmp_path_factory.mktemp("place")
    (place / "open").mkdir()
    (place / "open" / "b.txt").write_text("open")
    (place / "closed").mkdir(mode=0o700)
    (place / "closed" / "a.txt").write_text("closed")
    state = place / "state" / "foretype"
    state.mkdir(parents=True)
    both = [str(place / "closed" / "a.txt"), str(place / "open" / "b.txt")]
    session = {"files": [{"path": p, "cursor": 0} for p in both], "current": 0}
    (state / "session.json").write_text(json.dumps(session))
    os.chown(place / "closed", NOBODY, NOBODY)
    named = both if how == "named" else []
    run = subprocess.run(
        [*without_powers(), sys.executable, "-c", _CLOSED_FOLDER, *named],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env=environment(
            HOME=str(place), XDG_STATE_HOME=str(place / "state"),
            XDG_CONFIG_HOME=str(place / "state"), XDG_DATA_HOME=str(place / "state"),
        ),
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith("['b.txt']"), run.stdout
    assert "Cannot open" in run.stdout


def test_a_fault_that_nobody_caught_is_said_and_logged(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.open()
    assert house.built is not None
    stop = listen_for_faults(house.built)

    def fail() -> None:
        raise OSError("the disk reports an error")

    try:
        QTimer.singleShot(0, fail)
        house.bot.waitUntil(lambda: "Something went wrong" in house.window.notice.text)
        house.window.notice.say("")
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
        house.bot.waitUntil(lambda: "Something went wrong" in house.window.notice.text)
    finally:
        stop()
    assert caplog.text.count("OSError: the disk reports an error") == 2


# -- saves that cross with edits -------------------------------------------------------------------


def test_an_undo_while_a_save_is_under_way_is_unsaved_text(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    house.open(str(path))
    house.document.editor.insertPlainText("one ")
    go_on = threading.Event()
    house.window.workspace.files.post(lambda: go_on.wait(10))  # a slow disk
    house.window.workspace.save(house.document)
    house.document.editor.undo()
    assert house.document.editor.raw_text() == "a"
    assert house.document.modified
    go_on.set()
    house.settle()
    assert path.read_text() == "one a"
    assert house.document.modified
    house.person.unsaved = "save"
    assert house.window.workspace.may_close(house.document)
    assert path.read_text() == "a"


def test_no_undo_leads_to_a_state_that_is_in_no_file_any_more(house: House, tmp_path: Path) -> None:
    """A save that typing overtook has replaced what an undo comes back to."""
    path = tmp_path / "a.txt"
    path.write_text("a")
    house.open(str(path))
    house.document.editor.insertPlainText("one ")
    go_on = threading.Event()
    house.window.workspace.files.post(lambda: go_on.wait(10))
    house.window.workspace.save(house.document)
    house.document.editor.insertPlainText("two ")
    go_on.set()
    house.settle()
    assert path.read_text() == "one a"
    while house.document.editor.document().isUndoAvailable():
        house.document.editor.undo()
    assert house.document.editor.raw_text() == "a"
    assert house.document.modified


def test_closing_waits_for_the_save_that_is_under_way(house: House, tmp_path: Path) -> None:
    house.open(str(tmp_path / "gone" / ".." / "a.txt"))
    house.person.path = str(tmp_path / "missing" / "a.txt")
    house.type("text")
    go_on = threading.Event()
    house.window.workspace.files.post(lambda: go_on.wait(10))
    house.window.workspace.save_as(house.document)
    threading.Timer(0.2, go_on.set).start()
    house.person.unsaved = "cancel"
    assert not house.window.close()  # it failed meanwhile: the person is asked
    assert any(asked.startswith("unsaved") for asked in house.person.asked)


def test_two_saves_at_once_are_not_another_program(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    house.open(str(path))
    for letter in "xyz":
        house.document.editor.insertPlainText(letter)
        house.window.workspace.save(house.document)
    house.settle()
    assert house.person.asked == []
    assert path.read_text() == "xyza"
    assert not house.document.modified


# -- files that others make ------------------------------------------------------------------------


def test_a_file_that_appeared_meanwhile_is_not_overwritten_unasked(
    house: House, tmp_path: Path
) -> None:
    path = tmp_path / "new.txt"
    house.open(str(path))
    house.type("mine")
    path.write_text("theirs")
    house.person.yes = False
    house.window.workspace.save(house.document)
    house.settle()
    assert house.person.asked == ["overwrite new.txt"]
    assert path.read_text() == "theirs"
    assert house.document.modified


def test_what_took_a_file_s_name_is_left_alone(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("text")
    house.open(str(path))
    house.type("new ")
    path.unlink()
    os.mkfifo(path)
    house.window.workspace.look_at_disk()
    house.window.workspace.save(house.document)
    house.settle()
    assert "is not a file that holds text" in house.window.notice.text
    assert path.is_fifo()
    assert house.document.modified


@pytest.mark.parametrize("when", ["before", "after"])
def test_unsaved_text_is_not_given_up_for_what_another_program_wrote(
    house: House, tmp_path: Path, when: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("first")
    house.open(str(path))
    workspace = house.window.workspace
    if when == "before":
        house.type("mine ")
        house.person.yes = False
    path.write_text("theirs")
    house.bot.waitUntil(lambda: "Another program" in house.window.notice.text, timeout=5000)
    if when == "before":
        assert "not saved" in house.window.notice.text
        press(house, "Load")
        assert house.person.asked == ["reload a.txt"]
    else:
        go_on = threading.Event()
        workspace.reader.post(lambda: go_on.wait(10))  # a slow disk
        workspace.reload(house.document)
        house.bot.keyClicks(house.document.editor, "mine ")
        go_on.set()
        house.settle()
    assert house.document.editor.raw_text() == "mine first"
    assert house.document.modified


def test_a_tab_closed_while_it_is_loaded_anew_is_no_fault(house: House, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("first")
    house.open(str(path))
    house.window.workspace.new()
    document = house.window.workspace.documents()[0]
    house.window.workspace.reload(document)
    house.window.workspace.reload(document)
    assert house.window.workspace.close_document(document)
    house.settle()
    house.settle()
    assert house.window.workspace.opening_bar.openings == ()


# -- recovery --------------------------------------------------------------------------------------

COPY = Copy("d1", "", "Untitled", "kept text\n", "utf-8", "", "\n", 0, 3, 1.0)


@linux_only
@needs_root
def test_a_copy_stays_until_its_successor_is_on_the_disk(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        monkeypatch.setenv("XDG_STATE_HOME", str(disk))
        root = disk / "foretype" / "recovery"
        text = "word " * 60_000
        leave_copy(root, Copy("d1", "", "Untitled", text, "utf-8", "", "\n", 0, 3, 1.0))
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file:
            try:
                while file.write(b"x" * 4096):
                    pass
            except OSError:
                pass
        house.open()
        press(house, "Recover")
        house.settle()
        assert house.document.editor.raw_text() == text
        assert "No safety copy could be kept" in house.window.notice.text
        assert [c.stat().st_size > len(text) for c in root.rglob("*.copy")] == [True]
        ballast.unlink()
        house.type("more")
        house.document._copy()
        house.settle()
        (left,) = root.rglob("*.copy")  # the new one alone
        assert left.parent.name.startswith(f"{os.getpid()}-")


def test_a_copy_that_could_not_be_kept_is_tried_again(house: House, home: Path) -> None:
    """The disk has room again, and nothing more is typed."""
    root = home / "state" / "foretype" / "recovery"
    root.parent.mkdir(parents=True)
    root.write_text("in the way")
    house.open()
    house.window._settings.set("files.recovery", 1)
    house.type("words")
    house.bot.waitUntil(lambda: "No safety copy" in house.window.notice.text, timeout=10_000)
    house.window.notice.hide_text()
    root.unlink()
    house.bot.waitUntil(lambda: any(root.glob("*/*.copy")), timeout=10_000)
    assert house.window.notice.text == ""


@linux_only
@needs_root
def test_text_is_recovered_though_its_folder_is_out_of_reach(
    house: House, home: Path, tmp_path: Path
) -> None:
    (tmp_path / "real").mkdir()
    with mounted(tmp_path / "real", tmp_path / "there") as kill:
        path = tmp_path / "there" / "a.txt"
        copy = Copy("d1", str(path), "a.txt", "kept", "utf-8", "", "\n", 0, 3, 1.0, "abc")
        leave_copy(home / "state" / "foretype" / "recovery", copy)
        kill()
        house.open()
        press(house, "Recover")
        assert house.document.editor.raw_text() == "kept"
        assert house.document.modified
        assert house.window.workspace.opening_bar.openings == ()


@pytest.mark.parametrize(
    "wrong",
    [{"bom": "zz"}, {"when": float("nan")}, {"when": 1e300}, {"encoding": "nonsense"},
     {"encoding": "rot13"}, {"cursor": -5}, {"guard": 77}, {"end": "x"}, {"path": "a\0b"},
     {"ends": "n999"}, {"title": 7}, {"cursor": 10**30}],
)  # fmt: skip
def test_text_is_recovered_though_what_is_said_of_it_is_damaged(
    house: House, home: Path, tmp_path: Path, wrong: dict[str, object]
) -> None:
    folder = leave_copy(home / "state" / "foretype" / "recovery", COPY)
    file = folder / "d1.copy"
    head, _, body = file.read_bytes().partition(b"\n")
    file.write_bytes(json.dumps(json.loads(head) | wrong).encode() + b"\n" + body)
    house.open()
    press(house, "Recover")
    assert house.document.editor.raw_text() == COPY.text
    house.person.path = str(tmp_path / "saved.txt")
    assert house.window.workspace.save_as(house.document, wait=True)
    assert (tmp_path / "saved.txt").read_text() == COPY.text


def test_recovered_text_asks_before_it_replaces_a_file_that_came_back(
    house: House, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    copy = Copy("d1", str(path), "a.txt", "mine", "utf-8", "", "\n", 0, 3, 1.0, "abc")
    leave_copy(home / "state" / "foretype" / "recovery", copy)
    house.open()
    press(house, "Recover")
    path.write_text("came back")
    house.person.yes = False
    house.window.workspace.save(house.document)
    house.settle()
    assert house.person.asked == ["overwrite a.txt"]
    assert path.read_text() == "came back"


def test_recovered_text_goes_where_its_file_stands_open(
    house: House, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")
    copy = Copy("d1", str(path), "a.txt", "newer", "utf-8", "", "\n", 0, 3, 1.0, private=True)
    leave_copy(home / "state" / "foretype" / "recovery", copy)
    house.open(str(path))
    press(house, "Recover")
    assert [d.editor.raw_text() for d in house.window.workspace.documents()] == ["newer"]
    assert house.document.private


@linux_only
def test_copies_behind_a_linked_folder_are_none_of_ours(home: Path, tmp_path: Path) -> None:
    elsewhere = leave_copy(tmp_path / "elsewhere", COPY)
    root = home / "recovery"
    root.mkdir()
    (root / "1-link").symlink_to(elsewhere)
    assert Recovery(root).left() == []
    assert list(elsewhere.glob("*.copy"))


# -- line ends -------------------------------------------------------------------------------------


def test_a_long_line_stays_whole_through_edits(house: House, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    data = json.dumps({"text": "word " * 10_000, "end": 1})
    path.write_text(data + "\n")
    house.open(str(path))
    editor = house.document.editor
    assert editor.blockCount() > 10
    at = editor.raw_text().index("word") + 9_000
    house.document.go_to(at)
    house.type("X")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    house.document._copy()
    house.settle()
    assert len(copies(home)) == 1
    house.window.workspace.save(house.document)
    house.settle()
    saved = path.read_text()
    assert saved.count("\n") == 2
    assert len(saved) == len(data) + 3
    json.loads(saved)


def test_a_copy_keeps_the_line_ends(house: House, home: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    data = b"x" * 50_000 + b"\none\r\ntwo\rthree"
    path.write_bytes(data)
    house.open(str(path))
    house.type("Z")
    house.document._copy()
    house.settle()
    (kept,) = copies(home)
    kept_bytes = kept.read_bytes()
    house.close()
    folder = leave_copy(home / "state" / "foretype" / "recovery", COPY)
    (folder / "d1.copy").write_bytes(kept_bytes)
    path.write_text("another")
    house.open()
    press(house, "Recover")
    house.person.path = str(tmp_path / "b.txt")
    assert house.window.workspace.save_as(house.document, wait=True)
    assert (tmp_path / "b.txt").read_bytes() == b"Z" + data
