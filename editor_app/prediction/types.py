"""What goes into the prediction path and what comes out of it.

Plain frozen records, so that they cross threads and processes without care. This module must not
know how a suggestion is found, nor who shows it.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from models.counts import CountStore

_Result = TypeVar("_Result")


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
    passed: tuple[str, ...] = ()
    """Whole words that stood visibly at this word and were typed past, once for each time."""
    take_rate: float | None = None
    """How often this person takes a right ghost; ``None``: as the profile has learned."""
    eagerness: str = ""
    """How sure a ghost must be, "" for the setting: "eager", "normal" or "calm"."""
    start: int = 0
    """Where ``context`` begins: characters that a window has slid over since the first query."""
    languages: tuple[str, ...] = ()
    """Names of the bases whose languages the text is in, the likelier first; () as usual."""


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
    mass: float = 1.0
    """The chance, before the letters of the prefix, that a word begins with them."""
    finished: float = 0.0
    """The chance that the prefix is the whole word."""
    composed: float = 1.0
    """Keys of the usual input method for a character, where words have no spaces between."""
    grows: bool = False
    """Asked for more words, the engine may find a longer best suggestion, or one worth a look."""
    spaced: str = ""
    """Marks that keep the space before them in this language."""


class Memory(Protocol):
    """What is learned of the person: it can be added to, taken back and kept out. Every change
    raises ``EngineError`` with a sentence where it cannot be carried out."""

    @property
    def revision(self) -> int:
        """Another number after every change, whoever made it."""
        ...

    def learn(self, document: str, text: str) -> None:
        """Count ``text`` as the words of ``document``, in place of what it was before."""
        ...

    def learning(self, document: str, text: str) -> Iterator[int]:
        """:meth:`learn` in steps short enough to answer somebody in between: words so far."""
        ...

    def forget(self, document: str) -> bool:
        """Take back exactly what ``document`` gave; whether anything was known of it."""
        ...

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of all counts; how often it was there."""
        ...

    def in_weights(self, word: str) -> bool:
        """Did the profile's model learn ``word`` from the person? It is blocked when forgotten."""
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

    def change(self, change: Callable[[CountStore], _Result]) -> _Result:
        """Carry out ``change`` of the counts: whole, or where it fails not at all."""
        ...

    def note_takes(self, taken: int, missed: int) -> None:
        """Right ghosts were taken, or typed past although they stood visibly."""
        ...

    def set_private(self, document: str, private: bool) -> None:
        """Learn nothing from ``document`` (and forget it), or learn again."""
        ...

    def within(self, language: str) -> AbstractContextManager["Memory"]:
        """What is learned in the language of one base alone, by its name; "": in all."""
        ...


class Traces(Protocol):
    """What documents leave beside the counts. A memory that forgets a document removes them."""

    def remove(self, document: str) -> None:
        """Those of one document; raises ``OSError``."""
        ...

    def remove_texts(self) -> None:
        """The texts of every document, to be read anew when they are wanted; raises ``OSError``."""
        ...

    def remove_all(self) -> None:
        """Those of every document; raises ``OSError``."""
        ...

    def in_weights(self, word: str) -> bool:
        """Is ``word`` one that a trained model has from the person?"""
        ...


class Predictor(Protocol):
    """The engine as all others know it. Called from one thread at a time."""

    @property
    def memory(self) -> Memory:
        """What is learned of the person."""
        ...

    @property
    def trouble(self) -> str:
        """What the person should know of it, a sentence, or ""."""
        ...

    def suggest(self, query: Query) -> Answer:
        """Answer ``query``; never raises for any text."""
        ...

    def settle(self, document: str) -> bool:
        """Do a little of what a later answer in ``document`` gains by; whether there is more."""
        ...

    def set_eagerness(self, level: str) -> None:
        """How sure a ghost must be: "eager", "normal" or "calm"."""
        ...

    def close_document(self, document: str) -> None:
        """A document is gone: forget its cache (not what was learned from it)."""
        ...

    def close(self) -> None:
        """Close all files."""
        ...
