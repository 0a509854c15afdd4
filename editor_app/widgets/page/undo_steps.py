"""Cuts what is typed into undo steps of a word each, or of what stands between two pauses.

Qt alone would make one step of everything that is typed in a row. Must not know ghosts or keys.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QPlainTextEdit

PAUSE = 1.0
"""Seconds; what is typed after a longer pause is a step of its own."""


class UndoSteps:
    """Follows the typing in one editor. GUI thread only."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._last = 0.0

    @contextmanager
    def typing(self, text: str) -> Iterator[None]:
        """Around whatever inserts the typed ``text`` at the cursor."""
        now = time.monotonic()
        paused, self._last = now - self._last > PAUSE, now
        if not text or text.isspace() or not (paused or self._begins_word()):
            yield
            return
        # Qt merges what is typed into the step before it, but for what comes in an edit block.
        cursor = self._editor.textCursor()
        cursor.beginEditBlock()
        try:
            yield
        finally:
            cursor.endEditBlock()

    def _begins_word(self) -> bool:
        cursor = self._editor.textCursor()
        place = cursor.position() - 1
        return place < 0 or self._editor.document().characterAt(place).isspace()
