"""A ghost with manners: it takes no key pressed before it, steps back, fades, keeps silent."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.widgets.page import manners
from editor_app.widgets.page.manners import Manners, Why, kind_of_place
from tests.editor_app.conftest import Desk, House

K, M = Qt.Key, Qt.KeyboardModifier


def test_a_ghost_takes_no_key_that_was_pressed_before_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Manners, "grace", 60.0)
    desk.type("con")
    assert desk.ghost
    QTest.keyClick(desk.editor, K.Key_Tab)
    assert desk.text == "con\t"
    monkeypatch.setattr(Manners, "grace", 0.0)
    desk.type(" con")
    QTest.keyClick(desk.editor, K.Key_Tab)
    assert desk.text == "con\t consider the matter "


def test_after_several_unwanted_ghosts_it_steps_back_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(manners, "_READ_AFTER", 0.0)
    for _ in range(8):
        desk.type("conz ")
    assert desk.editor.ahead.why is Why.BACK
    desk.type("con")
    assert not desk.ghost
    QTest.keyClick(desk.editor, K.Key_Space, M.ControlModifier)
    desk.settle()
    assert desk.ghost and not desk.editor.ahead.wish.manners.back
    desk.type("z con")
    assert desk.ghost


def test_it_comes_back_by_itself_after_some_words() -> None:
    now = [0.0]
    mine = Manners(lambda: now[0])
    for _ in range(8):
        mine.appear()
        now[0] += 0.3
        mine.ignored()
    assert mine.back
    for _ in range(25):
        mine.finish_word()
    assert not mine.back


def test_a_ghost_typed_past_unread_counts_for_nothing() -> None:
    mine = Manners(lambda: 0.0)
    for _ in range(20):
        mine.appear()
        mine.ignored()
    assert not mine.back


def test_a_ghost_that_nobody_takes_fades(desk: Desk) -> None:
    desk.editor.ahead.fade_after = 0.05
    desk.type("con")
    desk.bot.waitUntil(lambda: not desk.ghost)
    assert desk.editor.ahead.why is Why.FADED
    desk.tap("s")
    desk.settle()
    assert desk.ghost == "ider the matter"


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("# A con", "heading"),
        ("say `con", "code"),
        ("see https://con", "address"),
        ("to anna@con", "address"),
        ("plain con", ""),
        ("`code` con", ""),
    ],
)
def test_places_of_silence(desk: Desk, line: str, kind: str) -> None:
    desk.editor.setPlainText(line)
    assert kind_of_place(desk.editor.document().firstBlock(), len(line)) == kind


def test_silence_is_kept_and_asking_breaks_it(desk: Desk) -> None:
    desk.editor.ahead.wish.manners.silent_in = frozenset({"heading"})
    desk.type("# con")
    assert not desk.ghost and desk.editor.ahead.why is Why.PLACE
    QTest.keyClick(desk.editor, K.Key_Space, M.ControlModifier)
    desk.settle()
    assert desk.ghost


def test_a_click_takes_up_to_the_word_clicked(desk: Desk) -> None:
    desk.type("con")
    layout = desk.editor.document().firstBlock().layout()
    place = len("consider th")
    line = layout.lineForTextPosition(place)
    x = line.cursorToX(place)
    x = x[0] if isinstance(x, tuple) else x
    area = desk.editor.blockBoundingGeometry(desk.editor.document().firstBlock())
    point = QPointF(x + 2, line.y() + line.height() / 2) + area.topLeft()
    point += desk.editor.contentOffset()
    QTest.mouseClick(desk.editor.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert desk.text == "consider the "
    desk.settle()


def test_a_ghost_that_replaces_letters_has_its_own_ink(desk: Desk) -> None:
    desk.editor.set_ghost_colour(QColor("#111111"), QColor("#222222"))
    desk.engine.fixes["teh"] = "the"
    desk.type("teh")
    block = desk.editor.document().firstBlock()
    inks = {r.format.foreground().color().name() for r in block.layout().formats()}
    assert inks == {"#222222"}


def test_only_while_a_key_is_held(desk: Desk) -> None:
    ahead = desk.editor.ahead
    ahead.held, ahead.enabled = True, False
    desk.type("con")
    assert not desk.ghost and ahead.why is Why.HELD
    held = QKeyEvent(QEvent.Type.KeyPress, K.Key_Control, M.ControlModifier)
    QApplication.sendEvent(desk.editor, held)
    desk.bot.waitUntil(lambda: bool(desk.ghost))
    QTest.keyClick(desk.editor, K.Key_Tab, M.ControlModifier)
    assert desk.text == "consider the matter "
    let_go = QKeyEvent(QEvent.Type.KeyRelease, K.Key_Control, M.NoModifier)
    QApplication.sendEvent(desk.editor, let_go)
    desk.settle()
    assert not desk.ghost


def test_the_status_bar_answers_why_and_counts_alternatives(house: House) -> None:
    house.open()
    house.type("con")
    QTest.keyClick(house.document.editor, K.Key_BracketRight, M.AltModifier)
    assert house.window.status.progress.text() == "2/3"
    QTest.keyClick(house.document.editor, K.Key_Escape)
    house.window.status.why.click()
    assert "Esc" in house.window.status.progress.text()
