"""Opens what a second start of the program asks for, in this window. Must not know how it asks."""

import socket
from pathlib import Path

from PySide6.QtCore import QObject, QSocketNotifier, Qt

from editor_app import handover
from editor_app.widgets.window.main_window import MainWindow


class Door(QObject):
    """Stands open as long as the window. GUI thread only."""

    def __init__(self, window: MainWindow, place: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._place = place or handover.address()
        self._line: socket.socket | None = handover.listen(self._place)
        if self._line is not None:
            self._bell = QSocketNotifier(self._line.fileno(), QSocketNotifier.Type.Read, self)
            self._bell.activated.connect(self._open)
            window.closing.connect(self.close)

    def close(self) -> None:
        """Nobody is answered any more."""
        if self._line is not None:
            self._bell.setEnabled(False)
            self._line.close()
            self._line = None
            self._place.unlink(missing_ok=True)

    def _open(self) -> None:
        if self._line is None:
            return
        for name in handover.answer(self._line):
            self._window.workspace.open(Path(name))
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.activateWindow()
