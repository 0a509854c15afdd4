"""A gate of the person's own over the shipped one: logistic regression over ten plain features.

It shifts the chance that a ghost is wanted, p' = σ(logit p + w·x), by what this person took and
typed past (stochastic gradient steps on the log loss; Bottou 2010). It starts at w = 0, the shipped
gate; weights and their sum are bounded, so that it can never shut out everything. It sees numbers,
never a word. Standard library only.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editor_app.language import mark, tr
from editor_app.prediction.gate import LEVELS, is_worth_showing
from models.disk import read_file
from models.replacing import write_own

_MOST_BYTES = 1 << 16
"""Of a kept gate; what is larger is none."""
FEATURES: tuple[tuple[str, str, str], ...] = (
    ("always", mark("more often in all"), mark("less often in all")),
    ("chance", mark("more often when it is sure"), mark("less often when it is sure")),
    ("letters", mark("more often for long words"), mark("less often for long words")),
    ("pause", mark("more often when you pause"), mark("less often when you pause")),
    ("streak", mark("more often after you took one"), mark("less often after you took one")),
    ("deleted", mark("more often after you deleted"), mark("less often after you deleted")),
    ("begin", mark("more often at a word's beginning"), mark("less often at a word's beginning")),
    ("heading", mark("more often in headings"), mark("less often in headings")),
    ("list", mark("more often in lists"), mark("less often in lists")),
    ("quote", mark("more often in quotations"), mark("less often in quotations")),
)
"""The weights' names, and what a weight above and below nothing means."""
_BOUND = 1.0
_SHIFT = 1.5
_RATE = 0.05
_LEAST = 1e-4
"""Chances are taken to lie so far from 0 and 1."""
_TELLING = 0.15
"""A weight below this says nothing yet."""


@dataclass(frozen=True, slots=True)
class GhostSight:
    """A ghost and its place, without a word of either."""

    chance: float
    letters: int
    """That it would save."""
    pause: float
    """Seconds since the key before."""
    since_take: int
    """Words typed since a ghost was taken."""
    deleted: bool
    """Was something deleted in this word?"""
    typed: int
    """Letters of the word that stand there."""
    kind: str
    """"prose", "heading", "list" or "quotation"."""

    @property
    def features(self) -> tuple[float, ...]:
        """In the order of :data:`FEATURES`, each between −1 and 1."""
        return (
            1.0,
            2.0 * self.chance - 1.0,
            min(self.letters, 12) / 6.0 - 1.0,
            min(self.pause, 2.0) - 1.0,
            1.0 if self.since_take <= 2 else 0.0,
            1.0 if self.deleted else 0.0,
            1.0 if self.typed == 0 else 0.0,
            1.0 if self.kind == "heading" else 0.0,
            1.0 if self.kind == "list" else 0.0,
            1.0 if self.kind == "quotation" else 0.0,
        )


class OwnGate:
    """The weights. One thread at a time."""

    def __init__(self, weights: Sequence[float] = (), seen: int = 0) -> None:
        usable = len(weights) == len(FEATURES) and all(map(math.isfinite, weights))
        self.weights = [_within(w, _BOUND) for w in weights] if usable else [0.0] * len(FEATURES)
        self.seen = seen
        """Ghosts that it has learned from."""

    def chance(self, sight: GhostSight) -> float:
        """The chance that this ghost is wanted, by what is known of this person."""
        sure = min(max(sight.chance, _LEAST), 1.0 - _LEAST)
        return 1.0 / (1.0 + math.exp(-math.log(sure / (1.0 - sure)) - self._shift(sight)))

    def _shift(self, sight: GhostSight) -> float:
        pairs = zip(self.weights, sight.features, strict=True)
        return _within(sum(weight * value for weight, value in pairs), _SHIFT)

    def allows(self, sight: GhostSight, level: str) -> bool:
        """Would the gate, which is open, still be at this person's chance? (Where a letter is a
        word, a ghost of one is worth more keys than it has letters.)"""
        if self._shift(sight) >= 0.0:
            return True
        at = LEVELS.get(level, LEVELS["normal"])
        letters = max(sight.letters, 2)
        return is_worth_showing([self.chance(sight)], [letters], at, pause=sight.pause)

    def learn(self, sight: GhostSight, taken: bool) -> None:
        """The ghost was taken, or read and typed past."""
        error = float(taken) - self.chance(sight)
        for place, value in enumerate(sight.features):
            self.weights[place] = _within(self.weights[place] + _RATE * error * value, _BOUND)
        self.seen += 1

    def merge(self, other: "OwnGate") -> None:
        """Take in what another gate of this person has learned: each counts as it has seen."""
        if not other.seen:
            return
        self.seen += other.seen
        share = other.seen / self.seen
        for place, (own, theirs) in enumerate(zip(self.weights, other.weights, strict=True)):
            self.weights[place] = own + share * (theirs - own)

    def copy(self) -> "OwnGate":
        """The same, for another thread."""
        return OwnGate(self.weights, self.seen)

    def become(self, other: "OwnGate") -> None:
        """Hold what ``other`` holds."""
        self.weights, self.seen = list(other.weights), other.seen

    def forget(self) -> None:
        """As it ships."""
        self.weights = [0.0] * len(FEATURES)
        self.seen = 0

    def describe(self) -> list[str]:
        """What it has learned, in words, the most telling first."""
        told = sorted(zip(self.weights, FEATURES, strict=True), key=lambda pair: -abs(pair[0]))
        return [
            tr(more if weight > 0 else less)
            for weight, (_, more, less) in told
            if abs(weight) >= _TELLING
        ]

    @classmethod
    def read(cls, path: Path) -> "OwnGate":
        """The gate in ``path``; a missing or damaged file is the shipped one."""
        try:
            return cls.from_json(json.loads(read_file(path, _MOST_BYTES)))
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return cls()

    @classmethod
    def from_json(cls, found: Mapping[str, Any]) -> "OwnGate":
        """The gate that :meth:`as_json` told of; raises KeyError, TypeError or ValueError."""
        weights = [float(found["weights"][name]) for name, _, _ in FEATURES]
        if not all(map(math.isfinite, weights)):
            raise ValueError("no weights")
        return cls(weights, int(found["seen"]))

    def as_json(self) -> dict[str, object]:
        """Its weights by their names, and how much they rest on."""
        names = (name for name, _, _ in FEATURES)
        return {"weights": dict(zip(names, self.weights, strict=True)), "seen": self.seen}

    def write(self, path: Path) -> None:
        """Keep it, for its owner's eyes; raises ``OSError``."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_own(path, json.dumps(self.as_json()).encode())


def _within(value: float, bound: float) -> float:
    return min(max(value, -bound), bound)
