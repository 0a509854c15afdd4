"""Base, strategies and control side by side on text that none of them was trained on.

Validation text chooses, test text reports: what is adopted is decided before the test text is read.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from models.progress import Event, Reporter
from models.vocabulary import Vocabulary
from training.examples import examples
from training.loop import full_loss
from training.model import LanguageModel
from training.score import Score, score
from training.target import Split
from training.transfer import Outcome, TargetText

_TEST_WORDS = 6000
_LEAST_GAIN = 0.005
"""Nats per token by which a strategy must beat the base on the validation text."""


class Compared(Protocol):
    """What is known of a target task."""

    @property
    def split(self) -> Split: ...
    @property
    def vocabulary(self) -> Vocabulary: ...
    @property
    def base(self) -> LanguageModel: ...
    @property
    def base_size(self) -> int: ...
    @property
    def text(self) -> TargetText: ...


@dataclass(frozen=True)
class Comparison:
    """Who was compared, what each reaches, and which one is adopted ("" for none)."""

    outcomes: Sequence[Outcome]
    scores: Mapping[str, Score]
    adopted: str
    base_loss: float
    examples: Sequence[Mapping[str, object]] = field(default_factory=list)

    def summary(self) -> str:
        """The result in words that a person understands."""
        before = self.scores["base"].ksr1.mean
        if not self.adopted:
            return (
                "Nothing learned from these documents predicts your text better than the base "
                f"does ({before:.0%} of the keystrokes); the base is kept, with your word counts."
            )
        after = self.scores[self.adopted].ksr1.mean
        return (
            f"On text of yours that was held back, the profile takes {after:.0%} of your "
            f"keystrokes instead of {before:.0%}."
        )


def compare(
    base: LanguageModel,
    vocabulary: Vocabulary,
    target: Compared,
    outcomes: Sequence[Outcome],
    report: Reporter,
) -> Comparison:
    """Choose by validation, then score everything on the test text (validation where none is)."""
    base_loss = full_loss(target.base, target.text.validation)
    candidates = [o for o in outcomes if o.strategy != "scratch"] or list(outcomes)
    best = min(candidates, key=lambda outcome: outcome.loss)
    adopted = best.strategy if best.loss < base_loss - _LEAST_GAIN else ""
    text = first_words(target.split.test or target.split.validation, _TEST_WORDS)
    scores = {"base": score(base, vocabulary, text, len(vocabulary))}
    for outcome in outcomes:
        scores[outcome.strategy] = score(outcome.model, target.vocabulary, text, target.base_size)
    for name, reached in scores.items():
        report(Event("scored", {"name": name, **reached.as_json()}))
    profile = (best.model, target.vocabulary) if adopted else (base, vocabulary)
    shown = examples((base, vocabulary), profile, text)
    return Comparison(outcomes, scores, adopted, base_loss, shown)


def first_words(paragraphs: Sequence[str], words: int) -> list[str]:
    """Leading paragraphs with about so many words."""
    kept: list[str] = []
    for paragraph in paragraphs:
        if words <= 0:
            break
        kept.append(paragraph)
        words -= len(paragraph.split())
    return kept


def entry(outcome: Outcome, comparison: Comparison) -> dict[str, object]:
    """A strategy's line of the report."""
    return {
        "name": outcome.strategy,
        "validation_perplexity": round(outcome.perplexity, 2),
        "base_validation_perplexity": round(math.exp(comparison.base_loss), 2),
        "test": comparison.scores[outcome.strategy].as_json(),
        "trained_numbers": outcome.trained,
        "tokens": outcome.result.tokens,
        "seconds": round(outcome.result.seconds, 1),
    }
