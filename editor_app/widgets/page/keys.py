"""What a key means to a text. Pure functions of a key's event; must not know the text."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def typed_by(event: QKeyEvent) -> str:
    """What a key types, "" for one that does something else."""
    text = event.text()
    return text if text.isprintable() and not event.matches(QKeySequence.StandardKey.Paste) else ""


def is_menu_key(event: QKeyEvent) -> bool:
    """Alt and a letter that no menu has: never a letter in the text (but on a Mac)."""
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    alt = held == Qt.KeyboardModifier.AltModifier
    return alt and event.text().isprintable() and sys.platform != "darwin"
