"""Classifiers by transfer as cells: one encoder, one strategy, so many labels, one draw of them.

Labels are drawn from the training reviews, half of each class; validation reviews choose within a
run, test reviews are read once at its end. This module must not know where encoders come from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from torch import Tensor

from models.progress import Reporter
from training.imdb.cells import Cells
from training.imdb.classifier import (
    CLASSIFIER,
    Head,
    accuracy,
    accuracy_of,
    features,
    fit_head,
    train_classifier,
)
from training.imdb.data import balanced
from training.imdb.plan import ReviewPlan, Size
from training.imdb.task import ReviewPart, Task
from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel
from training.personal.strategies import Strategy, build
from training.runs.loop import BEST, CHECKPOINT

Result = Mapping[str, Any]

_HEAD = "head.safetensors"
_SUBSET_SEED = 2
_HEAD_DROPOUT = 0.2


def differing(strategy: Strategy) -> dict[str, object]:
    """The settings of a strategy that are not the usual ones: a key that stays when strategies
    learn new settings."""
    plain = Strategy(strategy.name, strategy.learning_rate, strategy.epochs)
    names = [n for n in vars(plain) if getattr(strategy, n) != getattr(plain, n)]
    fixed = {"name": strategy.name, "learning_rate": strategy.learning_rate}
    return fixed | {name: getattr(strategy, name) for name in names}


class Encoder:
    """A model that classifiers start from, loaded when it is first needed."""

    def __init__(
        self, name: str, settings: Mapping[str, object], load: Callable[[], LanguageModel]
    ) -> None:
        """``settings``: what makes it this one; ``load`` trains it where that was not done."""
        self.name, self.settings, self._load = name, settings, load

    @cached_property
    def model(self) -> LanguageModel:
        """The model."""
        return self._load()


@dataclass(frozen=True)
class Judges:
    """Reviews that choose and reviews that are scored on."""

    name: str
    validation: ReviewPart
    test: ReviewPart


class Transfers:
    """The classifiers of one experiment."""

    def __init__(
        self, task: Callable[[], Task], plan: ReviewPlan, cells: Cells, report: Reporter
    ) -> None:
        self._task, self.plan, self.cells, self.report = task, plan, cells, report
        self._read: dict[tuple[str, str], Tensor] = {}

    def judges(self, size: Size) -> Judges:
        """The reviews that judge classifiers of a size."""
        task, plan = self._task(), self.plan
        validation, test = task.validation.last(plan.length), task.test.last(plan.length)
        choosing, scoring = plan.judges(size)
        chosen = validation.take(balanced(validation.labels.tolist(), choosing, _SUBSET_SEED))
        if not scoring:
            return Judges("all", chosen, test)
        scored = balanced(test.labels.tolist(), scoring, _SUBSET_SEED)
        return Judges("few", chosen, test.take(scored))

    def drawn(self, size: Size, seed: int) -> ReviewPart:
        """The labelled reviews of one draw."""
        train = self._task().train
        return train.take(balanced(train.labels.tolist(), size.labels, seed)).last(self.plan.length)

    def _settings(
        self, encoder: Encoder, strategy: Strategy, size: Size, seed: int
    ) -> dict[str, object]:
        plan = self.plan
        return {
            **encoder.settings,
            "strategy": differing(strategy),
            "labels": size.labels,
            "epochs": size.epochs if strategy.name != "features" else 0,
            "seed": seed,
            "length": plan.length,
            "judges": list(plan.judges(size)),
        }

    def get(self, encoder: Encoder, name: str, size: Size, seed: int) -> Result | None:
        """Accuracy of one classifier on validation and test reviews."""
        if name == "features":
            return self.cells.get(*self._features(encoder, size, seed))
        strategy = replace(CLASSIFIER[name], epochs=size.epochs)
        title = f"classifier/{encoder.name}/{name}/{size.labels}/{seed}"
        settings = self._settings(encoder, strategy, size, seed)
        return self.cells.get(
            title, settings, lambda place: self._train(encoder, strategy, size, seed, place)
        )

    # ---- the head alone -----------------------------------------------------------------------

    def _features(
        self, encoder: Encoder, size: Size, seed: int
    ) -> tuple[str, dict[str, object], Callable[[Path], Result]]:
        title = f"classifier/{encoder.name}/features/{size.labels}/{seed}"
        settings = self._settings(encoder, CLASSIFIER["features"], size, seed)

        def compute(place: Path) -> Result:
            model, train, judges = encoder.model, self.drawn(size, seed), self.judges(size)
            head = Head(model.config.hidden)
            pooled = features(model, head, train)
            validation = self._pooled(encoder, head, judges.validation, f"{judges.name}/validation")
            chosen = fit_head(head, (pooled, train.labels), (validation, judges.validation.labels))
            save_atomically(head.state_dict(), place / _HEAD)
            test = self._pooled(encoder, head, judges.test, f"{judges.name}/test")
            return {"validation": chosen, "test": accuracy_of(head, test, judges.test.labels)}

        return title, settings, compute

    def _pooled(self, encoder: Encoder, head: Head, part: ReviewPart, name: str) -> Tensor:
        """What a frozen encoder gives for the judges, read once."""
        key = (encoder.name, name)
        if key not in self._read:
            self._read[key] = features(encoder.model, head, part)
        return self._read[key]

    # ---- everything ---------------------------------------------------------------------------

    def _train(
        self, encoder: Encoder, strategy: Strategy, size: Size, seed: int, place: Path
    ) -> Result:
        model = build(strategy, encoder.model, seed)
        head = Head(model.config.hidden, dropout=_HEAD_DROPOUT)
        if not strategy.fresh:
            fitted = self._features(encoder, size, seed)
            self.cells.need(*fitted)
            tensors, _ = load_tensors(self.cells.place(*fitted[:2]) / _HEAD)
            head.load_state_dict(tensors)
        model.add_module("head", head)
        judges = self.judges(size)
        drawn = self.drawn(size, seed)
        trained = train_classifier(
            model, drawn, judges.validation, strategy, place, self.report, seed
        )
        result = {"validation": trained.validation, "test": accuracy(model, judges.test)}
        tidy(place)
        return result


def tidy(place: Path) -> None:
    """Take away what only an unfinished run needs."""
    for name in (BEST, CHECKPOINT):
        (place / name).unlink(missing_ok=True)
