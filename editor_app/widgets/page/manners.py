"""When a ghost keeps out of the way: silent places, stepping back, fading, keys pressed before it.

Knows times and counts, never words. Must not know how ghosts are found or painted.
"""

import re
import time
from collections.abc import Callable
from enum import Enum

from PySide6.QtGui import QTextBlock

from editor_app.language import mark

_HEADING = re.compile(r"#{1,6}\s")
_LIST = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_ADDRESS = re.compile(r"[\w+.-]+://|www\.|[\w.+-]+@")
_IGNORED = 8
"""So many ghosts in a row that were read and typed past, and it steps back."""
_BACK_FOR = 25
"""Words for which it then shows nothing."""
_READ_AFTER = 0.25
"""Seconds after which a ghost counts as read."""


class Why(Enum):
    """Why no ghost stands at the cursor; the values say it."""

    SHOWN = ""
    OFF = mark("Suggestions are switched off.")
    HELD = mark("A suggestion shows while you hold Ctrl.")
    QUIET = mark("Quiet until the next word, after Esc.")
    BACK = mark("It stepped back: the last ones were not wanted. Asking brings it back.")
    PLACE = mark("Silent here: a heading, code or an address.")
    FADED = mark("The suggestion faded. Asking brings it back.")
    INSIDE = mark("Inside a word or a selection there is nothing to add.")
    UNSURE = mark("Not sure enough to be worth a look. Asking shows the best guess.")


def kind_of_place(block: QTextBlock, column: int) -> str:
    """ "heading", "code", "address" or ""."""
    before = block.text()[:column]
    if block.userState() == 1 or before.count("`") % 2 == 1:
        return "code"
    if _ADDRESS.search(before, before.rfind(" ") + 1):
        return "address"
    return "heading" if _HEADING.match(before) else ""


def kind_of_line(line: str) -> str:
    """ "heading", "list", "quotation" or "prose"."""
    if _HEADING.match(line):
        return "heading"
    if line.lstrip().startswith(">"):
        return "quotation"
    return "list" if _LIST.match(line) else "prose"


class Manners:
    """Of the ghosts in one editor."""

    grace = 0.12
    """Seconds after it appears in which a ghost takes no key: that key was pressed before."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """``clock`` tells seconds."""
        self._clock = clock
        self.silent_in: frozenset[str] = frozenset()
        """Kinds of places (:func:`kind_of_place`) without ghosts."""
        self.steps_back = True
        self._appeared = -1e9
        self._ignored = self._back = 0

    def appear(self) -> None:
        """Another ghost stands there than before."""
        self._appeared = self._clock()

    @property
    def may_take(self) -> bool:
        """Did the ghost stand there when the key went down?"""
        return self._clock() - self._appeared >= self.grace

    @property
    def back(self) -> bool:
        """Has it stepped back?"""
        return self.steps_back and self._back > 0

    def ignored(self) -> bool:
        """A ghost was replaced by what was typed; whether it had been read."""
        read = self._clock() - self._appeared >= _READ_AFTER
        if read:
            self._ignored += 1
            if self._ignored >= _IGNORED:
                self._ignored, self._back = 0, _BACK_FOR
        return read

    def wanted(self) -> None:
        """A ghost was taken or asked for."""
        self._ignored = self._back = 0

    def finish_word(self) -> None:
        """A word was typed to its end."""
        self._back = max(0, self._back - 1)
