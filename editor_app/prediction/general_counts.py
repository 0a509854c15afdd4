"""What follows what in the language at large: the bundle's pruned n-grams, read where they lie.

A file of arrays in the safetensors layout, written by ``python -m training counts``: for each order
the contexts in the order of their keys, where each one's followers begin, and of each follower the
word and its share of the context, on a logarithmic scale of 256 steps. It is mapped, not read: a
look-up touches a few pages. Knows ids, not words.
"""

import json
from bisect import bisect_left
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.general_counts import BITS, ORDER, STEP
from models.problem import Problem
from models.vocabulary import PARAGRAPH, UNKNOWN

Floats = npt.NDArray[np.float32]

_MOST_HEADER = 1 << 20
_TYPES = {"U8": np.uint8, "U16": np.uint16, "U32": np.uint32, "U64": np.uint64, "F32": np.float32}
_SHARES: Floats = np.exp(-STEP * np.arange(256)).astype(np.float32)


class GeneralCountsError(Problem):
    """The file holds no n-grams for this bundle; the message says why."""


class GeneralCounts:
    """The n-grams of one bundle. Immutable, safe to share between threads."""

    def __init__(self, path: Path, size: int) -> None:
        """Map ``path``, made for the first words of a vocabulary of ``size``: a profile's grows.

        Raises:
            GeneralCountsError: it is none of ours.
        """
        try:
            arrays: dict[str, Any] = _mapped(path)
            self._words: Floats = np.array(arrays["words"])
            self._orders = [
                tuple(arrays[f"{name}_{order}"] for name in ("contexts", "starts", "ids", "shares"))
                for order in range(2, ORDER + 1)
            ]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GeneralCountsError("The bundle's general counts are damaged.") from error
        words = len(self._words)
        if words > size or not all(_is_whole(order, words) for order in self._orders):
            raise GeneralCountsError("The bundle's general counts are for other words.")

    def after(self, history: Sequence[int]) -> tuple[Floats, float]:
        """(the distribution over the words, (V,), the longest context found) after ``history``.

        Ids of other words count as the unknown word; a text begins like a paragraph.
        """
        size = len(self._words)
        known = [word if 0 <= word < size else UNKNOWN for word in history[-(ORDER - 1) :]]
        if len(known) < ORDER - 1:
            known.insert(0, PARAGRAPH)
        left, longest = 1.0, 0
        found: list[tuple[npt.NDArray[np.uint16], Floats]] = []
        for length in range(len(known), 0, -1):
            key = 0
            for word in known[-length:]:
                key = key << BITS | word
            followers = self._followers(length, key)
            if followers is None:
                continue
            ids, shares = followers
            longest = max(longest, length)
            found.append((ids, shares * np.float32(left)))
            left *= max(0.0, 1.0 - float(shares.sum()))
        mixed = self._words * np.float32(left)
        for ids, shares in found:
            mixed[ids] += shares
        return mixed, float(longest)

    def _followers(self, length: int, key: int) -> tuple[npt.NDArray[np.uint16], Floats] | None:
        contexts, starts, ids, shares = self._orders[length - 1]
        place = bisect_left(contexts, key)
        if place == len(contexts) or int(contexts[place]) != key:
            return None
        part = slice(int(starts[place]), int(starts[place + 1]))
        return ids[part], _SHARES[shares[part]]


def _is_whole(order: tuple[Any, ...], size: int) -> bool:
    """Whether every look-up stays inside the arrays and the vocabulary."""
    contexts, starts, ids, shares = order
    rising = len(starts) == len(contexts) + 1 and bool(
        (np.diff(starts.astype(np.int64)) >= 0).all()
    )
    inside = rising and int(starts[0]) == 0 and int(starts[-1]) == len(ids) == len(shares)
    return inside and (not len(ids) or int(ids.max()) < size)


def _mapped(path: Path) -> dict[str, npt.NDArray[np.generic]]:
    """The arrays of a safetensors file, mapped."""
    whole = np.memmap(path, np.uint8, "r")
    length = int(whole[:8].view("<u8")[0])
    if length > min(_MOST_HEADER, len(whole)):
        raise ValueError("no header")
    header = json.loads(bytes(whole[8 : 8 + length]))
    data = whole[8 + length :]
    return {
        name: data[slice(*entry["data_offsets"])].view(_TYPES[entry["dtype"]])
        for name, entry in header.items()
        if name != "__metadata__"
    }
