"""Endless batches of token ids from a prepared corpus, weighted by source, resumable anywhere.

An epoch takes segments of all sources in a random order, each source as often as its weight says,
and reads them as one long text in which every lane has its own place. Where the stream stands is
two numbers. Segments begin and end at paragraph ends; two paragraph ends in a row say that what
follows has nothing to do with what was (:func:`text_starts`). This module must not know models.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from models.vocabulary import PARAGRAPH
from training.corpora.corpus import Corpus, Ids

SEGMENT = 2048
"""About the tokens of one segment: long enough for what a model can remember, short enough to mix
registers."""


def text_starts(ids: npt.NDArray[np.int64], before: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    """Which of ``ids`` (T, B) begin a text: paragraph ends behind a paragraph end.

    ``before`` (B,): what stands before the first row. A text begins with its leading paragraph
    end, as the editor has it read.
    """
    ends = np.vstack((before[None], ids)) == PARAGRAPH  # (T + 1, B)
    return np.asarray(ends[1:] & ends[:-1], bool)


@dataclass
class Position:
    """Where a stream stands."""

    epoch: int = 0
    offset: int = 0
    """Tokens that each lane has read in this epoch."""


class Batches(Protocol):
    """Anything that a loop can read batches from, and find its place again in."""

    batch_size: int
    position: Position

    def next(self) -> npt.NDArray[np.int64]:
        """The next batch (T + 1, B): rows 0..T-1 are read."""

    def seek(self, position: Position) -> None:
        """Stand where another stream of the same settings stood."""


def segments(ids: Ids) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Starts and lengths (N,) of the segments of a source.

    A segment reaches from one paragraph end to another, both of them in it, so that neighbours
    share one; where no paragraph ends nearby a segment ends inside of one.
    """
    cuts = [0]
    for rough in range(SEGMENT, len(ids), SEGMENT):
        ends = np.flatnonzero(ids[rough : rough + SEGMENT // 2] == PARAGRAPH)
        cuts.append(rough + (int(ends[0]) if len(ends) else 0))
    if len(ids) == 0:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    starts = np.array(cuts, np.int64)
    shared = ids[starts[1:]] == PARAGRAPH
    return starts, np.append(starts[1:] + shared, len(ids)) - starts


class TokenStream:
    """Batches (T + 1, B): rows 0..T-1 are read, rows 1..T are to be predicted."""

    def __init__(
        self,
        arrays: Sequence[Ids],
        weights: Sequence[float],
        batch_size: int,
        bptt: int,
        seed: int,
        shard: tuple[int, int] = (0, 1),
    ) -> None:
        """``arrays``: ids of each source; ``weights``: how often an epoch reads each of them.
        ``shard`` (i, n): of all ``batch_size`` lanes, deliver the i-th of n equal parts.

        Raises:
            ValueError: too little text for one batch.
        """
        self.arrays, self.weights = list(arrays), list(weights)
        self.batch_size, self.bptt, self.seed, self.shard = batch_size, bptt, seed, shard
        self.position = Position()
        self._open(0)
        if self._lane_length < 2:
            raise ValueError("there is too little text to train on")

    @classmethod
    def of_corpus(
        cls,
        corpus: Corpus,
        weights: Mapping[str, float],
        batch_size: int,
        bptt: int,
        seed: int,
        shard: tuple[int, int] = (0, 1),
    ) -> "TokenStream":
        """The training split; sources that ``weights`` does not name count once."""
        return cls(
            [corpus.ids(source, "train") for source in corpus.sources],
            [weights.get(source.name, 1.0) for source in corpus.sources],
            batch_size,
            bptt,
            seed,
            shard,
        )

    @property
    def epoch_tokens(self) -> int:
        """Tokens that the current epoch holds."""
        return self._lane_length * self.batch_size

    def _open(self, epoch: int) -> None:
        """Lay out the segments of one epoch."""
        random = np.random.default_rng((self.seed, epoch))
        rows: list[npt.NDArray[np.int64]] = []
        for number, (ids, weight) in enumerate(zip(self.arrays, self.weights, strict=True)):
            starts, lengths = segments(ids)
            if not len(starts):
                continue
            # One fixed shuffle of the source, read on where the last epoch stopped.
            order = np.random.default_rng((self.seed, number)).permutation(len(starts))
            share = len(starts) * weight
            first, last = round(epoch * share), round((epoch + 1) * share)
            picked = order[np.arange(first, last) % len(starts)]
            rows.append(
                np.stack((np.full(len(picked), number), starts[picked], lengths[picked]), axis=1)
            )
        table = np.concatenate(rows) if rows else np.empty((0, 3), np.int64)
        self._segments = table[random.permutation(len(table))]  # (N, 3): source, start, length
        self._ends = np.cumsum(self._segments[:, 2])
        total = int(self._ends[-1]) if len(self._ends) else 0
        parts = self.shard[1]
        self.batch_size = min(self.batch_size, max(1, total // (2 * parts)) * parts)
        self._lane_length = total // self.batch_size

    def _read(self, start: int, stop: int) -> npt.NDArray[np.int64]:
        """Tokens start..stop of the epoch's long text."""
        parts: list[npt.NDArray[np.int64]] = []
        index = int(np.searchsorted(self._ends, start, side="right"))
        while start < stop:
            source, first, length = self._segments[index]
            inside = start - (self._ends[index] - length)
            take = min(stop - start, length - inside)
            ids = self.arrays[source][first + inside : first + inside + take]
            parts.append(ids.astype(np.int64))
            start += int(take)
            index += 1
        return np.concatenate(parts)

    def next(self) -> npt.NDArray[np.int64]:
        """The next batch (T + 1, B) of our shard; the last of an epoch may be shorter in time."""
        place = self.position
        if place.offset + 1 >= self._lane_length:
            self.position = place = Position(place.epoch + 1, 0)
            self._open(place.epoch)
        stop = min(place.offset + self.bptt + 1, self._lane_length)
        part, parts = self.shard
        size = self.batch_size // parts
        lanes = [
            self._read(lane * self._lane_length + place.offset, lane * self._lane_length + stop)
            for lane in range(part * size, (part + 1) * size)
        ]
        self.position = Position(place.epoch, stop - 1)
        return np.stack(lanes, axis=1)

    def seek(self, position: Position) -> None:
        """Stand where another stream of the same settings stood."""
        if position.epoch != self.position.epoch:
            self._open(position.epoch)
        self.position = position
