"""What so much text of a person's own is worth, before any of it is learned.

Reads a curve that was measured on writers who are in none of the base's sources; while there is no
such file nothing is promised. Standard library only; must not know Qt.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor_app.language import number, tr

CURVE = Path(__file__).parent / "data" / "worth.json"
"""``{"points": [{"words": 10000, "low": 0.8, "mean": 1.9, "high": 3.0}, …]}``: percentage points of
keystrokes saved beyond the base with the same text's counts, lowest, mean and highest writer."""


@dataclass(frozen=True, slots=True)
class Worth:
    """Percentage points of keystrokes that learning saved writers with so much text."""

    words: float
    low: float
    mean: float
    high: float


def read_curve(path: Path = CURVE) -> tuple[Worth, ...]:
    """The measured points by rising words; none where there is no usable file."""
    try:
        points = json.loads(path.read_text(encoding="utf-8"))["points"]
        names = ("words", "low", "mean", "high")
        found = [Worth(*(float(point[name]) for name in names)) for point in points]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    return tuple(sorted((w for w in found if w.words > 0), key=lambda worth: worth.words))


def worth_of(words: int, curve: Sequence[Worth]) -> Worth | None:
    """The curve at ``words``, between its points by the logarithm of words.

    Below the first point nothing is known; above the last one its values are a lower bound.
    """
    if not curve or words < curve[0].words:
        return None
    after = next((worth for worth in curve if worth.words > words), None)
    if after is None:
        return curve[-1]
    before = curve[curve.index(after) - 1]
    part = math.log(words / before.words) / math.log(after.words / before.words)

    def between(low: float, high: float) -> float:
        return low + part * (high - low)

    return Worth(
        words,
        between(before.low, after.low),
        between(before.mean, after.mean),
        between(before.high, after.high),
    )


def said(words: int, curve: Sequence[Worth]) -> str:
    """A sentence for the person, "" where nothing is known."""
    worth = worth_of(words, curve)
    if worth is None:
        return ""
    return tr(
        "With so much text, learning took {} to {} more of a hundred keystrokes off other writers "
        "({} in the mean)."
    ).format(number(worth.low, 1), number(worth.high, 1), number(worth.mean, 1))
