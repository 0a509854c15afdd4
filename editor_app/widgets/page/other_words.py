"""Another word here: a menu of words that may stand for the one at the cursor.

The checking thread is asked; its answer holds only while the line is as it was. Must not know where
words come from.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu, QToolTip

from editor_app.language import tr
from editor_app.widgets.page.announce import announce
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.ghost import units
from models.text import Token

Answer = tuple[Token, tuple[str, ...]] | None


class KnowsOthers(Protocol):
    """The part of the spell service that is used here."""

    def other_words(
        self,
        text: str,
        place: int,
        reply: Callable[[Answer], object],
        languages: tuple[str, ...] = (),
    ) -> None:
        """Tell ``reply`` the word of ``text`` at ``place`` and others for it."""
        ...


class OtherWords(QObject):
    """Of one editor. GUI thread only."""

    def __init__(self, editor: Editor, service: KnowsOthers) -> None:
        super().__init__(editor)
        self._editor, self._service = editor, service

    def ask(self) -> None:
        """Look for other words for the one at the cursor; a menu follows, or why there is none."""
        cursor = self._editor.textCursor()
        block = cursor.block()
        before = QTextCursor(block)
        before.setPosition(cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        place = len(before.selectedText())
        reply = partial(self._show, block, block.text())
        self._service.other_words(block.text(), place, reply, self._editor.languages)

    def _show(self, block: QTextBlock, text: str, answer: Answer) -> None:
        if not block.isValid() or block.text() != text:
            return
        if answer is None:
            self._say(tr("There is no word at the cursor."))
            return
        token, words = answer
        if not words:
            self._say(tr("No other word is known for \u201c{}\u201d.").format(token.text))
            return
        menu = QMenu(self._editor)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(tr("Other words for \u201c{}\u201d").format(token.text))
        for number, word in enumerate(words, start=1):
            key = f"&{number}  " if number < 10 else "     "
            action = menu.addAction(key + word)
            action.triggered.connect(partial(self._put, block, text, token, word))
        menu.setActiveAction(menu.actions()[0])
        below = self._editor.cursorRect().bottomLeft()
        menu.popup(self._editor.viewport().mapToGlobal(below))

    def _put(self, block: QTextBlock, text: str, token: Token, word: str) -> None:
        """``word`` in the place of a token: one step of undo, the cursor behind it."""
        if not block.isValid() or block.text() != text or self._editor.isReadOnly():
            return
        cursor = self._editor.textCursor()
        cursor.setPosition(block.position() + units(text[: token.start]))
        end = block.position() + units(text[: token.end])
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.beginEditBlock()
        cursor.insertText(word)
        cursor.endEditBlock()
        self._editor.setTextCursor(cursor)

    def _say(self, text: str) -> None:
        below = self._editor.cursorRect().bottomLeft()
        QToolTip.showText(self._editor.viewport().mapToGlobal(below), text, self._editor)
        announce(self._editor, text)
