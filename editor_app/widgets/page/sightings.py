"""What becomes of each ghost: where it was first seen, and whether it was taken.

Tells counts and kinds of places, never a word. Must not know where they are counted.
"""

import re
import time
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from editor_app.statistics import Place
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.markdown import LIST_ITEM
from models.text import split_at_cursor

_MOST_LETTERS = 6
_PAUSE = 2.0
"""Seconds; a longer pause is for thinking, not for typing."""


def kind_of(line: str) -> str:
    """What kind of text a line of Markdown is."""
    if re.match(r"#{1,6}\s", line):
        return "heading"
    if line.lstrip().startswith(">"):
        return "quotation"
    return "list" if LIST_ITEM.fullmatch(line) else "prose"


class Sightings(QObject):
    """Watches the ghosts of one editor. GUI thread only."""

    shown = Signal(object)
    """A ghost was shown at a :class:`Place`."""
    taken = Signal(object, bool, int)
    """A ghost shown at a :class:`Place` was taken: for the first time or on, and the keys that it
    saved."""
    typed = Signal(int, int)
    """Keys typed in a row, and the milliseconds since the one before."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._place: Place | None = None
        self._at = -1
        self._last_key = 0.0
        editor.ahead.shown.connect(self._on_shown)
        editor.ahead.taken.connect(self._on_taken)
        editor.ahead.typed.connect(self._on_typed)

    def _on_shown(self, _text: str) -> None:
        cursor = self._editor.textCursor()
        if self._place is not None and cursor.position() == self._at:
            return  # another alternative at the same place
        line = cursor.block().text()
        before = line[: cursor.positionInBlock()]
        letters = len(split_at_cursor(before)[1])
        hour = datetime.now().astimezone().hour
        self._place = Place(hour, min(letters, _MOST_LETTERS), kind_of(line))
        self._at = cursor.position()
        self.shown.emit(self._place)

    def _on_taken(self, _text: str, keys: int) -> None:
        if self._place is not None:
            self.taken.emit(self._place, self._at >= 0, keys)
            self._at = -1

    def _on_typed(self, keys: int) -> None:
        now = time.monotonic()
        pause, self._last_key = now - self._last_key, now
        if keys == 1 and pause < _PAUSE:
            self.typed.emit(keys, round(1000 * pause))
