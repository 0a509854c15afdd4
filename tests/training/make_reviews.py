"""Made-up reviews whose label an LSTM can learn from one word among others."""

import random
from pathlib import Path

import numpy as np

from tests.training.make_base import sentences
from training.imdb.data import Review
from training.imdb.task import ReviewPart


def reviews(count: int, seed: int) -> list[Review]:
    """Half good, half bad."""
    rows = sentences(count, seed)
    draw = random.Random(seed)
    found = []
    for number, text in enumerate(rows):
        words = text.split()
        words.insert(draw.randrange(1, len(words)), "good" if number % 2 else "bad")
        found.append(Review(bool(number % 2), " ".join(words)))
    return found


def write_tables(folder: Path, count: int) -> Path:
    """``train.tsv``, ``val.tsv``, ``test.tsv`` with ``count`` reviews each."""
    folder.mkdir(parents=True)
    for seed, name in enumerate(("train", "val", "test"), 1):
        lines = [f"{'pos' if r.positive else 'neg'}\t5\t{r.text}\n" for r in reviews(count, seed)]
        (folder / f"{name}.tsv").write_text("".join(lines), "utf-8")
    return folder


def part(count: int, vocabulary: int = 40, seed: int = 0) -> ReviewPart:
    """Encoded reviews: id 4 somewhere means good, id 5 bad; the first id is the review's own."""
    draw = np.random.default_rng(seed)
    rows, labels = [], []
    for number in range(count):
        row = draw.integers(6, vocabulary, draw.integers(3, 9))
        row[0] = 6 + number % (vocabulary - 6)
        row[draw.integers(1, len(row))] = 4 if number % 2 else 5
        rows.append(row.astype(np.uint16))
        labels.append(bool(number % 2))
    return ReviewPart(tuple(rows), np.array(labels))
