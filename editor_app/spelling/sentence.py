"""The language model as spelling asks it: how well does a word fit between its neighbours?

Works over anything that runs the bundle's step graph (``Steps``; the editor passes
``prediction.session.StepModel``). This module knows ids and probabilities, not letters or errors.
"""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from editor_app.spelling.passages import PassageReader, RowSteps
from models.vocabulary import PARAGRAPH, UNKNOWN, Vocabulary

if TYPE_CHECKING:  # the session loads onnxruntime, which a check without a model does not need
    from editor_app.prediction.session import State, Step

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

LOOK_AHEAD = 2
"""Following ids that are asked for."""
LOOK_BACK = 24
"""Tokens before, at least: a sentence and some."""
LEAP = 8
"""At most so many more."""
_PLACES = 8
_ONE_OF_UNLISTED = -11.0
"""log P(this word | some word outside the vocabulary), all taken as alike."""


class Steps(RowSteps, Protocol):
    """The step graph of a bundle. Called from one thread at a time."""

    def run(self, ids: list[int], state: "State", last: int = 1) -> "Step":
        """Read ``ids`` after ``state``; answers for the ``last`` of them."""
        ...


@dataclass(frozen=True, slots=True)
class SentencePlace:
    """A point in a text: what was read before it, and what is expected next."""

    ids: tuple[int, ...]
    state: "State"
    expected: Floats  # (V,) log-probabilities


class SentenceModel:
    """A language model with a memory of the places it was asked about. Not thread-safe."""

    def __init__(self, vocabulary: Vocabulary, steps: Steps) -> None:
        self.vocabulary = vocabulary
        self.passages = PassageReader(steps)
        self._steps = steps
        self._places: OrderedDict[tuple[int, ...], SentencePlace] = OrderedDict()

    def place(self, before: Sequence[int]) -> SentencePlace:
        """The place behind the ids ``before``; fewer than ``LOOK_BACK`` begin a paragraph.

        A place that continues a remembered one costs only the ids between.
        """
        ids = tuple(before)
        if len(ids) < LOOK_BACK and ids[:1] != (PARAGRAPH,):
            ids = (PARAGRAPH, *ids)
        known = self._places.get(ids)
        if known is None:
            state, rest = self._steps.zero, ids
            for other in reversed(self._places.values()):
                if ids[: len(other.ids)] == other.ids:
                    state, rest = other.state, ids[len(other.ids) :]
                    break
            step = self._steps.run(list(rest), state, 1)
            known = self._places[ids] = SentencePlace(ids, step.state, step.log_probs[-1])
            if len(self._places) > _PLACES:
                self._places.popitem(last=False)
        return known

    def left(self, place: SentencePlace, words: Sequence[tuple[int, ...]]) -> Floats:
        """log P(word | what stands before), for words given as ids. -> (B,)"""
        scores = np.array([place.expected[ids[0]] for ids in words], np.float32)
        for row, ids in enumerate(words):
            if ids == (UNKNOWN,):
                scores[row] += _ONE_OF_UNLISTED
            state = place.state
            for this, following in pairwise(ids):
                step = self._steps.run([this], state)
                scores[row] += step.log_probs[-1][following]
                state = step.state
        return scores

    def right(
        self, place: SentencePlace, words: Sequence[tuple[int, ...]], after: Sequence[int]
    ) -> Floats:
        """log P(what stands behind | before, word), for the first ``LOOK_AHEAD`` ids. -> (B,)"""
        if not len(after) or not words:
            return np.zeros(len(words), np.float32)
        scores: Floats = self._follow(place.state, words, after[:LOOK_AHEAD]).sum(1)
        return scores

    def _follow(
        self, state: "State", words: Sequence[tuple[int, ...]], after: Sequence[int]
    ) -> Floats:
        """log P of each id of ``after`` behind each of several words. -> (B, R)"""
        states = [
            self._steps.run(list(ids[:-1]), state).state if len(ids) > 1 else state for ids in words
        ]
        rows = [[ids[-1], *after[:-1]] for ids in words]
        steps = self._steps.run_rows(rows, states, len(after))
        behind: Floats = np.stack([s.log_probs[np.arange(len(after)), list(after)] for s in steps])
        return behind
