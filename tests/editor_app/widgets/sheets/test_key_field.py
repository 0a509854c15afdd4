"""Every action has a key that can be another; no two have the same."""

from collections import Counter

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.settings_table import KEYS
from editor_app.widgets.page.keys import GHOST_KEYS
from editor_app.widgets.sheets.key_field import KeyField, writes
from editor_app.widgets.sheets.preferences import Preferences
from tests.editor_app.conftest import House


def test_every_key_of_the_table_has_its_action_and_is_used_once(house: House) -> None:
    house.open()
    for name, _, usual in KEYS:
        if name not in GHOST_KEYS:
            assert house.window.actions_[name].shortcut() == QKeySequence(usual)
    counted = Counter(usual for _, _, usual in KEYS if usual)
    assert counted.most_common(1)[0][1] == 1
    assert {name: usual for name, _, usual in KEYS if name in GHOST_KEYS} == GHOST_KEYS


def test_a_key_that_is_taken_is_said_and_can_be_moved(house: House) -> None:
    house.open()
    sheet = house.window.show_preferences()
    find, save = (sheet.findChild(KeyField, f"keys.{name}") for name in ("find", "save"))
    QTest.keyClick(find.edit, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Save" in find.conflict
    assert house.window._settings.text("keys.find") == "Ctrl+F"
    assert house.window.actions_["find"].shortcut() == QKeySequence("Ctrl+F")
    QTest.mouseClick(find.move_here, Qt.MouseButton.LeftButton)
    assert find.conflict == ""
    assert house.window.actions_["find"].shortcut() == QKeySequence("Ctrl+S")
    assert house.window.actions_["save"].shortcut().isEmpty()
    assert save.edit.keySequence().isEmpty()
    QTest.mouseClick(save.usual, Qt.MouseButton.LeftButton)
    assert "Find" in save.conflict  # its usual key is another's now
    QTest.mouseClick(find.usual, Qt.MouseButton.LeftButton)
    QTest.mouseClick(save.usual, Qt.MouseButton.LeftButton)
    assert house.window.actions_["save"].shortcut() == QKeySequence("Ctrl+S")
    sheet.close()


def test_a_key_field_takes_keys_and_no_accidents(house: House) -> None:
    house.open()
    settings = house.window._settings
    sheet = house.window.show_preferences()
    field = sheet.findChild(KeyField, "keys.find")
    QTest.keyClick(field.edit, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert settings.text("keys.find") == "Ctrl+J"
    QTest.keyPress(field.edit, Qt.Key.Key_Control)
    QTest.keyRelease(field.edit, Qt.Key.Key_Control)
    assert settings.text("keys.find") == "Ctrl+J"
    house.bot.waitUntil(lambda: not field.edit.keySequence().isEmpty(), timeout=3000)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_A, Qt.Key.Key_Home):
        QTest.keyClick(field.edit, key)
        assert settings.text("keys.find") == "Ctrl+J"
        assert "writing" in field.conflict
        assert not field.move_here.isVisible()
    assert not writes("F5")
    assert not writes("Tab")
    assert not writes("Ctrl+Home")
    assert writes("Shift+A")
    QTest.mouseClick(field.none, Qt.MouseButton.LeftButton)
    assert settings.text("keys.find") == ""
    assert not field.none.isEnabled()
    QTest.keyClick(field.edit, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert settings.text("keys.find") == ""


def test_all_goes_back_only_when_asked(house: House) -> None:
    house.open()
    settings, asked = house.window._settings, []
    settings.set("keys.find", "Ctrl+J")

    def ask(question: str, more: str, yes: str) -> bool:
        asked.append(question)
        return len(asked) > 1

    sheet = Preferences(settings, house.window, ask)
    sheet._restore()
    assert settings.text("keys.find") == "Ctrl+J"
    sheet._restore()
    assert settings.text("keys.find") == "Ctrl+F"


def test_spelling_keys_are_settings_too(house: House) -> None:
    house.open()
    house.window._settings.set("keys.spell_menu", "Ctrl+;")
    assert house.window.actions_["spell_menu"].shortcut() == QKeySequence("Ctrl+;")


def test_preferences_are_found_by_word_and_by_key_of_the_file(house: House) -> None:
    house.open()
    sheet = house.window.show_preferences()
    for wanted, key in (
        ("status bar words", "look.words"),
        ("learning.on", "learning.on"),
        ("variety", "spelling.variety"),
    ):
        sheet.search.setText(wanted)
        assert sheet.findChild(object, key).isVisible()
        assert not sheet.findChild(object, "look.theme").isVisible()
    sheet.close()


def test_closed_preferences_hear_no_more(house: House) -> None:
    house.open()
    sheet = house.window.show_preferences()
    settings = house.window._settings
    listeners = len(settings._listeners)
    sheet.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(settings._listeners) == listeners - 1
    settings.set("keys.find", "Ctrl+J")
    assert house.window.actions_["find"].shortcut() == QKeySequence("Ctrl+J")
