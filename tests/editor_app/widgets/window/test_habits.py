"""The person's own: a glossary that is watched, a gate that is shown in words."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.documents.glossary import Glossary, parse
from editor_app.widgets.window.habits import Habits
from tests.editor_app.conftest import House


def test_what_a_glossary_says() -> None:
    said = parse("# remark\n\nDr Anna Zebulon\nkr\tKind regards\nkr\tKindest regards\nx\t\n")
    assert said == Glossary(("Dr Anna Zebulon",), {"kr": "Kindest regards"})
    assert said.text == "Dr Anna Zebulon\n\nKindest regards"


def test_a_shortcut_expands_as_soon_as_the_file_is_saved(house: House) -> None:
    house.open()
    habits = house.window.findChild(Habits)
    house.window.actions_["glossary"].trigger()
    house.settle()
    editor = house.document.editor
    assert "shortcut" in editor.raw_text() and Path(house.document.path).stat().st_mode & 0o77 == 0
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    editor.textCursor().insertText("kr\tKind regards,\nZebulon Street\n")
    house.window.workspace.save(house.document)
    house.bot.waitUntil(lambda: "kr" in habits.keeper.glossary.shortcuts)
    house.window.workspace.new()
    house.settle()
    house.type("Hello kr")
    assert house.document.editor.ahead.ghost.text == " \u2192 Kind regards,"
    QTest.keyClick(house.document.editor, Qt.Key.Key_Tab)
    assert house.document.editor.raw_text().startswith("Hello Kind regards,")
    house.document.editor.undo()
    assert house.document.editor.raw_text() == "Hello kr"


def test_which_alternative_shows_is_said_while_it_shows(house: House) -> None:
    house.open()
    house.type("con")
    house.document.editor.ahead.cycle(1)
    assert house.window.status.progress.text() == "2/3"
    assert not house.window.status.progress.isHidden()
    house.document.editor.ahead.wish.manners.grace = 0.0
    QTest.keyClick(house.document.editor, Qt.Key.Key_Tab)
    assert house.window.status.progress.isHidden()
