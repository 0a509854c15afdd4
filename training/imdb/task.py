"""The reviews as ids: one vocabulary for all models, the base grown by the reviews' words.

Reading, growing and encoding take minutes, so their result is kept. Words are chosen and counted in
the training reviews alone. This module must not know classifiers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.bundle import open_bundle
from models.language import known
from models.progress import Reporter
from models.vocabulary import PARAGRAPH, UNKNOWN, Vocabulary
from models.writing import Writing
from training.corpora.corpus import Ids
from training.export import load_model
from training.finetune import prepare
from training.imdb.data import Review, Reviews
from training.network.checkpoint import load_tensors
from training.network.model import LanguageModel
from training.personal.request import Request
from training.personal.target import Row, TargetSplit, TargetText, encode

_IDS, _VOCABULARY, _GROWN = "ids.npz", "vocab.txt", "grown.safetensors"


@dataclass(frozen=True)
class ReviewPart:
    """Encoded reviews: N rows of ids, each ended by a paragraph's end, and N labels."""

    rows: tuple[Ids, ...]
    labels: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    def take(self, places: Sequence[int]) -> "ReviewPart":
        """Some of them, in the given order."""
        return ReviewPart(tuple(self.rows[i] for i in places), self.labels[list(places)])

    def last(self, length: int) -> "ReviewPart":
        """Each review's last ``length`` ids: a verdict stands at the end more often than not."""
        return ReviewPart(tuple(row[-length:] for row in self.rows), self.labels)

    def mapped(self, table: npt.NDArray[np.int64]) -> "ReviewPart":
        """The same reviews under other ids: ``table`` (V,) says which."""
        return ReviewPart(tuple(table[row].astype(row.dtype) for row in self.rows), self.labels)


@dataclass(frozen=True)
class Task:
    """The target task: all three parts, and the base that knows their words."""

    train: ReviewPart
    validation: ReviewPart
    test: ReviewPart
    vocabulary: Vocabulary
    base: LanguageModel
    base_size: int
    counts: npt.NDArray[np.float64]
    """(V,) word frequencies for the sampled loss."""
    validation_text: Row

    def text(self) -> TargetText:
        """The training reviews as running text."""
        weights = (1.0,) * len(self.train)
        return TargetText(self.train.rows, weights, self.validation_text, self.counts)

    def frequent(self, size: int) -> npt.NDArray[np.int64]:
        """(V,) new ids: the ``size`` most frequent entries of the training reviews keep one, the
        rest is unknown. The special entries stay as they are."""
        ids = np.concatenate(self.train.rows)
        counts = np.bincount(ids, minlength=len(self.vocabulary)).astype(np.int64)
        counts[: PARAGRAPH + 1] = ids.size + 1
        order = np.argsort(-counts, kind="stable")[:size]
        table = np.full(len(counts), UNKNOWN, np.int64)
        table[order] = np.arange(len(order))
        return table


def prepare_task(reviews: Reviews, base: Path, directory: Path, report: Reporter) -> dict[str, Any]:
    """Grow the base's vocabulary by the reviews' words and write everything as ids."""
    bundle = open_bundle(base)
    parts = TargetSplit(
        tuple((review.text,) for review in reviews.train),
        tuple(review.text for review in reviews.validation),
        (),
    )
    request = Request(base=base, documents=(), out=directory)
    target = prepare(bundle.vocabulary, load_model(base), parts, request, report, directory)
    target.vocabulary.write(directory / _VOCABULARY)
    arrays: dict[str, npt.NDArray[Any]] = {
        "counts": target.text.counts,
        "validation_text": target.text.validation,
    }
    for name, part in (
        ("train", target.text.arrays),
        ("validation", [_ids(target.vocabulary, review) for review in reviews.validation]),
        ("test", [_ids(target.vocabulary, review) for review in reviews.test]),
    ):
        arrays[f"{name}.ids"] = np.concatenate(part).astype(np.int32)
        arrays[f"{name}.ends"] = np.cumsum([len(row) for row in part])
        labels = [review.positive for review in getattr(reviews, name)]
        arrays[f"{name}.labels"] = np.array(labels, np.bool_)
    np.savez(directory / _IDS, **arrays)  # type: ignore[arg-type]
    train = arrays["train.ids"]
    return {
        "tokens": len(train),
        "words": len(target.vocabulary),
        "base_words": target.base_size,
        "unknown_share": float(np.mean(train == UNKNOWN)),
        "base_unknown_share": float(np.mean((train == UNKNOWN) | (train >= target.base_size))),
        "reviews": {n: len(getattr(reviews, n)) for n in ("train", "validation", "test")},
        "median_length": float(np.median(np.diff(arrays["train.ends"], prepend=0))),
    }


def _ids(vocabulary: Vocabulary, review: Review) -> Row:
    return encode(vocabulary, [review.text])


def open_task(base: Path, directory: Path, base_size: int) -> Task:
    """What :func:`prepare_task` wrote."""
    arrays = np.load(directory / _IDS)
    vocabulary = Vocabulary.read(directory / _VOCABULARY, Writing.of(known("en")))
    model = load_model(base)
    if len(vocabulary) > base_size:
        model = LanguageModel(replace(model.config, vocabulary=len(vocabulary)))
        model.load_state_dict(load_tensors(directory / _GROWN)[0])
    parts = {
        name: ReviewPart(
            tuple(np.split(arrays[f"{name}.ids"], arrays[f"{name}.ends"][:-1])),
            arrays[f"{name}.labels"],
        )
        for name in ("train", "validation", "test")
    }
    counts, text = arrays["counts"], arrays["validation_text"]
    return Task(
        **parts,
        vocabulary=vocabulary,
        base=model,
        base_size=base_size,
        counts=counts,
        validation_text=text,
    )
