"""Keeps the book of what suggestions saved: collects on the GUI thread, writes on a worker.

Counts only, per day and document, in the file that ``foretype stats`` reads. Must not know how keys
or ghosts come about.
"""

from collections import Counter
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from editor_app.prediction.statistics import Statistics
from editor_app.services.worker import Worker

FILE = "statistics.sqlite"
_SECONDS = 5


class Bookkeeper(QObject):
    """Counts what happens in all documents. Use from the GUI thread only."""

    def __init__(self, worker: Worker, path: Path, parent: QObject | None = None) -> None:
        """Use ``worker`` for the file ``path``; it is opened at the first entry."""
        super().__init__(parent)
        self._worker = worker
        self._path = path
        self._book: Statistics | None = None  # touched on the worker's thread only
        self._entries: dict[str, Counter[str]] = {}
        self._soon = QTimer(self, singleShot=True, interval=1000 * _SECONDS)
        self._soon.timeout.connect(self.write)

    def note(self, document: str, *, typed: int = 0, shown: int = 0, saved: int = 0) -> None:
        """Something happened in ``document``; keys saved mean that a ghost was taken."""
        entry = self._entries.setdefault(document, Counter())
        entry.update(typed=typed, shown=shown, saved=saved, taken=int(saved > 0))
        if not self._soon.isActive():
            self._soon.start()

    def write(self) -> None:
        """Write what was collected."""
        entries, self._entries = self._entries, {}
        if not entries:
            return

        def record() -> None:
            if self._book is None:
                self._book = Statistics(self._path)
            for document, entry in entries.items():
                self._book.record(document, **entry)

        self._worker.post(record)

    def close(self) -> None:
        """Write the rest and close the file."""
        self._soon.stop()
        self.write()

        def shut() -> None:
            if self._book is not None:
                self._book.close()

        self._worker.post(shut)
