"""How far a training is, from the events of its process: stage, share, time left, curves.

The process says what it does, not what it still will; the rest of the way is estimated from the
amount of text. Pure: must not know Qt, processes or files.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

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


_TOKENS_A_WORD = 1.2
_TRIALS, _TRIAL_TOKENS = 3, 24_000
_MOST_EPOCHS, _FEWEST_EPOCHS, _ENOUGH_TOKENS = 4.0, 2.0, 300_000
"""How often a text is read: large ones less often."""
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
    _trials: int = 0
    _tried: bool = False
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

    def _on_strategy(self, values: Mapping[str, object]) -> None:
        self.strategy = str(values.get("strategy", ""))
        if self.strategy == "scratch":
            self._reach(Stage.CONTROL, self.share)
        elif self._tried or self._trials >= _TRIALS:
            self._reach(Stage.LEARNING, self.share)
        else:
            self._trials += 1
            self.stage = Stage.TRYING

    def _on_trials(self, values: Mapping[str, object]) -> None:
        self._tried = True

    def _on_validated(self, values: Mapping[str, object]) -> None:
        point = Point(int(_number(values.get("tokens"))), _number(values.get("perplexity")))
        if not point.tokens and self.strategy != "scratch":
            self.base = point.perplexity
        if self.stage in (Stage.LEARNING, Stage.CONTROL):
            curve = self.curves.setdefault(self.strategy, [])
            if not curve or curve[-1].tokens < point.tokens:
                curve.append(point)
        self._advance(point.tokens, None)

    def _on_step(self, values: Mapping[str, object]) -> None:
        self._speed = _number(values.get("tokens_per_second")) or self._speed
        self._advance(int(_number(values.get("tokens"))), _number(values.get("seconds_left")))

    def _on_scored(self, values: Mapping[str, object]) -> None:
        self._reach(Stage.COMPARING, _TRAINED)
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

    def _advance(self, tokens: int, rest_of_this: float | None) -> None:
        """``tokens`` of the present strategy are done; it needs ``rest_of_this`` seconds more."""
        plan = self._plan()
        place = self._place(len(plan))
        total, before = sum(plan), sum(plan[:place])
        done = before + min(tokens, plan[place])
        self.share = max(self.share, _PREPARED + (_TRAINED - _PREPARED) * done / total)
        if self._speed > 0:
            here = (plan[place] - tokens) / self._speed if rest_of_this is None else rest_of_this
            after = sum(plan[place + 1 :]) / self._speed
            self.seconds_left = 1.08 * (max(0.0, here) + after)

    def _plan(self) -> list[float]:
        """Tokens of each strategy that will be trained, in order."""
        text = max(1000.0, _TOKENS_A_WORD * self.words)
        epochs = min(_MOST_EPOCHS, max(_FEWEST_EPOCHS, _ENOUGH_TOKENS / text))
        whole = epochs * text
        return [*([min(_TRIAL_TOKENS, whole)] * _TRIALS), whole, whole]

    def _place(self, length: int) -> int:
        if self.stage is Stage.CONTROL:
            return length - 1
        if self.stage is Stage.LEARNING:
            return length - 2
        return min(max(self._trials - 1, 0), length - 3)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
