"""What counting explains of a person's text without the model, token by token.

A person who writes has counts switched on: what a model learns shows only as far as a blend listens
to it. So a run is judged as a part of a mixture

    P(w) = a·P_model(w) + b·P_person(w) + c·P_document(w)

of interpolated n-grams (Witten & Bell 1991): of what the person has written, and of the document so
far. The shares are those that explain the validation text best (expectation maximisation). This
module must not know models; the editor's own blend, which has more parts, judges in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.integer]

_ORDER = 3
"""Words of the longest n-gram."""
_ROUNDS = 50
_LEAST = 1e-3
"""Of the mixture, for a source that explains nothing of the validation text."""


class Grams:
    """Counts of n-grams."""

    def __init__(self, general: Floats) -> None:
        """``general``: (V,) frequencies of words in general, for what was never counted."""
        self._general = general
        self._size = len(general)
        # For each length of history: (history, word) → times; history → how many words followed it,
        # and how many different ones.
        self._times: list[dict[int, int]] = [{} for _ in range(_ORDER)]
        self._totals: list[dict[int, list[int]]] = [{} for _ in range(_ORDER)]

    def add(self, ids: Sequence[int], place: int) -> None:
        """Count the n-grams that end with ``ids[place]``."""
        history = 0
        for length in range(min(_ORDER, place + 1)):
            if length:
                history = (ids[place - length] + 1) * self._size ** (length - 1) + history
            times, totals = self._times[length], self._totals[length]
            key = history * self._size + ids[place]
            before = times.get(key, 0)
            times[key] = before + 1
            sums = totals.setdefault(history, [0, 0])
            sums[0] += 1
            sums[1] += not before

    def probability(self, ids: Sequence[int], place: int) -> float:
        """Of ``ids[place]`` after what stands before it."""
        chance = float(self._general[ids[place]])
        history = 0
        for length in range(min(_ORDER, place + 1)):
            if length:
                history = (ids[place - length] + 1) * self._size ** (length - 1) + history
            total, different = self._totals[length].get(history, (0, 0))
            if not total:
                break
            times = self._times[length].get(history * self._size + ids[place], 0)
            chance = (times + different * chance) / (total + different)
        return chance


@dataclass(frozen=True)
class Explained:
    """What counts say of every token, in units of the model's share of the mixture."""

    share: float
    """The model's share."""
    validation: npt.NDArray[np.float32]
    """log((b·P_person + c·P_document) / a) of each token of the validation text."""

    def losses(self, model: Floats, others: npt.NDArray[np.float32]) -> Floats:
        """The mixture's nats for tokens that cost the model alone ``model`` nats, with ``others``
        the logarithms above."""
        return np.asarray(-np.log(self.share) - np.logaddexp(-model, others), np.float64)


def explained(
    documents: Sequence[Ids], validation: Ids, model: Floats, general: Floats
) -> Explained:
    """Count ``documents`` and say what that explains of ``validation``.

    ``model``: nats that each token of ``validation`` costs the model before it learns, NaN where
    it was not asked; ``general``: (V,) how often each word is used in general.
    """
    general = (general + 0.5) / (general + 0.5).sum()
    person = Grams(general)
    for row in (ids.tolist() for ids in documents):
        for place in range(len(row)):
            person.add(row, place)
    chances = _chances(person, validation.tolist(), general)
    asked = ~np.isnan(model)
    shares = _shares(np.column_stack((np.exp(-model), chances))[asked])
    odds = np.log((chances @ shares[1:]) / shares[0])
    return Explained(float(shares[0]), np.asarray(odds, np.float32))


def _chances(person: Grams, row: list[int], general: Floats) -> Floats:
    """(N, 2) what the person's counts and the document so far give to each token."""
    document = Grams(general)
    found = np.empty((len(row), 2))
    for place in range(len(row)):
        found[place] = person.probability(row, place), document.probability(row, place)
        document.add(row, place)
    return found


def _shares(chances: Floats) -> Floats:
    """(S,) the shares of sources, (N, S) what each gave to the words that came, under which those
    were likeliest; no source is ever left without any."""
    shares = np.full(chances.shape[1], 1 / chances.shape[1])
    for _ in range(_ROUNDS):
        joint = shares * chances
        responsibility = (joint / joint.sum(1, keepdims=True)).mean(0) + _LEAST
        shares = responsibility / responsibility.sum()
    return np.asarray(shares, np.float64)
