"""Opens what a second start of the program asks for, in this window. Must not know how it asks.

Whoever asks is listened to on a thread of its own: one who says nothing must not hold the window
up.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt, Signal, Slot

from editor_app import handover
from editor_app.services.worker import Worker
from editor_app.widgets.window.main_window import MainWindow


class Door(QObject):
    """Stands open as long as the window. GUI thread only."""

    _asked = Signal(object, object)
    """The files that somebody asks for, and what tells that they are shown."""

    def __init__(self, window: MainWindow, place: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._listening = handover.listen(place or handover.address())
        if self._listening is None:
            return
        self._porter = Worker("foretype-door")
        self._asked.connect(self._open)
        self._bell = QSocketNotifier(self._listening.line.fileno(), QSocketNotifier.Type.Read, self)
        self._bell.activated.connect(self._hear)
        window.closing.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Does this window hear second starts?"""
        return self._listening is not None

    def close(self) -> None:
        """Nobody is answered any more."""
        if self._listening is not None:
            listening, self._listening = self._listening, None
            self._bell.setEnabled(False)
            listening.close()
            self._porter.stop(0.5)  # it may be waiting for one who says nothing

    @Slot()
    def _hear(self) -> None:
        """Somebody is at the door; the bell is silent until it is known what for."""
        listening = self._listening
        if listening is None:
            return
        self._bell.setEnabled(False)

        def hear() -> None:
            files: list[str] = []
            done: Callable[[], None] = _nothing
            with contextlib.suppress(OSError, ValueError):  # gone again, or nobody that is meant
                files, done = listening.hear()
            self._asked.emit(files, done)

        self._porter.post(hear)

    @Slot(object, object)
    def _open(self, files: list[str], done: Callable[[], None]) -> None:
        if self._listening is None:
            done()
            return
        self._bell.setEnabled(True)
        for name in files:
            self._window.workspace.open(Path(name))
        done()
        if done is not _nothing:  # a start without files asks for the window itself
            minimised = Qt.WindowState.WindowMinimized
            self._window.setWindowState(self._window.windowState() & ~minimised)
            self._window.activateWindow()


def _nothing() -> None:
    """Nobody is there to be told."""
