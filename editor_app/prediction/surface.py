"""How a suggestion meets the text: the cut at the cursor, spaces, pieces, log-odds.

Pure functions over strings and numbers; knows neither model nor words.
"""

import math
import re

from editor_app.prediction.neighbours import endings
from editor_app.prediction.types import Query
from models.text import split_at_cursor

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*\Z")
_CLOSERS = frozenset(".,;:!?)]}\u201d\u2026\u00bb%")


def split(query: Query) -> tuple[str, str, int]:
    """(text before the word, letters of the word, how many of them the asker does not count).

    An asker may cut words finer than we do ("well-kn" with the prefix "kn"): then our own prefix is
    used and its first letters are left out of the answer.
    """
    before, own = _cut(query.context)
    asked = query.prefix
    if asked is None or asked == own:
        return before, own, 0
    if not query.context.endswith(asked):
        return before, own, 0
    if len(asked) > len(own):
        return query.context[: len(query.context) - len(asked)], asked, 0
    if not asked and own[-1:].isalpha():
        return query.context, "", 0  # the asker says that the word is finished
    lead = len(own) - len(asked)
    return before, own, lead


def _cut(text: str) -> tuple[str, str]:
    """:func:`split_at_cursor`, looking only at what stands behind the last space or line end."""
    place = max(text.rfind(" ", -200), text.rfind("\n", -200)) + 1
    head, prefix = split_at_cursor(text[place:])
    return (text[:place] + head if place else head), prefix


def space_needed(before: str) -> str:
    """The space that must stand before a next word here: " " or ""."""
    last = before[-1:]
    if not last or last.isspace():
        return ""
    if last.isalnum() or last in _CLOSERS:
        return " "
    if last == '"':
        paragraph = before[before.rfind("\n") + 1 :]
        return " " if paragraph.count('"') % 2 == 0 else ""
    if last in "'\u2019":
        return " " if before[-2:-1].isalnum() or before[-2:-1] in _CLOSERS else ""
    return ""


def glued(before: str) -> set[str]:
    """Words that stand at once behind ``before``, without the space that others need."""
    number = _FIGURES.search(before[-20:])
    return endings(number.group()) if number else set()


def calibrated(probability: float, slope: float, shift: float) -> float:
    """``probability`` with its log-odds stretched and moved."""
    p = min(max(probability, 1e-6), 1.0 - 1e-6)
    return 1.0 / (1.0 + math.exp(-(slope * math.log(p / (1.0 - p)) + shift)))
