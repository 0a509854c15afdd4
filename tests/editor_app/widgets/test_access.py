"""Everything has a name, everything can be reached by keyboard, the ghost is told."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QSpinBox,
    QTabBar,
    QWidget,
)

from editor_app.widgets.page import announce as announcing
from tests.editor_app.conftest import Desk, House

TAKES_INPUT = (QAbstractButton, QComboBox, QLineEdit, QSpinBox, QTabBar, QAbstractScrollArea)
SHEETS = ("preferences", "keys", "insights", "about", "outline", "learn", "learned")


def nameless(top: QWidget) -> Iterator[str]:
    """What a person meets in ``top`` that a screen reader could not name."""
    for widget in top.findChildren(QWidget):
        inside = widget.objectName().startswith("qt_") and not isinstance(widget, QTabBar)
        part = isinstance(widget.parentWidget(), QComboBox | QSpinBox | QTabBar)
        shown = widget.isVisibleTo(top)
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not takes or not isinstance(widget, TAKES_INPUT) or inside or part or not shown:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if not interface.text(QAccessible.Text.Name).strip():
            yield f"{type(widget).__name__} {widget.objectName()!r} in {type(top).__name__}"


@pytest.mark.parametrize("action", SHEETS)
def test_everything_in_the_dialogs_has_a_name(house: House, action: str) -> None:
    house.open()
    sheet = house.sheet(action)
    assert list(nameless(sheet)) == []
    sheet.close()


def test_everything_in_the_window_has_a_name(house: House) -> None:
    house.open()
    house.window.find_bar.open_bar(replacing=True)
    house.window.notice.say("Something", (("Do it", lambda: None),))
    assert list(nameless(house.window)) == []
    house.window.show_practice()
    assert list(nameless(house.window)) == []
    for menu in house.window.menuBar().actions():
        assert menu.text().strip()


@pytest.mark.parametrize("action", SHEETS)
def test_everything_in_the_dialogs_is_reached_by_tab(house: House, action: str) -> None:
    house.open()
    sheet = house.sheet(action)
    sheet.activateWindow()
    wanted = {
        widget
        for widget in sheet.findChildren(QAbstractButton)
        if widget.isVisible()
        and widget.isEnabled()
        and not widget.isCheckable()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    reached, widget = set(), sheet.nextInFocusChain()
    while widget is not sheet:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    assert wanted <= reached
    sheet.close()


def test_from_the_text_every_part_of_the_window_is_reached(house: House) -> None:
    house.open()
    window = house.window
    window.find_bar.open_bar(replacing=False)
    pressed: list[str] = []
    window.notice.say("Something", (("Do it", lambda: pressed.append("done")),))
    house.document.editor.setFocus()
    house.settle()
    areas = []
    for _ in range(3):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_F6)
        areas.append(window.focusWidget())
    assert areas[0] is window.find_bar.sought
    assert areas[2] is house.document.editor
    QTest.keyClick(areas[1], Qt.Key.Key_Space)
    assert pressed == ["done"]


class Heard:
    """Stands for a screen reader: it runs, and hears announcements."""

    said: ClassVar[list[str]] = []

    @staticmethod
    def isActive() -> bool:
        return True

    @classmethod
    def updateAccessibility(cls, event: object) -> None:
        cls.said.append(event.message())  # type: ignore[attr-defined]


def test_the_ghost_is_announced_and_can_be_silenced(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    Heard.said.clear()
    monkeypatch.setattr(announcing, "QAccessible", Heard)
    desk.type("con")
    assert Heard.said == ["suggestion: consider the matter"]  # once, and as whole words
    QTest.keyClick(desk.editor, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.AltModifier)
    assert Heard.said[-1] == "suggestion: contain"
    count = len(Heard.said)
    desk.editor.announces = False
    desk.type(" con")
    assert len(Heard.said) == count


@pytest.mark.parametrize("action", ["", *SHEETS])
def test_no_window_opens_larger_than_the_screen(house: House, action: str) -> None:
    house.open()
    top = house.sheet(action) if action else house.window
    assert top.screen().availableGeometry().contains(top.geometry())
    if action:
        top.close()
