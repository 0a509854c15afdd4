"""Batches of labelled reviews for the loop: reviews of like length together, nothing read twice.

A batch is one array (T + 1, B): rows 0..T-1 are ids, padded with -1 behind the shorter reviews, the
last row is what is to be told of them. This module must not know models.
"""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from training.corpora.stream import Position
from training.imdb.task import ReviewPart

PADDING = -1
_SORTED = 20
"""So many batches are drawn together and sorted by length."""


def padded(part: ReviewPart) -> npt.NDArray[np.int64]:
    """One batch of all reviews of ``part``."""
    longest = max(map(len, part.rows))
    batch = np.full((longest + 1, len(part)), PADDING, np.int64)
    for column, row in enumerate(part.rows):
        batch[: len(row), column] = row
    batch[-1] = part.labels
    return batch


def in_order(part: ReviewPart, size: int) -> Iterator[tuple[npt.NDArray[np.int64], ReviewPart]]:
    """All of ``part``, shortest first: places and reviews."""
    order = np.argsort([len(row) for row in part.rows], kind="stable")
    for start in range(0, len(order), size):
        places = order[start : start + size]
        yield places, part.take(places.tolist())


class ReviewStream:
    """Endless batches; every epoch reads every review once, in an order of its own."""

    def __init__(self, part: ReviewPart, size: int, seed: int) -> None:
        self.part, self.seed = part, seed
        self.batch_size = min(size, len(part))
        self.position = Position()
        self._open(0)

    @property
    def epoch_tokens(self) -> int:
        """What the loop counts in one epoch, padding included."""
        lengths = np.array([len(row) for row in self.part.rows])
        return sum(int(lengths[places].max()) * len(places) for places in self._batches)

    def _open(self, epoch: int) -> None:
        random = np.random.default_rng((self.seed, epoch))
        lengths = np.array([len(row) for row in self.part.rows])
        order = random.permutation(len(lengths))
        batches: list[npt.NDArray[np.int64]] = []
        for start in range(0, len(order), _SORTED * self.batch_size):
            pool = order[start : start + _SORTED * self.batch_size]
            pool = pool[np.argsort(lengths[pool], kind="stable")]
            batches += [pool[i : i + self.batch_size] for i in range(0, len(pool), self.batch_size)]
        self._batches = [batches[i] for i in random.permutation(len(batches))]

    def next(self) -> npt.NDArray[np.int64]:
        """The next batch (T + 1, B)."""
        place = self.position
        if place.offset >= len(self._batches):
            place = Position(place.epoch + 1, 0)
            self._open(place.epoch)
        self.position = Position(place.epoch, place.offset + 1)
        return padded(self.part.take(self._batches[place.offset].tolist()))

    def seek(self, position: Position) -> None:
        """Stand where another stream of the same settings stood."""
        self._open(position.epoch)
        self.position = position


def unpack(batch: npt.NDArray[np.int64]) -> tuple[Tensor, Tensor, Tensor]:
    """Ids (T, B) with 0 for padding, lengths (B,), labels (B,) as 0.0 and 1.0."""
    ids = batch[:-1]
    lengths = (ids != PADDING).sum(0)
    return (
        torch.from_numpy(np.maximum(ids, 0)),
        torch.from_numpy(lengths),
        torch.from_numpy(batch[-1].astype(np.float32)),
    )
