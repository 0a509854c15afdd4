"""What the personal counts hold, for people: phrases, and everything as plain text.

Qt-free; must not know how it is shown.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from models.counts import CountStore, export_lines

_LONGEST = 4
_LEAST = 3
_MOST = 2000


class OpenedCounts:
    """A store of counts for the length of a ``with``."""

    def __init__(self, path: Path | None) -> None:
        self._store = CountStore(path)

    def __enter__(self) -> CountStore:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


@dataclass(frozen=True, slots=True)
class CountedPhrase:
    """Words that were used together, and how often."""

    text: str
    count: int


def phrases(store: CountStore, least: int = _LEAST, most: int = _MOST) -> list[CountedPhrase]:
    """The phrases of two to four words that were used at least ``least`` times.

    Longer ones are looked for only where their parts are frequent, so that memory stays small
    (Agrawal & Srikant 1994). A phrase that only ever stands within a longer one is left out. First
    come those that are most above chance.
    """
    names: dict[str, int] = {}
    rows = [list(_ids(words, names)) for _, words in store.texts()]
    words = list(names)
    frequent: dict[tuple[int, ...], int] = {}
    last: dict[tuple[int, ...], int] = {}
    for length in range(2, _LONGEST + 1):
        counts = Counter(
            gram
            for row in rows
            for gram in _grams(row, length)
            if length == 2 or (gram[:-1] in last and gram[1:] in last)
        )
        last = {gram: n for gram, n in counts.items() if n >= least}
        frequent |= last
    inside = {part for gram, n in frequent.items() for part in _within(gram, n, frequent)}
    kept = [(gram, n) for gram, n in frequent.items() if gram not in inside]
    used = Counter(number for row in rows for number in row)
    total = sum(used.values())

    def telling(gram: tuple[int, ...], n: int) -> float:
        """How much more often than by chance, times how often."""
        chance = math.prod(used[number] / total for number in gram)
        return n * math.log(n / total / chance)

    kept.sort(key=lambda pair: (-telling(*pair), pair[0]))
    return [CountedPhrase(" ".join(words[i] for i in gram), n) for gram, n in kept[:most]]


def _ids(words: Iterable[str | None], names: dict[str, int]) -> Iterator[int]:
    """Numbers of words; -1 for gaps and everything that is no word."""
    for word in words:
        is_word = word is not None and word[:1].isalpha()
        yield names.setdefault(word, len(names)) if is_word and word is not None else -1


def _grams(row: Sequence[int], length: int) -> Iterator[tuple[int, ...]]:
    for start in range(len(row) - length + 1):
        gram = tuple(row[start : start + length])
        if -1 not in gram:
            yield gram


def _within(
    gram: tuple[int, ...], count: int, frequent: dict[tuple[int, ...], int]
) -> Iterator[tuple[int, ...]]:
    for part in (gram[:-1], gram[1:]):
        if frequent.get(part) == count:
            yield part


def export(store: CountStore) -> Iterator[str]:
    """Everything as lines of plain text: what it is, the text, the number."""
    yield from export_lines(store)
    for phrase in phrases(store):
        yield f"phrase\t{phrase.text}\t{phrase.count}\n"
    for word in store.blocked():
        yield f"blocked\t{word}\t\n"
