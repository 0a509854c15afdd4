"""How a ghost becomes text: as an undo step of its own, with the spaces that a writer would put.

Must not know which ghost is taken, nor why.
"""

from dataclasses import dataclass

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor_app.widgets.page.choices import Choice, brings_space
from editor_app.widgets.page.surroundings import Surroundings


@dataclass(frozen=True, slots=True)
class Insertion:
    """What was put into the document."""

    text: str
    replaced: int
    """Units before the cursor that gave way to it."""
    end: int
    """The cursor's place behind it."""
    left: Choice | None
    """What of the choice still stands before the person."""


def insert(editor: QPlainTextEdit, around: Surroundings, choice: Choice, text: str) -> Insertion:
    """Put ``text``, the whole of ``choice`` or its beginning, before the cursor."""
    left = choice.after(text)
    whole = left is None or not left.text
    cursor = editor.textCursor()
    replaced = around.letters_before(cursor, choice.replace)
    brings = whole and brings_space(text, around.after(cursor))
    insertion = text + " " if brings else text
    cursor.beginEditBlock()
    cursor.setPosition(cursor.position() - replaced, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(insertion + " ")
    cursor.deletePreviousChar()  # Qt would merge a lone insertion with what is typed next
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    return Insertion(insertion, replaced, cursor.position(), None if whole else left)


def close_up(cursor: QTextCursor, typed: str) -> None:
    """Put ``typed`` in the place of the space before ``cursor``."""
    cursor.beginEditBlock()
    try:
        cursor.deletePreviousChar()
        cursor.insertText(typed)
    finally:
        cursor.endEditBlock()
