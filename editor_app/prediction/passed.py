"""What was typed past: evidence against words that stood visibly and were not taken.

A person who would have taken the right word with chance q and typed on instead has told something:
if the word shown was right, that happens with chance 1 - q, else always. So by Bayes' rule each
time multiplies the word's odds by 1 - q. q is this person's own take rate, the mean of a Beta
posterior over what became of right ghosts; with nothing known it is one half. A pure function of
the query: nothing is remembered between queries. Knows words and numbers, neither model nor window.
"""

from collections import Counter
from collections.abc import Iterable

from models.text import normal

PRIOR = 2.0
"""Ghosts taken, and as many typed past, that are believed in before anything was seen."""
_MOST = 0.95
"""Nobody looks always."""


def take_rate(taken: float, missed: float) -> float:
    """How often a person takes a right ghost who took ``taken`` and typed past ``missed``."""
    return min((taken + PRIOR) / (taken + missed + 2.0 * PRIOR), _MOST)


def likelihoods(passed: Iterable[str], rate: float) -> dict[str, float]:
    """Words (in small letters) that were typed past → the chance of that if they were meant.

    ``rate`` is the person's take rate.
    """
    times = Counter(normal(word).lower() for word in passed)
    return {word: (1.0 - rate) ** n for word, n in times.items()}
