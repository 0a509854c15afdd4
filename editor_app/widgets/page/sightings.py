"""What becomes of each ghost: where it was first seen, and whether it was taken.

Tells the bookkeeper counts and kinds of places, never a word. Must not know how they are counted.
"""

import time
from datetime import datetime

from PySide6.QtCore import QObject, Signal, Slot

from editor_app.services.bookkeeper import Bookkeeper
from editor_app.statistics import GhostPlace
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.manners import kind_of_line
from editor_app.widgets.page.strip_gain import StripGain
from models.text import split_at_cursor

_MOST_LETTERS = 6
_PAUSE = 2.0
"""Seconds; a longer pause is for thinking, not for typing."""


class Sightings(QObject):
    """Watches the ghosts of one editor for the book. GUI thread only."""

    saved = Signal(str, int)
    """The document, and the keys that a ghost taken there saved."""

    def __init__(self, editor: Editor, book: Bookkeeper) -> None:
        """The editor's title is what its document is called in ``book``."""
        super().__init__(editor)
        self._editor = editor
        self._book = book
        self._place: GhostPlace | None = None
        self._at = -1
        self._last_key = 0.0
        editor.ahead.shown.connect(self._on_shown)
        editor.ahead.taken.connect(self._on_taken)
        editor.ahead.acted.connect(self._on_acted)
        editor.ahead.typed.connect(self._on_typed)
        self._gain = StripGain()
        editor.ahead.found.connect(self._gain.find)
        editor.ahead.finished.connect(self._on_finished)

    @Slot(str)
    def _on_shown(self, _text: str) -> None:
        cursor = self._editor.textCursor()
        if self._place is not None and cursor.position() == self._at:
            return  # another alternative at the same place
        line = cursor.block().text()
        before = line[: cursor.positionInBlock()]
        letters = len(split_at_cursor(before)[1])
        hour = datetime.now().astimezone().hour
        self._place = GhostPlace(hour, min(letters, _MOST_LETTERS), kind_of_line(line))
        self._at = cursor.position()
        self._book.note(self._editor.documentTitle(), shown=1)
        self._book.note_ghost(self._place, shown=1)

    @Slot(str, int)
    def _on_taken(self, _text: str, keys: int) -> None:
        self._book.note(self._editor.documentTitle(), saved=keys)
        self.saved.emit(self._editor.document_id, keys)
        if self._place is not None:
            self._book.note_ghost(self._place, saved=keys)

    @Slot(str)
    def _on_acted(self, action: str) -> None:
        """A ghost counts once, in however many pieces it is taken; a word of the strip is none."""
        if action in ("take", "take_word") and self._place is not None and self._at >= 0:
            self._book.note(self._editor.documentTitle(), taken=1)
            self._book.note_ghost(self._place, taken=1)
            self._at = -1

    @Slot(str)
    def _on_finished(self, word: str) -> None:
        gain = self._gain.finish(word)
        if gain is not None:
            self._book.note_strip(gain.keys, *gain.saved)

    @Slot(int)
    def _on_typed(self, keys: int) -> None:
        self._book.note(self._editor.documentTitle(), typed=keys)
        now = time.monotonic()
        pause, self._last_key = now - self._last_key, now
        if keys == 1 and pause < _PAUSE:
            self._book.note_pace(keys, round(1000 * pause))
