"""The IMDB reviews (Maas et al. 2011) from disk: the standard folders, or one table a split.

``aclImdb``: ``train/pos/*.txt`` and so on, a fifth of ``train`` held out for validation. Tables:
``train.tsv``, ``val.tsv``, ``test.tsv`` (also ``.tsv.xz``) of label, rating and text. This module
must not know models nor vocabularies.
"""

import hashlib
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.problem import Problem

_TABLES = {"train": "train", "validation": "val", "test": "test"}
_HELD_OUT = 5
"""One in so many reviews of a class, where the set has no validation part of its own."""


class DataError(Problem):
    """The folder does not hold the reviews; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Review:
    """One review and whether its writer liked the film."""

    positive: bool
    text: str


@dataclass(frozen=True)
class Reviews:
    """The three parts. The test part is only ever scored on."""

    train: tuple[Review, ...]
    validation: tuple[Review, ...]
    test: tuple[Review, ...]

    def digest(self) -> str:
        """What identifies the data."""
        state = hashlib.sha256()
        for part in (self.train, self.validation, self.test):
            for review in part:
                state.update(b"+" if review.positive else b"-")
                state.update(review.text.encode("utf-8", "surrogatepass"))
            state.update(b"\n")
        return state.hexdigest()


def read_reviews(folder: Path) -> Reviews:
    """All reviews in ``folder``.

    Raises:
        DataError: it holds neither form.
    """
    if (folder / "train" / "pos").is_dir():
        train, validation = _hold_out(_read_folder(folder / "train"))
        return Reviews(train, validation, tuple(_read_folder(folder / "test")))
    parts = {part: tuple(_read_table(folder, name)) for part, name in _TABLES.items()}
    return Reviews(**parts)


def _read_folder(folder: Path) -> list[Review]:
    found: list[Review] = []
    for label in ("neg", "pos"):
        for path in sorted((folder / label).glob("*.txt")):
            text = path.read_text("utf-8", errors="replace")
            found.append(Review(label == "pos", _clean(text)))
    if not found:
        raise DataError(f"{folder} holds no reviews (neg/*.txt, pos/*.txt)")
    return found


def _hold_out(reviews: Sequence[Review]) -> tuple[tuple[Review, ...], tuple[Review, ...]]:
    """Training and validation part: a fixed draw, the same share of both classes."""
    held = set(balanced([review.positive for review in reviews], len(reviews) // _HELD_OUT, 0))
    return (
        tuple(review for i, review in enumerate(reviews) if i not in held),
        tuple(review for i, review in enumerate(reviews) if i in held),
    )


def _read_table(folder: Path, name: str) -> Iterator[Review]:
    plain, packed = folder / f"{name}.tsv", folder / f"{name}.tsv.xz"
    if not plain.exists() and not packed.exists():
        raise DataError(
            f"{folder} holds neither aclImdb's train/pos and train/neg nor {name}.tsv (or .tsv.xz)"
        )
    opened = plain.open("rt", encoding="utf-8") if plain.exists() else None
    with opened or lzma.open(packed, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            fields = line.rstrip("\n").split("\t", 2)
            if len(fields) != 3 or fields[0] not in ("neg", "pos"):
                raise DataError(f"line {number} of {name}.tsv is not label, rating, text")
            yield Review(fields[0] == "pos", _clean(fields[2]))


def _clean(text: str) -> str:
    """One paragraph without the line breaks that the set was scraped with."""
    return " ".join(text.replace("<br />", " ").split())


def balanced(labels: Sequence[bool], count: int, seed: int) -> list[int]:
    """Places of ``count`` reviews, half of each class, drawn by ``seed``, in mixed order. Smaller
    draws of one seed are the beginning of larger ones. Too many: as many as there are."""
    random = np.random.default_rng((seed, 20111))
    flags = np.asarray(labels, bool)
    rows = [random.permutation(np.flatnonzero(flags == value)) for value in (False, True)]
    each = min(count // 2, *map(len, rows))
    return [int(i) for pair in zip(rows[0][:each], rows[1][:each], strict=True) for i in pair]
