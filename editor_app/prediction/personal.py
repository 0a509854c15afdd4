"""The personal counts as the blend sees them: lexicon ids instead of the store's.

Keeps the words' counts as arrays, so that a look-up by word costs nothing, and asks the store only
for what followed a history. Knows the lexicon and the store, not the other sources.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from editor_app.prediction.cache import Sparse
from editor_app.prediction.lexicon import Lexicon
from models.counts import CountStore
from models.grams import ORDER

Floats = npt.NDArray[np.float32]

DISCOUNT = 0.4
"""Taken off every count of a follower (absolute discounting); what is freed goes to the other
sources through the blend's weights."""
_MOSTLY = 0.6
"""The share of a follower that is what the person says there."""
_FOLLOWERS = 256
_REMEMBERED = 512  # histories whose followers are kept between changes of the store


class PersonalCounts:
    """A view of one store through one lexicon. Not thread-safe."""

    def __init__(self, store: CountStore, lexicon: Lexicon) -> None:
        self.store = store
        self._lexicon = lexicon
        self._memory: dict[tuple[int, ...], Sparse | None] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the words again, after the store has changed."""
        words = list(self.store.words())
        top = max((word.id for word in words), default=0)
        self._to_lexicon = np.full(top + 1, -1, np.int64)
        known = self._lexicon.add_all(word.word for word in words)
        self._to_lexicon[[word.id for word in words]] = known
        size = len(self._lexicon)
        self._to_store = np.zeros(size, np.int64)
        self.counts: Floats = np.zeros(size, np.float32)  # (words of the lexicon,)
        if words:
            ids = np.array([word.id for word in words])
            places = self._to_lexicon[ids]
            self._to_store[places] = ids
            self.counts[places] = [word.count for word in words]
        self.total = float(self.counts.sum())
        self._version = self.store.data_version()
        self._memory.clear()

    def update(self) -> None:
        """Take over what was learned or forgotten through this program's own store."""
        touched = self.store.take_touched()
        top = max((number for number, _, _ in touched), default=0)
        if top >= len(self._to_lexicon):
            more = np.full(top + 1 + len(touched), -1, np.int64)
            more[: len(self._to_lexicon)] = self._to_lexicon
            self._to_lexicon = more
        known = [(number, self._lexicon.add(word), n) for number, word, n in touched if n]
        size = len(self._lexicon)
        if size > len(self.counts):
            self.counts = np.concatenate(
                [self.counts, np.zeros(size - len(self.counts), np.float32)]
            )
            self._to_store = np.concatenate(
                [self._to_store, np.zeros(size - len(self._to_store), np.int64)]
            )
        for number, _, n in touched:
            place = self._to_lexicon[number]
            if n == 0 and place >= 0:
                self.counts[place] = 0.0
                self._to_store[place] = 0
                self._to_lexicon[number] = -1
        for number, place, n in known:
            self._to_lexicon[number] = place
            self._to_store[place] = number
            self.counts[place] = n
        self.total = float(self.counts.sum())
        self._memory.clear()

    def refresh_if_changed(self) -> bool:
        """Notice what another process has written; whether it has."""
        changed = self.store.data_version() != self._version
        if changed:
            self.refresh()
        return changed

    def count(self, word: int) -> float:
        """How often the person's documents have the word with this lexicon id."""
        return float(self.counts[word]) if 0 <= word < len(self.counts) else 0.0

    def followers(self, history: Sequence[int]) -> Sparse | None:
        """The distribution of what followed these lexicon ids (oldest first, 1 to 3 of them)."""
        key = tuple(history)
        if key in self._memory:
            return self._memory[key]
        if len(self._memory) > _REMEMBERED:
            self._memory.clear()
        found = self._memory[key] = self._ask(key)
        return found

    def repeated(self, history: Sequence[int]) -> tuple[int, int]:
        """(the word that mostly followed the end of ``history``, how many words up to there the
        person has said before in this order, as far as n-grams tell); (-1, 0) where none did."""
        reach = ORDER - 1
        found = self.followers(history[-reach:]) if len(history) >= reach else None
        if found is None or found.probabilities.max() < _MOSTLY:
            return -1, 0
        length = reach
        while length < len(history):
            start = len(history) - length - 1
            before = self.followers(history[start : start + reach])
            if before is None or history[start + reach] not in before.ids:
                break
            length += 1
        return int(found.ids[found.probabilities.argmax()]), length

    def _ask(self, history: tuple[int, ...]) -> Sparse | None:
        if not 0 < len(history) < ORDER:
            return None
        if any(not 0 <= word < len(self._to_store) for word in history):
            return None
        ids = [int(self._to_store[word]) for word in history]
        if 0 in ids:
            return None
        often = len(ids) == 1 and self.store.is_heavy(int(self.counts[history[0]]))
        rows = self.store.followers(ids, _FOLLOWERS, often)
        if not rows:
            return None
        found = np.array(rows, np.int64)  # (N, 2)
        known = found[:, 0] < len(self._to_lexicon)
        words = self._to_lexicon[np.where(known, found[:, 0], 0)]
        keep = known & (words >= 0)
        counts = found[keep, 1].astype(np.float32)
        if not len(counts):
            return None
        mass = counts - DISCOUNT
        return Sparse(words[keep], mass / mass.sum(), float(counts.sum()))
