"""Another word here: a menu at the cursor, and the word in its place."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QMenu, QToolTip
from pytestqt.qtbot import QtBot

from editor_app.spelling.checker import Checker
from editor_app.widgets.page.other_words import OtherWords
from tests.editor_app.widgets.page.test_spell_marks import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def desk(qtbot: QtBot, checker: Checker, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, checker, tmp_path / "words.txt")
    qtbot.waitUntil(lambda: made.service.ready, timeout=30_000)
    yield made
    made.assistant.close()
    for worker in made.workers:
        assert worker.stop()


def menu_of(desk: Desk, place: int) -> QMenu:
    desk.cursor_to(place)
    OtherWords(desk.editor, desk.service).ask()
    desk.bot.waitUntil(lambda: bool(desk.editor.findChildren(QMenu)), timeout=30_000)
    return desk.editor.findChildren(QMenu)[-1]


def test_a_word_is_put_in_the_place_of_another(desk: Desk) -> None:
    desk.put("\U0001f600 The quick fox.")
    menu = menu_of(desk, 9)
    action = next(one for one in menu.actions() if one.text().endswith("fast"))
    action.trigger()
    menu.close()
    assert desk.editor.raw_text() == "\U0001f600 The fast fox."
    desk.editor.undo()
    assert desk.editor.raw_text() == "\U0001f600 The quick fox."
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_line_that_changed_keeps_what_was_written(desk: Desk) -> None:
    desk.put("The quick fox.")
    menu = menu_of(desk, 6)
    desk.editor.insertPlainText("x")
    menu.actions()[0].trigger()
    menu.close()
    assert desk.editor.raw_text() == "The quxick fox."
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_where_there_is_none_it_says_so(desk: Desk) -> None:
    desk.put("We frobnicate.")
    desk.cursor_to(6)
    OtherWords(desk.editor, desk.service).ask()
    desk.bot.waitUntil(lambda: "frobnicate" in QToolTip.text(), timeout=30_000)
