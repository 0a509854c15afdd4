"""The page that shows the keys: a few words of a letter, a live ghost after them, and three keys to
try.

Shown at the first start and from the Help menu; what is written here is kept and learned nowhere.
Must not know the window's documents.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from editor_app.language import mark, tr
from editor_app.services.assistant import Assistant, EngineState
from editor_app.widgets.page.announce import announce
from editor_app.widgets.page.page import PageEditor
from editor_app.widgets.parts import heading, lead, quiet

_ID = "practice"
_NEXT_SCENE_MS = 900
_WIDTH = 760


@dataclass(frozen=True, slots=True)
class Scene:
    """One key to try: words that we put there, and what is said about the ghost after them."""

    key: str
    words: str
    prompt: str


SCENES = (
    Scene(
        "take",
        "Let me know if you have any qu",
        mark("Press {} to take the grey words."),
    ),
    Scene(
        "take_word",
        "\n\nPlease answer as so",
        mark("Press {} to take only the next word of them."),
    ),
    Scene("dismiss", "\n\nWe live in a small vil", mark("Press {} to say: not now.")),
)
ABOUT = {
    "take": mark("takes all the grey words"),
    "take_word": mark("takes one word of them"),
    "dismiss": mark("not now"),
}


class KeyCard(QFrame):
    """A key, what it does, and whether it has been tried."""

    def __init__(self, key: str, about: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self._about = about
        self._key = key
        cap = QLabel(key)
        cap.setObjectName("keycap")
        self._tick = QLabel()
        self._tick.setObjectName("tick")
        text = QLabel(about, wordWrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(10)
        row.addWidget(cap)
        row.addWidget(text, 1)
        row.addWidget(self._tick)
        self.set_done(False)

    def set_done(self, done: bool) -> None:
        """Tried, or not yet."""
        self._tick.setText("\u2713" if done else "")
        self.setProperty("done", done)
        tried = tr("tried") if done else tr("not tried yet")
        self.setAccessibleName(f"{self._key}: {self._about} ({tried})")
        self.style().unpolish(self)
        self.style().polish(self)


class Practice(QWidget):
    """A page over the documents; ``done`` ends it. GUI thread only."""

    done = Signal()

    def __init__(self, assistant: Assistant, key_of: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("practice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._assistant = assistant
        self._key_of = key_of
        self._scene = -1
        self.editor = PageEditor(assistant, _ID)
        self.editor.setObjectName("text")
        self.editor.setAccessibleName(tr("Practice text"))
        self.editor.setFixedHeight(230)
        self.cards = {name: KeyCard(key_of(name), tr(about)) for name, about in ABOUT.items()}
        self._prompt = lead()
        self.leave = QPushButton(tr("S&kip"))
        self.leave.clicked.connect(self._end)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._end)
        self._next = QTimer(self, singleShot=True, interval=_NEXT_SCENE_MS)
        self._next.timeout.connect(self._go_on)
        self._lay_out()
        ahead = self.editor.ahead
        ahead.acted.connect(self._tried)
        ahead.shown.connect(self._say_prompt)
        assistant.state_changed.connect(self._on_engine)
        self._on_engine(assistant.state)

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(2, 2, 2, 2)
        inside.addWidget(self.editor)
        cards = QHBoxLayout()
        cards.setSpacing(12)
        for card in self.cards.values():
            cards.addWidget(card, 1)
        last = QHBoxLayout()
        last.addWidget(
            quiet(tr("Any letter is right, too: the grey words follow what you type, or go.")), 1
        )
        last.addWidget(self.leave)
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(14)
        column.addStretch(1)
        column.addWidget(heading(tr("Grey words run ahead of you")))
        column.addWidget(
            lead(
                tr(
                    "As you write, Foretype guesses what comes next. Three keys are all there is "
                    "to know; try them on this letter. Nothing of it is kept."
                )
            )
        )
        column.addWidget(frame)
        column.addWidget(self._prompt)
        column.addLayout(cards)
        column.addLayout(last)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    @property
    def tried(self) -> list[str]:
        """The keys that were tried."""
        return [name for name, card in self.cards.items() if card.property("done")]

    # -- scenes --------------------------------------------------------------------------------

    def _on_engine(self, state: EngineState) -> None:
        if state is EngineState.OFF:
            self._end()
        elif state is EngineState.READY and self._scene < 0:
            self._go_on()
        elif self._scene < 0:
            self._prompt.setText(tr("One moment\u2026"))

    def _go_on(self) -> None:
        """Put the words of the next key that was not tried, and ask for a ghost after them."""
        left = [n for n, scene in enumerate(SCENES) if scene.key not in self.tried]
        if not left:
            self._say(tr("That is all. Everything else is writing."))
            self.leave.setText(tr("Start &writing"))
            self.leave.setDefault(True)
            self.leave.setFocus()  # Enter begins
            return
        self._scene = left[0]
        cursor = self.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(SCENES[self._scene].words)
        self.editor.setTextCursor(cursor)
        self.editor.ahead.request(asked=True)

    def _say_prompt(self) -> None:
        scene = SCENES[max(0, self._scene)]
        self._say(tr(scene.prompt).format(self._key_of(scene.key)))

    def _say(self, text: str) -> None:
        self._prompt.setText(text)
        announce(self, text)

    def _tried(self, name: str) -> None:
        self.cards[name].set_done(True)
        if self._scene >= 0 and SCENES[self._scene].key == name:
            self._next.start()

    def _end(self) -> None:
        self._next.stop()
        self.editor.ahead.dismiss()  # what it has asked is not answered any more
        self._assistant.close_document(_ID)
        self.done.emit()
