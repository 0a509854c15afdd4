"""Slips beyond doubt are mended behind the typing, given back by Backspace, and then let alone."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from pytestqt.qtbot import QtBot

from editor_app.documents.dictionary import Dictionary
from editor_app.services.spell_service import SpellService
from editor_app.spelling.checker import Checker
from editor_app.widgets.page.mending import LAYER, Mending
from tests.editor_app.widgets.page.test_spell_marks import Desk


class MendingDesk(Desk):
    """An editor whose slips are mended."""

    def __init__(self, qtbot: QtBot, checker: Checker, words: Path) -> None:
        super().__init__(qtbot, checker, words)
        self.private = False
        self.mending = Mending(self.editor, self.service, lambda: not self.private)
        self.mending.on = True
        self.said: list[tuple[str, str]] = []
        self.mending.mended.connect(lambda *pair: self.said.append(pair))
        qtbot.waitUntil(lambda: self.service.ready, timeout=30_000)

    def write(self, text: str) -> None:
        self.bot.keyClicks(self.editor, text)
        assert self.workers[1].wait_idle(30)
        self.bot.wait(1)  # the answer is a queued signal

    @property
    def text(self) -> str:
        return self.editor.raw_text()


@pytest.fixture
def desk(qtbot: QtBot, checker: Checker, tmp_path: Path) -> Iterator[MendingDesk]:
    made = MendingDesk(qtbot, checker, tmp_path / "words.txt")
    yield made
    made.assistant.close()
    for worker in made.workers:
        assert worker.stop()


def test_a_sure_slip_is_mended_when_its_word_ends(desk: MendingDesk) -> None:
    desk.write("We recieved")
    assert desk.text == "We recieved"
    desk.write(" ")
    assert desk.text == "We received " and desk.said == [("recieved", "received")]
    assert [m.cursor.selectedText() for m in desk.editor.layer(LAYER)] == ["received"]
    desk.write("it. Becuase ")
    assert desk.text == "We received it. Because "


def test_it_is_one_step_of_undo_that_leaves_the_cursor(desk: MendingDesk) -> None:
    desk.write("We recieved ")
    assert desk.editor.textCursor().position() == len("We received ")
    desk.editor.undo()
    assert desk.text == "We recieved "


def test_backspace_at_once_gives_it_back_and_it_is_never_mended_again(
    desk: MendingDesk, tmp_path: Path
) -> None:
    desk.write("We recieved ")
    desk.bot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert desk.text == "We recieved " and desk.editor.textCursor().atEnd()
    desk.write("it. Recieved recieved ")
    assert desk.text == "We recieved it. Recieved recieved "
    assert Dictionary(tmp_path / "words.txt").as_typed() == {"recieved"}
    assert SpellService(desk.workers[1], tmp_path / "words.txt")._as_typed == {"recieved"}


def test_what_is_undone_is_not_mended_again(desk: MendingDesk, tmp_path: Path) -> None:
    desk.write("We recieved ")
    desk.editor.undo()
    desk.bot.waitUntil(lambda: bool(Dictionary(tmp_path / "words.txt").as_typed()))


def test_a_later_backspace_deletes(desk: MendingDesk) -> None:
    desk.write("We recieved ")
    desk.write("i")
    desk.bot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert desk.text == "We received "
    desk.bot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    assert desk.text == "We received"


@pytest.mark.parametrize(
    "text",
    [
        "`recieved ",
        "https://recieved ",
        "Mr Recieved ",
        "RECIEVED ",
        "the password: recieved ",
        "xq zbrt recieved ",  # nothing that English would be
        "We frobnicate ",
        "teh",
    ],
)
def test_what_is_not_sure_or_no_prose_stays(desk: MendingDesk, text: str) -> None:
    desk.write(text)
    assert desk.text == text


def test_private_documents_and_the_switch_are_heeded(desk: MendingDesk) -> None:
    desk.private = True
    desk.write("We recieved ")
    desk.private, desk.mending.on = False, False
    desk.write("it and recieved ")
    assert desk.text == "We recieved it and recieved "


def test_an_answer_for_a_text_that_changed_is_dropped(desk: MendingDesk) -> None:
    desk.bot.keyClicks(desk.editor, "We recieved ")
    desk.bot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    desk.bot.keyClick(desk.editor, Qt.Key.Key_Backspace)
    desk.write("")
    assert desk.text == "We recieve"


def test_it_is_announced(desk: MendingDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def hear(event: QAccessibleAnnouncementEvent) -> None:
        said.append(event.message())

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    desk.write("We recieved ")
    assert any("recieved" in text and "Backspace" in text for text in said)


def test_every_word_is_looked_at_however_long_the_checker_takes(desk: MendingDesk) -> None:
    held = threading.Event()
    desk.workers[1].post(lambda: bool(held.wait(30)))
    desk.bot.keyClicks(desk.editor, "We recieved it becuase ")
    held.set()
    desk.write("")
    assert desk.text == "We received it because "
