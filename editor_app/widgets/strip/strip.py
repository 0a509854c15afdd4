"""The word strip: likely words on large buttons under the text, never over it.

Asks the engine on its own a moment after the last key, so that the ghost never waits for it. What
is pressed goes the way of a ghost that is taken: the same spaces, the same undo. Must not know
engines beyond the question.
"""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QTextCursor
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.language import tr
from editor_app.services import speech
from editor_app.services.assistant import Reply, Snapshot
from editor_app.settings import Settings
from editor_app.widgets.page.announce import announce
from editor_app.widgets.page.choices import Choice, choice_of
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.strip.dwell_button import DwellButton
from editor_app.widgets.strip.offers import label_of, offers_of
from editor_app.widgets.strip.scanner import Scanner

MOST = 5
_ASK_AFTER_MS = 40
_ANNOUNCE_AFTER_MS = 700
_SIGNS = (".", ",", "?", "!")
_SWITCHES = {"off": 0, "one": 1, "two": 2}


class Lists(Protocol):
    """The part of the assistant that is used here."""

    def ask_words(self, snapshot: Snapshot, reply_to: Callable[[Reply], object]) -> None:
        """Answer this place when no ghost is waited for."""
        ...


class Strip(QWidget):
    """Words for the editor in front. GUI thread only."""

    taken = Signal(str)
    """A word or phrase was taken here."""

    def __init__(self, settings: Settings, assistant: Lists, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Words"))
        self._settings = settings
        self._assistant = assistant
        self._editor: Editor | None = None
        self._asked: Snapshot | None = None
        self._offers: list[Choice | None] = []
        self._offered_at = -1
        """The revision of the text that the offers go on with."""
        self.words = [DwellButton() for _ in range(MOST)]
        self.signs = [DwellButton() for _ in range(len(_SIGNS) + 2)]
        self._lay_out()
        self.scanner = Scanner(self._rows, self)
        self.scanner.moved.connect(self._on_scan)
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self._tell = QTimer(self, singleShot=True, interval=_ANNOUNCE_AFTER_MS)
        self._tell.timeout.connect(self._announce)
        self.hide()
        self.apply()

    def _lay_out(self) -> None:
        row, signs = QHBoxLayout(), QHBoxLayout()
        for place, target in enumerate(self.words):
            target.clicked.connect(partial(self.take, place))
            row.addWidget(target, 1)
        texts = (*_SIGNS, tr("\u232b word"), tr("\u21b5 line"))
        for target, text in zip(self.signs, texts, strict=True):
            target.show_text(text)
            target.clicked.connect(partial(self._type, text))
            signs.addWidget(target, 1)
        for name, target in zip((tr("full stop"), tr("comma"), tr("question mark"),
                                 tr("exclamation mark"), tr("delete the last word"),
                                 tr("new line")), self.signs, strict=True):  # fmt: skip
            target.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.addLayout(row)
        column.addLayout(signs)

    # -- settings ------------------------------------------------------------------------------

    def apply(self) -> None:
        """Take the settings that hold now."""
        settings = self._settings
        count = settings.number("strip.words")
        scanning = _SWITCHES[settings.text("strip.scan")]
        for place, target in enumerate((*self.words, *self.signs)):
            target.set_size(settings.number("strip.size"))
            target.set_dwell(settings.number("strip.dwell"))
            if place < MOST:
                target.setVisible(place < count)
                key = QKeySequence(settings.text(f"keys.word_{place + 1}"))
                target.key = key.toString(QKeySequence.SequenceFormat.NativeText)
                target.setAccessibleDescription(target.key)
            else:
                target.setVisible(scanning > 0 or settings.flag("strip.signs"))
        self.scanner.set_way(
            scanning if settings.flag("strip.show") else 0, settings.number("strip.scan_ms")
        )
        self.setVisible(settings.flag("strip.show"))
        self._show([])
        self._soon.start()

    def set_editor(self, editor: Editor | None) -> None:
        """Serve this editor from now on."""
        if self._editor is editor:
            return
        if self._editor is not None:
            self._editor.textChanged.disconnect(self._soon.start)
            self._editor.cursorPositionChanged.disconnect(self._soon.start)
            self._editor.ahead.taken.disconnect(self._speak)
        self._editor = editor
        self._show([])
        if editor is not None:
            editor.textChanged.connect(self._soon.start)
            editor.cursorPositionChanged.connect(self._soon.start)
            editor.ahead.taken.connect(self._speak)
            self._soon.start()

    # -- what stands there ---------------------------------------------------------------------

    @property
    def offered(self) -> list[str]:
        """What the buttons say, "" for an empty one."""
        return [label_of(choice) if choice else "" for choice in self._offers]

    @property
    def is_fresh(self) -> bool:
        """Do the offers go on with the text as it stands now?"""
        editor = self._editor
        return editor is not None and editor.document().revision() == self._offered_at

    def _ask(self) -> None:
        if self._editor is None or not self.isVisible():
            return
        count = self._settings.number("strip.words")
        snapshot = self._editor.ahead.snapshot(k=count, words=self._editor.ahead.words)
        self._asked = snapshot
        if snapshot is None:
            self._show([])
        else:
            self._assistant.ask_words(snapshot, self._take_in)

    def _take_in(self, reply: Reply) -> None:
        editor = self._editor
        if editor is None or reply.snapshot is not self._asked or not self.isVisible():
            return
        if editor.document().revision() != reply.snapshot.revision:
            return  # the next question is on its way
        self._offered_at = reply.snapshot.revision
        found = [choice_of(each) for each in reply.answer.suggestions if each.text.strip()]
        self._show([choice for choice in found if choice.word])

    def _show(self, choices: list[Choice]) -> None:
        count = self._settings.number("strip.words")
        before = self.offered
        self._offers = offers_of(choices, count, self._offers)
        for target, text in zip(self.words, self.offered, strict=False):
            target.show_text(text)
        if self.offered != before:
            self.scanner.restart()
            self._tell.start()

    # -- what is pressed -----------------------------------------------------------------------

    def take(self, place: int, _checked: bool = False) -> None:
        """Put the word at ``place`` into the text."""
        choice = self._offers[place] if place < len(self._offers) else None
        if self._editor is None or choice is None or not self.isVisible():
            return
        if not self.is_fresh:
            return  # the text has gone on: this word was not for this place
        self._show([])
        self._editor.ahead.take_choice(choice)
        self._editor.setFocus()
        self.taken.emit(choice.text)

    def _type(self, text: str, _checked: bool = False) -> None:
        editor = self._editor
        if editor is None:
            return
        if text in _SIGNS:
            if not editor.ahead.swallow(text):
                _put_sign(editor.textCursor(), text)
        elif text.startswith("\u21b5"):
            editor.textCursor().insertText("\n")
        else:
            cursor = editor.textCursor()
            cursor.movePosition(
                QTextCursor.MoveOperation.PreviousWord, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.removeSelectedText()
        editor.ensureCursorVisible()
        editor.setFocus()

    def _rows(self) -> list[list[DwellButton]]:
        shown = [target for target in self.words if target.isVisibleTo(self)]
        return [shown, [target for target in self.signs if target.isVisibleTo(self)]]

    # -- heard ---------------------------------------------------------------------------------

    def _on_scan(self, text: str) -> None:
        if self._settings.flag("strip.sound"):
            QApplication.beep()
        announce(self, text)

    def _announce(self) -> None:
        words = [word for word in self.offered if word]
        if words and self.isVisible() and self._settings.flag("ghost.announce"):
            announce(self, tr("words: {}").format(", ".join(words)))

    def _speak(self, text: str, _keys: int) -> None:
        if self._settings.flag("strip.speak"):
            speech.say(text)


def _put_sign(cursor: QTextCursor, sign: str) -> None:
    """``sign`` and a space; before a point or comma no language leaves one."""
    before = cursor.block().text()[: cursor.positionInBlock()]
    cursor.beginEditBlock()
    if sign in (".", ",") and before.endswith(" ") and before.strip() and not cursor.hasSelection():
        cursor.deletePreviousChar()
    cursor.insertText(sign + " ")
    cursor.endEditBlock()
