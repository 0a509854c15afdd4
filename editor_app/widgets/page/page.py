"""The text area as the window uses it: lists continue, the wheel zooms. Must not know the
window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QWidget

from editor_app.widgets.page.asks import Asks
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.manners import kind_of_place
from editor_app.widgets.page.markdown import next_item, next_item_mark
from editor_app.widgets.page.punctuation import typographic

_SIGNS = frozenset("\"'-.")


class PageEditor(Editor):
    """An editor with the habits of Markdown. GUI thread only."""

    def __init__(self, assistant: Asks, document_id: str, parent: QWidget | None = None) -> None:
        super().__init__(assistant, document_id, parent)
        self.lists = True
        self.smart = False
        """Are plain quotation marks, dashes and dots made typographic?"""
        self._habit = ("", -1)
        """What is left of a list mark that was put here, and the place where it may be typed
        again."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A list mark typed by habit after one that stands there already adds nothing."""
        if not self._swallow_mark(event.text()) and not self._set_sign(event):
            super().keyPressEvent(event)

    def _set_sign(self, event: QKeyEvent) -> bool:
        """A typographic sign for a plain one, as an undo step of its own behind the plain one."""
        typed, cursor = event.text(), self.textCursor()
        if not self.smart or typed not in _SIGNS or self.isReadOnly():
            return False
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        block = cursor.block()
        if held or kind_of_place(block, cursor.positionInBlock()) == "code":
            return False
        gone, sign = typographic(typed, block.text()[: cursor.positionInBlock()])
        if sign == typed:
            return False
        place = cursor.selectionStart()
        super().keyPressEvent(event)
        if self.textCursor().position() == place + 1:
            with self.ahead.typing():
                now = self.textCursor()
                now.beginEditBlock()
                for _ in range(gone + 1):
                    now.deletePreviousChar()
                now.insertText(sign)
                now.endEditBlock()
            self.ahead.request()
        return True

    def _swallow_mark(self, typed: str) -> bool:
        mark, place = self._habit
        cursor = self.textCursor()
        if not typed or not mark:
            return False
        self._habit = ("", -1)
        if cursor.hasSelection() or cursor.position() != place:
            return False
        if mark[0] == typed:
            self._habit = (mark[1:], place)
            return True
        whole = next_item_mark(cursor.block().text())
        if typed.isprintable() and (begun := whole[: len(whole) - len(mark)]):
            with self.ahead.typing():
                cursor.insertText(begun)  # it was no mark after all
        return False

    def _continue_list(self, event: QKeyEvent) -> bool:
        """Enter in a list item or quotation begins the next one, with what stood behind the
        cursor; in an empty one it ends the list."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        cursor = self.textCursor()
        if not (self.lists and enter and not event.modifiers()):
            return False
        line, place = cursor.block().text(), cursor.positionInBlock()
        begin, behind = next_item(line[:place]), line[place:]
        if begin is None or cursor.hasSelection() or self.isReadOnly() or (behind and not begin):
            return False
        cursor.beginEditBlock()
        if begin:
            for _ in range(len(behind) - len(behind.lstrip(" "))):
                cursor.deleteChar()
            cursor.insertText("\n" + begin)
            self._habit = (next_item_mark(begin), cursor.position())
        else:
            cursor.movePosition(
                QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
        cursor.endEditBlock()
        self.ensureCursorVisible()
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom, through the settings, so that all documents follow."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_wanted.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)
