"""What counting explains of a person's text without the model, token by token.

A person who writes has counts switched on. What they already know the model need not learn, and
what it learns shows only as far as the blend listens to it. So training is judged, and taught, as a
part of a mixture

    P(w) = a·P_model(w) + b·P_person(w) + c·P_document(w)

of interpolated n-grams (Witten & Bell 1991): of the person's other documents, and of the same
document so far. The shares are those that explain the validation text best (expectation
maximisation). Counts of a document leave that document out; of a long one a tenth at a time, as far
away as what will be written later. This module must not know models; the editor's own blend, which
has more parts, judges in the end.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ids = npt.NDArray[np.integer]

_ORDER = 3
"""Words of the longest n-gram."""
_PIECES = 10
"""A document that is a larger part of the whole than one of so many is left out in pieces."""
_ROUNDS = 50
_LEAST = 1e-3
"""Of the mixture, for a source that explains nothing of the validation text."""


class Grams:
    """Counts of n-grams from which text can be taken out again."""

    def __init__(self, general: Floats) -> None:
        """``general``: (V,) frequencies of words in general, for what was never counted."""
        self._general = general
        self._size = len(general)
        # For each length of history: followed by (history, word) → times, history → both sums.
        self._times: list[dict[int, int]] = [{} for _ in range(_ORDER)]
        self._totals: list[dict[int, list[int]]] = [{} for _ in range(_ORDER)]

    def add(self, ids: Sequence[int], place: int, sign: int = 1) -> None:
        """Count the n-grams that end with ``ids[place]``, or take them out."""
        history = 0
        for length in range(min(_ORDER, place + 1)):
            if length:
                history = (ids[place - length] + 1) * self._size ** (length - 1) + history
            times, totals = self._times[length], self._totals[length]
            key = history * self._size + ids[place]
            before = times.get(key, 0)
            times[key] = before + sign
            sums = totals.setdefault(history, [0, 0])
            sums[0] += sign
            sums[1] += (before + sign > 0) - (before > 0)

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
    train: tuple[npt.NDArray[np.float32], ...]
    """log((b·P_person + c·P_document) / a) of each token of each document."""
    validation: npt.NDArray[np.float32]

    def losses(self, model: Floats, others: npt.NDArray[np.float32]) -> Floats:
        """The mixture's nats for tokens that cost the model alone ``model`` nats, with ``others``
        the logarithms above."""
        return np.asarray(-np.log(self.share) - np.logaddexp(-model, others), np.float64)


def explained(
    documents: Sequence[Ids], validation: Ids, model: Floats, general: Floats
) -> Explained:
    """Count ``documents`` and say what that explains of them and of ``validation``.

    ``model``: nats that each token of ``validation`` costs the model before it learns, NaN where
    it was not asked; ``general``: (V,) how often each word is used in general.
    """
    general = (general + 0.5) / (general + 0.5).sum()
    person = Grams(general)
    rows = [ids.tolist() for ids in documents]
    for row in rows:
        for place in range(len(row)):
            person.add(row, place)
    held = _chances(person, validation.tolist(), 0, len(validation), general)
    asked = ~np.isnan(model)
    shares = _shares(np.column_stack((np.exp(-model), held))[asked])
    whole = sum(map(len, rows))
    train = []
    for row in rows:
        parts = max(1, round(_PIECES * len(row) / max(1, whole)))
        cuts = [len(row) * n // parts for n in range(parts + 1)]
        found = [_without(person, row, start, stop, general) for start, stop in pairwise(cuts)]
        train.append(_odds(np.concatenate(found), shares))
    return Explained(float(shares[0]), tuple(train), _odds(held, shares))


def _without(person: Grams, row: list[int], start: int, stop: int, general: Floats) -> Floats:
    """The chances of a part of ``row`` by counts that do not have it."""
    for place in range(start, stop):
        person.add(row, place, -1)
    found = _chances(person, row, start, stop, general)
    for place in range(start, stop):
        person.add(row, place)
    return found


def _chances(person: Grams, row: list[int], start: int, stop: int, general: Floats) -> Floats:
    """(N, 2) what the person's counts and the document so far give to each token."""
    document = Grams(general)
    found = np.empty((stop - start, 2))
    for place in range(start, stop):
        found[place - start] = person.probability(row, place), document.probability(row, place)
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


def _odds(chances: Floats, shares: Floats) -> npt.NDArray[np.float32]:
    return np.asarray(np.log((chances @ shares[1:]) / shares[0]), np.float32)


def plain(arrays: Iterable[Ids]) -> tuple[npt.NDArray[np.float32], ...]:
    """As if counts said nothing of ``arrays``."""
    return tuple(np.full(len(ids), -np.inf, np.float32) for ids in arrays)
