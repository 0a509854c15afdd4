"""What the page does with keys and lines, apart from the ghost."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.widgets.page import undo_steps
from editor_app.widgets.page.lines import count_words
from tests.editor_app.conftest import Desk

K, M = Qt.Key, Qt.KeyboardModifier
LETTER = (
    "The old man sat by the window and looked at the rain. He had not spoken for three days, and "
    'nobody in the house knew what to say to him. "You'
)


def test_a_space_that_hangs_over_the_column_never_slides_the_text(desk: Desk) -> None:
    desk.editor.set_column(40)
    places = set()
    for letter in LETTER:
        desk.tap(letter)
        places.add(desk.editor.horizontalScrollBar().value())
    assert places == {0}
    start = desk.editor.textCursor()
    start.setPosition(0)
    assert desk.editor.cursorRect(start).left() >= 0


def test_undo_goes_back_word_by_word(desk: Desk) -> None:
    desk.type("zoo zebra zip")
    desk.editor.undo()
    assert desk.text == "zoo zebra "
    desk.editor.undo()
    assert desk.text == "zoo "
    desk.editor.redo()
    assert desk.text == "zoo zebra "


def test_what_follows_a_pause_is_a_step_of_its_own(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.type("zoo")
    monkeypatch.setattr(undo_steps, "PAUSE", -1.0)
    desk.type("l")
    monkeypatch.setattr(undo_steps, "PAUSE", 60.0)
    desk.type("ogical")
    desk.editor.undo()
    assert desk.text == "zoo"


def _lines(desk: Desk, *lines: str) -> str:
    desk.editor.clear()
    for number, line in enumerate(lines):
        if number:
            QTest.keyClick(desk.editor, K.Key_Return)
        desk.type(line)
    return desk.text


def test_a_list_mark_typed_once_more_is_not_put_there_twice(desk: Desk) -> None:
    assert _lines(desk, "- zoo", "- zip", "-x") == "- zoo\n- zip\n- -x"
    assert _lines(desk, "9. zoo", "10. zip") == "9. zoo\n10. zip"
    assert _lines(desk, "- zoo", "12") == "- zoo\n- 12"


def test_alt_and_a_letter_types_nothing(desk: Desk) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(desk.editor, QKeyEvent(kind, K.Key_X, M.AltModifier, "x"))
    QTest.keyClick(desk.editor, K.Key_A)
    assert desk.text == "a"


def test_words_without_spaces_are_counted_by_character() -> None:
    assert count_words(["two words", "\u6211\u4eec\u5199\u5b57", "a \u5b57", "na\u00efve"]) == [
        2,
        4,
        2,
        1,
    ]
