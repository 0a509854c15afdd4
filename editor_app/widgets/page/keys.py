"""What a key means to a text and to its ghost. Knows a key's event; must not know the text."""

import sys
from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

GHOST_KEYS: Mapping[str, str] = {
    "take": "Tab",
    "take_word": "Ctrl+Right",
    "next": "Alt+]",
    "previous": "Alt+[",
    "next_too": "Alt+Down",
    "previous_too": "Alt+Up",
    "dismiss": "Esc",
    "ask": "Ctrl+Space",
}
"""What acts on a ghost, and the usual key; "…_too" is a second one, since brackets want AltGr on
many keyboards, so that Alt cannot be held with them."""
_TURNS = ("next", "previous")


class GhostKeys:
    """Which keys act on the ghost."""

    def __init__(self, keys: Mapping[str, str]) -> None:
        """``keys``: action → key sequence in Qt's portable form, "" for none."""
        self._keys = {action: QKeySequence(keys.get(action, "")) for action in GHOST_KEYS}

    def action(self, event: QKeyEvent, ctrl_is_held: bool) -> str:
        """What the key does to a ghost, "" for nothing; ``ctrl_is_held``: for the ghost's sake, so
        that other keys mean what they mean without it."""
        pressed = [QKeySequence(event.keyCombination())]
        if ctrl_is_held:
            rest = event.modifiers() & ~Qt.KeyboardModifier.ControlModifier
            pressed.append(QKeySequence(QKeyCombination(rest, Qt.Key(event.key()))))
        found = next((action for action, key in self._keys.items() if key in pressed), "")
        return found.removesuffix("_too")


def is_turn(action: str, event: QKeyEvent) -> bool:
    """Does the key turn to another alternative with Alt? Then it is no letter, ghost or none."""
    return action in _TURNS and bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)


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
