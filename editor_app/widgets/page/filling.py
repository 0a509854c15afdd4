"""Puts a long text into an editor slice by slice, so that the window answers all the while.

The text stands there from the first slice on, to be read, not to be edited. Must not know files.
"""

import time
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from editor_app.widgets.page.editor import Editor

AT_ONCE = 400_000
"""Characters that are put in without slicing."""
_SLICE = 1 << 15
_SECONDS = 0.012
"""How long the window may be busy in one go."""


class Filling(QObject):
    """One text on its way into ``editor``. GUI thread only."""

    progressed = Signal(float)
    arrived = Signal(int, int)
    """The lines from one number to before another stand there now."""
    done = Signal()

    def __init__(self, editor: Editor, lines: Sequence[str]) -> None:
        """``lines`` must not change until ``done``."""
        super().__init__(editor)
        self._editor = editor
        self._lines = lines
        self._next = 0
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self, at_once: bool) -> None:
        """Begin; what stood there goes first."""
        editor = self._editor
        if at_once:
            editor.setPlainText("\n".join(self._lines))
            self.arrived.emit(0, len(self._lines))
            self.done.emit()
            return
        editor.setReadOnly(True)
        editor.document().setUndoRedoEnabled(False)
        editor.moveCursor(QTextCursor.MoveOperation.Start)
        self._timer.start()

    def stop(self) -> None:
        """Give up; part of the text stands there."""
        self._timer.stop()

    def _go_on(self) -> None:
        end = time.monotonic() + _SECONDS
        cursor = QTextCursor(self._editor.document())
        while not self._next and not cursor.document().isEmpty():
            cursor.movePosition(QTextCursor.MoveOperation.End)
            first = max(0, cursor.position() - _SLICE)
            cursor.setPosition(first, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            if time.monotonic() > end:
                return
        cursor.movePosition(QTextCursor.MoveOperation.End)
        while self._next < len(self._lines):
            first = self._next
            size = 0
            while self._next < len(self._lines) and size < _SLICE:
                size += len(self._lines[self._next]) + 1
                self._next += 1
            mark = "" if self._next == len(self._lines) else "\n"
            cursor.insertText("\n".join(self._lines[first : self._next]) + mark)
            self.arrived.emit(first, self._next)
            if not first:  # else the view would follow the end of the text
                self._editor.moveCursor(QTextCursor.MoveOperation.Start)
            if time.monotonic() > end:
                break
        self.progressed.emit(self._next / len(self._lines))
        if self._next == len(self._lines):
            self._timer.stop()
            self._finish()

    def _finish(self) -> None:
        editor = self._editor
        editor.document().setUndoRedoEnabled(True)
        editor.setReadOnly(False)
        self.done.emit()
