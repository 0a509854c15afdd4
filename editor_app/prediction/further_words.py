"""Words beyond the vocabulary, with how often each is used: what the model knows only as unknown.

A few hundred thousand words in the order of their small letters, with a level for each: a word of
level n is used 2^(n/4) times in the text that the vocabulary was counted in. Knows words and
frequencies, neither the model nor the person.
"""

import math
import threading
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from editor_app.prediction.word_table import Bytes, WordRow
from models.text import normal

_FILE = Path(__file__).parent / "data" / "further.npz"
_STEP = 4
"""Levels in a doubling of the frequency."""
_COUNTS = np.exp2(np.arange(256, dtype=np.float32) / _STEP)


class FurtherWords(WordRow):
    """The words. Immutable, safe to share between threads."""

    def __init__(
        self, letters: Bytes, lengths: Bytes, levels: Bytes, uses: float, total: float
    ) -> None:
        """Take the arrays that :meth:`save` wrote; make one with :meth:`of` or :meth:`load`.

        Args:
            letters: UTF-8 bytes of all words, one behind the other.
            lengths: bytes of each word. (N,)
            levels: how often each is used. (N,)
            uses: of unknown words in that text, whether they are among these or not.
            total: uses of all words and marks in that text.
        """
        super().__init__(letters, lengths)
        self._levels = levels
        self.uses = uses
        self.total = total

    @classmethod
    def of(cls, counts: Mapping[str, float], uses: float, total: float) -> "FurtherWords":
        """A list of the words of ``counts``. Takes time: for tools and tests."""
        words = [word for word in counts if word.strip()]
        words.sort(key=lambda word: (word.lower(), word))
        levels = [round(_STEP * math.log2(max(counts[word], 1.0))) for word in words]
        letters, lengths = cls.packed(words)
        return cls(letters, lengths, np.clip(levels, 0, 255).astype(np.uint8), uses, total)

    @classmethod
    def listed(cls, lines: Sequence[str], uses: float, total: float) -> "FurtherWords":
        """The words of a bundle's own list, the most frequent first: a word in a line, with its
        count behind a tab. Where there are no counts, Zipf's law stands in."""
        counts: dict[str, float] = {}
        for place, line in enumerate(lines):
            word, _, count = line.partition("\t")
            zipf = len(lines) / (place + 1.0)
            counts.setdefault(normal(word), float(count) if count.isdecimal() else zipf)
        return cls.of(counts, uses or sum(counts.values()) or 1.0, total)

    @classmethod
    def load(cls, path: Path = _FILE) -> "FurtherWords":
        """Read a file that :meth:`save` wrote."""
        with np.load(path) as data:
            letters, lengths, levels = (data[name] for name in ("letters", "lengths", "levels"))
            return cls(letters, lengths, levels, float(data["uses"]), float(data["total"]))

    def save(self, path: Path = _FILE) -> None:
        """Write the words: the same bytes for the same words."""
        np.savez_compressed(
            path,
            letters=self.letters,
            lengths=self.lengths.astype(np.uint8),
            levels=self._levels,
            uses=np.float64(self.uses),
            total=np.float64(self.total),
        )

    def uses_of(self, word: str) -> float:
        """How often ``word`` is used, in natural case; 0 where it is not among these."""
        key = word.lower()
        place = bisect_left(range(len(self)), key, key=self._key)
        while place < len(self) and (found := self.word(place)).lower() == key:
            if found == word:
                return float(_COUNTS[self._levels[place]])
            place += 1
        return 0.0

    def best(self, places: tuple[int, int], most: int) -> tuple[list[tuple[str, float]], float]:
        """The most frequent words in a range of places, each with its uses; and the uses of all
        in it."""
        first, last = places
        levels = self._levels[first:last]
        best = np.arange(len(levels))
        if len(levels) > most:
            best = np.argpartition(levels, len(levels) - most)[-most:]
        best = best[np.argsort(-_COUNTS[levels[best]], kind="stable")]
        rows = [(self.word(first + at), float(_COUNTS[levels[at]])) for at in best.tolist()]
        return rows, float(_COUNTS[levels].sum())


_shipped: list[FurtherWords] = []
_lock = threading.Lock()


def shipped_further() -> FurtherWords:
    """Those of English, which ship with the editor; read once."""
    with _lock:
        if not _shipped:
            _shipped.append(FurtherWords.load())
        return _shipped[0]
