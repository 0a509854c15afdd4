"""A Kneser-Ney 4-gram of token ids, pruned to what is worth its bytes.

Interpolated, with the modified discounts of Chen & Goodman (1999) from counts of counts:

    p_n(w|h) = max(c(hw) - D, 0) / c(h) + γ(h) · p_{n-1}(w|h')

where c is the count in the highest order and the number of different words before ``hw`` in the
lower ones. Which n-grams stay is decided by weighted differences (Seymore & Rosenfeld 1996): how
often one occurs, times what it changes in the log-probability. What the pruned ones had of h's mass
goes to γ(h), so the distributions still sum to 1. Knows arrays of ids, neither files nor words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Floats = npt.NDArray[np.float32]

ORDER = 4
BITS = 16
"""Of one id in a key; the last word of an n-gram stands lowest."""
_LEAST = {2: 2, 3: 2, 4: 3}
"""Occurrences below which an n-gram is not looked at, by order."""
_LOW = np.uint64((1 << BITS) - 1)


@dataclass(frozen=True)
class Grams:
    """The n-grams of one order that are kept."""

    keys: Keys
    """(N,) sorted: a context's followers stand together."""
    shares: Floats
    """(N,) max(c - D, 0) / c(h)."""


@dataclass(frozen=True)
class Model:
    """What :func:`build` makes."""

    words: Floats
    """(V,) p_1, the distribution without a context."""
    orders: dict[int, Grams]


@dataclass(frozen=True)
class _Counted:
    """All n-grams of one order: what discounts and pruning need of them."""

    keys: Keys  # (N,) sorted
    counts: npt.NDArray[np.int64]  # (N,)


def build(texts: Sequence[npt.NDArray[np.unsignedinteger]], size: int, most: int) -> Model:
    """A model over ``size`` words of at most ``most`` n-grams.

    Args:
        texts: rows of ids below ``size``; no n-gram reaches from one into the next.

    Raises:
        ValueError: more words than a key can hold, or no text.
    """
    if size > 1 << BITS or not any(len(text) >= ORDER for text in texts):
        raise ValueError("no text, or too many words")
    highest = _count(np.concatenate([_keys(text) for text in texts if len(text) >= ORDER]))
    lower = {ORDER: highest}
    for order in range(ORDER - 1, 0, -1):
        mask = np.uint64((1 << BITS * order) - 1)
        lower[order] = _count(lower[order + 1].keys & mask)
    return _pruned(lower, highest, size, most)


def _keys(text: npt.NDArray[np.unsignedinteger]) -> Keys:
    """The highest order's n-grams of one text, as keys."""
    ids = np.asarray(text, np.uint64)
    keys = np.zeros(len(ids) - ORDER + 1, np.uint64)
    for place in range(ORDER):
        keys <<= np.uint64(BITS)
        keys |= ids[place : len(ids) - ORDER + 1 + place]
    return keys


def _count(keys: Keys) -> _Counted:
    keys = np.sort(keys)
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return _Counted(keys[first], np.diff(np.append(first, len(keys))))


def _raw(highest: _Counted, order: int) -> _Counted:
    """How often the n-grams of ``order`` occur (those that begin a 4-gram: all but a few)."""
    keys = highest.keys >> np.uint64(BITS * (ORDER - order))
    first = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return _Counted(keys[first], np.add.reduceat(highest.counts, first))


def discounts(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """D for counts of 0, 1, 2 and 3 or more, from how many n-grams have each count. (4,)"""
    n = np.bincount(np.minimum(counts, 5), minlength=6)[:5].astype(np.float64)
    n = np.maximum(n, 1.0)
    y = n[1] / (n[1] + 2 * n[2])
    found = [0.0] + [k - (k + 1) * y * n[k + 1] / n[k] for k in (1, 2, 3)]
    return np.clip(found, 0.0, [0.0, 0.95, 1.9, 2.85])


def _shares(counted: _Counted) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """Of each n-gram max(c - D, 0) / c(h), and where its context begins among all. (N,), (C,)"""
    contexts = counted.keys >> np.uint64(BITS)
    first = np.flatnonzero(np.concatenate(([True], contexts[1:] != contexts[:-1])))
    totals = np.add.reduceat(counted.counts, first)
    whole = np.repeat(totals, np.diff(np.append(first, len(contexts))))
    off = discounts(counted.counts)[np.minimum(counted.counts, 3)]
    return np.maximum(counted.counts - off, 0.0) / whole, first


def _pruned(lower: dict[int, _Counted], highest: _Counted, size: int, most: int) -> Model:
    words = np.zeros(size, np.float64)
    words[lower[1].keys.astype(np.int64)] = lower[1].counts
    words = (words + 0.5) / (words.sum() + 0.5 * size)
    probability: dict[int, npt.NDArray[np.float64]] = {}  # p_n of all n-grams of the order before
    candidates: list[tuple[int, Keys, npt.NDArray[np.float64], npt.NDArray[np.float64]]] = []
    for order in range(2, ORDER + 1):
        counted = lower[order]
        shares, first = _shares(counted)
        lengths = np.diff(np.append(first, len(shares)))
        gamma = np.repeat(1.0 - np.add.reduceat(shares, first), lengths)
        if order == 2:
            below = words[(counted.keys & _LOW).astype(np.int64)]
        else:
            mask = np.uint64((1 << BITS * (order - 1)) - 1)
            below = probability[order - 1][
                np.searchsorted(lower[order - 1].keys, counted.keys & mask)
            ]
        probability[order] = shares + gamma * below
        often = _often(counted, highest, order)
        chosen = often >= _LEAST[order]
        worth = often * (np.log(probability[order]) - np.log(below))
        candidates.append((order, counted.keys[chosen], shares[chosen], worth[chosen]))
        probability.pop(order - 1, None)
    bar = _bar([worth for _, _, _, worth in candidates], most)
    orders = {
        order: Grams(keys[worth > bar], shares[worth > bar].astype(np.float32))
        for order, keys, shares, worth in candidates
    }
    return Model(words.astype(np.float32), orders)


def _often(counted: _Counted, highest: _Counted, order: int) -> npt.NDArray[np.int64]:
    """How often each n-gram occurs in the text. (N,)"""
    if order == ORDER:
        return counted.counts
    raw = _raw(highest, order)
    place = np.minimum(np.searchsorted(raw.keys, counted.keys), len(raw.keys) - 1)
    found = raw.counts[place]
    return np.where(raw.keys[place] == counted.keys, found, counted.counts)


def _bar(worths: Sequence[npt.NDArray[np.float64]], most: int) -> float:
    """The worth above which at most ``most`` n-grams lie; never below 0."""
    every = np.concatenate(worths)
    if len(every) <= most:
        return 0.0
    return max(0.0, float(np.partition(every, len(every) - most)[len(every) - most]))
