"""Hints in the editor: shown, mended, ignored; never under the word being typed."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from pytestqt.qtbot import QtBot

from editor_app.prediction.no_engine import NoEngine
from editor_app.prediction.types import Answer, Query
from editor_app.services.assistant import Assistant
from editor_app.services.spell_service import SpellService
from editor_app.services.worker import Worker
from editor_app.spelling.checker import Checker
from editor_app.widgets.page.page import PageEditor
from editor_app.widgets.page.spell_marks import LAYER, SpellMarks


class Silence(NoEngine):
    """An engine that has nothing to say."""

    def suggest(self, query: Query) -> Answer:
        """No suggestion."""
        return Answer((), "", 0.0, False)


class Desk:
    """An editor with its marks."""

    def __init__(self, qtbot: QtBot, checker: Checker, words: Path) -> None:
        self.bot = qtbot
        self.workers = Worker("test-engine"), Worker("test-spelling")
        self.assistant = Assistant(self.workers[0])
        self.assistant.load(Silence)
        self.service = SpellService(self.workers[1], words)
        self.service.load(lambda: checker)
        self.editor = PageEditor(self.assistant, "document-1")
        qtbot.addWidget(self.editor)
        self.marks = SpellMarks(self.editor, self.service)
        self.editor.resize(700, 300)
        self.editor.show()

    def marked(self) -> list[str]:
        return [mark.cursor.selectedText() for mark in self.editor.layer(LAYER)]

    def wait_marked(self, *words: str) -> None:
        self.bot.waitUntil(lambda: self.marked() == list(words), timeout=30_000)

    def repaint(self) -> None:
        self.bot.waitUntil(lambda: not self.marks._paint_timer.isActive(), timeout=30_000)

    def put(self, text: str) -> None:
        self.editor.setPlainText(text)
        self.cursor_to(0)

    def cursor_to(self, place: int) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(place)
        self.editor.setTextCursor(cursor)


@pytest.fixture
def desk(qtbot: QtBot, checker: Checker, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, checker, tmp_path / "words.txt")
    yield made
    made.assistant.close()
    for worker in made.workers:
        assert worker.stop()


def test_wrong_words_are_marked_and_counted(desk: Desk) -> None:
    desk.put("We recieve it.\n\nThen teh end. \U0001f600 teh")
    desk.wait_marked("recieve", "teh", "teh")
    desk.bot.waitUntil(lambda: desk.marks.count == 3, timeout=30_000)


def test_far_down_marks_come_as_soon_as_at_the_top(desk: Desk) -> None:
    desk.put("a line\n" * 40_000 + "I recieve it.")
    bar = desk.editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    desk.bot.waitUntil(lambda: desk.marked() == ["recieve"], timeout=15_000)


def test_the_word_being_typed_is_left_alone(desk: Desk) -> None:
    desk.put("")
    desk.bot.keyClicks(desk.editor, "We recieve")
    desk.bot.wait(400)
    assert desk.marked() == []
    desk.bot.keyClicks(desk.editor, " it")
    desk.wait_marked("recieve")


def test_a_fix_is_one_step_of_undo(desk: Desk) -> None:
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    assert desk.marks.fix_last()
    assert desk.editor.raw_text() == "We receive it."
    desk.wait_marked()
    desk.editor.undo()
    assert desk.editor.raw_text() == "We recieve it."


def test_the_cursor_walks_over_the_hints(desk: Desk) -> None:
    desk.put("We recieve it.\nThen teh end.")
    desk.wait_marked("recieve", "teh")
    places = []
    for _ in range(3):
        assert desk.marks.go(1)
        places.append(desk.editor.textCursor().position())
    assert places == [3, 20, 3]
    assert desk.marks.go(-1)
    assert desk.editor.textCursor().position() == 20


def test_the_menu_offers_the_words_and_the_dictionary(desk: Desk, tmp_path: Path) -> None:
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    placed = desk.marks.hint_at(5)
    assert placed is not None
    actions = desk.marks.menu(placed).actions()
    assert actions[0].text().endswith("receive")
    actions[0].trigger()
    assert desk.editor.raw_text() == "We receive it."


def test_an_added_word_is_known_from_then_on(desk: Desk, tmp_path: Path) -> None:
    desk.put("A frobnicator.")
    desk.wait_marked("frobnicator")
    desk.service.add_words(["frobnicator"])
    desk.wait_marked()
    assert (tmp_path / "words.txt").read_text(encoding="utf-8") == "frobnicator\n"


def test_an_ignored_word_is_not_marked(desk: Desk) -> None:
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    desk.marks.ignore("recieve")
    desk.wait_marked()


def test_never_correct_is_kept(desk: Desk, tmp_path: Path) -> None:
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    desk.service.never_correct("recieve")
    desk.wait_marked()
    assert (tmp_path / "words.never.txt").read_text(encoding="utf-8") == "recieve\n"


def test_marks_stay_with_their_words_until_the_line_is_checked_again(desk: Desk) -> None:
    desk.put("We recieve it, then teh end")
    desk.wait_marked("recieve", "teh")
    go_on = threading.Event()
    desk.workers[1].post(lambda: go_on.wait(60) and None)  # nothing is checked meanwhile
    try:
        desk.editor.moveCursor(QTextCursor.MoveOperation.End)
        for letter in " now.":
            desk.bot.keyClicks(desk.editor, letter)
            desk.repaint()
            assert desk.marked() == ["recieve", "teh"]
        desk.cursor_to(3)
        desk.bot.keyClicks(desk.editor, "x")
        desk.repaint()
        assert desk.marked() == ["teh"]  # the other is no longer the same word
    finally:
        go_on.set()
    desk.bot.keyClicks(desk.editor, " ")
    desk.wait_marked("recieve", "teh")


@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform raises no tool tips
def test_the_last_hint_in_sight_is_mended_and_no_other(desk: Desk) -> None:
    desk.put("We recieve it.\n" + "A line.\n" * 80 + "The end")
    desk.wait_marked("recieve")
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    before = desk.editor.raw_text()
    assert not desk.marks.fix_last()
    assert desk.editor.raw_text() == before
    assert "No marked word" in QToolTip.text()


def test_an_accented_form_is_offered_and_never_marked(desk: Desk) -> None:
    desk.put("A cafe and teh end.")
    desk.wait_marked("teh")
    placed = desk.marks.hint_at(4)
    assert placed is not None
    first, *others = desk.marks.menu(placed).actions()
    assert first.text().endswith("café")
    assert all(action.isSeparator() for action in others)
    assert desk.marks.count <= 1


def test_words_of_another_program_are_known(desk: Desk, tmp_path: Path) -> None:
    desk.put("A quibbledrome and teh end.")
    desk.wait_marked("quibbledrome", "teh")
    (tmp_path / "list.dic").write_text("1\nquibbledrome\n", encoding="utf-8")
    assert desk.service.import_words(tmp_path / "list.dic") == 1
    desk.wait_marked("teh")
    words = tmp_path / "words.txt"
    assert words.read_text(encoding="utf-8") == "quibbledrome\n"
    assert words.stat().st_mode & 0o077 == 0


def test_code_is_left_alone(desk: Desk) -> None:
    desk.put("Then teh.\n\n```\nteh recieve\n```\n")
    desk.wait_marked("teh")
    desk.bot.waitUntil(lambda: desk.marks.count == 1, timeout=30_000)
    desk.wait_marked("teh")


def test_a_word_in_many_lines_is_believed(desk: Desk) -> None:
    desk.put("One zorblaxian.\n\nThen teh end.")
    desk.wait_marked("zorblaxian", "teh")
    desk.put("\n".join(f"The zorblaxian number {n}." for n in range(6)) + "\nThen teh end.")
    desk.wait_marked("teh")


def test_editing_the_line_of_a_typo_does_not_make_it_a_word(desk: Desk) -> None:
    desk.put("We recieve it")
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    for letter in " now and then.":
        desk.bot.keyClicks(desk.editor, letter)
        desk.bot.wait(70)
    desk.wait_marked("recieve")


def test_hints_are_stepped_to_and_mended(desk: Desk) -> None:
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    assert desk.marks.go(1)
    assert desk.editor.textCursor().position() == 3
    desk.editor.moveCursor(QTextCursor.MoveOperation.End)
    assert desk.marks.fix_last()
    assert desk.editor.raw_text() == "We receive it."


@pytest.mark.qt_log_ignore("does not support")  # the offscreen platform has no popups
def test_the_menu_never_covers_its_word(desk: Desk) -> None:
    bottom = desk.editor.screen().availableGeometry().bottom()
    desk.editor.move(0, bottom - 60)
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    assert desk.marks.go(1) and desk.marks.open_menu()
    menu = QApplication.activePopupWidget()
    word = desk.editor.viewport().mapToGlobal(desk.editor.cursorRect().topLeft())
    assert menu is not None and menu.geometry().bottom() <= word.y()
    menu.close()


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_that_a_key_opens_has_the_best_word_ready(desk: Desk) -> None:
    desk.put("We recieve it.")
    desk.wait_marked("recieve")
    assert desk.marks.go(1)
    assert desk.marks.open_menu()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert desk.editor.raw_text() == "We receive it."
