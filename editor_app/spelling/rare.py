"""Words that only a large list has: right where somebody writes them, and never offered.

Two hundred thousand words as strings cost megabytes; only whether one is among them is ever asked,
so that sorted 32-bit hashes will do (one chance in twenty thousand that another word is taken for
one of them). The list is SCOWL's, see ``data/README.md``.
"""

import zlib
from bisect import bisect_left
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

_DATA = Path(__file__).parent / "data" / "rare.npz"


def _hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "replace"))


class RareWords:
    """A set of words, in natural case. Immutable, safe to share between threads."""

    def __init__(self, path: Path = _DATA) -> None:
        """``path`` is read when first asked."""
        self._path = path

    @cached_property
    def _hashes(self) -> "memoryview[int]":
        with np.load(self._path) as data:
            hashes: npt.NDArray[np.uint32] = data["hashes"]
        return hashes.data

    def __contains__(self, word: str) -> bool:
        wanted = _hash(word)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted


def save(words: Iterable[str], path: Path = _DATA) -> int:
    """Write the set, the same bytes for the same words; says how many there are."""
    hashes = np.array(sorted({_hash(word) for word in words}), np.uint32)
    np.savez_compressed(path, hashes=hashes)
    return len(hashes)
