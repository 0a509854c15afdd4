"""Faults that the open window meets: files that change, an engine that hangs, any bytes."""

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication, QPushButton

from editor_app.documents.text_format import decode_lines, encode_lines
from editor_app.prediction.no_engine import NoEngine
from editor_app.prediction.types import Answer, Query
from editor_app.widgets.page import filling
from editor_app.widgets.page.lines import Lines, count_words
from models.profile import COUNTS
from tests.editor_app.conftest import Desk, House, Notebook
from tests.fuzz.targets import seeds
from tests.tiny_bundle import make

# -- others' changes -------------------------------------------------------------------------------


def replaced(path: Path, text: str) -> None:
    """As most programs save: a new file takes the name."""
    new = path.with_name("new")
    new.write_text(text)
    new.replace(path)


def rewritten(path: Path, text: str) -> None:
    """As some programs save: the same file, new bytes."""
    path.write_text(text)


def deleted_and_made_again(path: Path, text: str) -> None:
    path.unlink()
    path.write_text(text)


@pytest.mark.parametrize("change", [replaced, rewritten, deleted_and_made_again])
def test_a_file_that_changes_twice_is_noticed_twice(house: House, tmp_path: Path, change) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "letter.txt"
    path.write_text("first")
    house.open(str(path))
    for text in ("second text", "third text, longer", "fourth"):
        change(path, text)
        house.bot.waitUntil(lambda: "Another program" in house.window.notice.text, timeout=5000)
        buttons = house.window.notice.findChildren(QPushButton)
        next(b for b in buttons if b.text().startswith("Load")).click()
        house.bot.waitUntil(lambda text=text: house.document.editor.raw_text() == text)
        assert not house.document.modified
        house.settle()


def test_a_long_file_loaded_anew_twice_is_not_opening_for_ever(
    house: House, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("a line of it\n" * 60_000)
    house.open(str(path))
    workspace = house.window.workspace
    house.bot.waitUntil(lambda: not workspace.opening_bar.openings, timeout=30_000)
    path.write_text("another line of it\n" * 60_000)
    workspace.reload(house.document)
    workspace.reload(house.document)
    house.bot.waitUntil(lambda: not workspace.opening_bar.openings, timeout=30_000)
    assert house.document.editor.raw_text() == "another line of it\n" * 60_000
    assert not house.document.modified


def test_a_file_deleted_twice_is_offered_again_twice(house: House, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("kept here")
    house.open(str(path))
    for _ in range(2):
        path.unlink()
        house.bot.waitUntil(lambda: "is gone" in house.window.notice.text, timeout=5000)
        assert house.document.modified
        buttons = house.window.notice.findChildren(QPushButton)
        next(b for b in buttons if b.text().startswith("Save again")).click()
        house.bot.waitUntil(path.exists, timeout=5000)
        house.settle()
        assert path.read_text() == "kept here"
        assert not house.document.modified


def test_own_saves_are_no_news(house: House, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("first ")
    house.open(str(path))
    for word in ("one", "two"):
        house.type(word)
        house.window.workspace.save(house.document)
        house.settle()
        house.bot.wait(500)
        assert "Another program" not in house.window.notice.text
    assert path.read_text() == "onetwofirst " or path.read_text() == "first onetwo"


# -- the counts ------------------------------------------------------------------------------------


def test_counts_that_were_damaged_are_said_in_the_window(house: House, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    (profile / COUNTS).write_bytes(b"no database at all" * 900)
    house.open_real("--bundle", str(make(tmp_path / "tiny")), "--profile", str(profile))
    house.bot.waitUntil(lambda: "begin anew" in house.window.notice.text, timeout=10_000)


def test_a_text_that_could_not_be_learned_is_said(house: House, tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    house.open_real("--bundle", str(make(tmp_path / "tiny")), "--profile", str(profile))
    profile.write_text("where a folder should be")
    path = tmp_path / "letter.txt"
    path.write_text("the cat sat")
    house.window.workspace.open(path)
    house.settle()
    house.window.workspace.save(house.document)
    house.bot.waitUntil(lambda: "cannot be written" in house.window.notice.text, timeout=10_000)


# -- the engine ------------------------------------------------------------------------------------


class Hanging(NoEngine):
    """An engine that never answers."""

    def __init__(self) -> None:
        super().__init__(memory=Notebook())
        self.asked = threading.Event()
        self.let_go = threading.Event()

    def suggest(self, query: Query) -> Answer:
        """As the Protocol says, one day."""
        self.asked.set()
        self.let_go.wait(60)
        return Answer((), "", 0.0, False)


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    engine = Hanging()
    yield engine
    engine.let_go.set()


def test_a_hanging_engine_is_not_noticed(house: House, hanging: Hanging, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("")
    house.open(factory=lambda: hanging)  # type: ignore[arg-type,return-value]
    window = house.window
    window.workspace.open(path)
    assert window.workspace.reader.wait_idle(10)
    QApplication.processEvents()
    editor = house.document.editor
    began = time.monotonic()
    for letter in "consider this":
        house.bot.keyClicks(editor, letter)
        QApplication.processEvents()
    assert hanging.asked.wait(5)
    window.workspace.save(house.document)
    house.bot.waitUntil(lambda: path.read_bytes() == b"consider this", timeout=5000)
    assert time.monotonic() - began < 5
    hanging.let_go.set()
    house.settle()


@pytest.mark.parametrize("error", [MemoryError(), SystemError("from below"), RecursionError()])
def test_an_engine_that_breaks_down_is_survived(house: House, error: Exception) -> None:
    def break_down() -> None:
        raise error

    house.open()
    house.engine.gate = break_down
    house.type("con")
    assert house.document.editor.raw_text() == "con"
    assert not house.document.editor.ahead.ghost.visible
    house.engine.gate = lambda: None
    house.type("s")
    assert house.document.editor.ahead.ghost.visible


# -- any bytes -------------------------------------------------------------------------------------

_ODD = [b"a", b" word", b"\r\n", b"\n", b"\r", b"\n\n", b"\xff", b"\xc3\xa9", b"\0", b"\xc2\xa0",
        b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80",
        b"\xef\xb7\x90", "\U0010f8ff\U0001f600".encode(), b"\x1b", b"\x0b\x0c", b"\x1c\x1d\x85",
        b"\xc2\x85", b"x" * 25_000]  # fmt: skip


@pytest.mark.parametrize("at_once", [True, False])
def test_any_bytes_go_through_the_editor_unchanged(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    monkeypatch.setattr(filling, "_SLICE", 3000)
    lines = Lines(desk.editor.document())

    @given(st.one_of(st.binary(), st.lists(st.sampled_from(_ODD), max_size=9).map(b"".join)))
    @settings(
        max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    def check(data: bytes) -> None:
        found = decode_lines(data)
        read = found.lines
        lines.prime(list(read), count_words(read), found.ends, found.format.end)
        done: list[bool] = []
        work = filling.Filling(desk.editor, read)
        work.arrived.connect(lines.arrive)
        work.done.connect(lambda: done.append(True))
        work.start(at_once=at_once)
        while not done:  # what its timer does between events
            work._go_on()
        shown = desk.editor.raw_text().split("\n")
        assert encode_lines(lines.snapshot(), found.format, lines.ends()) == data
        assert encode_lines(shown, found.format, lines.ends()) == data
        assert lines.words == sum(count_words(read))
        assert not desk.editor.isReadOnly()
        assert desk.editor.textCursor().position() == 0
        assert not desk.editor.textCursor().hasSelection()
        assert not desk.editor.document().isUndoAvailable()

    check()


def test_typing_in_a_strange_file_changes_only_what_was_typed(house: House, tmp_path: Path) -> None:
    for number, data in enumerate([*seeds("files"), b"\xff\r\nb\n\xc3\xa9\r", b"\0" * 9 + b"\n"]):
        path = tmp_path / f"file{number}"
        path.write_bytes(data)
        house.open(str(path)) if number == 0 else house.window.workspace.open(path)
        house.settle()
        before = house.document.editor.raw_text()
        house.document.go_to(0)
        house.bot.keyClicks(house.document.editor, "Z")
        house.settle()
        house.document.editor.undo()
        house.settle()
        assert house.document.editor.raw_text() == before
        house.window.workspace.save(house.document)
        house.settle()
        assert path.read_bytes() == data
