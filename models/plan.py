"""What a training will do, told before it does it: its legs, and the tokens that each will read.

The training sends the plan once and marks every later event with the leg it belongs to; whoever
watches needs no knowledge of strategies or budgets. This module must not know how either is used.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.progress import Event, Reporter

_PLAN, _LEGS, _LEG = "plan", "legs", "leg"


class Purpose(StrEnum):
    """What a leg is for."""

    TRIAL = "trial"
    """A short try, to choose the strategy."""
    LEARNING = "learning"
    """What the profile is made of."""
    CONTROL = "control"
    """The same without the base, to compare."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One training of the plan."""

    purpose: Purpose
    tokens: int
    """About how many it reads; it may end sooner."""


def as_event(legs: Iterable[Leg]) -> Event:
    """The event that tells the plan."""
    return Event(_PLAN, {_LEGS: [[leg.purpose.value, leg.tokens] for leg in legs]})


def legs_of(values: Mapping[str, object]) -> tuple[Leg, ...]:
    """The legs that the values of a plan's event tell; none if it is strange."""
    rows = values.get(_LEGS)
    try:
        if not isinstance(rows, Sequence):
            return ()
        return tuple(Leg(Purpose(purpose), int(tokens)) for purpose, tokens in rows)
    except (TypeError, ValueError, OverflowError):
        return ()


def marked(report: Reporter, leg: int) -> Reporter:
    """A reporter that says of each event that it belongs to ``leg``, counted from 0."""
    return lambda event: report(Event(event.name, {**event.values, _LEG: leg}))


def leg_of(values: Mapping[str, object], legs: Sequence[Leg]) -> int | None:
    """The index of the leg that an event belongs to, None where it belongs to none of ``legs``."""
    leg = values.get(_LEG)
    return leg if isinstance(leg, int) and 0 <= leg < len(legs) else None
