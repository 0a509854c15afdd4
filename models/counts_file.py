"""The SQLite file that personal counts live in: its tables, its changes, its troubles as sentences.

Every change is one transaction in WAL mode: a killed process leaves the file before it or after it.
The module must not know what the tables' numbers mean.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from models.disk import own_file
from models.problem import Problem

_SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS words (
    id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, n INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS grams (key INTEGER PRIMARY KEY, n INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS top_grams ON grams (key >> 24, n) WHERE n >= 4;
CREATE TABLE IF NOT EXISTS documents (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, words INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS pieces (
    document INTEGER NOT NULL, place INTEGER NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (document, place)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blocked (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS private (name TEXT PRIMARY KEY) WITHOUT ROWID;
INSERT OR IGNORE INTO meta VALUES ('version', '1');
COMMIT;
"""
_MADE = frozenset(re.findall(r"NOT EXISTS (\w+)", _SCHEMA))
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class CountsError(Problem):
    """The personal counts cannot be used; the message is one sentence for a person."""


class CountsDamagedError(CountsError):
    """The file is no database, or not a whole one: nothing in it can be relied on."""


class CountsFile:
    """One connection. One thread at a time; several processes may share the file."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the file at ``path``; ``None`` keeps it in memory.

        Raises:
            CountsError: the file is none of ours, or cannot be written.
        """
        try:
            if path is not None:
                own_file(path)  # its journals take their mode from it
            self.db = sqlite3.connect(
                str(path) if path else ":memory:",
                timeout=5.0,
                isolation_level=None,
                check_same_thread=False,
            )
            self.db.execute("PRAGMA journal_mode = WAL")
            self.db.execute("PRAGMA synchronous = NORMAL")
            self.db.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
            self.db.execute("PRAGMA cache_size = -16000")
            there = self.db.execute("SELECT name FROM sqlite_master").fetchall()
            # A file that is whole opens also while another process writes.
            if not {name for (name,) in there} >= _MADE:
                self.db.executescript(_SCHEMA)
            (version,) = self.db.execute("SELECT value FROM meta WHERE name = 'version'").fetchone()
        except sqlite3.Error as error:
            raise _problem(error, "The personal counts cannot be opened.") from error
        except OSError as error:
            raise CountsError("The personal counts cannot be opened.") from error
        except TypeError as error:  # no version at all
            raise CountsDamagedError("The personal counts are damaged.") from error
        if version != "1":
            self.db.close()
            raise CountsError("The personal counts were written by a newer version.")

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """What ``query`` finds; raises ``CountsError`` where the file cannot be read."""
        try:
            return self.db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _problem(error, "The personal counts cannot be read.") from error

    def row(self, query: str, values: Sequence[object] = ()) -> Any:
        """The first row found, or ``None``."""
        rows = self.rows(query, values)
        return rows[0] if rows else None

    def number(self, query: str, values: Sequence[object] = ()) -> int:
        """The first number found, or 0."""
        row = self.row(query, values)
        return int(row[0]) if row else 0

    def wipe(self) -> None:
        """Take what was forgotten out of the journal as well, unless somebody reads it just now."""
        with suppress(sqlite3.Error):
            self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def change(self, undone: Callable[[], None] = lambda: None) -> Iterator[None]:
        """One change, all or nothing; ``undone`` is called where it came to nothing. A change
        inside another is a part of it.

        Raises:
            CountsError: the file cannot be written (disk full, read-only, damaged).
        """
        inside = self.db.in_transaction
        if inside:
            yield
            return
        try:
            self.db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _problem(error, "The personal counts cannot be written.") from error
        try:
            yield
            self.db.execute("COMMIT")
        except BaseException as error:
            if self.db.in_transaction:
                with suppress(sqlite3.Error):  # the disk that failed just now
                    self.db.execute("ROLLBACK")
            undone()
            if isinstance(error, sqlite3.Error):
                raise _problem(error, "The personal counts cannot be written.") from error
            raise


def _problem(error: sqlite3.Error, otherwise: str) -> CountsError:
    """What is wrong, as one of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return CountsDamagedError("The personal counts are damaged.")
    return CountsError(otherwise)


def set_aside(path: Path) -> Path:
    """Give a damaged file another name, so that a new one can begin; the new name.

    Raises:
        CountsError: the folder cannot be written.
    """
    names = (path.with_name(f"{path.stem}.damaged{n or ''}{path.suffix}") for n in range(10_000))
    aside = next(name for name in names if not name.exists())
    try:
        path.replace(aside)
        for end in ("-wal", "-shm"):  # a journal belongs to its database, never to a new one
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as error:
        raise CountsError("The damaged personal counts cannot be put aside.") from error
    return aside
