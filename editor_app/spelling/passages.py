"""Whole paragraphs read by the language model: what it expected in every place, and what follows
where another word stands there.

One run over many ids costs a fraction of as many runs over one, so that several paragraphs are read
side by side, each in a lane; a lane that comes to the end of its paragraph takes the next one.
States are kept on the way, from which any place can be reached again. This module knows ids and
probabilities, not letters, words or errors.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from models.vocabulary import PARAGRAPH

if TYPE_CHECKING:  # the session loads onnxruntime, which a check without a model does not need
    from editor_app.prediction.session import State, Step

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_LANES = 8
_AT_ONCE = 64
"""Ids of one run, which has the whole vocabulary's probabilities for each: 13 MB."""
_LONGEST = 32
"""Ids of one lane in one run."""
_ROWS = 8
"""Readings that are followed in one run."""


class RowSteps(Protocol):
    """The step graph of a bundle, for rows of ids. Called from one thread at a time."""

    @property
    def zero(self) -> "State":
        """The state before anything was read."""
        ...

    def run_rows(self, rows: list[list[int]], states: "list[State]", last: int) -> "list[Step]":
        """Rows of the same length, one behind each state; answers for the ``last`` of each."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was read through."""

    ids: tuple[int, ...]
    log_probs: Floats
    """Of each id behind those before it; 0 for the first. (T,)"""
    highest: Floats
    """Those of the likeliest id in each place; 0 for the first. (T,)"""
    states: "tuple[State, ...]"
    """Before every ``stride``-th id."""
    stride: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be read."""

    ids: Sequence[int]
    """All of it, ``PARAGRAPH`` first."""
    at: Ints
    """Places in ``ids``, rising, none 0. (N,)"""
    wanted: Ints
    """An id for each of them, there or not. (N,)"""


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of a passage: other words in one place, and what stands behind it."""

    passage: Passage
    at: int
    """The place of the first of ``ids``."""
    ids: tuple[int, ...]
    after: tuple[int, ...]

    @property
    def state(self) -> "State":
        """The one kept nearest before the place."""
        return self.passage.states[self.at // self.passage.stride]

    def row(self) -> list[int]:
        """What must be read behind that state, for all of ``after`` to be expected."""
        start = self.at // self.passage.stride * self.passage.stride
        return [*self.passage.ids[start : self.at], *self.ids, *self.after[:-1]]


@dataclass(slots=True)
class _Lane:
    """A paragraph while it is read."""

    paragraph: Paragraph
    states: "list[State]"
    log_probs: Floats
    highest: Floats
    scores: Floats
    done: int = 0
    """Ids read."""

    def passage(self, stride: int) -> Passage:
        ids, states = tuple(self.paragraph.ids), tuple(self.states)
        return Passage(ids, self.log_probs, self.highest, states, stride)

    @property
    def is_read(self) -> bool:
        return self.done >= len(self.paragraph.ids) - 1  # nothing is expected behind the last

    def take(self, expected: Floats, state: "State") -> None:
        """What is expected behind each of the next ids, (T, V), and the state behind them all."""
        ids, at = self.paragraph.ids, self.paragraph.at
        start = self.done + 1
        self.done += len(expected)
        self.states.append(state)
        here = np.array(ids[start : self.done + 1], np.int64)
        expected = expected[: len(here)]
        self.highest[start : self.done + 1] = expected.max(1, initial=-np.inf)
        self.log_probs[start : self.done + 1] = expected[np.arange(len(here)), here]
        first, last = np.searchsorted(at, (start, start + len(here))).tolist()
        wanted = self.paragraph.wanted[first:last]
        self.scores[first:last] = expected[at[first:last] - start, wanted]


class PassageReader:
    """Reads paragraphs. Not thread-safe."""

    def __init__(self, steps: RowSteps) -> None:
        self._steps = steps

    def read(self, paragraphs: Sequence[Paragraph]) -> list[tuple[Passage, Floats]]:
        """Each as it was read, with log P(wanted | all ids before its place), (N,)."""
        wide = min(_LANES, max(1, len(paragraphs)))
        stride = min(_LONGEST, _AT_ONCE // wide)
        lanes = [self._lane(paragraph) for paragraph in paragraphs]
        waiting, running = deque(lanes), list[_Lane]()
        while waiting or running:
            while waiting and len(running) < wide:
                running.append(waiting.popleft())
            pieces = [list(lane.paragraph.ids[lane.done : lane.done + stride]) for lane in running]
            longest = max(map(len, pieces))
            rows = [piece + [PARAGRAPH] * (longest - len(piece)) for piece in pieces]
            steps = self._steps.run_rows(rows, [lane.states[-1] for lane in running], longest)
            for lane, step in zip(running, steps, strict=True):
                lane.take(step.log_probs, step.state)
            running = [lane for lane in running if not lane.is_read]
        return [(lane.passage(stride), lane.scores) for lane in lanes]

    def _lane(self, paragraph: Paragraph) -> _Lane:
        log_probs, highest = np.zeros((2, len(paragraph.ids)), np.float32)
        scores = np.zeros(len(paragraph.at), np.float32)
        return _Lane(paragraph, [self._steps.zero], log_probs, highest, scores)

    def follow(self, readings: Sequence[Reading]) -> list[Floats]:
        """log P of each id of ``after`` in each reading, (R,) each."""
        found = [np.zeros(len(reading.after), np.float32) for reading in readings]
        alike = defaultdict[tuple[int, int], list[int]](list)
        rows = [reading.row() for reading in readings]
        for number, (reading, row) in enumerate(zip(readings, rows, strict=True)):
            if reading.after:
                alike[len(row), len(reading.after)].append(number)
        for (_, last), numbers in alike.items():
            for first in range(0, len(numbers), _ROWS):
                some = numbers[first : first + _ROWS]
                states = [readings[number].state for number in some]
                steps = self._steps.run_rows([rows[number] for number in some], states, last)
                for number, step in zip(some, steps, strict=True):
                    after = list(readings[number].after)
                    found[number] = step.log_probs[np.arange(last), after]
        return found
