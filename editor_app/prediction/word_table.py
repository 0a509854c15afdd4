"""Long word lists in a few flat arrays: by prefix, by exact word, and as letters for arithmetic.

A hundred thousand words as Python strings in lists, sets and dictionaries cost tens of megabytes
and hold every other thread up while they are made; here they are one row of bytes that is read from
a file. Words stand in the order of their small letters. The module knows words and where they are
used, neither frequencies nor how they are judged.
"""

import threading
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.text import normal

_LAST = "\U0010ffff"
_WORDS = Path(__file__).parent / "data" / "words.npz"

AMERICAN, BRITISH, QUIET = 1, 2, 4
"""What a word's mark is made of; a quiet word is right everywhere and never offered."""

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]


def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


class WordRow:
    """Words in the order of their small letters, as one row of bytes. Immutable."""

    def __init__(self, letters: Bytes, lengths: Bytes) -> None:
        """Take the words that :meth:`packed` gave."""
        self.lengths: Ints = lengths.astype(np.int64)
        self.ends: Ints = np.cumsum(self.lengths)
        self._bytes = letters.tobytes()
        self.letters: Bytes = np.frombuffer(self._bytes, np.uint8)
        self._ends = self.ends.data

    @staticmethod
    def packed(words: Sequence[str]) -> tuple[Bytes, Bytes]:
        """(the UTF-8 bytes of all ``words``, one behind the other; the bytes of each (N,))."""
        packed = [word.encode("utf-8") for word in words]
        lengths = np.array([len(word) for word in packed], np.uint8)
        return np.frombuffer(b"".join(packed), np.uint8), lengths

    def __len__(self) -> int:
        return len(self._ends)

    def word(self, place: int) -> str:
        """The word at a place."""
        start = self._ends[place - 1] if place else 0
        return self._bytes[start : self._ends[place]].decode("utf-8")

    def range_of(self, prefix: str, within: tuple[int, int] | None = None) -> tuple[int, int]:
        """Where the words that start with ``prefix``, in any case, stand; ``within`` what is known
        of a shorter prefix."""
        key = prefix.lower()
        places = range(len(self))
        low, high = within or (0, len(self))
        first = bisect_left(places, key, low, high, key=self._key)
        return first, bisect_left(places, key + _LAST, first, high, key=self._key)

    def _key(self, place: int) -> str:
        return self.word(place).lower()


class WordTable(WordRow):
    """Words and a mark for each. Immutable, safe to share between threads."""

    def __init__(
        self,
        letters: Bytes,
        lengths: Bytes,
        marks: Bytes,
        hashes: npt.NDArray[np.uint32],
        by_hash: npt.NDArray[np.int32],
    ) -> None:
        """Take the arrays that :meth:`save` wrote; make one with :meth:`of` or :meth:`load`.

        Args:
            letters: UTF-8 bytes of all words, one behind the other.
            lengths: bytes of each word. (N,)
            marks: where each word is used. (N,)
            hashes: CRC-32 of the words, sorted. (N,)
            by_hash: the places of the words in that order. (N,)
        """
        super().__init__(letters, lengths)
        self.marks = marks
        self._marks = marks.tobytes()
        self._hashes = hashes.data
        self._by_hash = by_hash.data

    @classmethod
    def of(cls, words: Mapping[str, int] | Iterable[str]) -> "WordTable":
        """A table of ``words``, with their marks. Takes time: for tools and tests."""
        if not isinstance(words, Mapping):
            words = dict.fromkeys(map(normal, words), AMERICAN | BRITISH)
        marks = words
        row = sorted((word for word in marks if word.strip()), key=lambda w: (w.lower(), w))
        letters, lengths = cls.packed(row)
        hashes = np.array([_hash(word) for word in row], np.uint32)
        by_hash = np.argsort(hashes, kind="stable").astype(np.int32)
        return cls(
            letters,
            lengths,
            np.array([marks[word] for word in row], np.uint8),
            hashes[by_hash],
            by_hash,
        )

    @classmethod
    def load(cls, path: Path) -> "WordTable":
        """Read a file that :meth:`save` wrote."""
        with np.load(path) as data:
            names = ("letters", "lengths", "marks", "hashes", "by_hash")
            return cls(*(data[name] for name in names))

    def save(self, path: Path) -> None:
        """Write the table: the same bytes for the same words."""
        np.savez_compressed(
            path,
            letters=self.letters,
            lengths=self.lengths.astype(np.uint8),
            marks=self.marks,
            hashes=np.asarray(self._hashes),
            by_hash=np.asarray(self._by_hash),
        )

    def mark(self, word: str) -> int | None:
        """The mark of exactly this word, ``None`` where it is not in the table."""
        place = self.find(word)
        return None if place < 0 else self._marks[place]

    def find(self, word: str) -> int:
        """The place of exactly this word, -1 where it is not in the table."""
        wanted = _hash(word)
        at = bisect_left(self._hashes, wanted)
        while at < len(self._hashes) and self._hashes[at] == wanted:
            place = self._by_hash[at]
            if self.word(place) == word:
                return place
            at += 1
        return -1

    def places_of(self, words: Sequence[str]) -> Ints:
        """:meth:`find` for many words at once. (N,)"""
        packed = [word.encode("utf-8", "surrogatepass") for word in words]
        wanted = np.array([zlib.crc32(word) for word in packed], np.uint32)
        lengths = np.array([len(word) for word in packed], np.int64)
        hashes = np.asarray(self._hashes)
        at = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
        places = np.asarray(self._by_hash)[at].astype(np.int64)
        met = np.flatnonzero(hashes[at] == wanted)
        # Hashes may be the same by chance: the letters decide.
        width = int(self.lengths.max(initial=0))
        letters = np.frombuffer(b"".join(packed), np.uint8)
        theirs = _spread(letters, np.cumsum(lengths)[met] - lengths[met], lengths[met], width)
        same = (self.spread(places[met], width) == theirs).all(0)
        same &= lengths[met] == self.lengths[places[met]]
        found = np.full(len(words), -1, np.int64)
        found[met[same]] = places[met[same]]
        for row in met[~same].tolist():
            found[row] = self.find(words[row])
        return found

    def spread(self, places: Ints, width: int) -> Bytes:
        """The bytes of some words in columns, 0 behind their ends. -> (width, len(places))"""
        lengths = self.lengths[places]
        return _spread(self.letters, self.ends[places] - lengths, lengths, width)


def _spread(letters: Bytes, starts: Ints, lengths: Ints, width: int) -> Bytes:
    spread = np.zeros((width, len(starts)), np.uint8)
    for row in range(min(width, int(lengths.max(initial=0)))):
        there = np.flatnonzero(lengths > row)
        spread[row, there] = letters[starts[there] + row]
    return spread


_shipped: list[WordTable] = []
_lock = threading.Lock()


def shipped_table() -> WordTable:
    """The dictionaries' words: one table, which suggestions and spelling share."""
    with _lock:
        if not _shipped:
            _shipped.append(WordTable.load(_WORDS))
        return _shipped[0]
