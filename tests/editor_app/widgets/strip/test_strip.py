"""The strip of words: steady places, every way of pressing, and what a screen reader meets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QEnterEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from editor_app.widgets.page.choices import Choice
from editor_app.widgets.strip.offers import label_of, offers_of
from editor_app.widgets.strip.strip import Strip
from tests.editor_app.conftest import House

K, M = Qt.Key, Qt.KeyboardModifier


def word(text: str, *more: str) -> Choice:
    return Choice(text + "".join(more), (text, *more), text)


def labels(places: list[Choice | None]) -> list[str]:
    return [label_of(choice) if choice else "" for choice in places]


@given(
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=7),
    st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=7),
    st.integers(3, 5),
)
def test_a_word_keeps_its_place_while_it_stays(old: list[str], new: list[str], size: int) -> None:
    before = offers_of([word(w) for w in old], size)
    after = labels(offers_of([word(w) for w in new], size, before))
    assert len(after) == size and set(after) - {""} == set(new[:size])
    for place, text in enumerate(labels(before)):
        if text and text in new[:size]:
            assert after[place] == text


def test_the_phrase_stands_last() -> None:
    found = [word("of", " the", " year"), word("at"), word("in"), word("on")]
    assert labels(offers_of(found, 3)) == ["of", "at", "of the year"]


@pytest.fixture
def strip(house: House) -> Strip:
    house.open()
    house.window.actions_["strip"].trigger()
    return house.window.strip


def move_onto(target: QWidget) -> None:
    place, none = QPointF(20, 20), Qt.MouseButton.NoButton
    event = QMouseEvent(QEvent.Type.MouseMove, place, place, none, none, M.NoModifier)
    QApplication.sendEvent(target, event)


def wait_for(house: House, strip: Strip, text: str) -> None:
    """Until it is offered for the text as it stands."""
    house.bot.waitUntil(lambda: text in strip.offered and strip.is_fresh)


def test_words_are_taken_by_key_and_click_with_their_space(house: House, strip: Strip) -> None:
    house.type("con")
    wait_for(house, strip, "contain")
    assert strip.offered[:2] == ["consider", "contain"]
    assert strip.offered[-1] == "consider the matter"
    QTest.keyClick(house.document.editor, K.Key_2, M.AltModifier)
    assert house.document.editor.raw_text() == "contain "
    house.document.editor.undo()
    assert house.document.editor.raw_text() == "con"
    wait_for(house, strip, "contain")
    QTest.mouseClick(strip.words[4], Qt.MouseButton.LeftButton)
    assert house.document.editor.raw_text() == "consider the matter "
    assert house.document.editor.hasFocus()


def test_a_word_for_the_letters_before_is_not_taken_while_the_next_are_asked_for(
    house: House, strip: Strip
) -> None:
    house.type("co")
    wait_for(house, strip, "contain")
    place = strip.offered.index("contain")
    house.document.editor.textCursor().insertText("n")
    strip._ask()  # its answer waits for the event loop
    strip.take(place)
    assert house.document.editor.raw_text() == "con"
    wait_for(house, strip, "contain")
    strip.take(strip.offered.index("contain"))
    assert house.document.editor.raw_text() == "contain "


def test_it_lists_where_no_ghost_shows_and_never_covers_text(house: House, strip: Strip) -> None:
    house.engine.show = False
    house.type("con")
    wait_for(house, strip, "conduct")
    assert not house.document.editor.ahead.ghost.visible
    text = QRect(house.document.editor.mapToGlobal(QPoint()), house.document.editor.size())
    assert not text.intersects(QRect(strip.mapToGlobal(QPoint()), strip.size()))
    house.document.editor.textCursor().insertText("x")
    strip.take(0)  # pressed before the new words are there: they were for another place
    assert house.document.editor.raw_text() == "conx"


def test_staying_on_a_button_presses_it(house: House, strip: Strip) -> None:
    house.window._settings.set("strip.dwell", 60)
    house.type("con")
    wait_for(house, strip, "contain")
    move_onto(strip.words[1])
    house.bot.waitUntil(lambda: house.document.editor.raw_text() == "contain ")


def test_a_pointer_that_lies_still_where_a_button_appears_presses_nothing(
    house: House, strip: Strip
) -> None:
    house.window._settings.set("strip.dwell", 60)
    house.type("con")
    wait_for(house, strip, "contain")
    place = QPointF(20, 20)
    QApplication.sendEvent(strip.words[1], QEnterEvent(place, place, place))
    assert not strip.words[1].dwelling
    move_onto(strip.words[1])
    assert strip.words[1].dwelling


def test_two_switches_choose_row_and_word(house: House, strip: Strip) -> None:
    house.window._settings.set("strip.scan", "two")
    house.type("con")
    wait_for(house, strip, "contain")
    editor = house.document.editor
    for key in (K.Key_F9, K.Key_F9, K.Key_F8):  # the row of words, its first word, its second
        QTest.keyClick(editor, key)
    assert [target.chosen for target in strip.words] == [False, True, False, False, False]
    QTest.keyClick(editor, K.Key_F9)
    assert editor.raw_text() == "contain "
    for key in (K.Key_F8, K.Key_F8, K.Key_F9, K.Key_F9):  # no words now: the row of signs
        QTest.keyClick(editor, key)
    assert editor.raw_text() == "contain."


def test_one_switch_waits_for_ever(house: House, strip: Strip) -> None:
    house.window._settings.set("strip.scan_ms", 300)
    house.window._settings.set("strip.scan", "one")
    house.type("con")
    wait_for(house, strip, "contain")
    house.bot.waitUntil(lambda: strip.words[0].chosen)
    QTest.keyClick(house.document.editor, K.Key_F9)
    house.bot.waitUntil(lambda: strip.words[1].chosen and not strip.words[0].chosen)
    QTest.keyClick(house.document.editor, K.Key_F9)
    assert house.document.editor.raw_text() == "contain "


def test_a_screen_reader_meets_named_buttons(house: House, strip: Strip) -> None:
    house.type("con")
    wait_for(house, strip, "contain")
    whole = QAccessible.queryAccessibleInterface(strip)
    assert whole.text(QAccessible.Text.Name) == "Words"
    for target in strip.findChildren(QAbstractButton):
        if target.isVisible() and target.isEnabled():
            told = QAccessible.queryAccessibleInterface(target)
            assert told.role() == QAccessible.Role.Button
            assert told.text(QAccessible.Text.Name)
    second = QAccessible.queryAccessibleInterface(strip.words[1])
    assert second.text(QAccessible.Text.Name) == "contain"
    assert second.text(QAccessible.Text.Description) == "Alt+2"


def test_large_targets(house: House, strip: Strip) -> None:
    house.window._settings.set("strip.size", 96)
    house.settle()
    assert all(target.height() >= 90 for target in strip.words)


def test_a_long_word_is_written_smaller_not_cut(house: House, strip: Strip) -> None:
    target = strip.words[0]
    target.resize(120, 96)
    target.set_size(96)
    target.show_text("notwithstanding")
    width = target.fontMetrics().horizontalAdvance("notwithstanding")
    assert width <= target.width()
    target.show_text("a")
    assert target.font().pixelSize() == round(96 * 0.38)


def test_what_has_no_room_at_all_shows_how_it_begins(house: House, strip: Strip) -> None:
    button = strip.words[0]
    button.setFixedWidth(80)
    button.show_text("forward-compatible")
    QApplication.processEvents()
    assert button.text().startswith("for") and button.text().endswith("\u2026")
    assert button.fontMetrics().horizontalAdvance(button.text()) <= 80 - 2 * 15
    assert button.accessibleName() == "forward-compatible"


def test_a_point_stands_at_the_word_although_a_space_was_typed(house: House, strip: Strip) -> None:
    house.window._settings.set("strip.signs", True)
    house.type("so ")
    signs = {target.text(): target for target in strip.signs}
    signs[","].click()
    assert house.document.editor.raw_text() == "so, "
    signs["?"].click()
    assert house.document.editor.raw_text() == "so, ? "
