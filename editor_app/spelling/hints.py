"""What a checker says of a text, and what it is asked to leave alone.

Plain records that the window may import without loading what finds the hints.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from models.text import Token

Uses = Callable[[str], int]
"""How often the whole document has an unknown word."""
ESTABLISHED = 4
"""So many uses in one document make a word of its own."""
HintKind = Literal["misspelling", "real-word", "variant"]
"""A variant is right as it stands, but mostly written otherwise (cafe, café): it is offered, and
never marked."""


@dataclass(frozen=True, slots=True)
class Changed:
    """Words whose place among the person's own may be another."""

    gained: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hint:
    """A range of text believed wrong, with what was probably meant."""

    start: int
    end: int
    word: str
    kind: HintKind
    suggestions: tuple[str, ...]
    """Best first, as they should stand in place of ``text[start:end]``."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is known about a text."""

    hints: tuple[Hint, ...] = ()
    """In the order of their places, none over another."""
    variants: tuple[Hint, ...] = ()
    unknown: tuple[str, ...] = ()
    """The words that are not surely right, hinted at or not."""


@dataclass(frozen=True)
class Ignored:
    """Words that are not to be questioned: in this document, or ever."""

    words: frozenset[str] = frozenset()

    def __contains__(self, word: str) -> bool:
        return word in self.words or word.lower() in self.words


NOTHING_IGNORED = Ignored()


def without_overlaps(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    """The hints in order of place; of two that overlap the earlier, longer one."""
    kept: list[Hint] = []
    for hint in sorted(hints, key=lambda hint: (hint.start, -hint.end)):
        if not kept or hint.start >= kept[-1].end:
            kept.append(hint)
    return tuple(kept)


class Teachable(Protocol):
    """The words that a checker knows, as far as the person can add to them."""

    def add(self, words: Iterable[str]) -> None:
        """Put words into the person's dictionary."""
        ...

    def refresh(self) -> Changed:
        """Read again what was taught; raises ``CountsError``."""
        ...


class SpellChecker(Protocol):
    """What finds hints in texts, whatever their language. One thread at a time."""

    @property
    def lexicon(self) -> Teachable:
        """Its words."""
        ...

    def check(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Checked:
        """What is to be said of ``text``, the whole or a part that begins at a paragraph."""
        ...

    def mend(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Hint | None:
        """The last word of ``text`` as it was surely meant, in the only suggestion; ``None`` where
        that is not sure."""
        ...

    def others(self, text: str, place: int) -> tuple[Token, tuple[str, ...]] | None:
        """The word of ``text`` at ``place`` and others that may stand for it, the likeliest there
        first; ``None`` where there is no word."""
        ...

    def close(self) -> None:
        """Close all files."""
        ...
