"""What is learned of a person who writes in several languages: counts of its own for each.

One memory to everybody else. Of a text each paragraph is learned in the language it is in; what is
forgotten, blocked or kept private is so in every language, those included whose engine is not open
now. Must not know how anything is suggested.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from editor_app.prediction.lexicon import Lexicon
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.shares import LanguageShares
from editor_app.prediction.types import Memory
from models.counts import CountStore
from models.text import Kind, tokenise

_Result = TypeVar("_Result")


class Remembers(Protocol):
    """An engine, as far as its memory and its words go."""

    memory: PersonalMemory
    lexicon: Lexicon


class Memories:
    """A ``Memory`` over those of several languages. One thread at a time."""

    def __init__(
        self,
        open_now: Mapping[str, Remembers],
        open_memory: Callable[[str], PersonalMemory],
        names: Sequence[str],
    ) -> None:
        """``open_now`` may grow; ``open_memory`` opens that of another of ``names``."""
        self._open_now = open_now
        self._open_memory = open_memory
        self._names = names

    @property
    def revision(self) -> int:
        """Another number after every change."""
        return sum(each.memory.revision for each in self._open_now.values())

    # ---- learning

    def learn(self, document: str, text: str) -> None:
        """Count ``text``, each paragraph in its language; raises ``EngineError``."""
        for memory, part in self._shared_out(document, text):
            memory.learn(document, part)

    def learning(self, document: str, text: str) -> Iterator[int]:
        """:meth:`learn` in steps short enough to answer somebody in between: words so far."""
        for memory, part in self._shared_out(document, text):
            yield from memory.learning(document, part)

    def _shared_out(self, document: str, text: str) -> Iterator[tuple[PersonalMemory, str]]:
        """The memories that learn or have learned from ``document``, each with its part of it."""
        engines = list(self._open_now.values())
        for engine, part in zip(engines, self._parts(text, engines), strict=True):
            memory = engine.memory
            if part or (memory.store is not None and memory.store.has(document)):
                yield memory, part

    @staticmethod
    def _parts(text: str, engines: Sequence[Remembers]) -> list[str]:
        """The paragraphs of ``text`` that are in the language of each engine."""
        if len(engines) == 1:
            return [text]
        shares = LanguageShares([engine.lexicon.vocabulary for engine in engines])
        rows: list[list[str]] = [[] for _ in engines]
        for paragraph in _paragraphs(text):
            languages = list(shares.of_words(tokenise(paragraph)).values())
            rows[max(range(len(engines)), key=languages.count)].append(paragraph)
        return ["".join(row) for row in rows]

    def note_takes(self, taken: int, missed: int) -> None:
        """Right ghosts were taken, or typed past: noted with the usual language."""
        next(iter(self._open_now.values())).memory.note_takes(taken, missed)

    def change(self, change: Callable[[CountStore], _Result]) -> _Result:
        """Carry out ``change`` of the counts of the usual language: whole, or not at all."""
        return next(iter(self._open_now.values())).memory.change(change)

    # ---- forgetting, in all languages

    def forget(self, document: str) -> bool:
        """Take back what ``document`` gave anywhere; whether anything was known of it."""
        with self._all() as memories:
            return sum(memory.forget(document) for memory in memories) > 0

    def forget_word(self, word: str) -> int:
        """Take ``word`` out of all counts; how often it was there."""
        with self._all() as memories:
            return sum(memory.forget_word(word) for memory in memories)

    def in_weights(self, word: str) -> bool:
        """Did the model of any profile in use learn ``word`` from the person?"""
        return any(each.memory.in_weights(word) for each in self._open_now.values())

    def forget_everything(self) -> None:
        """Empty the counts of all languages."""
        with self._all() as memories:
            for memory in memories:
                memory.forget_everything()

    def block(self, word: str) -> None:
        """Never offer ``word`` again, in any language."""
        with self._all() as memories:
            for memory in memories:
                memory.block(word)

    def unblock(self, word: str) -> None:
        """Offer ``word`` again."""
        with self._all() as memories:
            for memory in memories:
                memory.unblock(word)

    def set_private(self, document: str, private: bool) -> None:
        """Learn nothing from ``document`` in any language, or learn again."""
        with self._all() as memories:
            for memory in memories:
                memory.set_private(document, private)

    @contextmanager
    def within(self, language: str) -> Iterator[Memory]:
        """What is learned in one language, by the name of its base; "": in all."""
        engine = self._open_now.get(language)
        if engine is not None or not language:
            yield engine.memory if engine is not None else self
            return
        memory = self._open_memory(language)
        try:
            yield memory
        finally:
            memory.close()

    @contextmanager
    def _all(self) -> Iterator[list[PersonalMemory]]:
        """The memories of all languages; those opened for this are closed behind it."""
        mine = [each.memory for each in self._open_now.values()]
        others = [self._open_memory(name) for name in self._names if name not in self._open_now]
        try:
            yield mine + others
        finally:
            for each in others:
                each.close()


def _paragraphs(text: str) -> Iterator[str]:
    """``text`` cut behind the end of every paragraph."""
    start = 0
    for token in tokenise(text):
        if token.kind is Kind.PARAGRAPH:
            yield text[start : token.end]
            start = token.end
    yield text[start:]
