"""The status line: what the person may want to know at a glance, each part a setting.

It shows a document's facts a moment after the last key, never during one. Must not know menus or
files.
"""

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QLabel, QStatusBar, QToolButton, QWidget

from editor_app.language import number, plural, tr
from editor_app.services.assistant import EngineState
from editor_app.settings import Settings
from editor_app.widgets.page.announce import announce
from editor_app.widgets.parts import plain_tip
from editor_app.widgets.window.document import Document

_FADE_MS = 2500
_READ_A_MINUTE = 238
"""Words of English that adults read silently in a minute (Brysbaert 2019)."""
_ANSWER_MS = 9000


class StatusLine(QStatusBar):
    """Words, place, format, keys saved; the engine's state and what goes on. GUI thread only."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._document: Document | None = None
        self._saved_here: dict[str, int] = {}
        self._turn = ""
        """Which alternative shows, as it is said."""
        self.setSizeGripEnabled(False)
        self.progress, self.engine, self.place = QLabel(), QLabel(), QLabel()
        self.manners = QLabel()
        self.addPermanentWidget(self.manners)
        self.format, self.words, self.saved = QLabel(), QLabel(), QLabel()
        self.why = QToolButton()
        self.why.setText("?")
        self.why.setAutoRaise(True)
        self.why.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.why.setAccessibleName(tr("Why does no suggestion show?"))
        self.why.setToolTip(tr("Why does no suggestion show?"))
        self.why.clicked.connect(self.say_why)
        self.addPermanentWidget(self.why)
        self.addWidget(self.progress)
        self.addWidget(self.engine, 1)
        for label in (self.place, self.format, self.saved, self.words):
            self.addPermanentWidget(label)
        self._later = QTimer(self, singleShot=True, interval=120)
        self._later.timeout.connect(self._show_document)
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(self.progress.hide)
        self.progress.hide()

    def show_document(self, document: Document | None) -> None:
        """Speak of this document from now on."""
        self._document = document
        self.refresh()

    def refresh(self) -> None:
        """Something changed: show it in a moment."""
        self._later.start()

    def _show_document(self) -> None:
        document, settings = self._document, self._settings
        if document is None:
            return
        words, cursor = document.lines.words, document.editor.textCursor()
        self.words.setText(self._said_of_words(words))
        self.words.setVisible(settings.flag("look.words"))
        self.place.setText(f"{cursor.blockNumber() + 1}:{cursor.positionInBlock() + 1}")
        self.place.setVisible(settings.flag("look.position"))
        shown = document.format
        unusual = [n for n, usual in ((shown.name, "UTF-8"), (shown.end_name, "LF")) if n != usual]
        self.format.setText(" \u00b7 ".join(unusual))
        self.format.setVisible(settings.flag("look.format") and bool(unusual))
        keys = self._saved_here.get(document.id, 0)
        self.saved.setText(plural("{n} keystroke saved", "{n} keystrokes saved", keys))
        self.saved.setVisible(settings.flag("look.saved") and keys > 0)
        self.why.setVisible(settings.flag("look.why"))
        back = document.editor.ahead.wish.manners.back
        self.manners.setText(tr("Suggestions have stepped back") if back else "")
        self.manners.setVisible(back)

    def _said_of_words(self, words: int) -> str:
        told = plural("{n} word", "{n} words", words)
        if goal := self._settings.number("text.goal"):
            told = tr("{} of {} words").format(number(words), number(goal))
            if words >= goal:
                told += " \u2713"
        if self._settings.flag("look.reading") and words:
            minutes = max(1, round(words / _READ_A_MINUTE))
            told += " \u00b7 " + plural("{n} minute to read", "{n} minutes to read", minutes)
        return told

    def say_why(self) -> None:
        """Answer why no ghost stands at the cursor."""
        if self._document is None:
            return
        why = self._document.editor.ahead.why
        told = tr(why.value) if why.value else tr("A suggestion stands at the cursor.")
        if self._document.private:
            told += " " + tr("Nothing is learned from this private document.")
        self.progress.setText(told)
        self.progress.show()
        announce(self, told)
        self._fade.start(_ANSWER_MS)

    def show_alternative(self, number_: int, count: int) -> None:
        """Say which of the alternatives shows, until one is taken or typed past."""
        self._turn = f"{number_}/{count}"
        self.progress.setText(self._turn)
        self.progress.show()
        self._fade.start(_FADE_MS)

    def end_turn(self, _: object = None) -> None:
        """No alternative shows any more."""
        if self._turn and self.progress.text() == self._turn:
            self.progress.hide()
        self._turn = ""

    # -- what was saved ------------------------------------------------------------------------

    @Slot(int)
    def show_saved_in_all(self, keys: int) -> None:
        """The book says so many."""
        self.saved.setToolTip(tr("{} in all").format(number(keys)) if keys else "")

    @Slot(str, int)
    def count_saved(self, document: str, keys: int) -> None:
        """A ghost was taken in ``document``."""
        self._saved_here[document] = self._saved_here.get(document, 0) + keys
        self.refresh()

    # -- what goes on --------------------------------------------------------------------------

    def show_engine(self, state: EngineState, reason: str) -> None:
        """Say when there are no suggestions, and why."""
        off = tr("No suggestions: {}").format(reason)
        self.engine.setText(off if state is EngineState.OFF else "")
        self.engine.setToolTip(plain_tip(reason))

    def show_progress(self, text: str, percent: int) -> None:
        """Say what goes on, and for a moment that it is done."""
        self.progress.setText(text)
        self.progress.setVisible(bool(text))
        if percent >= 100:
            self._fade.start(_FADE_MS)
