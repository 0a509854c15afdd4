"""Files on their way into the window: how far they are, and a button to call it off.

Must not know tabs or how files are read.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from editor_app.language import tr
from editor_app.widgets.window.document import Document

_SHOWN_AFTER_MS = 300
"""What opens faster needs no bar."""
_TOLD_EVERY = 0.05
READING = 0.25
"""The share of reading in the whole work; the rest is filling the window."""


class CalledOffError(Exception):
    """The person does not want the file any more."""


@dataclass(eq=False, slots=True, weakref_slot=True)
class Opening:
    """One file on its way. ``share`` may be read, and ``called_off`` set, by any thread."""

    path: Path
    cursor: int = 0
    has_file: bool = True
    """Else ``path`` is but a name for text that was never saved."""
    then: Callable[[Document], None] | None = None
    """What else is to be done when the text stands there."""
    document: Document | None = None
    """Where it goes; a new tab if that is not known yet."""
    revision: int = 0
    """Of the document where it goes, when it was asked for."""
    filling: bool = False
    """It is read, and its text is coming into the document."""
    share: float = 0.0
    called_off: bool = False
    _told: float = field(default=0.0, repr=False)

    def step(self, done: float) -> None:
        """Reading is so far; raises :class:`CalledOffError`. Gives other threads their turn."""
        if self.called_off:
            raise CalledOffError
        self.share = READING * done
        now = time.monotonic()
        if now - self._told > _TOLD_EVERY:
            self._told = now
            time.sleep(0)

    def note_filled(self, done: float) -> None:
        """So much of the text stands in the window."""
        self.share = READING + (1 - READING) * done


class OpeningBar(QWidget):
    """The first of the files that are opened, as a bar over the text. GUI thread only."""

    called_off = Signal(object)
    """The :class:`Opening` that the person called off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._openings: list[Opening] = []
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.bar = QProgressBar(minimum=0, maximum=1000, textVisible=False)
        self.bar.setMaximumHeight(8)
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self._call_off)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 10, 7)
        row.setSpacing(14)
        row.addWidget(self.label)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._look = QTimer(self, interval=100)
        self._look.timeout.connect(self._show_share)
        self._soon = QTimer(self, singleShot=True, interval=_SHOWN_AFTER_MS)
        self._soon.timeout.connect(self._appear)
        self.hide()

    @property
    def openings(self) -> tuple[Opening, ...]:
        """What is on its way."""
        return tuple(self._openings)

    def add(self, opening: Opening) -> None:
        """A file begins its way."""
        self._openings.append(opening)
        if not self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def remove(self, opening: Opening) -> None:
        """A file has arrived, or will not."""
        if opening in self._openings:
            self._openings.remove(opening)
        if not self._openings:
            self._soon.stop()
            self._look.stop()
            self.hide()

    def _appear(self) -> None:
        self._show_share()
        self._look.start()
        self.show()

    def _show_share(self) -> None:
        if not self._openings:
            return
        first, more = self._openings[0], len(self._openings) - 1
        text = tr("Opening \u201c{}\u201d\u2026").format(first.path.name)
        self.label.setText(f"{text} (+{more})" if more else text)
        self.bar.setValue(round(1000 * first.share))
        self.bar.setAccessibleName(text)

    def _call_off(self) -> None:
        if self._openings:
            opening = self._openings[0]
            opening.called_off = True
            self.called_off.emit(opening)
