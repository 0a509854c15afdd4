"""What may follow one word at one place: phrases, found a word at a time and kept while one types.

A beam over model steps behind the word, all phrases of one length in a single run of the model and
each blended like any other place, so that phrases of the person and of the document come out whole.
A whole that is as likely as a ghost must be has few rivals (at most 1/chance), so that the beam
loses none. Letters of the first word change only the chance that the word is meant: what was found
behind it stays. Knows ids, words and chances; must not know texts, queries or the gate.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from editor_app.prediction.blend import Blend, Floats
from editor_app.prediction.cache import LONGEST_HISTORY, DocumentCache
from editor_app.prediction.lexicon import Lexicon, Unit
from editor_app.prediction.personal import PersonalCounts
from editor_app.prediction.ranking import Ranking, TextPlace
from editor_app.prediction.repetition import go_on
from editor_app.prediction.session import State, Step, StepModel

_WIDTH = 3
"""The most phrases that one run of the model makes longer."""
_MARKS = (",", ".", ";", ":", "!", "?")
_SURE = 0.75
"""The chance of a mark from which it is worth a look: it saves one key."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words behind a first one."""

    words: tuple[str, ...]
    """As they would stand; a mark that ends the phrase is the last of them."""
    chances: tuple[float, ...]
    """That all up to this one are right, if the first word is."""
    state: State
    """The model's before ``last``."""
    last: Unit
    history: tuple[int, ...]

    @property
    def chance(self) -> float:
        """That all of it is right, if the first word is."""
        return self.chances[-1] if self.chances else 1.0


@dataclass(frozen=True, slots=True)
class Here:
    """A place, as the sources see it before its first word."""

    state: State
    """The model's."""
    history: tuple[int, ...]
    cache: DocumentCache
    personal: PersonalCounts | None
    bias: Floats
    """What the document says of the sources. (S,)"""
    place: TextPlace
    """The same as the ranking sees it."""
    known: dict[tuple[Unit, ...], "Continuation"] = field(default_factory=dict)
    """What was found behind words that may stand here."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What is asked for the next word."""

    model: StepModel
    lexicon: Lexicon
    ranking: Ranking
    blend: Blend


class Continuation:
    """The phrases behind one word. Not thread-safe."""

    def __init__(self, sources: Sources, first: tuple[Unit, ...], here: Here) -> None:
        """``first``: the units of the word (one or more)."""
        self._sources = sources
        self._here = here
        state = here.state
        for unit in first[:-1]:
            state = sources.model.run([unit.model_id], state).state
        history = (*here.history, *(unit.word for unit in first))
        self._open = [Phrase((), (), state, first[-1], history)]
        self._found: list[Phrase] = []

    def grow(self, least: float, most: int) -> None:
        """Look for phrases of up to ``most`` words whose chance is ``least`` or better."""
        while ready := [p for p in self._open if p.chance >= least and len(p.words) < most]:
            ready.sort(key=lambda p: -p.chance)
            del ready[_WIDTH:]
            self._open = [p for p in self._open if p not in ready]
            for phrase, step in zip(ready, self._steps(ready), strict=True):
                for longer, ended in self._longer(phrase, step):
                    self._found.append(longer)
                    if not ended:
                        self._open.append(longer)

    def may_grow(self, least: float) -> bool:
        """Whether longer phrases of this chance may be found."""
        return any(phrase.chance >= least for phrase in self._open)

    def best(self, least: float, most: int) -> Phrase | None:
        """The longest phrase found whose chance is ``least`` or better."""
        likely = [p for p in self._found if p.chance >= least and len(p.words) <= most]
        return max(likely, key=lambda p: (len(p.words), p.chance), default=None)

    def _steps(self, phrases: list[Phrase]) -> list[Step]:
        ids = [phrase.last.model_id for phrase in phrases]
        return self._sources.model.run_batch(ids, [phrase.state for phrase in phrases])

    def _longer(self, phrase: Phrase, step: Step) -> Iterator[tuple[Phrase, bool]]:
        """``phrase`` with one word more, and whether it ends there."""
        blend, lexicon, here = self._sources.blend, self._sources.lexicon, self._here
        size = len(lexicon)
        history = phrase.history[-LONGEST_HISTORY:]
        evidence = blend.gather(step, history, here.cache, here.personal, size)
        mixed = blend.mix(evidence, blend.weights(evidence, here.bias), size)
        go_on(mixed, evidence, phrase.history, here.cache, here.personal)
        # After a finished word anything may come, punctuation too: no renormalisation.
        place = TextPlace(False, here.place.curly, False, written=here.place.written)
        for candidate in self._sources.ranking.next_words(mixed, place, _WIDTH).candidates:
            word = candidate.word
            unit = Unit(word if word < lexicon.base_size else 0, word)
            yield _with(phrase, candidate.surface, candidate.probability, step, unit), False
        for mark in _MARKS:
            known = lexicon.find(mark)
            if known is not None and mixed[known] >= _SURE:
                yield _with(phrase, mark, float(mixed[known]), step, Unit(known, known)), True


def _with(phrase: Phrase, word: str, chance: float, step: Step, unit: Unit) -> Phrase:
    return Phrase(
        (*phrase.words, word),
        (*phrase.chances, phrase.chance * chance),
        step.state,
        unit,
        (*phrase.history, unit.word),
    )
