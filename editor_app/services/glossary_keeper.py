"""Watches the person's glossary and tells what it says whenever that changes. QtCore only."""

import logging
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from editor_app.documents.glossary import Glossary, empty_page, parse
from editor_app.services.worker import Worker
from models.replacing import write_own

_log = logging.getLogger(__name__)
_SETTLE_MS = 300
"""A file that is being written is read when it is done."""
_MOST_BYTES = 1 << 20


class GlossaryKeeper(QObject):
    """One file. GUI thread only; the file is read on ``worker``."""

    changed = Signal(object)
    """Another :class:`Glossary` holds."""

    def __init__(self, path: Path, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self.glossary = Glossary()
        self._worker = worker
        self._watcher = QFileSystemWatcher(self)
        self._delay = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._delay.timeout.connect(self.look)
        self._watcher.fileChanged.connect(self._delay.start)
        self._watcher.directoryChanged.connect(self._delay.start)
        self._read.connect(self._take)

    _read = Signal(str)

    def look(self) -> None:
        """Read the file, wherever it is now; a missing one says nothing."""
        folder, file = str(self.path.parent), str(self.path)
        if there := [path for path in (folder, file) if Path(path).exists()]:
            self._watcher.addPaths(there)  # Qt warns of none at all
        self._worker.post(self._read_file)

    def make(self) -> None:
        """Begin the file with how it is written, where there is none."""
        if not self.path.exists():
            try:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                write_own(self.path, empty_page().encode())
            except OSError as error:
                _log.warning("no glossary could be begun: %s", error)

    def _read_file(self) -> None:
        try:
            with self.path.open("rb") as file:
                text = file.read(_MOST_BYTES).decode("utf-8", "replace")
        except OSError:
            text = ""
        self._read.emit(text)

    def _take(self, text: str) -> None:
        found = parse(text)
        if found != self.glossary:
            self.glossary = found
            self.changed.emit(found)
