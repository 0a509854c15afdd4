"""How often words stand side by side: the cheap context, before the language model is asked.

``data/pairs.npz`` holds, for pairs of words met at least ``LEAST`` times in the general corpus, a
32-bit hash of the pair and the quantised logarithm of its count; single words stand in it as a pair
with nothing. Three quarters of a million pairs cost 4 MB, and a whole text is looked up at once.
Case is folded. This module must not know candidates or errors.

    P(second | first) = (count(first second) + C · P(second)) / (count(first) + C)
"""

import zlib
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from models.text import Kind, Token, normal
from models.vocabulary import NUMBER, PARAGRAPH, SPECIAL

_DATA = Path(__file__).parent / "data" / "pairs.npz"
LEAST = 8
STEPS = 12.0
"""Steps of the quantised logarithm for a factor of e."""
_CAUTION = 40.0
"""C above: how many uses of a word weigh as much as its context-free frequency."""

Hashes = npt.NDArray[np.uint32]
Floats = npt.NDArray[np.float32]
NOTHING = np.uint32(0)


def hash_word(word: str) -> int:
    """The 32-bit hash of a word, case folded."""
    return zlib.crc32(word.lower().encode("utf-8", "replace"))


def hash_words(words: Sequence[str]) -> Hashes:
    """Hashes of several words. -> (N,)"""
    return np.array([hash_word(word) for word in words], np.uint32)


def hash_token(token: Token) -> int:
    """The hash under which a token of text was counted."""
    if token.kind is Kind.WORD:
        return hash_word(normal(token.text))
    if token.kind is Kind.NUMBER:
        return hash_word(SPECIAL[NUMBER])
    return hash_word(SPECIAL[PARAGRAPH] if token.kind is Kind.PARAGRAPH else token.text)


def hash_pairs(first: Hashes, second: Hashes) -> Hashes:
    """The keys of pairs. (N,), (N,) or single ones -> (N,)"""
    mixed = first * np.uint32(0x9E3779B1) + second * np.uint32(0x85EBCA77)
    mixed ^= mixed >> np.uint32(15)
    mixed *= np.uint32(0x2C1B3C6D)
    mixed ^= mixed >> np.uint32(13)
    return mixed


class Neighbours:
    """The table of pairs, read when first asked. Immutable, safe to share between threads."""

    def __init__(self, path: Path = _DATA) -> None:
        self._path = path

    @cached_property
    def _table(self) -> tuple[Hashes, npt.NDArray[np.uint8], float]:
        with np.load(self._path) as data:
            return data["keys"], data["logs"], float(data["total"])

    def counts(self, first: Hashes, second: Hashes) -> Floats:
        """How often each pair was met; 0 for pairs below ``LEAST``. (N,), (N,) -> (N,)"""
        keys, logs, _ = self._table
        wanted = hash_pairs(first, second)
        places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        counts = np.exp(logs[places] / np.float32(STEPS))
        found: Floats = np.where(keys[places] == wanted, counts, np.float32(0))
        return found

    def log_probs(self, first: Hashes | np.uint32, second: Hashes | np.uint32) -> Floats:
        """log P(second | first) of pairs given by their words' hashes.

        One word may stand for a whole row of the same. (N,), (N,) -> (N,)
        """
        first, second = np.broadcast_arrays(np.atleast_1d(first), np.atleast_1d(second))
        total = self._table[2]
        alone = np.maximum(self.counts(second, np.zeros_like(second)), 0.5) / total
        before = self.counts(first, np.zeros_like(first))
        together = self.counts(first, second)
        # A pair cannot be met more often than its first word; quantised counts might say so.
        share = np.minimum(together + _CAUTION * alone, before + _CAUTION) / (before + _CAUTION)
        logs: Floats = np.log(share).astype(np.float32)
        return logs
