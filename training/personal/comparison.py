"""Base, strategies and control side by side on text that none of them was trained on: each model by
itself, without counts, document and blend.

Validation text chooses, test text reports. What a profile is worth with everything switched on is
``training.personal.verdict``'s to say.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from models.progress import Event, Reporter
from models.vocabulary import Vocabulary
from training.measure.score import Score, score
from training.network.model import LanguageModel
from training.personal.examples import examples
from training.personal.strategies import Outcome
from training.personal.target import TargetSplit, excerpts, foreign_words

_TEST_WORDS = 6000


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
    def base_size(self) -> int:
        """How many words the base knew."""
        ...


@dataclass(frozen=True)
class Comparison:
    """Who was compared, what each reaches by itself, and which one is proposed."""

    outcomes: Sequence[Outcome]
    scores: Mapping[str, Score]
    best: Outcome
    """The likeliest to help, by validation text; whether it does is judged elsewhere."""
    examples: Sequence[Mapping[str, object]] = field(default_factory=list)


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
    candidates = [o for o in outcomes if o.strategy != "scratch"] or outcomes
    best = min(candidates, key=lambda outcome: outcome.loss)
    text = excerpts(parts.test or parts.validation, _TEST_WORDS)
    scores = {"base": score(base, vocabulary, text, len(vocabulary), foreign)}
    for outcome in outcomes:
        model, size = outcome.model, target.base_size
        scores[outcome.strategy] = score(model, target.vocabulary, text, size, foreign)
    for name, reached in scores.items():
        report(Event("scored", {"name": name, **reached.as_json()}))
    shown = examples((base, vocabulary), (best.model, target.vocabulary), text)
    return Comparison(outcomes, scores, best, shown)


def entry(outcome: Outcome, comparison: Comparison) -> dict[str, object]:
    """A strategy's line of the report."""
    return {
        "name": outcome.strategy,
        "validation_perplexity": round(outcome.perplexity, 2),
        "alpha": outcome.alpha,
        "test": comparison.scores[outcome.strategy].as_json(),
        "trained_numbers": outcome.trained,
        "tokens": outcome.result.tokens,
        "seconds": round(outcome.result.seconds, 1),
    }
