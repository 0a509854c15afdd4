"""A calm bar over the text for what the person should know, with buttons where something can be
done.

It never takes the focus by itself, gives it back when it goes, and never blocks. Must not know what
the buttons do.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from editor_app.language import tr
from editor_app.widgets.page.announce import announce

Buttons = Sequence[tuple[str, Callable[[], object]]]
"""What a button says, and the work that it does."""


class NoticeBar(QWidget):
    """One message at a time, the newest; an offer that it covers comes back when it goes."""

    left = Signal()
    """It is gone, and it had the focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel(wordWrap=True)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 7, 10, 7)
        self._row.addWidget(self._label, 1)
        self._buttons: list[QPushButton] = []
        self._offer: Buttons = ()
        self._covered: list[tuple[str, Buttons]] = []
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(self.hide_text)
        self.hide()

    @property
    def text(self) -> str:
        """What it says now."""
        return self._label.text() if not self.isHidden() else ""

    @Slot()
    def hide_text(self) -> None:
        """Say nothing any more."""
        self.say("")

    def say(self, text: str, buttons: Buttons = (), seconds: int = 0) -> None:
        """Show ``text``, for some seconds or until it is closed; a button does its work and closes
        the bar. "" takes away what is shown."""
        focused = self._has_focus
        self._covered = [each for each in self._covered if each[0] != text]
        if self._offer and text and self.text and self.text != text:
            self._covered.append((self.text, self._offer))
        if not text and self._covered:
            text, buttons = self._covered.pop()
        self._put(text, buttons, seconds)
        if focused:
            self._pass_focus()

    @property
    def _has_focus(self) -> bool:
        return any(button.hasFocus() for button in self._buttons)

    def _pass_focus(self) -> None:
        if self._buttons:
            self._buttons[0].show()  # the layout would show it later: too late for the focus
            self._buttons[0].setFocus()
        else:
            self.left.emit()

    def _put(self, text: str, buttons: Buttons = (), seconds: int = 0) -> None:
        self._fade.stop()
        self._offer = buttons
        for old in self._buttons:
            self._row.removeWidget(old)
            old.hide()  # it goes only when control is back in the event loop
            old.deleteLater()
        self._buttons = []
        self._label.setText(text)
        self.setVisible(bool(text))
        if not text:
            return
        for label, work in (*buttons, (tr("Close"), lambda: None)):
            button = QPushButton(label)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves it in the text
            button.clicked.connect(self._closing(work))
            self._row.addWidget(button)
            self._buttons.append(button)
        announce(self, text)
        if seconds:
            self._fade.start(1000 * seconds)

    def _closing(self, work: Callable[[], object]) -> Callable[[], None]:
        def act() -> None:
            focused = self._has_focus
            self._put("")
            work()  # it may say something else
            if not self.text:
                self.say("")  # uncovers what stood there before
            if focused:
                self._pass_focus()

        return act
