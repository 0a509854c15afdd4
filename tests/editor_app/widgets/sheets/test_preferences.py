"""The sheet of preferences: numbers say what they count, and nothing changes by accident."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QWidget

from editor_app.widgets.sheets.keys_sheet import KeysSheet
from editor_app.widgets.sheets.preferences import Preferences
from tests.editor_app.conftest import House


def takes_wheel(field: QWidget) -> bool:
    """Turn the wheel over ``field``; does it keep the turn from the page?"""
    place = QPointF(field.rect().center())
    event = QWheelEvent(
        place,
        QPointF(field.mapToGlobal(field.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, event)
    return event.isAccepted()


def test_the_wheel_scrolls_the_page_and_changes_no_value(house: House) -> None:
    house.open()
    settings = house.window._settings
    sheet = house.window.show_preferences()
    for kind, key in ((QSpinBox, "strip.size"), (QComboBox, "ghost.eagerness")):
        before = settings[key]
        assert not takes_wheel(sheet.findChild(kind, key))
        assert settings[key] == before
    sheet.close()


def test_a_number_says_what_it_counts_and_what_none_means(house: House) -> None:
    house.open()
    sheet = house.window.show_preferences()
    fade = sheet.findChild(QSpinBox, "ghost.fade")
    assert fade.text() == "30 seconds"
    fade.setValue(0)
    assert fade.text() == "never"
    assert house.window._settings.number("ghost.fade") == 0
    sheet.close()


def test_a_search_that_finds_nothing_says_so(house: House) -> None:
    house.open()
    for name in ("preferences", "keys"):
        sheet = house.sheet(name)
        assert isinstance(sheet, Preferences | KeysSheet)
        assert not sheet.nothing.isVisible()
        sheet.search.setText("zebra")
        assert sheet.nothing.isVisible()
        sheet.search.setText("find")
        assert not sheet.nothing.isVisible()
        sheet.close()
