"""Where a context begins in its document, for programs that send a sliding window and do not say.

The window is found again in what it showed before, by its first characters. Pure; must not know
what is asked about the text.
"""

from collections import OrderedDict
from dataclasses import dataclass

from models.text import common_length

_ANCHOR = 64
"""Characters by which a window is found again."""
_TRIES = 40
"""Places at which they are tried."""
_KEPT = 120_000
"""Characters that are remembered of a document."""
_DOCUMENTS = 8


@dataclass(slots=True)
class _Seen:
    text: str = ""
    start: int = 0
    """Where ``text`` begins."""


class Slides:
    """Follows the windows of a few documents. One thread at a time."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, _Seen] = OrderedDict()

    def start_of(self, document: str, context: str) -> int:
        """Characters by which ``context`` stands behind the first window of ``document``."""
        seen = self._seen.setdefault(document, _Seen())
        self._seen.move_to_end(document)
        while len(self._seen) > _DOCUMENTS:
            self._seen.popitem(last=False)
        place = _place(seen.text, context)
        if place is None:
            seen.start += len(seen.text) + 1  # nothing that was seen stands before it
            seen.text = context
            return seen.start
        seen.text = seen.text[:place] + context
        start = seen.start + place
        if (surplus := len(seen.text) - _KEPT) > 0:
            seen.text, seen.start = seen.text[surplus:], seen.start + surplus
        return start


def _place(known: str, text: str) -> int | None:
    """Where ``text`` begins in ``known``; the first place that fits, for a text may repeat
    itself."""
    if not known or len(text) < _ANCHOR or known.startswith(text[:_ANCHOR]):
        return 0
    place, tries = known.find(text[:_ANCHOR], 1), 0
    while place > 0 and tries < _TRIES:
        behind = len(known) - place
        same = text.startswith(known[place:]) or known.startswith(text, place)
        if same or common_length(known[place : place + len(text)], text) > behind - _ANCHOR:
            return place
        place, tries = known.find(text[:_ANCHOR], place + 1), tries + 1
    return None
