"""Spell hints for whole pages: cut into blocks, each checked once for as long as it is the same.

A block is what a writer calls a paragraph: lines up to a blank one, or a whole fenced piece of
code. Must not know the protocol, nor where the checker comes from.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Protocol

from editor_app.server.page import Spot
from editor_app.spelling.fences import fence_after
from editor_app.spelling.hints import ESTABLISHED, NOTHING_IGNORED, Checked, Hint, Ignored

_KEPT = 20_000


class Checks(Protocol):
    """As much of a ``SpellChecker`` as is needed here. One thread at a time."""

    def check(self, text: str, ignored: Ignored = NOTHING_IGNORED) -> Checked:
        """What is to be said of a text."""
        ...


@dataclass(frozen=True, slots=True)
class Marked:
    """A hint with its place in a page."""

    start: Spot
    end: Spot
    hint: Hint

    def touches(self, start: Spot, end: Spot) -> bool:
        """Whether it has a place in common with a range; a cursor at its end counts."""
        return self.start <= end and start <= self.end


class HintBook:
    """Checks pages and keeps what was found. Use from the checking thread."""

    def __init__(self, checker: Checks) -> None:
        self._checker = checker
        self._known: dict[str, Checked] = {}

    def check(
        self,
        lines: Sequence[str],
        ignored: Ignored = NOTHING_IGNORED,
        wanted: Callable[[], bool] = lambda: True,
    ) -> list[Marked]:
        """All hints of a page, in order. A word that the page uses often is one of its own.

        Ends where ``wanted`` says no more: what was checked stays known.
        """
        if len(self._known) > _KEPT:  # text without end must not fill the memory
            self._known.clear()
        found: list[Marked] = []
        uses = Counter[str]()
        for first, block in blocks(lines):
            if not wanted():
                break
            text = "".join(block)
            checked = self._known.get(text)
            if checked is None:
                checked = self._known[text] = self._checker.check(text, ignored)
            found.extend(_placed(checked.hints, first, block))
            uses.update(checked.unknown)  # not contractions, which no habit makes right
        return [marked for marked in found if uses[marked.hint.word] < ESTABLISHED]


def blocks(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The blocks of a page, each with the number of its first line."""
    held: list[str] = []
    first, fence = 0, ""
    for number, line in enumerate(lines):
        content = line.rstrip("\r\n")
        if not held:
            first = number
        if content.strip() or fence:
            held.append(line)
            fence = fence_after(content, fence)
        elif held:
            yield first, held
            held = []
    if held:
        yield first, held


def _placed(hints: Iterable[Hint], first: int, block: Sequence[str]) -> Iterator[Marked]:
    """Hints of a block's text with their places in the page."""
    starts = [0, *accumulate(map(len, block))]

    def spot(place: int) -> Spot:
        row = min(bisect_right(starts, place), len(block)) - 1
        return Spot(first + row, place - starts[row])

    for hint in hints:
        yield Marked(spot(hint.start), spot(hint.end), hint)
