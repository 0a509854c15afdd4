"""Suggestions in several languages: each document's own, or two at once.

Stands in front of the engines of all languages in use and is one to everybody else. A document in
one language is answered by that engine alone. Where two are mixed both are asked, and their words
are weighed by how likely the next word is in each language (``shares``) and, behind its first
letters, by how well each language goes on with them: P(l | letters) ∝ P(l) · P(letters | l). An
engine is opened when it is first asked for. One thread at a time; must not know where bases lie.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from editor_app.prediction import surface
from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
from editor_app.prediction.memories import Memories
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.shares import Floats, LanguageShares
from editor_app.prediction.types import Answer, Query, Suggestion

_CLEAR = 0.97
"""How likely one language must be for the other to have nothing worth a place beside it."""


class Polyglot:
    """A ``Predictor`` over the engines of several languages."""

    def __init__(
        self,
        usual: tuple[str, ...],
        open_engine: Callable[[str], Engine],
        open_memory: Callable[[str], PersonalMemory],
        names: Sequence[str],
    ) -> None:
        """Open the first of the ``usual`` languages, which documents have that name none.

        Args:
            usual: names of one or two bases.
            open_engine: opens the one of a name; raises ``EngineError``.
            open_memory: what is learned in the language of a name, without its engine.
            names: of all bases there are.

        Raises:
            EngineError: the first one cannot be used.
        """
        self._usual = usual
        self._open_engine = open_engine
        self._engines = {usual[0]: open_engine(usual[0])}
        self._shares: dict[tuple[str, ...], LanguageShares] = {}
        self._troubles: dict[str, str] = {}
        self._eagerness = "normal"
        self._memories = Memories(self._engines, open_memory, names)

    @property
    def memory(self) -> Memories:
        """What is learned of the person, in each language."""
        return self._memories

    @property
    def trouble(self) -> str:
        """What the person should know, a sentence, or ""."""
        engines = (engine.trouble for engine in self._engines.values())
        return next((each for each in (*engines, *self._troubles.values()) if each), "")

    def set_eagerness(self, level: str) -> None:
        """How sure a ghost must be, in every language."""
        self._eagerness = level
        for engine in self._engines.values():
            engine.set_eagerness(level)

    def suggest(self, query: Query) -> Answer:
        """Answer ``query`` in the languages that it names; never raises for any text."""
        begin = time.perf_counter()
        names = self._usable(query.languages or self._usual)
        engines = [self._engines[name] for name in names]
        if len(engines) == 1:
            answer = engines[0].suggest(query)
        else:
            answer = _mixed(query, engines, self._shares_of(names))
        return replace(answer, milliseconds=(time.perf_counter() - begin) * 1000.0)

    def settle(self, document: str) -> bool:
        """Read a little further back in each engine that knows ``document``."""
        return sum(engine.settle(document) for engine in self._engines.values()) > 0

    def close_document(self, document: str) -> None:
        """A document is gone."""
        for engine in self._engines.values():
            engine.close_document(document)

    def close(self) -> None:
        """Close all files."""
        for engine in self._engines.values():
            engine.close()

    def _usable(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Those of ``names`` whose engine is open or can be opened; else the usual one."""
        found = tuple(name for name in names if self._is_open(name))
        return found or (self._usual[0],)

    def _is_open(self, name: str) -> bool:
        if name not in self._engines and name not in self._troubles:
            try:
                engine = self._open_engine(name)
            except EngineError as error:
                self._troubles[name] = str(error)
            else:
                engine.set_eagerness(self._eagerness)
                self._engines[name] = engine
        return name in self._engines

    def _shares_of(self, names: tuple[str, ...]) -> LanguageShares:
        if names not in self._shares:
            vocabularies = [self._engines[name].lexicon.vocabulary for name in names]
            self._shares[names] = LanguageShares(vocabularies)
        return self._shares[names]


def _mixed(query: Query, engines: Sequence[Engine], shares: LanguageShares) -> Answer:
    """One answer of several engines to one question."""
    before, _, _ = surface.split(query)
    answers = [engine.suggest(replace(query, words=1)) for engine in engines]
    weights = _weights(shares.ahead(before), answers)
    leader = int(weights.argmax())
    if weights[leader] >= _CLEAR:
        return answers[leader] if query.words == 1 else engines[leader].suggest(query)
    found: dict[str, tuple[Suggestion, int]] = {}
    for number, answer in enumerate(answers):
        for each in answer.suggestions:
            here = replace(each, probability=each.probability * float(weights[number]))
            other, speaker = found.get(each.text, (here, number))
            if other is not here:
                speaker = speaker if other.probability > here.probability else number
                here = replace(here, probability=here.probability + other.probability)
            found[each.text] = (here, speaker)
    best = sorted(found.values(), key=lambda row: -row[0].probability)[: query.k]
    if not best:
        return answers[leader]
    (first, speaker), others = best[0], [each for each, _ in best[1:]]
    finished = sum(w * answer.finished for w, answer in zip(weights, answers, strict=True))
    show = engines[speaker].is_welcome(query, first, float(finished))
    grows = answers[speaker].grows
    if query.words > 1:
        first, grows = _longer(query, first, engines[speaker], float(weights[speaker]))
    return replace(
        answers[speaker],
        suggestions=(first, *others),
        show=show,
        finished=float(finished),
        grows=grows and show,
    )


def _weights(shares: Floats, answers: Sequence[Answer]) -> Floats:
    """How likely the word is in each language, given its first letters. (L,)"""
    masses = np.array([answer.mass for answer in answers])
    weights = shares * masses
    total = float(weights.sum())
    return weights / total if total > 0.0 else shares


def _longer(
    query: Query, shown: Suggestion, engine: Engine, weight: float
) -> tuple[Suggestion, bool]:
    """``shown`` with the words that its language adds behind it, and whether more may follow."""
    answer = engine.suggest(query)
    for each in answer.suggestions[:1]:
        if each.parts[:1] == shown.parts[:1] and len(each.parts) > 1:
            return replace(each, probability=each.probability * weight), answer.grows
    return shown, answer.grows
