"""What the suggestions saved: per day and document, and where ghosts helped, in one small local
file.

Counts only; no text is kept but the documents' names. Nothing here ever leaves the machine. Knows
neither engine nor window.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.disk import own_file

FILE = "statistics.sqlite"
"""Its name in the folder of all data."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS ghosts (
    day TEXT NOT NULL, hour INTEGER NOT NULL, letters INTEGER NOT NULL, kind TEXT NOT NULL,
    shown INTEGER NOT NULL DEFAULT 0, taken INTEGER NOT NULL DEFAULT 0,
    saved INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (day, hour, letters, kind)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS pace (
    day TEXT PRIMARY KEY, keys INTEGER NOT NULL, milliseconds INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS strip (
    day TEXT PRIMARY KEY, keys INTEGER NOT NULL, one INTEGER NOT NULL, three INTEGER NOT NULL,
    five INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS used (
    day TEXT NOT NULL, document TEXT NOT NULL,
    typed INTEGER NOT NULL DEFAULT 0, shown INTEGER NOT NULL DEFAULT 0,
    taken INTEGER NOT NULL DEFAULT 0, saved INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (day, document)) WITHOUT ROWID
"""

_ADD = """
INSERT INTO used VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (day, document) DO UPDATE SET
    typed = typed + excluded.typed, shown = shown + excluded.shown,
    taken = taken + excluded.taken, saved = saved + excluded.saved
"""
_BY_DAY = """
SELECT day, SUM(typed), SUM(shown), SUM(taken), SUM(saved) FROM used
WHERE :document IS NULL OR document = :document GROUP BY day ORDER BY day
"""
_BY_DOCUMENT = """
SELECT document, SUM(typed), SUM(shown), SUM(taken), SUM(saved) FROM used
WHERE :document IS NULL OR document = :document GROUP BY document
"""


_ADD_GHOSTS = """
INSERT INTO ghosts VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (day, hour, letters, kind) DO UPDATE
SET shown = shown + excluded.shown, taken = taken + excluded.taken, saved = saved + excluded.saved
"""
_ADD_PACE = """
INSERT INTO pace VALUES (?, ?, ?) ON CONFLICT (day) DO UPDATE SET
    keys = keys + excluded.keys, milliseconds = milliseconds + excluded.milliseconds
"""
_BY_PLACE = {
    side: f"SELECT {side}, 0, SUM(shown), SUM(taken), SUM(saved) FROM ghosts"  # noqa: S608
    f" WHERE :document IS NULL GROUP BY {side} ORDER BY {side}"
    for side in ("hour", "letters", "kind")
}
_ADD_STRIP = """
INSERT INTO strip VALUES (?, ?, ?, ?, ?) ON CONFLICT (day) DO UPDATE SET
    keys = keys + excluded.keys, one = one + excluded.one,
    three = three + excluded.three, five = five + excluded.five
"""
_STRIP = "SELECT SUM(keys), SUM(one), SUM(three), SUM(five) FROM strip"
_PACE = "SELECT SUM(keys), SUM(milliseconds) FROM pace"


@dataclass(frozen=True, slots=True)
class GhostPlace:
    """Where a ghost stood, without a word of what was written."""

    hour: int
    """0 to 23."""
    letters: int
    """Letters of the word that stood before it."""
    kind: str
    """Kind of line: "prose", "list", "heading", "quotation"."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What was counted under one name (a day, a document, all)."""

    name: str
    typed: int
    """Keys pressed that typed text."""
    shown: int
    """Ghosts shown."""
    taken: int
    """Ghosts taken, whole or in part."""
    saved: int
    """Keys that taking saved."""

    @property
    def share(self) -> float:
        """The share of all keys that did not have to be pressed."""
        whole = self.typed + self.saved
        return self.saved / whole if whole else 0.0


@dataclass(frozen=True, slots=True)
class StripUse:
    """Keys of words written, and how many of them one, three or five words on show would have saved
    (KSR@1, @3, @5)."""

    keys: int = 0
    one: int = 0
    three: int = 0
    five: int = 0


class Statistics:
    """The counts in one file. Errors of the file are swallowed: counting must not disturb writing.

    One thread at a time; several processes may share the file.
    """

    def __init__(self, path: Path | None, today: Callable[[], date] = date.today) -> None:
        """Open or create ``path``; ``None`` counts in memory."""
        self._today = today
        try:
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                own_file(path)
            self._db = self._open(str(path) if path else ":memory:")
        except (sqlite3.Error, OSError):
            self._db = self._open(":memory:")

    @staticmethod
    def _open(name: str) -> sqlite3.Connection:
        db = sqlite3.connect(name, timeout=1.0, isolation_level=None, check_same_thread=False)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = NORMAL")
        db.execute("PRAGMA secure_delete = ON")
        db.executescript(_SCHEMA)
        return db

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def record(
        self, document: str, *, typed: int = 0, shown: int = 0, taken: int = 0, saved: int = 0
    ) -> None:
        """Add to today's counts of ``document``."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(
                _ADD,
                (self._today().isoformat(), document, typed, shown, taken, saved),
            )

    def record_ghosts(
        self, place: GhostPlace, *, shown: int = 0, taken: int = 0, saved: int = 0
    ) -> None:
        """Add to today's counts of ghosts at such places."""
        day = self._today().isoformat()
        values = (day, place.hour, place.letters, place.kind, shown, taken, saved)
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(_ADD_GHOSTS, values)

    def record_pace(self, keys: int, milliseconds: int) -> None:
        """Add keys that were typed in a row, and the time between them."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(_ADD_PACE, (self._today().isoformat(), keys, milliseconds))

    def record_strip(self, keys: int, one: int, three: int, five: int) -> None:
        """Add words of so many keys, and what more of them on show would have saved."""
        with contextlib.suppress(sqlite3.Error):
            self._db.execute(_ADD_STRIP, (self._today().isoformat(), keys, one, three, five))

    def strip(self) -> StripUse:
        """The same on all days."""
        try:
            return StripUse(*(n or 0 for n in self._db.execute(_STRIP).fetchone()))
        except sqlite3.Error:
            return StripUse()

    def by_place(self, side: str) -> list[Usage]:
        """Ghosts by "hour", "letters" or "kind", in order; nothing is typed in these."""
        return [replace(usage, name=str(usage.name)) for usage in self._rows(_BY_PLACE[side])]

    def pace(self) -> tuple[int, int]:
        """Keys typed in a row on all days, and the milliseconds that they took."""
        try:
            keys, milliseconds = self._db.execute(_PACE).fetchone()
        except sqlite3.Error:
            return 0, 0
        return keys or 0, milliseconds or 0

    def clear(self) -> None:
        """Forget all counts."""
        for name in ("used", "ghosts", "pace", "strip"):
            with contextlib.suppress(sqlite3.Error):
                self._db.execute(f"DELETE FROM {name}")  # noqa: S608

    def today(self) -> Usage:
        """What was counted today."""
        day = self._today().isoformat()
        return next((u for u in self.days() if u.name == day), Usage(day, 0, 0, 0, 0))

    def forget(self, document: str) -> None:
        """Remove a document's name; its counts stay in the days' sums under no name."""
        for usage in self._rows(_BY_DAY, document):
            day = usage.name
            self._db.execute("DELETE FROM used WHERE day = ? AND document = ?", (day, document))
            self._db.execute(
                _ADD,
                (day, "", usage.typed, usage.shown, usage.taken, usage.saved),
            )

    def days(self) -> list[Usage]:
        """Usage by day, latest first."""
        return self._rows(_BY_DAY)[::-1]

    def documents(self) -> list[Usage]:
        """Usage by document, most saved first."""
        return sorted(self._rows(_BY_DOCUMENT), key=lambda usage: -usage.saved)

    def document(self, name: str) -> Usage:
        """Usage of one document on all days."""
        rows = self._rows(_BY_DOCUMENT, name)
        return rows[0] if rows else Usage(name, 0, 0, 0, 0)

    def everything(self) -> Usage:
        """Usage in all."""
        rows = self._rows(_BY_DAY)
        return Usage(
            "all",
            sum(row.typed for row in rows),
            sum(row.shown for row in rows),
            sum(row.taken for row in rows),
            sum(row.saved for row in rows),
        )

    def _rows(self, query: str, document: str | None = None) -> list[Usage]:
        try:
            return [Usage(*row) for row in self._db.execute(query, {"document": document})]
        except sqlite3.Error:
            return []
