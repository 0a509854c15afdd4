"""The whole experiment as cells, each kept when it is done.

What is chosen is chosen by validation reviews; test reviews are only scored on. This module must
not know how results are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path

import torch

from models.progress import Reporter
from training.export import weights_digest
from training.imdb.cells import Cells
from training.imdb.classifier import CLASSIFIER, Head, accuracy, train_classifier
from training.imdb.data import Review, Reviews, balanced
from training.imdb.language import LANGUAGE, learned, token_score
from training.imdb.plan import ReviewPlan, Size
from training.imdb.sources import SHUFFLED, ReviewSource, as_text, names, read_source, shuffled
from training.imdb.task import ReviewPart, Task, open_task, prepare_task
from training.imdb.transfers import Encoder, Result, Transfers, differing, tidy
from training.network.model import LanguageModel, ModelConfig

_SEED_WORDS, _SEED_EMBEDDING, _SEED_HIDDEN = 10_000, 128, 128


class Experiment:
    """One form of the experiment over one base and one set of reviews."""

    def __init__(
        self,
        reviews: Reviews,
        base: Path,
        plan: ReviewPlan,
        cells: Cells,
        report: Reporter,
        sources: Sequence[ReviewSource] = (),
    ) -> None:
        """``sources``: texts of part four; without them that part is left out."""
        self.reviews = Reviews(
            _some(reviews.train, plan.train or len(reviews.train)),
            _some(reviews.validation, plan.validation),
            _some(reviews.test, plan.test),
        )
        self.base, self.plan, self.cells, self.report = base, plan, cells, report
        self.sources = tuple(sources)
        self._transfers = Transfers(lambda: self.task, plan, cells, report)

    # ---- the text ---------------------------------------------------------------------------

    @cached_property
    def _given(self) -> dict[str, object]:
        return {"data": self.reviews.digest(), "base": weights_digest(self.base)}

    @cached_property
    def about(self) -> Result:
        """What the reviews and the vocabulary are like; without it nothing else can be."""
        return self.cells.need(
            "text",
            self._given,
            lambda place: prepare_task(self.reviews, self.base, place, self.report),
        )

    @cached_property
    def task(self) -> Task:
        """The reviews as ids."""
        size = int(self.about["base_words"])
        return open_task(self.base, self.cells.place("text", self._given), size)

    # ---- part one: the model that the idea was first shown with ---------------------------------

    def seed_model(self) -> Result | None:
        """Embedding 10,000 x 128, LSTM 128, its last output, a sigmoid; from scratch."""
        plan, strategy = self.plan, replace(CLASSIFIER["seed"], epochs=self.plan.seed_epochs)
        settings = {
            **self._given,
            "strategy": differing(strategy),
            "epochs": strategy.epochs,
            "length": plan.seed_length,
        }

        def compute(place: Path) -> Result:
            task = self.task
            table = task.frequent(_SEED_WORDS)
            parts: dict[str, ReviewPart] = {
                name: getattr(task, name).mapped(table).last(plan.seed_length)
                for name in ("train", "validation", "test")
            }
            torch.manual_seed(1)
            model = LanguageModel(ModelConfig(_SEED_WORDS, _SEED_EMBEDDING, _SEED_HIDDEN))
            model.add_module("head", Head(_SEED_HIDDEN, ("last",)))
            trained = train_classifier(
                model,
                parts["train"],
                parts["validation"],
                strategy,
                place,
                self.report,
                seed=1,
                validations=round(2 * strategy.epochs),
            )
            result = {"validation": trained.validation, "test": accuracy(model, parts["test"])}
            tidy(place)
            return result

        return self.cells.get("seed", settings, compute)

    # ---- part two: language models --------------------------------------------------------------

    def _language_settings(self, name: str) -> dict[str, object]:
        return {
            **self._given,
            "strategy": differing(LANGUAGE[name]),
            "epochs": self.plan.language_epochs,
        }

    def language(self, name: str) -> Result | None:
        """Perplexity and hit@1 of "base" as it is, "tuned" on the reviews, or "scratch"."""
        test = {"test": self.plan.language_test}
        if name == "base":
            settings: dict[str, object] = {**self._given, **test}
            return self.cells.get("language/base", settings, lambda _: self._score(self.task.base))
        settings = {**self._language_settings(name), **test}
        return self.cells.get(
            f"language/{name}", settings, lambda _: self._score(self._learned(name))
        )

    def _learned(self, name: str) -> LanguageModel:
        text = self.task.text()
        tokens = round(text.tokens * self.plan.language_epochs)
        place = self.cells.place(f"language/{name}/model", self._language_settings(name))
        start = (self.task.base, self.task.base_size)
        return learned(LANGUAGE[name], *start, text, tokens, place, self.report)

    def _score(self, model: LanguageModel) -> dict[str, object]:
        test = self.task.test
        chosen = balanced(test.labels.tolist(), self.plan.language_test, seed=1)
        return token_score(model, test.take(chosen).rows).as_json()

    # ---- parts three and four: classifiers ------------------------------------------------------

    @cached_property
    def encoders(self) -> Mapping[str, Encoder]:
        """Everything that classifiers can start from: the base as it is and tuned on the reviews;
        their architecture with nothing learned; the sources of part four, and theirs."""
        given = self._given
        tuned = {**self._language_settings("tuned"), "encoder": "tuned"}
        found = {
            "base": Encoder("base", {**given, "encoder": "base"}, lambda: self.task.base),
            "tuned": Encoder("tuned", tuned, lambda: self._learned("tuned")),
            "none": Encoder("none", {**given, "encoder": "none"}, lambda: self.task.base),
        }
        small = {**given, "shape": self.plan.source_shape}
        found["small"] = Encoder("small", {**small, "encoder": "none"}, self._small)
        for name in names(self.sources):
            settings = {**small, **self._source_settings(name), "encoder": name}
            found[name] = Encoder(name, settings, partial(self._trained_source, name))
        return found

    def _small(self) -> LanguageModel:
        embedding, hidden = self.plan.source_shape
        return LanguageModel(ModelConfig(len(self.task.vocabulary), embedding, hidden))

    def _source_settings(self, name: str) -> dict[str, object]:
        source = self._source(name)
        return {
            "source": [str(source.path.resolve()), list(source.parts)],
            "shuffled": name == SHUFFLED,
            "tokens": self.plan.source_tokens,
            "training": differing(LANGUAGE["source"]),
        }

    def _source(self, name: str) -> ReviewSource:
        """The source called ``name``; the shuffled one is made from the first."""
        return next((s for s in self.sources if s.name == name), self.sources[0])

    def _trained_source(self, name: str) -> LanguageModel:
        tokens, vocabulary = self.plan.source_tokens, self.task.vocabulary
        ids = read_source(self._source(name), vocabulary, tokens)
        if name == SHUFFLED:
            ids = shuffled(ids)
        text = as_text(ids, len(vocabulary))
        settings = {**self._given, "shape": self.plan.source_shape, **self._source_settings(name)}
        place = self.cells.place(f"source/{name}/model", settings)
        start = (self._small(), len(vocabulary))
        return learned(LANGUAGE["source"], *start, text, tokens, place, self.report)

    def classifiers(self) -> Iterator[tuple[str, str, Size, Result | None]]:
        """Part three: encoder, strategy, size and result of every classifier there should be."""
        rows = [
            ("tuned", "features"),
            ("none", "scratch"),
            ("tuned", "full"),
            ("base", "features"),
            ("base", "full"),
            ("tuned", "linear"),
        ]
        yield from self._all(rows, self.plan.sizes)

    def unrelated(self) -> Iterator[tuple[str, str, Size, Result | None]]:
        """Part four: the same for sources of every kind, in one smaller architecture."""
        sources = names(self.sources)
        rows = [(name, strategy) for strategy in ("full", "features") for name in sources]
        if rows:
            yield from self._all([("small", "scratch"), *rows], self.plan.unrelated)

    def _all(
        self, rows: Sequence[tuple[str, str]], sizes: Sequence[Size]
    ) -> Iterator[tuple[str, str, Size, Result | None]]:
        for size in sizes:
            for seed in range(1, size.seeds + 1):
                for encoder, strategy in rows:
                    found = self._transfers.get(self.encoders[encoder], strategy, size, seed)
                    yield encoder, strategy, size, found


def _some(reviews: tuple[Review, ...], count: int) -> tuple[Review, ...]:
    """``count`` reviews, half of each class, always the same ones, mixed; 0: as they are."""
    if not count:
        return reviews
    chosen = balanced([review.positive for review in reviews], count, seed=0)
    return tuple(reviews[i] for i in chosen)
