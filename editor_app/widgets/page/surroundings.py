"""The text around the cursor, as the engine is given it. Must not know ghosts or engines."""

from PySide6.QtGui import QTextCursor, QTextDocument

from editor_app.widgets.page.ghost import units

WINDOW = 4_000
"""About how many characters before the cursor the engine is given."""
_WINDOW_SLACK = 8_000
"""How far the window may grow before it is cut anew: a sticky start keeps the engine's state
valid."""
_FAR = 130_000
"""More than the engine remembers of a document: it begins anew there."""


class Surroundings:
    """Reads one document around a place. GUI thread only."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._window: QTextCursor | None = None
        self._slid = 0

    def letters_before(self, cursor: QTextCursor, count: int) -> int:
        """How many of the document's own units the ``count`` characters before the cursor are."""
        start = max(0, cursor.position() - 2 * count)
        return units(self.text(start, cursor.position())[-count:]) if count else 0

    def after(self, cursor: QTextCursor) -> str:
        """A few characters after the cursor, none of the next line."""
        block = cursor.block()
        end = min(block.position() + block.length() - 1, cursor.position() + 8)
        return self.text(cursor.position(), end)

    def text(self, start: int, end: int) -> str:
        """What stands between two places."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    def context(self, cursor: QTextCursor) -> tuple[str, int]:
        """The text before the cursor, from a block's start, cut anew only when it has grown long;
        and how far that start has slid since this was first asked."""
        position = cursor.position()
        if self._window is None:
            self._window = self._window_at(self._window_start(cursor))
        start = self._window.position()
        if not start <= position <= start + WINDOW + _WINDOW_SLACK:
            self._window = self._window_at(self._window_start(cursor))
            self._slid += self._distance(start, self._window.position())
            start = self._window.position()
        return self.text(start, position), self._slid

    def _window_at(self, position: int) -> QTextCursor:
        """A place that stays where it is while text is typed at it or before it."""
        window = QTextCursor(self._document)
        window.setKeepPositionOnInsert(True)
        window.setPosition(position)
        return window

    def _distance(self, old: int, new: int) -> int:
        """Characters from one place to another; only about so many where that is far."""
        if abs(new - old) > _FAR:
            return new - old
        between = len(self.text(min(old, new), max(old, new)))
        return between if new > old else -between

    def _window_start(self, cursor: QTextCursor) -> int:
        block, position = cursor.block(), cursor.position()
        if position - block.position() > WINDOW:  # a paragraph longer than the window
            return position - WINDOW
        while block.previous().isValid():
            if position - block.previous().position() > WINDOW:
                break
            block = block.previous()
        return block.position()
