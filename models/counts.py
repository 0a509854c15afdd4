"""Personal counts: word n-grams of the person's documents in one SQLite file.

Every document is kept as the row of word ids that was counted for it, so that what it gave can be
taken back exactly, whatever happened since. N-grams of two to four words live in one table by their
key (``models.grams``). Every change is one transaction in WAL mode: a killed process leaves the
store before it or after it. The module must not know the vocabulary, nor what is done with the
counts.
"""

import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.grams import (
    BREAK,
    ORDER,
    WORD_BITS,
    WORD_MASK,
    context_key,
    count_grams,
    difference,
)
from models.problem import Problem

_PIECE = 4096  # words in one stored piece of a document
_BATCH = 200_000  # words counted in memory before they are written
_HEAVY = 400
"""A word used more often has too many followers to list: those seen four times and more are
listed, by a partial index."""

_SCHEMA = """
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
"""


__all__ = [
    "BREAK",
    "ORDER",
    "CountStore",
    "CountedDocument",
    "CountedWord",
    "CountsDamagedError",
    "CountsError",
    "set_aside",
]
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


class CountsError(Problem):
    """The personal counts cannot be used; the message is one sentence for a person."""


class CountsDamagedError(CountsError):
    """The file is no database, or not a whole one: nothing in it can be relied on."""


@dataclass(frozen=True, slots=True)
class CountedDocument:
    """A document whose words are in the store."""

    name: str
    words: int


@dataclass(frozen=True, slots=True)
class CountedWord:
    """A word and how often the person's documents have it."""

    id: int
    word: str
    count: int


class CountStore:
    """The personal counts of one profile. One thread at a time; several processes may share it."""

    def __init__(self, path: Path | None) -> None:
        """Open or create the store at ``path``; ``None`` keeps it in memory.

        Raises:
            CountsError: the file is no store of ours, or cannot be written.
        """
        self.path = path
        try:
            self._db = sqlite3.connect(
                str(path) if path else ":memory:",
                timeout=5.0,
                isolation_level=None,
                check_same_thread=False,
            )
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA cache_size = -16000")
            self._db.executescript(_SCHEMA)
            (version,) = self._db.execute(
                "SELECT value FROM meta WHERE name = 'version'"
            ).fetchone()
        except sqlite3.Error as error:
            raise _problem(error, "The personal counts cannot be opened.") from error
        except TypeError as error:  # no version at all
            raise CountsDamagedError("The personal counts are damaged.") from error
        if version != "1":
            self._db.close()
            raise CountsError("The personal counts were written by a newer version.")
        self._ids: dict[str, int] = {}
        self._seen_version = -1
        self._touched: set[int] = set()

    def close(self) -> None:
        """Close the file; the object is of no use afterwards."""
        self._db.close()

    def take_touched(self) -> list[tuple[int, str, int]]:
        """(id, word, count) of the words changed here since this was last asked."""
        touched, self._touched = self._touched, set()
        found: list[tuple[int, str, int]] = []
        for number in touched:
            row = self._row("SELECT word, n FROM words WHERE id = ?", (number,))
            found.append((number, row[0], row[1]) if row else (number, "", 0))
        return found

    # ---- what is there

    @property
    def total(self) -> int:
        """Words counted in all documents (punctuation among them)."""
        return self._number("SELECT COALESCE(SUM(words), 0) FROM documents")

    def data_version(self) -> int:
        """A number that changes whenever another connection has written."""
        return self._number("PRAGMA data_version")

    def words(self) -> Iterator[CountedWord]:
        """All words, in no order."""
        for row in self._rows("SELECT id, word, n FROM words"):
            yield CountedWord(*row)

    def search(self, part: str, limit: int = 200) -> list[CountedWord]:
        """The most used words that contain ``part``."""
        pattern = part.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        rows = self._rows(
            r"SELECT id, word, n FROM words WHERE word LIKE ? ESCAPE '\' "
            "ORDER BY n DESC, word LIMIT ?",
            (f"%{pattern}%", limit),
        )
        return [CountedWord(*row) for row in rows]

    def count(self, word: str) -> int:
        """How often exactly this word was counted."""
        return self._number("SELECT n FROM words WHERE word = ?", (word,))

    def phrase_count(self, words: Sequence[str]) -> int:
        """How often two to four words were counted in this order."""
        ids = [self.id_of(word) for word in words]
        if not 2 <= len(ids) <= ORDER or None in ids:
            return 0
        known = [i for i in ids if i is not None]
        key = context_key(known[:-1]) << WORD_BITS | known[-1]
        return self._number("SELECT n FROM grams WHERE key = ?", (key,))

    def id_of(self, word: str) -> int | None:
        """The store's id of a word."""
        row = self._row("SELECT id FROM words WHERE word = ?", (word,))
        return int(row[0]) if row else None

    def documents(self) -> list[CountedDocument]:
        """All counted documents by name."""
        rows = self._rows("SELECT name, words FROM documents ORDER BY name")
        return [CountedDocument(*row) for row in rows]

    def followers(
        self, history: Sequence[int], limit: int = 256, often: bool = False
    ) -> list[tuple[int, int]]:
        """(word id, count) of the words seen after ``history`` (1 to 3 ids, oldest first).

        All of them where they are at most ``limit``, else the most frequent. ``often`` says that
        the history is known to be a heavy one and saves a look.
        """
        context = context_key(history)
        if not often:
            first = context << WORD_BITS
            rows = self._rows(
                "SELECT key & 16777215, n FROM grams WHERE key BETWEEN ? AND ? LIMIT ?",
                (first, first | WORD_MASK, limit + 1),
            )
            if len(rows) <= limit:
                return rows
        return self._rows(
            "SELECT key & 16777215, n FROM grams INDEXED BY top_grams "
            "WHERE key >> 24 = ? AND n >= 4 ORDER BY n DESC LIMIT ?",
            (context, limit),
        )

    @staticmethod
    def is_heavy(count: int) -> bool:
        """Whether a word of this count should be asked for with ``often``."""
        return count > _HEAVY

    # ---- learning and forgetting

    def add(self, document: str, words: Sequence[str | None]) -> None:
        """Count ``document`` as these words (``None`` is a gap), in place of what it was before.

        Costs the difference to what was counted for it. A private document is left out.

        Raises:
            CountsError: the store cannot be written (disk full, read-only, damaged).
        """
        with self._change():
            if self.is_private(document):
                self._write(document, array("I"))
            else:
                self._write(document, self._encode(words))

    def append(self, document: str, words: Sequence[str | None]) -> None:
        """Count further words at the end of ``document``. Costs the words, not the document.

        Raises:
            CountsError: the store cannot be written.
        """
        if not words:
            return
        with self._change():
            if self.is_private(document):
                return
            number, length, last = self._document_end(document)
            before = self._read_piece(number, last)[-(ORDER - 1) :] if last >= 0 else array("I")
            row = before + self._encode(words)
            new = row[len(before) :]
            self._apply(count_grams(row, len(before), len(row)))
            self._db.execute(
                "INSERT INTO pieces VALUES (?, ?, ?)",
                (number, last + 1, zlib.compress(new.tobytes())),
            )
            self._db.execute(
                "UPDATE documents SET words = ? WHERE id = ?", (length + len(new), number)
            )

    def remove(self, document: str) -> bool:
        """Take back exactly what ``document`` gave; whether it was there."""
        with self._change():
            known = self._find(document) is not None
            self._write(document, array("I"))
        return known

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of every document (a gap stays); how often it was there."""
        with self._change():
            number = self._word_ids().get(word)
            if number is None:
                return 0
            found = 0
            for document in self.documents():
                row = self._read(document.name)
                hits = row.count(number)
                if hits:
                    found += hits
                    self._write(
                        document.name, array("I", (BREAK if i == number else i for i in row))
                    )
            return found

    def clear(self) -> None:
        """Forget everything but blocked words and private marks."""
        with self._change():
            self._db.execute("DELETE FROM grams")
            self._db.execute("DELETE FROM words")
            self._db.execute("DELETE FROM pieces")
            self._db.execute("DELETE FROM documents")
            self._ids.clear()
        self._db.execute("VACUUM")

    # ---- blocked words, private documents

    def block(self, word: str) -> None:
        """Never offer ``word`` again (any case)."""
        with self._change():
            self._db.execute("INSERT OR IGNORE INTO blocked VALUES (?)", (word.lower(),))

    def unblock(self, word: str) -> None:
        """Take ``word`` off the blocked list."""
        with self._change():
            self._db.execute("DELETE FROM blocked WHERE word = ?", (word.lower(),))

    def blocked(self) -> list[str]:
        """The blocked words, in lower case."""
        return [word for (word,) in self._rows("SELECT word FROM blocked ORDER BY word")]

    def set_private(self, document: str, private: bool) -> None:
        """Switch learning off for ``document`` (and forget it), or on."""
        with self._change():
            if private:
                self._db.execute("INSERT OR IGNORE INTO private VALUES (?)", (document,))
                self._write(document, array("I"))
            else:
                self._db.execute("DELETE FROM private WHERE name = ?", (document,))

    def is_private(self, document: str) -> bool:
        """Whether nothing may be learned from ``document``."""
        return self._row("SELECT 1 FROM private WHERE name = ?", (document,)) is not None

    # ---- export

    def content(self) -> Iterator[tuple[str, str, int]]:
        """Everything learned as (kind, name, number), sorted: equal for equal contents."""
        yield from (("document", d.name, d.words) for d in self.documents())
        rows = self._rows("SELECT word, n FROM words ORDER BY word")
        yield from (("word", word, n) for word, n in rows)
        rows = self._rows("SELECT n, COUNT(*) FROM grams GROUP BY n ORDER BY n")
        yield from (("phrases seen this often", str(n), count) for n, count in rows)

    def text_of(self, document: str) -> list[str | None]:
        """The words counted for ``document``, gaps as ``None``."""
        words = {number: word for word, number in self._word_ids().items()}
        return [words.get(i) for i in self._read(document)]

    # ---- inside

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """What ``query`` finds; raises ``CountsError`` where the file cannot be read."""
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise _problem(error, "The personal counts cannot be read.") from error

    def _row(self, query: str, values: Sequence[object] = ()) -> Any:
        rows = self._rows(query, values)
        return rows[0] if rows else None

    def _number(self, query: str, values: Sequence[object] = ()) -> int:
        row = self._row(query, values)
        return int(row[0]) if row else 0

    def _change(self) -> "_Transaction":
        return _Transaction(self._db, self._forget_ids)

    def _forget_ids(self) -> None:
        self._ids.clear()
        self._seen_version = -1

    def _word_ids(self) -> dict[str, int]:
        """word → id; read again when another process has written."""
        version = self.data_version()
        if version != self._seen_version:
            self._ids = dict(self._rows("SELECT word, id FROM words"))
            self._seen_version = version
        return self._ids

    def _encode(self, words: Sequence[str | None]) -> "array[int]":
        ids = self._word_ids()
        row = array("I")
        for word in words:
            if word is None:
                row.append(BREAK)
                continue
            number = ids.get(word)
            if number is None:
                cursor = self._db.execute("INSERT INTO words (word, n) VALUES (?, 0)", (word,))
                assert cursor.lastrowid is not None
                number = ids[word] = cursor.lastrowid
                if number > WORD_MASK:
                    raise CountsError("The personal counts know too many different words.")
            row.append(number)
        return row

    def _find(self, document: str) -> int | None:
        row = self._row("SELECT id FROM documents WHERE name = ?", (document,))
        return int(row[0]) if row else None

    def _document_end(self, document: str) -> tuple[int, int, int]:
        """(number, words, place of the last piece or -1); creates the document."""
        self._db.execute("INSERT OR IGNORE INTO documents (name, words) VALUES (?, 0)", (document,))
        number, length = self._db.execute(
            "SELECT id, words FROM documents WHERE name = ?", (document,)
        ).fetchone()
        (last,) = self._db.execute(
            "SELECT COALESCE(MAX(place), -1) FROM pieces WHERE document = ?", (number,)
        ).fetchone()
        return number, length, last

    def _read_piece(self, number: int, place: int) -> "array[int]":
        """A piece, with as much of the pieces before it as an n-gram can reach."""
        row = array("I")
        while place >= 0 and len(row) < ORDER - 1:
            piece = self._row(
                "SELECT content FROM pieces WHERE document = ? AND place = ?", (number, place)
            )
            row = _unpacked(piece[0] if piece else b"") + row
            place -= 1
        return row

    def _read(self, document: str) -> "array[int]":
        row = array("I")
        for (content,) in self._rows(
            "SELECT content FROM pieces JOIN documents ON documents.id = pieces.document "
            "WHERE name = ? ORDER BY place",
            (document,),
        ):
            row += _unpacked(content)
        return row

    def _write(self, document: str, new: "array[int]") -> None:
        """Make ``new`` the counted words of ``document``; none at all removes it."""
        old = self._read(document)
        first, old_end, new_end = difference(old, new)
        reach = ORDER - 1
        for start in range(first, max(old_end, new_end) + reach, _BATCH):
            stop = start + _BATCH
            delta = count_grams(new, start, min(stop, new_end + reach))
            delta.subtract(count_grams(old, start, min(stop, old_end + reach)))
            self._apply(delta)
        number = self._find(document)
        if number is not None:
            self._db.execute("DELETE FROM pieces WHERE document = ?", (number,))
            self._db.execute("DELETE FROM documents WHERE id = ?", (number,))
        if len(new):
            cursor = self._db.execute(
                "INSERT INTO documents (id, name, words) VALUES (?, ?, ?)",
                (number, document, len(new)),
            )
            self._db.executemany(
                "INSERT INTO pieces VALUES (?, ?, ?)",
                (
                    (cursor.lastrowid, place, zlib.compress(new[at : at + _PIECE].tobytes()))
                    for place, at in enumerate(range(0, len(new), _PIECE))
                ),
            )
        gone = self._db.execute("DELETE FROM words WHERE n = 0 RETURNING word").fetchall()
        for (word,) in gone:
            self._ids.pop(word, None)

    def _apply(self, delta: "Counter[int]") -> None:
        """Add counts: keys below 2²⁴ are words, the others n-grams."""
        grams = sorted((key, n) for key, n in delta.items() if n and key > WORD_MASK)
        words = [(n, key) for key, n in delta.items() if n and key <= WORD_MASK]
        self._touched.update(key for _, key in words)
        self._db.executemany(
            "INSERT INTO grams VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET n = n + excluded.n",
            grams,
        )
        self._db.executemany(
            "DELETE FROM grams WHERE key = ? AND n = 0", ((key,) for key, n in grams if n < 0)
        )
        self._db.executemany("UPDATE words SET n = n + ? WHERE id = ?", words)


class _Transaction:
    """One change, all or nothing; errors become sentences."""

    def __init__(self, db: sqlite3.Connection, undone: "object") -> None:
        self._db = db
        self._undone = undone

    def __enter__(self) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _problem(error, "The personal counts cannot be written.") from error

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind is None:
            try:
                self._db.execute("COMMIT")
                return
            except sqlite3.Error as failure:
                kind, error = type(failure), failure
        if self._db.in_transaction:
            with suppress(sqlite3.Error):  # the disk that failed just now
                self._db.execute("ROLLBACK")
        if callable(self._undone):
            self._undone()
        if isinstance(error, sqlite3.Error):
            raise _problem(error, "The personal counts cannot be written.") from error


def _unpacked(content: bytes) -> "array[int]":
    """The word ids of a stored piece."""
    try:
        return array("I", zlib.decompress(content))
    except (zlib.error, ValueError, TypeError) as error:
        raise CountsDamagedError("The personal counts are damaged.") from error


def _problem(error: sqlite3.Error, otherwise: str) -> CountsError:
    """What is wrong, as one of ours."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _DAMAGED:
        return CountsDamagedError("The personal counts are damaged.")
    return CountsError(otherwise)


def set_aside(path: Path) -> Path:
    """Give a damaged store another name, so that a new one can begin; the new name.

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


def export_lines(store: CountStore) -> Iterable[str]:
    """The whole store as plain text, for the person to read or take along."""
    for kind, name, number in store.content():
        yield f"{kind}\t{name}\t{number}\n"
