"""Several words: a ghost goes on while all of it together is as likely as any ghost must be.

A small beam over model steps behind the first word, each step blended like any other, so that
phrases of the person come out whole. The first word never changes: what is shown first stays where
it is.
"""

from dataclasses import dataclass

from editor_app.prediction.blend import Blend, Floats
from editor_app.prediction.cache import LONGEST_HISTORY, DocumentCache
from editor_app.prediction.lexicon import Lexicon, Unit
from editor_app.prediction.personal import PersonalCounts
from editor_app.prediction.ranking import Ranking, TextPlace
from editor_app.prediction.session import State, StepModel

WIDTH = 2
"""Phrases kept at each length."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words behind the first one, and the chance that all of them are right, the first included."""

    words: tuple[str, ...]
    probability: float
    state: State
    last: Unit
    history: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """The place before the first word, as the sources see it."""

    state: State
    """The model's."""
    history: tuple[int, ...]
    cache: DocumentCache
    personal: PersonalCounts | None
    bias: Floats
    """What the document says of the sources. (S,)"""
    curly: bool
    """Whether apostrophes are typed as \u2019 here."""


class Phrases:
    """Extends first words. Not thread-safe."""

    def __init__(self, model: StepModel, lexicon: Lexicon, ranking: Ranking, blend: Blend) -> None:
        self._model = model
        self._lexicon = lexicon
        self._ranking = ranking
        self._blend = blend

    def extend(
        self, first: tuple[Unit, ...], probability: float, here: Here, most: int, least: float
    ) -> Phrase | None:
        """The best phrase that begins with the word of the units ``first``.

        ``most``: the most words behind it; ``least``: the chance of the whole below which it ends.
        """
        state = here.state
        for unit in first[:-1]:
            state = self._model.run([unit.model_id], state).state
        seen = (*here.history, *(unit.word for unit in first))
        beam = [Phrase((), probability, state, first[-1], seen)]
        best: Phrase | None = None
        for _ in range(most):
            grown = self._step(beam, here, least)
            if not grown:
                break
            beam = sorted(grown, key=lambda p: -p.probability)[:WIDTH]
            best = beam[0]
        return best

    def _step(self, beam: list[Phrase], here: Here, least: float) -> list[Phrase]:
        steps = self._model.run_batch([p.last.model_id for p in beam], [p.state for p in beam])
        grown: list[Phrase] = []
        size = len(self._lexicon)
        for phrase, step in zip(beam, steps, strict=True):
            history = phrase.history[-LONGEST_HISTORY:]
            evidence = self._blend.gather(step, history, here.cache, here.personal, size)
            weights = self._blend.weights(evidence, here.bias)
            mixed = self._blend.mix(evidence, weights, size)
            # After a finished word anything may come, punctuation too: no renormalisation.
            ranked = self._ranking.next_words(mixed, TextPlace(False, here.curly, False), WIDTH)
            for candidate in ranked.candidates:
                joint = phrase.probability * candidate.probability
                if joint < least:
                    continue
                model_id = candidate.word if candidate.word < self._lexicon.base_size else 0
                grown.append(
                    Phrase(
                        (*phrase.words, candidate.surface),
                        joint,
                        step.state,
                        Unit(model_id, candidate.word),
                        (*phrase.history, candidate.word),
                    )
                )
        return grown
