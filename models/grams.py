"""N-grams as integers: one key for a history and the word behind it.

    key = hash(history) (39 bits) · 2²⁴ + word id

so that, sorted by key, the words after a history lie side by side. Keys below 2²⁴ are single words.
Two histories may share a hash (about once in ten thousand at ten million words); their words are
then seen together, and adding and subtracting stay exact. Pure functions over rows of word ids; the
module must not know where counts are kept.
"""

from array import array
from collections import Counter
from collections.abc import Sequence

BREAK = 0
"""The id of a gap: no n-gram reaches across it (a scrubbed secret, a document's beginning)."""
ORDER = 4
"""Words in the longest n-gram."""
WORD_BITS = 24
WORD_MASK = (1 << WORD_BITS) - 1

_M64 = (1 << 64) - 1
_SEED = 0x9E3779B97F4A7C15
_FACTOR = 0xD6E8FEB86659FD93
_KEPT_BITS = 64 - 39


def context_key(history: Sequence[int]) -> int:
    """The 39-bit hash of one to three word ids, oldest first.

    The newest word is folded in first, so that a longer history's hash goes on from a shorter
    one's.
    """
    value = _SEED
    for word in reversed(history):
        value = ((value ^ word) * _FACTOR) & _M64
        value ^= value >> 32
    return value >> _KEPT_BITS


def difference(old: "array[int]", new: "array[int]") -> tuple[int, int, int]:
    """(first difference, end of it in ``old``, end of it in ``new``)."""
    shorter = min(len(old), len(new))
    first = _common(old, new, shorter)
    tail = 0
    while tail < shorter - first and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return first, len(old) - tail, len(new) - tail


def _common(old: "array[int]", new: "array[int]", length: int) -> int:
    """Length of the common start, by halving."""
    low, high = 0, length
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def count_grams(row: "array[int]", start: int, stop: int) -> "Counter[int]":
    """Words and n-grams that end in ``row[start:stop]``."""
    counter: Counter[int] = Counter()
    keys: list[int] = []
    for at in range(start, min(stop, len(row))):
        word = row[at]
        if word == BREAK:
            continue
        keys.append(word)
        value = _SEED  # as in context_key, shared by the histories
        for back in range(at - 1, max(-1, at - ORDER), -1):
            before = row[back]
            if before == BREAK:
                break
            value = ((value ^ before) * _FACTOR) & _M64
            value ^= value >> 32
            keys.append(value >> _KEPT_BITS << WORD_BITS | word)
    counter.update(keys)
    return counter
