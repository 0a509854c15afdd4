"""What one, three or five words on show would have saved of a word that was written.

KSR@k: the word is chosen with one key as soon as it is among the first k that were found, and
brings its space (Trnka & McCoy 2008). Pure: knows words while they are written, and gives away
counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from models.text import normal

SIZES = (1, 3, 5)


@dataclass(frozen=True, slots=True)
class Gain:
    """Keys of a word with its space, and how many of them each size of strip would have saved."""

    keys: int
    saved: tuple[int, ...]
    """In the order of :data:`SIZES`."""


class StripGain:
    """Follows the word being written in one editor."""

    def __init__(self) -> None:
        self._found: dict[int, tuple[str, ...]] = {}

    def find(self, letters: int, words: Sequence[str]) -> None:
        """``words``, best first, were found when so many letters of the word stood there."""
        self._found[letters] = tuple(normal(word).lower() for word in words)

    def forget(self) -> None:
        """The cursor went away from the word."""
        self._found = {}

    def finish(self, word: str) -> Gain | None:
        """The word was ``word``; ``None`` where nothing was ever looked for."""
        found, self._found = self._found, {}
        meant = normal(word).lower()
        if not found or not meant:
            return None
        saved = []
        for size in SIZES:
            places = (letters for letters, words in found.items() if meant in words[:size])
            saved.append(max(0, len(word) - min(places, default=len(word))))
        return Gain(len(word) + 1, tuple(saved))
