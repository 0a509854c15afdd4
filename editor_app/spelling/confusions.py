"""Which words are taken for which: what ``fitting.confusions`` has found, as arrays.

Words of several units ("boy's", whose ending is a unit of its own to the language model and in the
table of pairs) are known by their first and last. This module must not know context.
"""

import gzip
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.spelling.neighbours import Floats, Hashes, Neighbours, hash_word
from models.text import Kind, Token, is_capitalised, normal, starts_sentence
from models.vocabulary import Vocabulary

_DATA = Path(__file__).parent / "data" / "confusions.gz"
POSSESSIVE = "'s"

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The words that may have been meant by one."""

    words: tuple[str, ...]
    costs: Floats
    """-log P(word written | other meant). (N,)"""
    first: Hashes
    """Of the first unit of each, for the table of pairs. (N,)"""
    last: Hashes
    inner: Floats
    """log P(last | first), 0 for words of one unit. (N,)"""
    ids: Ints
    """The vocabulary's ids of the first units, 0 without a vocabulary. (N,)"""


class Confusions:
    """The list, read when first asked; its rows are made when first met."""

    def __init__(self, neighbours: Neighbours, vocabulary: Vocabulary | None = None) -> None:
        self._neighbours = neighbours
        self._vocabulary = vocabulary
        self._rows: dict[str, Alternatives] = {}
        self._ends: dict[str, tuple[int, int]] = {}

    @cached_property
    def _lines(self) -> dict[str, str]:
        """Word → the words taken for it and their costs, as they stand in the file."""
        lines = gzip.decompress(_DATA.read_bytes()).decode("utf-8").splitlines()
        return {word: rest for word, _, rest in (line.partition("\t") for line in lines)}

    def words(self) -> Iterable[str]:
        """The words that others are taken for."""
        return self._lines.keys()

    def of(self, word: str) -> list[tuple[str, float]]:
        """The words taken for ``word``, with -log P(word written | other meant)."""
        fields = self._lines[word].split(" ")
        return list(zip(fields[::2], map(float, fields[1::2]), strict=True))

    def key(self, tokens: Sequence[Token], index: int) -> str:
        """The form under which a token's confusions are listed, "" where it has none."""
        token = tokens[index]
        if token.kind is not Kind.WORD:
            return ""
        word = normal(token.text)
        if word in self._lines:
            return word
        # A capital within a sentence makes a name of it.
        if is_capitalised(word) and word.lower() in self._lines:
            return word.lower() if starts_sentence(tokens, index) else ""
        return ""

    def row(self, key: str) -> Alternatives:
        """The alternatives of a listed word."""
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self._made(key)
        return row

    def _made(self, key: str) -> Alternatives:
        words, costs = zip(*self.of(key), strict=True)
        ends = np.array([self.ends(word) for word in words], np.uint32)
        first, last = ends[:, 0], ends[:, 1]
        inner = np.zeros(len(words), np.float32)
        if (first != last).any():
            inner = np.where(first == last, inner, self._neighbours.log_probs(first, last))
        ids = [0] * len(words)
        if self._vocabulary is not None:
            ids = [self._vocabulary.ids_of(word)[0] for word in words]
        return Alternatives(
            words,
            np.array(costs, np.float32),
            first,
            last,
            inner.astype(np.float32),
            np.array(ids, np.int64),
        )

    def ends(self, word: str) -> tuple[int, int]:
        """The hashes of a word's first and last unit: of itself, unless it is a possessive that
        was only counted in its two parts."""
        if not word.endswith(POSSESSIVE):
            whole = hash_word(word)
            return whole, whole
        found = self._ends.get(word)
        if found is None:
            whole = hash_word(word)
            parts = hash_word(word[: -len(POSSESSIVE)]), hash_word(POSSESSIVE)
            key = np.array([whole], np.uint32)
            met = bool(self._neighbours.counts(key, np.zeros_like(key))[0])
            found = self._ends[word] = (whole, whole) if met else parts
        return found


def are_forms(one: str, other: str) -> bool:
    """Whether two words differ by an ending alone: a plural, a tense, an adverb."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in _ENDINGS


_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "r", "er", "ly", "n", "en", "y", "'s"))
