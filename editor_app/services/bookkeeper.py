"""Keeps the book of what suggestions saved: collects on the GUI thread, writes on a worker.

Counts only, per day and document and by the kind of place, in the file that ``foretype stats``
reads. Must not know how keys or ghosts come about.
"""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.services.worker import Worker
from editor_app.statistics import GhostPlace, Statistics, StripUse, Usage

_SECONDS = 5
_LEAST_KEYS = 200
"""So many keys make a pace."""


@dataclass(frozen=True, slots=True)
class Insights:
    """What the book says, for one look."""

    today: Usage
    document: Usage
    everything: Usage
    days: list[Usage]
    """Latest first."""
    hours: list[Usage]
    letters: list[Usage]
    kinds: list[Usage]
    seconds_per_key: float
    """The person's own pace; 0 while it is unknown."""
    strip: StripUse = field(default_factory=StripUse)
    """What more words on show would have saved."""


class Bookkeeper(QObject):
    """Counts what happens in all documents. Use from the GUI thread only."""

    told = Signal(object)
    """:class:`Insights` that were asked for."""
    saved = Signal(int)
    """Keys saved in all that is written in the book."""

    def __init__(self, worker: Worker, path: Path, parent: QObject | None = None) -> None:
        """Use ``worker`` for the file ``path``; it is opened at the first entry."""
        super().__init__(parent)
        self._worker = worker
        self._path = path
        self._book: Statistics | None = None  # touched on the worker's thread only
        self._entries: dict[str, Counter[str]] = {}
        self._places: dict[GhostPlace, Counter[str]] = {}
        self._pace: Counter[str] = Counter()
        self._strip: Counter[str] = Counter()
        self._closed = False
        self._soon = QTimer(self, singleShot=True, interval=1000 * _SECONDS)
        self._soon.timeout.connect(self.write)

    def note(
        self, document: str, *, typed: int = 0, shown: int = 0, taken: int = 0, saved: int = 0
    ) -> None:
        """Something happened in ``document``."""
        entry = self._entries.setdefault(document, Counter())
        entry.update(typed=typed, shown=shown, taken=taken, saved=saved)
        self._write_soon()

    def note_ghost(
        self, place: GhostPlace, *, shown: int = 0, taken: int = 0, saved: int = 0
    ) -> None:
        """What became of a ghost at such a place."""
        self._places.setdefault(place, Counter()).update(shown=shown, taken=taken, saved=saved)
        self._write_soon()

    def note_pace(self, keys: int, milliseconds: int) -> None:
        """Keys that were typed in a row, and the time between them."""
        self._pace.update(keys=keys, milliseconds=milliseconds)

    def note_strip(self, keys: int, one: int, three: int, five: int) -> None:
        """A word of so many keys was written, and what that many words on show would have saved."""
        self._strip.update(keys=keys, one=one, three=three, five=five)

    def _write_soon(self) -> None:
        if not self._soon.isActive():
            self._soon.start()

    def write(self) -> None:
        """Write what was collected."""
        entries, self._entries = self._entries, {}
        places, self._places = self._places, {}
        pace, self._pace = self._pace, Counter()
        strip, self._strip = self._strip, Counter()
        if not entries and not places:
            return

        def record() -> None:
            book = self._open()
            for document, entry in entries.items():
                book.record(document, **entry)
            for place, counts in places.items():
                book.record_ghosts(place, **counts)
            if pace:
                book.record_pace(pace["keys"], pace["milliseconds"])
            if strip:
                book.record_strip(strip["keys"], strip["one"], strip["three"], strip["five"])
            self._tell_saved(book)

        self._worker.post(record)

    def look(self, document: str) -> None:
        """Read everything that was counted, and of ``document``; ``told`` brings it."""
        self.write()

        def read() -> None:
            book = self._open()
            keys, milliseconds = book.pace()
            insights = Insights(
                today=book.today(),
                document=book.document(document),
                everything=book.everything(),
                days=book.days(),
                hours=book.by_place("hour"),
                letters=book.by_place("letters"),
                kinds=book.by_place("kind"),
                seconds_per_key=milliseconds / keys / 1000 if keys >= _LEAST_KEYS else 0.0,
                strip=book.strip(),
            )
            self.told.emit(insights)

        self._worker.post(read)

    def clear(self) -> None:
        """Forget all counts."""
        self._entries, self._places = {}, {}
        self._pace, self._strip = Counter(), Counter()

        def clear() -> None:
            book = self._open()
            book.clear()
            self._tell_saved(book)

        self._worker.post(clear)

    def close(self) -> None:
        """Write the rest and close the file."""
        self._soon.stop()
        self._closed = True
        self.write()

        def shut() -> None:
            if self._book is not None:
                self._book.close()

        self._worker.post(shut)

    def _tell_saved(self, book: Statistics) -> None:
        if not self._closed:
            self.saved.emit(book.everything().saved)

    def _open(self) -> Statistics:
        """The book. On the worker's thread."""
        if self._book is None:
            self._book = Statistics(self._path)
        return self._book
