"""What the personal counts hold, for people: phrases, and changes without an engine.

Qt-free; must not know how it is shown.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from models.counts import CountStore, export_lines

_LONGEST = 4
_LEAST = 3
_MOST = 2000


class Memory(Protocol):
    """What can forget."""

    def forget(self, document: str) -> bool:
        """Take back exactly what ``document`` gave."""
        ...

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of all counts; how often it was there."""
        ...

    def forget_everything(self) -> None:
        """Empty the counts."""
        ...

    def block(self, word: str) -> None:
        """Never offer ``word`` again."""
        ...

    def unblock(self, word: str) -> None:
        """Offer ``word`` again."""
        ...


class OpenMemory(Memory, Protocol):
    """The memory of an engine in use: it also learns."""

    def learn(self, document: str, text: str) -> None:
        """Count ``text`` as the words of ``document``, in place of what it was before."""
        ...

    def set_private(self, document: str, private: bool) -> None:
        """Learn nothing from ``document`` (and forget it), or learn again."""
        ...


@runtime_checkable
class Remembers(Protocol):
    """Whoever has a memory; the engine in use does."""

    @property
    def memory(self) -> OpenMemory:
        """What is learned of the person."""
        ...


class StoredMemory:
    """Forgets in a file of counts while no engine has it open."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def forget(self, document: str) -> bool:
        """As the Protocol says."""
        with Opened(self._path) as store:
            return store.remove(document)

    def forget_word(self, word: str) -> int:
        """As the Protocol says, in its usual cases."""
        forms = {word, word.lower(), word.upper(), word[:1].upper() + word[1:]}
        with Opened(self._path) as store:
            return sum(store.forget_word(form) for form in sorted(forms))

    def forget_everything(self) -> None:
        """As the Protocol says."""
        with Opened(self._path) as store:
            store.clear()

    def block(self, word: str) -> None:
        """As the Protocol says."""
        with Opened(self._path) as store:
            store.block(word)

    def unblock(self, word: str) -> None:
        """As the Protocol says."""
        with Opened(self._path) as store:
            store.unblock(word)


class Opened:
    """A store of counts for the length of a ``with``."""

    def __init__(self, path: Path | None) -> None:
        self._store = CountStore(path)

    def __enter__(self) -> CountStore:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that were used together, and how often."""

    text: str
    count: int


def phrases(store: CountStore, least: int = _LEAST, most: int = _MOST) -> list[Phrase]:
    """The phrases of two to four words that were used at least ``least`` times.

    Longer ones are looked for only where their parts are frequent, so that memory stays small
    (Agrawal & Srikant 1994). A phrase that only ever stands within a longer one is left out. First
    come those that are most above chance.
    """
    names: dict[str, int] = {}
    rows = [list(_ids(store.text_of(d.name), names)) for d in store.documents()]
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
    return [Phrase(" ".join(words[i] for i in gram), n) for gram, n in kept[:most]]


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
