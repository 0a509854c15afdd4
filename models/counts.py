"""Personal counts: word n-grams of the person's documents in one SQLite file.

Every document is kept as the row of word ids that was counted for it, so that what it gave can be
taken back exactly, whatever happened since. N-grams of two to four words live in one table by their
key (``models.grams``). How the file is kept is the business of ``models.counts_file``. The module
must not know the vocabulary, nor what is done with the counts.
"""

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from models.counts_file import CountsDamagedError, CountsError, CountsFile
from models.grams import (
    BREAK,
    ORDER,
    WORD_BITS,
    WORD_MASK,
    context_key,
    count_grams,
    difference,
)
from models.habits import Habits

_PIECE = 4096  # words in one stored piece of a document
_BATCH = 200_000  # words counted in memory before they are written
_HEAVY = 400
"""A word used more often has too many followers to list: those seen four times and more are
listed, by a partial index."""


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
        self._file = CountsFile(path)
        self._db = self._file.db
        self.habits = Habits(self._file)
        """What the person does with suggestions."""
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
            row = self._file.row("SELECT word, n FROM words WHERE id = ?", (number,))
            found.append((number, row[0], row[1]) if row else (number, "", 0))
        return found

    # ---- what is there

    @property
    def total(self) -> int:
        """Words counted in all documents (punctuation among them)."""
        return self._file.number("SELECT COALESCE(SUM(words), 0) FROM documents")

    def data_version(self) -> int:
        """A number that changes whenever another connection has written."""
        return self._file.number("PRAGMA data_version")

    def words(self) -> Iterator[CountedWord]:
        """All words, in no order."""
        for row in self._file.rows("SELECT id, word, n FROM words"):
            yield CountedWord(*row)

    def search(self, part: str, limit: int = 200) -> list[CountedWord]:
        """The most used words that contain ``part``."""
        pattern = part.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
        rows = self._file.rows(
            r"SELECT id, word, n FROM words WHERE word LIKE ? ESCAPE '\' "
            "ORDER BY n DESC, word LIMIT ?",
            (f"%{pattern}%", limit),
        )
        return [CountedWord(*row) for row in rows]

    def forms(self, word: str) -> list[str]:
        """``word`` in all cases in which it was counted."""
        small = word.lower()
        return sorted(counted.word for counted in self.words() if counted.word.lower() == small)

    def has(self, document: str) -> bool:
        """Whether anything is counted of ``document``."""
        return self._find(document) is not None

    def count(self, word: str) -> int:
        """How often exactly this word was counted."""
        return self._file.number("SELECT n FROM words WHERE word = ?", (word,))

    def phrase_count(self, words: Sequence[str]) -> int:
        """How often two to four words were counted in this order."""
        ids = [self.id_of(word) for word in words]
        if not 2 <= len(ids) <= ORDER or None in ids:
            return 0
        known = [i for i in ids if i is not None]
        key = context_key(known[:-1]) << WORD_BITS | known[-1]
        return self._file.number("SELECT n FROM grams WHERE key = ?", (key,))

    def id_of(self, word: str) -> int | None:
        """The store's id of a word."""
        row = self._file.row("SELECT id FROM words WHERE word = ?", (word,))
        return int(row[0]) if row else None

    def documents(self) -> list[CountedDocument]:
        """All counted documents by name."""
        rows = self._file.rows("SELECT name, words FROM documents ORDER BY name")
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
            rows = self._file.rows(
                "SELECT key & 16777215, n FROM grams WHERE key BETWEEN ? AND ? LIMIT ?",
                (first, first | WORD_MASK, limit + 1),
            )
            if len(rows) <= limit:
                return rows
        return self._file.rows(
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
            self.habits.forget_trust()
        self._file.wipe()
        return known

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of every document (a gap stays); how often it was there."""
        with self._change():
            number = self._word_ids().get(word, -1)
            found = 0
            for document in self.documents() if number >= 0 else ():
                row = self._read(document.name)
                hits = row.count(number)
                if hits:
                    found += hits
                    self._write(
                        document.name, array("I", (BREAK if i == number else i for i in row))
                    )
        self._file.wipe()
        return found

    def clear(self) -> None:
        """Forget everything but blocked words and private marks."""
        with self._change():
            self._db.execute("DELETE FROM grams")
            self._db.execute("DELETE FROM words")
            self._db.execute("DELETE FROM pieces")
            self._db.execute("DELETE FROM documents")
            self.habits.clear()
            self._ids.clear()
        self._db.execute("VACUUM")
        self._file.wipe()

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
        return [word for (word,) in self._file.rows("SELECT word FROM blocked ORDER BY word")]

    def set_private(self, document: str, private: bool) -> None:
        """Switch learning off for ``document`` (and forget it), or on."""
        with self._change():
            if private:
                self._db.execute("INSERT OR IGNORE INTO private VALUES (?)", (document,))
                self._write(document, array("I"))
                self.habits.forget_trust()
            else:
                self._db.execute("DELETE FROM private WHERE name = ?", (document,))

    def is_private(self, document: str) -> bool:
        """Whether nothing may be learned from ``document``."""
        return self._file.row("SELECT 1 FROM private WHERE name = ?", (document,)) is not None

    # ---- whole changes

    def together(self) -> AbstractContextManager[None]:
        """All changes made inside are one: all of them are kept or, where one fails, none.

        Raises:
            CountsError: the store cannot be written.
        """
        return self._change()

    # ---- export

    def content(self) -> Iterator[tuple[str, str, int]]:
        """Everything learned as (kind, name, number), sorted: equal for equal contents."""
        yield from (("document", d.name, d.words) for d in self.documents())
        rows = self._file.rows("SELECT word, n FROM words ORDER BY word")
        yield from (("word", word, n) for word, n in rows)
        yield from self.habits.content()
        rows = self._file.rows("SELECT n, COUNT(*) FROM grams GROUP BY n ORDER BY n")
        yield from (("phrases seen this often", str(n), count) for n, count in rows)

    def text_of(self, document: str) -> list[str | None]:
        """The words counted for ``document``, gaps as ``None``."""
        words = self._words_by_id()
        return [words.get(i) for i in self._read(document)]

    def texts(self) -> Iterator[tuple[str, list[str | None]]]:
        """Every document by name with its words, gaps as ``None``."""
        words = self._words_by_id()
        for document in self.documents():
            yield document.name, [words.get(i) for i in self._read(document.name)]

    def _words_by_id(self) -> dict[int, str]:
        return {number: word for word, number in self._word_ids().items()}

    # ---- inside

    def _change(self) -> AbstractContextManager[None]:
        return self._file.change(self._forget_ids)

    def _forget_ids(self) -> None:
        self._ids.clear()
        self._seen_version = -1

    def _word_ids(self) -> dict[str, int]:
        """word → id; read again when another process has written."""
        version = self.data_version()
        if version != self._seen_version:
            self._ids = dict(self._file.rows("SELECT word, id FROM words"))
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
        row = self._file.row("SELECT id FROM documents WHERE name = ?", (document,))
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
            piece = self._file.row(
                "SELECT content FROM pieces WHERE document = ? AND place = ?", (number, place)
            )
            row = _unpacked(piece[0] if piece else b"") + row
            place -= 1
        return row

    def _read(self, document: str) -> "array[int]":
        row = array("I")
        for (content,) in self._file.rows(
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


def _unpacked(content: bytes) -> "array[int]":
    """The word ids of a stored piece."""
    try:
        return array("I", zlib.decompress(content))
    except (zlib.error, ValueError, TypeError) as error:
        raise CountsDamagedError("The personal counts are damaged.") from error


def export_lines(store: CountStore) -> Iterable[str]:
    """The whole store as plain text, for the person to read or take along."""
    for kind, name, number in store.content():
        yield f"{kind}\t{name}\t{number}\n"
