"""Base, strategies and control side by side on text that none of them was trained on.

Validation text chooses, test text reports: what is adopted is decided before the test text is read.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.progress import Event, Reporter
from models.vocabulary import UNKNOWN, Vocabulary
from training.measure.score import Score, score, spelling_loss
from training.network.model import LanguageModel
from training.personal.examples import examples
from training.personal.strategies import Outcome, TargetText
from training.personal.target import Row, TargetSplit, excerpts, foreign_words
from training.runs.validation import in_lanes, token_losses

_TEST_WORDS = 6000
_CERTAIN = 2.0
"""Standard errors that the gain over the base must be away from nothing: a 95 % interval."""


class Compared(Protocol):
    """What is known of a target task."""

    @property
    def split(self) -> TargetSplit:
        """The person's text in its three parts."""
        ...

    @property
    def vocabulary(self) -> Vocabulary:
        """The base's words and the new ones behind them."""
        ...

    @property
    def base(self) -> LanguageModel:
        """The base with rows for the new words."""
        ...

    @property
    def base_size(self) -> int:
        """How many words the base knew."""
        ...

    @property
    def text(self) -> TargetText:
        """What there is to learn from."""
        ...


@dataclass(frozen=True)
class Gain:
    """How much better than the base a model is on the validation text."""

    loss: float
    """The model's mean loss, nats per token, over ``training.measure.score``'s closed words."""
    base: float
    """The base's."""
    error: float
    """Standard error of the mean of the differences, from the pieces of the text that are read
    side by side: neighbours in a text are alike, so single tokens would promise too much."""

    @property
    def is_certain(self) -> bool:
        """Whether the interval of the difference is above zero."""
        return self.base - self.loss > _CERTAIN * self.error


@dataclass(frozen=True)
class Comparison:
    """Who was compared, what each reaches, and which one is adopted ("" for none)."""

    outcomes: Sequence[Outcome]
    scores: Mapping[str, Score]
    adopted: str
    gains: Mapping[str, Gain]
    """By strategy, on the validation text."""
    examples: Sequence[Mapping[str, object]] = field(default_factory=list)

    def summary(self) -> str:
        """The result in words that a person understands."""
        before = self.scores["base"].ksr1.mean
        if not self.adopted:
            return (
                "Nothing learned from these documents predicts your text better than the base "
                f"does ({before:.1%} of the keystrokes); the base is kept, with your word counts."
            )
        after = self.scores[self.adopted].ksr1.mean
        return (
            f"On text of yours that was held back, the profile takes {after:.1%} of your "
            f"keystrokes instead of {before:.1%}."
        )


def compare(
    base: LanguageModel,
    vocabulary: Vocabulary,
    target: Compared,
    outcomes: Sequence[Outcome],
    report: Reporter,
) -> Comparison:
    """Choose by validation, then score everything on the test text (validation where none is)."""
    parts = target.split
    foreign = foreign_words(vocabulary, (*parts.train, parts.validation, parts.test))
    gains = gains_of(base, target, outcomes, foreign)
    candidates = [o.strategy for o in outcomes if o.strategy != "scratch"] or list(gains)
    best = min(candidates, key=lambda name: gains[name].loss)
    adopted = best if gains[best].is_certain else ""
    text = excerpts(parts.test or parts.validation, _TEST_WORDS)
    scores = {"base": score(base, vocabulary, text, len(vocabulary), foreign)}
    for outcome in outcomes:
        model, size = outcome.model, target.base_size
        scores[outcome.strategy] = score(model, target.vocabulary, text, size, foreign)
    for name, reached in scores.items():
        report(Event("scored", {"name": name, **reached.as_json()}))
    chosen = next((o.model for o in outcomes if o.strategy == adopted), None)
    profile = (chosen, target.vocabulary) if chosen else (base, vocabulary)
    shown = examples((base, vocabulary), profile, text)
    return Comparison(outcomes, scores, adopted, gains, shown)


def gains_of(
    base: LanguageModel, target: Compared, outcomes: Sequence[Outcome], foreign: int
) -> dict[str, Gain]:
    """What each outcome gains over the base as it ships, in pairs of the same tokens."""
    size, ids = target.base_size, target.text.validation
    known = np.where(ids < size, ids, UNKNOWN)
    before = _closed_losses(base, known, spelling_loss(foreign, 0))
    grown = spelling_loss(foreign, len(target.vocabulary) - size)
    found = {}
    for outcome in outcomes:
        after = _closed_losses(outcome.model, ids, grown)
        lanes = (before - after).mean(0)  # (B,)
        error = float(lanes.std(ddof=1)) / math.sqrt(len(lanes)) if len(lanes) > 1 else math.inf
        found[outcome.strategy] = Gain(float(after.mean()), float(before.mean()), error)
    return found


def _closed_losses(model: LanguageModel, ids: Row, spelling: float) -> npt.NDArray[np.float64]:
    """Losses (T, B) over the closed list of words, see ``training.measure.score``."""
    losses: npt.NDArray[np.float64] = token_losses(model, ids)
    return np.asarray(losses + spelling * (in_lanes(ids)[1:] == UNKNOWN), np.float64)


def entry(outcome: Outcome, comparison: Comparison) -> dict[str, object]:
    """A strategy's line of the report."""
    gain = comparison.gains[outcome.strategy]
    return {
        "name": outcome.strategy,
        "validation_perplexity": round(math.exp(min(gain.loss, 50.0)), 2),
        "base_validation_perplexity": round(math.exp(min(gain.base, 50.0)), 2),
        "validation_gain": [round(gain.base - gain.loss, 4), round(gain.error, 4)],
        "test": comparison.scores[outcome.strategy].as_json(),
        "trained_numbers": outcome.trained,
        "tokens": outcome.result.tokens,
        "seconds": round(outcome.result.seconds, 1),
    }
