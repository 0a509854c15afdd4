"""What a person has surely seen at the word being typed, and typed past.

A ghost counts as seen where it has stood still for a quarter of a second and the key came in no
burst. A letter typed under a seen ghost is a refusal of its word; whether the word was right all
the same shows when it is finished. Pure: knows words and times, neither widgets nor an engine.
"""

import time
from collections.abc import Callable

from models.text import normal

_SEEN_AFTER = 0.25
"""Seconds a ghost stands before it counts as read."""
_BURST = 0.07
"""Seconds between keys below which nobody reads."""


class Witness:
    """Watches the ghosts of one editor, word by word."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` tells seconds."""
        self.passed: tuple[str, ...] = ()
        """Words seen at this word and typed past, once for each time."""
        self._clock = clock
        self._word, self._since = "", 0.0
        self._seen = ""
        self._key_at = 0.0

    def look(self, word: str) -> None:
        """``word`` stands at the cursor from now on; "" where nothing does."""
        if word != self._word:
            self._word, self._since = word, self._clock()

    def press(self) -> None:
        """A key goes down: what stands there was seen, or was not."""
        now = self._clock()
        pause, self._key_at = now - self._key_at, now
        read = now - self._since >= _SEEN_AFTER and pause >= _BURST
        self._seen = self._word if read else ""

    def letter(self) -> None:
        """The key pressed was a letter of the word."""
        if self._seen:
            self.passed = (*self.passed, self._seen)

    def finish(self, word: str) -> int:
        """The word is finished by hand, as ``word``: how often it was typed past."""
        meant = normal(word).lower()
        missed = sum(normal(each).lower() == meant for each in self.passed)
        self.forget()
        return missed

    def forget(self) -> None:
        """Another word begins, or the cursor went away."""
        self.passed, self._seen = (), ""
