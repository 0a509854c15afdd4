"""When nothing else fits a prefix: a large word list, and prefixes with one slip of the finger.

Knows letters and words, no probabilities but those given.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from models.text import normal

_LAST = "\U0010ffff"
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")


def _neighbours() -> dict[str, str]:
    """For each letter those beside, above and below it on the keyboard."""
    near: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            around = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            for other in (number - 1, number + 1):
                if 0 <= other < len(_ROWS):
                    first = place if other < number else place - 1
                    around += _ROWS[other][max(0, first) : first + 2]
            near[letter] = around
    return near


NEIGHBOURS = _neighbours()
SHORTEST_SLIP = 3
"""Letters of the shortest prefix in which a slip is looked for."""


class WordList:
    """Many words without frequencies, by prefix."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        pairs = sorted({(word.lower(), word) for word in map(normal, words) if word.strip()})
        self._keys = [key for key, _ in pairs]
        self._words = [word for _, word in pairs]

    def __len__(self) -> int:
        return len(self._words)

    def range_of(self, prefix: str) -> tuple[int, int]:
        """Where the words that start with ``prefix``, in any case, stand."""
        key = prefix.lower()
        first = bisect_left(self._keys, key)
        return first, bisect_left(self._keys, key + _LAST, first)

    def words(self, first: int, last: int) -> list[str]:
        """The words at these places, the shortest first."""
        return sorted(self._words[first:last], key=len)


def slips_of(prefix: str) -> Iterator[str]:
    """Prefixes that may have been meant by a mistyped ``prefix``, the likeliest kinds first.

    Two letters swapped, one doubled or too many, a neighbouring key, one left out. The first letter
    is taken as right, as it nearly always is.
    """
    for at in range(1, len(prefix) - 1):
        if prefix[at] != prefix[at + 1]:
            yield prefix[:at] + prefix[at + 1] + prefix[at] + prefix[at + 2 :]
    for at in range(1, len(prefix)):
        yield prefix[:at] + prefix[at + 1 :]
    for at in range(1, len(prefix)):
        for other in NEIGHBOURS.get(prefix[at].lower(), ""):
            yield prefix[:at] + other + prefix[at + 1 :]
        yield prefix[:at] + prefix[at - 1] + prefix[at:]
    for at in range(1, len(prefix)):
        for letter in "aeiourstnl":
            yield prefix[:at] + letter + prefix[at:]
