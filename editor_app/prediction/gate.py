"""Is a ghost worth a look?

Counted in keys, which for most scripts are letters: taking a ghost of n keys saves them and the
space, and costs the one that takes it. A look at a wrong ghost costs ``LOOK`` keys (50 ms at a
typist's 120 ms a key), at a right one a fifth of that. The ghost shows when the expected gain is
above the threshold that the person's setting stands for. Knows numbers, nothing of words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LOOK = 0.4
_RIGHT_LOOK = 0.08
_FEWEST = 2
"""Letters gained below which nothing is shown (rule 6)."""
_BURST = 0.07
"""Seconds between keys in a fast burst, in which reading is not for free."""
_BURST_FACTOR = 3.0


@dataclass(frozen=True, slots=True)
class Eagerness:
    """A point on the "eager … calm" setting."""

    least_gain: float
    """Expected keys saved."""
    least_chance: float
    """The chance of being right below which nothing is shown, however long."""
    least_whole: float
    """The same for all of a ghost of several words: of what is shown so, at "normal", about half is
    wholly right."""


# Chosen on the last tenth of seven authors' histories: "calm" lets 74 % of the keys saved through
# and 72 % of what it shows is meant, "eager" 91 % and 40 %. "normal" is the point at which a
# twentieth more of the least chance costs more than three of a hundred keys saved (over 1,700 words
# of seventeen kinds of English: 9 % fewer looks and 2.6 % fewer keys saved than at 0.35). Hiding
# what gains fewer than three letters is no way: 40 % fewer looks, but 30 % fewer keys saved. Other
# rules do no better, and training/experiments/looks.md says why.
LEVELS = {
    "eager": Eagerness(0.0, 0.15, 0.25),
    "normal": Eagerness(0.5, 0.40, 0.40),
    "calm": Eagerness(0.75, 0.50, 0.50),
    "held": Eagerness(0.0, 0.15, 0.25),  # shows only where it is asked for
}


def expected_gain(chances: Sequence[float], keys: Sequence[int], look: float = LOOK) -> float:
    """Keys that showing a ghost saves, on average.

    Of each of its words: the chance that all up to it are right, and the keys that typing it takes.
    Each word counts by itself, since each can be taken without those behind it.
    """
    saved = sum(chance * n for chance, n in zip(chances, keys, strict=True))
    return saved - chances[-1] * _RIGHT_LOOK - (1.0 - chances[-1]) * look


def is_worth_showing(
    chances: Sequence[float],
    keys: Sequence[int],
    level: Eagerness,
    *,
    asked: bool = False,
    quiet: bool = False,
    pause: float = 1.0,
) -> bool:
    """The verdict on one ghost, of which ``chances`` and ``keys`` say what :func:`expected_gain`
    is told (the space behind the last word not counted).

    ``asked`` opens the gate, ``quiet`` shuts it, a ``pause`` (seconds since the key before) of a
    fast burst raises the threshold.
    """
    if asked:
        return sum(keys) > 0
    if quiet or sum(keys) < _FEWEST or chances[-1] < level.least_chance:
        return False
    look = LOOK * (_BURST_FACTOR if pause < _BURST else 1.0)
    return expected_gain(chances, keys, look) > level.least_gain
