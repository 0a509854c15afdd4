"""What goes into the prediction path and what comes out of it.

Plain frozen records, so that they cross threads and processes without care. This module must not
know how a suggestion is found, nor who shows it.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Query:
    """One question: what comes next at the cursor?"""

    context: str
    """The text before the cursor, prefix included: the whole document or a window of it that
    begins at a paragraph."""
    prefix: str | None = None
    """The letters of the unfinished word at the cursor; ``None`` lets the engine split."""
    k: int = 5
    """How many alternatives are wanted."""
    words: int = 1
    """The most words one suggestion may hold."""
    document: str = ""
    """Identity of the document, for its cache; "" is an anonymous one."""
    after: str = ""
    """A few characters right after the cursor."""
    asked: bool = False
    """The person pressed the key that asks for a ghost: the gate stands open."""
    quiet: bool = False
    """The person dismissed a ghost, deleted or undid in this word: the gate stays shut."""
    pause: float = 1.0
    """Seconds since the key before this one: in a fast burst the gate asks for more."""
    fixes: bool = False
    """The asker can replace letters before the cursor (:attr:`Suggestion.replace`)."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Text offered after the cursor, with its probability."""

    text: str
    """Exactly what is inserted at the cursor when the whole ghost is taken, without the space that
    a taken word brings (whoever inserts knows whether one follows already). It begins with a space
    where the context ends in a finished word."""
    word: str
    """The whole first word as it would stand in the text."""
    probability: float
    """The chance that this text is what the person means to type, 0..1."""
    parts: tuple[str, ...]
    """``text`` cut into the pieces that taking word by word inserts."""
    replace: int = 0
    """Characters before the cursor that ``text`` stands in for; not 0 only for a mistyped prefix,
    and only where the query allows it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Suggestions for one query, best first."""

    suggestions: tuple[Suggestion, ...]
    prefix: str
    milliseconds: float
    show: bool = True
    """The gate's verdict: is the best suggestion worth a look?"""


class Predictor(Protocol):
    """Anything that answers queries. Called from one thread at a time."""

    def suggest(self, query: Query) -> Answer:
        """Answer ``query``; never raises for any text."""
        ...
