"""How a suggestion meets the text: the cut at the cursor, spaces, pieces, log-odds.

Pure functions over strings and numbers; knows neither model nor words.
"""

import math
import re
from collections.abc import Iterable, Sequence

from editor_app.prediction.neighbours import endings
from editor_app.prediction.types import Query
from models.language import Language
from models.text import is_spaceless, keystrokes, split_at_cursor

_FIGURES = re.compile(r"\d+(?:[.,]\d+)*\Z")
_INITIAL = re.compile(r"(?<![^\W_])[A-HJ-Za-z]\.\Z")
_FURTHER_INITIALS = "bcdefghjklmnopqrstuvwxyz"
"""Letters that are no words."""
_CLOSERS = frozenset(".,;:!?)]}\u201d\u2026\u00bb%")


def split(query: Query, joiners: str = "") -> tuple[str, str, int]:
    """(text before the word, letters of the word, how many of them the asker does not count).

    An asker may cut words finer than we do ("well-kn" with the prefix "kn"): then our own prefix is
    used and its first letters are left out of the answer. ``joiners`` as for
    :func:`models.text.tokenise`.
    """
    before, own = _cut(query.context, joiners)
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


def _cut(text: str, joiners: str) -> tuple[str, str]:
    """:func:`split_at_cursor`, looking only at what stands behind the last space or line end."""
    place = max(text.rfind(" ", -200), text.rfind("\n", -200)) + 1
    head, prefix = split_at_cursor(text[place:], joiners)
    return (text[:place] + head if place else head), prefix


def space_needed(before: str, language: Language) -> str:
    """The space that must stand before a next word here: " " or ""."""
    last = before[-1:]
    if not last or last.isspace() or not language.spaces or is_spaceless(last):
        return ""
    if last.isalnum() or last in _CLOSERS:
        return " "
    if last == '"':
        paragraph = before[before.rfind("\n") + 1 :]
        return " " if paragraph.count('"') % 2 == 0 else ""
    if last in "'\u2019":
        return " " if before[-2:-1].isalnum() or before[-2:-1] in _CLOSERS else ""
    return ""


def joined(parts: Sequence[str], words: Iterable[str]) -> tuple[str, ...]:
    """``parts`` of a text and more words behind them, each with the space that it needs; no parts
    are a finished word that stands already."""
    found = list(parts)
    for word in words:
        before = found[-1][-1:] if found else "a"
        apart = is_spaceless(before) or is_spaceless(word) or word in _CLOSERS
        found.append(word if apart else " " + word)
    return tuple(found)


def keys(text: str, language: Language) -> int:
    """Keys that typing ``text`` takes with the usual input method, outer spaces not counted."""
    letters = text.strip()
    return len(letters) if language.keys == 1.0 else round(keystrokes(letters, language.keys))


def glued(before: str, language: Language) -> dict[str, str]:
    """Words, in small letters, that stand at once behind ``before``, without the space that others
    need: as they are written there."""
    if language.primary != "en":
        return {}
    initial = _INITIAL.search(before[-4:])
    if initial:  # "U.S.", "e.g."
        cased = str.upper if initial.group()[0].isupper() else str.lower
        return {letter: cased(letter) for letter in _FURTHER_INITIALS}
    number = _FIGURES.search(before[-20:])
    return {ending: ending for ending in endings(number.group())} if number else {}


def calibrated(probability: float, slope: float, shift: float) -> float:
    """``probability`` with its log-odds stretched and moved."""
    p = min(max(probability, 1e-6), 1.0 - 1e-6)
    return 1.0 / (1.0 + math.exp(-(slope * math.log(p / (1.0 - p)) + shift)))
