"""How far a training is, from the events of its process: stage, share, time left, curves.

The process tells its plan and then what it does; the rest of the way is estimated from both.
Pure: must not know Qt, processes or files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from models.plan import Leg, Purpose, leg_of, legs_of
from models.progress import Event


class Stage(Enum):
    """What is done now, in the order in which it comes."""

    STARTING = "starting"
    READING = "reading"
    PREPARING = "preparing"
    TRYING = "trying"
    LEARNING = "learning"
    CONTROL = "control"
    COMPARING = "comparing"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Point:
    """A measurement on text that is held back."""

    tokens: int
    perplexity: float


_STAGES: Mapping[Purpose, Stage] = {
    Purpose.TRIAL: Stage.TRYING,
    Purpose.LEARNING: Stage.LEARNING,
    Purpose.CONTROL: Stage.CONTROL,
}
_WEIGHT = 0.25
"""Of a new guess of the time left, against the guesses before."""
_JUMP = 1.5
"""A guess so much longer is believed at once: something has changed."""
_READ, _PREPARED, _TRAINED = 0.03, 0.06, 0.92
"""Shares of the whole that are done when the text is read, laid out, and learned."""


@dataclass(slots=True)
class TrainingProgress:
    """What a watcher knows. Give every event to :meth:`take`."""

    stage: Stage = Stage.STARTING
    share: float = 0.0
    """Of the whole, 0 to 1; never falls."""
    seconds_left: float | None = None
    """A guess; None while nothing can be said."""
    words: int = 0
    strategy: str = ""
    curves: dict[str, list[Point]] = field(default_factory=dict)
    """Strategy → its measurements; the trials are not among them."""
    base: float = 0.0
    """Perplexity before anything is learned, 0 while unknown."""
    report: Mapping[str, object] | None = None
    """The last event's values: the work is done."""
    _legs: tuple[Leg, ...] = ()
    _speed: float = 0.0

    def take(self, event: Event) -> None:
        """Take in ``event``; one that is unknown or strange changes nothing."""
        handler = getattr(self, f"_on_{event.name}", None)
        if handler is not None:
            handler(event.values)

    # ---- the events

    def _on_file(self, values: Mapping[str, object]) -> None:
        self.stage = Stage.READING
        self.words += int(_number(values.get("words")))

    def _on_read(self, values: Mapping[str, object]) -> None:
        self.words = int(_number(values.get("words")))
        self._reach(Stage.PREPARING, _READ)

    def _on_resumed(self, values: Mapping[str, object]) -> None:
        self._reach(Stage.PREPARING, _READ)

    def _on_grown(self, values: Mapping[str, object]) -> None:
        self._reach(Stage.TRYING, _PREPARED)

    def _on_plan(self, values: Mapping[str, object]) -> None:
        self._legs = legs_of(values)

    def _on_strategy(self, values: Mapping[str, object]) -> None:
        leg = leg_of(values, self._legs)
        if leg is not None:
            self.strategy = str(values.get("strategy", ""))
            self._reach(_STAGES[self._legs[leg].purpose], self.share)

    def _on_validated(self, values: Mapping[str, object]) -> None:
        leg = leg_of(values, self._legs)
        if leg is None:
            return
        purpose = self._legs[leg].purpose
        point = Point(int(_number(values.get("tokens"))), _number(values.get("perplexity")))
        if not point.tokens and purpose is not Purpose.CONTROL:
            self.base = point.perplexity
        if purpose is not Purpose.TRIAL:
            curve = self.curves.setdefault(self.strategy, [])
            if not curve or curve[-1].tokens < point.tokens:
                curve.append(point)
        self._advance(leg, point.tokens, None)

    def _on_step(self, values: Mapping[str, object]) -> None:
        leg = leg_of(values, self._legs)
        if leg is not None:
            self._speed = _number(values.get("tokens_per_second")) or self._speed
            tokens, left = int(_number(values.get("tokens"))), _number(values.get("seconds_left"))
            self._advance(leg, tokens, left)

    def _on_scored(self, values: Mapping[str, object]) -> None:
        self._reach(Stage.COMPARING, _TRAINED)
        self.seconds_left = None

    def _on_judging(self, values: Mapping[str, object]) -> None:
        self._reach(Stage.COMPARING, 0.94)
        self.seconds_left = None

    def _on_publishing(self, values: Mapping[str, object]) -> None:
        self._reach(Stage.WRITING, 0.97)
        self.seconds_left = None

    def _on_report(self, values: Mapping[str, object]) -> None:
        self.report = values
        self.share, self.seconds_left = 1.0, None

    # ---- the estimate

    def _reach(self, stage: Stage, share: float) -> None:
        self.stage = stage
        self.share = max(self.share, share)

    def _advance(self, leg: int, tokens: int, rest_of_this: float | None) -> None:
        """``tokens`` of a leg are done; it needs ``rest_of_this`` seconds more."""
        plan = [max(1, leg.tokens) for leg in self._legs]
        done = sum(plan[:leg]) + min(tokens, plan[leg])
        self.share = max(self.share, _PREPARED + (_TRAINED - _PREPARED) * done / sum(plan))
        if self._speed > 0:
            here = (plan[leg] - tokens) / self._speed if rest_of_this is None else rest_of_this
            after = sum(plan[leg + 1 :]) / self._speed
            self._expect(1.08 * (max(0.0, here) + after))

    def _expect(self, seconds: float) -> None:
        """A guess that does not jump: speed is measured over moments, and moments differ."""
        before = self.seconds_left
        calm = before is not None and seconds < _JUMP * before
        self.seconds_left = before + _WEIGHT * (seconds - before) if calm and before else seconds


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
