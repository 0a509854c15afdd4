"""Learning-rate schedules: the share of the run that is done → a factor on the learning rate.

Pure functions. Both warm up linearly; "cosine" then falls from the start (Loshchilov & Hutter
2017), "trapezoid" stays level and falls over the end alone (Hägele et al. 2024), so that a run may
be prolonged before it falls. This module must not know how far a run is, nor what it scales.
"""

import math
from collections.abc import Callable
from functools import partial

Schedule = Callable[[float], float]
"""Progress 0..1 → factor 0..1."""

_FIRST = 1e-2
"""The first step must move, too."""


def cosine(done: float, *, warmup: float, end_factor: float) -> float:
    """Up to 1 over the first ``warmup`` of the run, then down to ``end_factor`` along a cosine."""
    if done < warmup:
        return max(done / warmup, _FIRST)
    turn = (done - warmup) / (1 - warmup)
    return end_factor + (1 - end_factor) * 0.5 * (1 + math.cos(math.pi * turn))


def trapezoid(done: float, *, warmup: float, cooldown: float, end_factor: float) -> float:
    """Up to 1, level, then straight down to ``end_factor`` over the last ``cooldown``."""
    if done < warmup:
        return max(done / warmup, _FIRST)
    fall = max(0.0, (done - 1 + cooldown) / cooldown)
    return 1 - (1 - end_factor) * fall


def by_name(name: str, warmup: float, cooldown: float, end_factor: float) -> Schedule:
    """The schedule that a recipe names.

    Raises:
        ValueError: there is none of that name.
    """
    if name == "cosine":
        return partial(cosine, warmup=warmup, end_factor=end_factor)
    if name == "trapezoid":
        return partial(trapezoid, warmup=warmup, cooldown=cooldown, end_factor=end_factor)
    raise ValueError(f"there is no schedule {name!r}; known: cosine, trapezoid")
