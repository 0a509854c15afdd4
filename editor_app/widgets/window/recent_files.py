"""The files that were opened or saved last, newest first, for the menu and the next start.

Must not know documents.
"""

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot

from editor_app.settings import Settings
from editor_app.settings_file import Value

_RECENT = 12
_RECENT_MS = 500


class RecentFiles(QObject):
    """Writes them into the settings. GUI thread only."""

    def __init__(self, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._names: list[str] = []
        """Files that were opened or saved since the list of them was written, the newest last."""
        self._delay = QTimer(self, singleShot=True, interval=_RECENT_MS)
        self._delay.timeout.connect(self.write)

    def remember(self, path: Path) -> None:
        """Many that open at once are written down at once."""
        self._names.append(str(path))
        self._delay.start()

    @Slot()
    def write(self) -> None:
        """Write down what is not yet."""
        self._delay.stop()
        opened, self._names = reversed(self._names), []
        if names := tuple(dict.fromkeys(opened)):
            self._settings.change("window.recent", lambda known: _first(names, known)[:_RECENT])

    def forget(self, path: Path) -> None:
        """It is not there any more."""
        self._settings.change("window.recent", lambda known: _first((str(path),), known)[1:])


def _first(names: tuple[str, ...], known: Value) -> tuple[str, ...]:
    """``names`` before all others."""
    assert isinstance(known, tuple)
    return tuple(dict.fromkeys((*names, *known)))
