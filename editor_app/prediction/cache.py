"""The document cache: what this document has said so far, learned at once and unlearned exactly.

Two kinds of memory. Recency-weighted n-grams: where did the last one, two, three… words stand
before, and what came next there? And a continuous cache (Grave, Joulin, Usunier 2017): which
earlier places had a similar hidden vector, and what came next there? Both are lists of places, so
that taking back the last word takes back exactly what it gave. The module knows ids and vectors, no
text.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

LONGEST_HISTORY = 5
"""Words of the longest history that is looked up."""
_PLACES = 48  # most recent places of one history that count
_COPIES = 8  # most recent places from which a repetition may be copied
_UNIGRAMS = 8000  # words back that the word frequencies reach
_HIDDEN = 2048  # words back that the continuous cache reaches
REACH = 2500
"""Words in which a word's weight in the document falls to 1/e; so many count in the blend."""
_FAST, _SLOW = 120.0, float(REACH)  # the same for what was said lately, and in all
_PLACE_FADE = 400.0


@dataclass(frozen=True, slots=True)
class Sparse:
    """A distribution over a few words, and how much stands behind it."""

    ids: Ids  # (N,) distinct
    probabilities: Floats  # (N,) sum 1
    evidence: float
    """How often its history was seen."""


class DocumentCache:
    """What one document said before the cursor. Not thread-safe."""

    def __init__(self) -> None:
        self._history: list[int] = []
        self._row = np.full(1024, -1, np.int64)
        self._places: dict[tuple[int, ...], list[int]] = defaultdict(list)
        self._hidden: Floats | None = None  # (capacity, E), a ring over places
        self._hidden_place = np.full(_HIDDEN, -1, np.int64)
        ages = np.arange(_UNIGRAMS, dtype=np.float32)
        self._fast = np.exp(-ages / _FAST)[::-1].copy()
        self._slow = np.exp(-ages / _SLOW)[::-1].copy()

    def __len__(self) -> int:
        return len(self._history)

    def word(self, place: int) -> int:
        """The word at a place; negative for a gap."""
        return self._history[place]

    def push(self, word: int) -> None:
        """Learn the next word; a negative one is a gap that nothing reaches across."""
        place = len(self._history)
        if place == len(self._row):
            self._row = np.concatenate([self._row, np.full(place, -1, np.int64)])
        self._row[place] = word
        if word >= 0:
            for history in self._histories(place):
                self._places[history].append(place)
        self._history.append(word)

    def shrink(self, length: int) -> None:
        """Unlearn everything behind the first ``length`` words."""
        while len(self._history) > length:
            word = self._history.pop()
            place = len(self._history)
            self._row[place] = -1
            if word >= 0:
                for history in self._histories(place):
                    places = self._places[history]
                    places.pop()
                    if not places:
                        del self._places[history]
        self._hidden_place[self._hidden_place > length] = -1

    def _histories(self, place: int) -> list[tuple[int, ...]]:
        """The rows of one to ``LONGEST_HISTORY`` words that end before ``place``."""
        found: list[tuple[int, ...]] = []
        row: tuple[int, ...] = ()
        for back in range(place - 1, max(-1, place - 1 - LONGEST_HISTORY), -1):
            if self._history[back] < 0:
                break
            row = (self._history[back], *row)
            found.append(row)
        return found

    def set_hidden(self, place: int, hidden: Floats) -> None:
        """The hidden vector (E,) that answered after ``place`` words."""
        if self._hidden is None:
            self._hidden = np.zeros((_HIDDEN, hidden.shape[0]), np.float32)
        slot = place % _HIDDEN
        norm = float(np.sqrt(np.square(hidden).sum()))
        self._hidden[slot] = hidden / norm if norm > 0 else hidden
        self._hidden_place[slot] = place

    def places(self, word: int, most: int) -> list[int]:
        """The last places where the document says ``word``, oldest first."""
        return [int(at) for at in np.flatnonzero(self._row[: len(self)] == word)[-most:]]

    def count(self, word: int) -> int:
        """How often the document has said ``word``."""
        return self._history.count(word) if word >= 0 else 0

    def followers(self, history: Sequence[int]) -> Sparse | None:
        """What came after these words (at most ``LONGEST_HISTORY``) before, the latest most."""
        places = self._places.get(tuple(history)) if history else None
        return self._weigh(places) if places else None

    def longest_followers(self, history: Sequence[int], at_least: int) -> Sparse | None:
        """The same for the longest end of ``history`` seen before, of ``at_least`` words."""
        for length in range(min(LONGEST_HISTORY, len(history)), at_least - 1, -1):
            places = self._places.get(tuple(history[-length:]))
            if places:
                return self._weigh(places)
        return None

    def repeated(self, history: Sequence[int]) -> tuple[int, int]:
        """(the word that followed the longest end of ``history`` said before, the length of that
        end); (-1, 0) where not even its last ``LONGEST_HISTORY`` words were."""
        found, longest = -1, 0
        for place in self._places.get(tuple(history[-LONGEST_HISTORY:]), ())[-_COPIES:]:
            length = LONGEST_HISTORY
            while length < min(len(history), place) and (
                self._history[place - length - 1] == history[-length - 1]
            ):
                length += 1
            if length >= longest:
                found, longest = self._history[place], length
        return found, longest

    def _weigh(self, places: list[int]) -> Sparse:
        here = len(self._history)
        weights: dict[int, float] = {}
        for place in places[-_PLACES:]:
            word = self._history[place]
            weights[word] = weights.get(word, 0.0) + 1.0 / (1.0 + (here - place) / _PLACE_FADE)
        ids = np.fromiter(weights.keys(), np.int64, len(weights))
        mass = np.fromiter(weights.values(), np.float32, len(weights))
        return Sparse(ids, mass / mass.sum(), float(len(places)))

    def frequencies(self, size: int) -> tuple[Floats, Floats] | None:
        """Word frequencies with a short and a long memory: two distributions, (size,)."""
        here = len(self._history)
        if here == 0:
            return None
        recent = self._row[max(0, here - _UNIGRAMS) : here]
        known = recent >= 0
        ids = recent[known]
        if not len(ids):
            return None
        fast = np.bincount(ids, self._fast[-len(recent) :][known], size).astype(np.float32)
        slow = np.bincount(ids, self._slow[-len(recent) :][known], size).astype(np.float32)
        return fast / fast.sum(), slow / slow.sum()

    def similar(self, hidden: Floats, sharpness: float) -> Sparse | None:
        """What came after the places whose hidden vector is most like ``hidden`` (E,)."""
        here = len(self._history)
        if self._hidden is None:
            return None
        slots = np.flatnonzero((self._hidden_place >= 0) & (self._hidden_place < here))
        if len(slots) < 2:
            return None
        words = self._row[self._hidden_place[slots]]
        norm = float(np.sqrt(np.square(hidden).sum())) or 1.0
        # einsum, not @: a BLAS would wake threads of its own, which costs more than it gives.
        filled = min(int(self._hidden_place.max()) + 1, _HIDDEN)
        likeness = np.einsum("ne,e->n", self._hidden[:filled], hidden / norm)[slots]
        weights = np.exp(sharpness * (likeness - likeness.max()))
        weights[words < 0] = 0.0
        total = float(weights.sum())
        if total <= 0.0:
            return None
        ids, places = np.unique(words, return_inverse=True)
        mass = np.bincount(places, weights).astype(np.float32) / np.float32(total)
        keep = ids >= 0
        return Sparse(ids[keep], mass[keep], total)
