"""Mends the word just finished where the checker is sure of it; Backspace gives it back at once.

When a word ends, the checking thread is asked; its answer holds only where the word still stands
as it did, a little before the cursor. A mended word is one undo step; undone, by Backspace at once
or by undo, it is never mended again. Off unless it is switched on. Must not know how sure a checker
is, nor what it knows.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPalette, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor_app.language import tr
from editor_app.spelling.hints import Hint
from editor_app.widgets.page.announce import announce
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.ghost import units
from editor_app.widgets.page.manners import kind_of_place

LAYER = "mended"
_ENDS = frozenset(" .,;:!?)\u201d\u2026")
"""Characters behind which a word is finished, as far as it may be mended."""
_BEHIND = 24
"""Characters typed since, after which an answer comes too late."""
_READ_BACK = 2000
_SHOWN_MS = 4000


class Mends(Protocol):
    """The part of the spell service that is used here."""

    def mend(
        self, text: str, reply: Callable[[Hint], object], languages: tuple[str, ...] = ()
    ) -> None:
        """Tell ``reply`` of the last word of ``text`` if it is surely another."""
        ...

    def keep_as_typed(self, word: str) -> None:
        """Never mend ``word`` again."""
        ...


class Mending(QObject):
    """The mended words of one editor. GUI thread only."""

    mended = Signal(str, str)
    """A word as it was typed, and what stands there now."""

    def __init__(
        self, editor: Editor, service: Mends, allowed: Callable[[], bool] = lambda: True
    ) -> None:
        """``allowed`` is asked whether words of this document may be mended."""
        super().__init__(editor)
        self._editor, self._service, self._allowed = editor, service, allowed
        self.on = False
        self._last: tuple[int, str] | None = None
        """Where the last mended word begins, and how it was typed."""
        self._fresh = (-1, -1)
        """The text's revision and the cursor's place while Backspace gives the word back."""
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self._unmark)
        editor.ahead.typed.connect(self._on_typed)
        editor.document().contentsChange.connect(self._on_change)
        editor.installEventFilter(self)

    # ---- a word is finished

    def _on_typed(self, count: int) -> None:
        if not self.on or count != 1 or self._editor.plain or not self._allowed():
            return
        cursor = self._editor.textCursor()
        block, end = cursor.block(), cursor.position() - 1
        if end < block.position():  # Enter: the word ends the line before
            block = block.previous()
        elif self._text(end, end + 1) not in _ENDS:
            return
        before = self._text(block.position(), end)
        if not before[-1:].isalpha() or kind_of_place(block, len(before)) in ("code", "address"):
            return
        place = QTextCursor(self._editor.document())
        place.setKeepPositionOnInsert(True)
        place.setPosition(end)
        reply = partial(self._on_answer, place)
        self._service.mend(before[-_READ_BACK:], reply, self._editor.languages)

    def _on_answer(self, place: QTextCursor, hint: Hint) -> None:
        """The word that ends at ``place`` is surely another: put that there, if it still stands as
        it did."""
        cursor = self._editor.textCursor()
        if not self.on or cursor.hasSelection() or self._editor.isReadOnly():
            return
        start, end = place.position() - units(hint.word), place.position()
        as_it_was = start >= 0 and self._text(start, end) == hint.word
        if not as_it_was or not 0 < cursor.position() - end <= _BEHIND:
            return
        meant = hint.suggestions[0]
        at_once = cursor.position() == end + 1
        with self._editor.ahead.changing():
            place.setPosition(start)
            place.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            self._last = None
            place.beginEditBlock()
            place.insertText(meant)
            place.endEditBlock()
        self._last = (start, hint.word)
        if at_once:
            self._fresh = (self._editor.document().revision(), self._editor.textCursor().position())
        self._mark(start, start + units(meant))
        said = tr("\u201c{}\u201d became \u201c{}\u201d; Backspace gives it back.")
        announce(self._editor, said.format(hint.word, meant))
        self.mended.emit(hint.word, meant)

    def _text(self, start: int, end: int) -> str:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText()

    # ---- and given back

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace right behind a mended word gives it back instead of deleting."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        now = (self._editor.document().revision(), self._editor.textCursor().position())
        plain = event.key() == Qt.Key.Key_Backspace and not event.modifiers()
        if not plain or self._last is None or now != self._fresh:
            return False
        _, typed = self._last
        behind = self._editor.document().characterCount() - now[1]
        with self._editor.ahead.changing():
            self._editor.document().undo()
            cursor = self._editor.textCursor()
            cursor.setPosition(self._editor.document().characterCount() - behind)
            self._editor.setTextCursor(cursor)
        announce(self._editor, tr("\u201c{}\u201d stays as it was typed.").format(typed))
        return True

    def _on_change(self, position: int, removed: int, added: int) -> None:
        """A mended word that is undone, however, stays as it was typed from now on."""
        if self._last is None:
            return
        start, typed = self._last
        if position + removed < start and removed != added:
            self._last = None  # it has moved
            return
        block = self._editor.document().findBlock(start)
        from_start = block.text()[start - block.position() :]
        if from_start.startswith(typed) and self._editor.document().isRedoAvailable():
            self._last = None
            self._unmark_soon()
            self._service.keep_as_typed(typed)

    # ---- for the eye

    def _mark(self, start: int, end: int) -> None:
        """A dotted line under what was mended, for a while."""
        mark = QTextEdit.ExtraSelection()
        mark.cursor = QTextCursor(self._editor.document())
        mark.cursor.setPosition(start)
        mark.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setUnderlineColor(self._editor.palette().color(QPalette.ColorRole.Link))
        mark.format = form
        self._editor.set_layer(LAYER, [mark])
        self._timer.start()

    def _unmark_soon(self) -> None:
        """Not within a signal of the document: marks own cursors."""
        self._timer.start(0)

    def _unmark(self) -> None:
        self._timer.setInterval(_SHOWN_MS)
        self._editor.set_layer(LAYER, [])
