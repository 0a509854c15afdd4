"""The text around the cursor, as the engine is given it. Must not know ghosts or engines."""

from PySide6.QtGui import QTextCursor, QTextDocument

WINDOW = 4_000
"""About how many characters before the cursor the engine is given."""
_WINDOW_SLACK = 8_000
"""How far the window may grow before it is cut anew: a sticky start keeps the engine's state
valid."""


class Surroundings:
    """Reads one document around a place. GUI thread only."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._window: QTextCursor | None = None

    def letters_before(self, cursor: QTextCursor, count: int) -> int:
        """How many of the document's own units the ``count`` characters before the cursor are."""
        start = max(0, cursor.position() - 2 * count)
        last = self.text(start, cursor.position())[-count:] if count else ""
        return len(last.encode("utf-16-le", "surrogatepass")) // 2

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

    def context(self, cursor: QTextCursor) -> str:
        """The text before the cursor, from a block's start, cut anew only when it has grown
        long."""
        position = cursor.position()
        start = self._window.position() if self._window is not None else -1
        if not 0 <= start <= position <= start + WINDOW + _WINDOW_SLACK:
            self._window = QTextCursor(self._document)
            self._window.setKeepPositionOnInsert(True)
            self._window.setPosition(self._window_start(cursor))
            start = self._window.position()
        return self.text(start, position)

    def _window_start(self, cursor: QTextCursor) -> int:
        block, position = cursor.block(), cursor.position()
        if position - block.position() > WINDOW:  # a paragraph longer than the window
            return position - WINDOW
        while block.previous().isValid():
            if position - block.previous().position() > WINDOW:
                break
            block = block.previous()
        return block.position()
