"""Focus: all but the paragraph or the sentence that is written in steps back.

Must not know themes; it is given its ink.
"""

import re

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.ghost import units

_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019)\]]*\s+")


def sentence_around(line: str, column: int) -> tuple[int, int]:
    """Where the sentence at ``column`` of ``line`` begins and ends."""
    ends = [match.end() for match in _END.finditer(line)]
    start = max((end for end in ends if end <= column), default=0)
    return start, min((end for end in ends if end > column), default=len(line))


class Focus(QObject):
    """Follows the cursor of one editor. GUI thread only."""

    def __init__(self, editor: Editor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._scope = "off"
        self._kept = (-1, -1, -1)
        self._format = QTextCharFormat()
        # Marks must not change within a signal of the document.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._mark)
        editor.cursorPositionChanged.connect(self._follow)

    def set_scope(self, scope: str, ink: QColor) -> None:
        """ "off", "paragraph" or "sentence" stays as it is; the rest is written in ``ink``."""
        self._scope, self._kept = scope, (-1, -1, -1)
        self._format.setForeground(ink)
        self._soon.start()

    def _follow(self) -> None:
        if self._scope != "off":
            self._soon.start()

    def _mark(self) -> None:
        editor = self._editor
        if self._scope == "off":
            editor.set_layer("focus", [])
            return
        cursor = editor.textCursor()
        block = cursor.block()
        start, end = 0, len(block.text())
        if self._scope == "sentence":
            start, end = sentence_around(block.text(), cursor.positionInBlock())
        first = block.position() + units(block.text()[:start])
        last = block.position() + units(block.text()[:end])
        whole = editor.document().characterCount() - 1
        if self._kept == (first, last, whole):
            return
        self._kept = (first, last, whole)
        editor.set_layer("focus", [self._range(0, first), self._range(last, whole)])

    def _range(self, start: int, end: int) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(max(start, end), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor, mark.format = cursor, self._format
        return mark
