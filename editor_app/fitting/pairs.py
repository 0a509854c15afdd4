"""Count the pairs of words of a prepared corpus into ``data/pairs.npz``.

    python -m editor_app.fitting.pairs CORPUS

CORPUS is a directory with ``vocab.txt`` and ``*.train.bin`` (rows of 16-bit word ids), as
``training`` prepares it; only the training split is read. A developer's tool.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.spelling.neighbours import LEAST, STEPS, hash_pairs, hash_words
from models.vocabulary import UNKNOWN, Vocabulary

_AT_ONCE = 8_000_000
Keys = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]


def _merge(keys: Keys, counts: Counts) -> tuple[Keys, Counts]:
    """Sum the counts of equal keys; keys come out sorted."""
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    firsts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]])
    return keys[firsts], np.add.reduceat(counts, firsts)


def count_pairs(corpus: Path, folded: npt.NDArray[np.uint64]) -> tuple[Keys, Counts]:
    """(first · 2³² + second, count) of all pairs, ids mapped by ``folded``."""
    keys, counts = np.zeros(0, np.uint64), np.zeros(0, np.int64)
    for path in sorted(corpus.glob("*.train.bin")):
        ids = np.fromfile(path, np.uint16)
        for start in range(0, len(ids), _AT_ONCE):
            row = folded[ids[start : start + _AT_ONCE + 1]]
            more, times = np.unique(row[:-1] << np.uint64(32) | row[1:], return_counts=True)
            keys, counts = _merge(np.concatenate([keys, more]), np.concatenate([counts, times]))
    return keys, counts


def main() -> None:
    """Write the table, sorted by key."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    corpus: Path = parser.parse_args().corpus
    words = Vocabulary.read(corpus / "vocab.txt").words
    ids: dict[str, int] = {}
    folded = np.array([ids.setdefault(w.lower(), i) for i, w in enumerate(words)], np.uint64)
    keys, counts = count_pairs(corpus, folded)
    first, second = keys >> np.uint64(32), keys & np.uint64(0xFFFFFFFF)
    alone = np.bincount(first.astype(np.int64), counts, minlength=len(words)).astype(np.int64)
    kept = (counts >= LEAST) & (first != UNKNOWN) & (second != UNKNOWN)
    hashes = hash_words(words)
    singles = np.flatnonzero(alone > 0)
    pairs = hash_pairs(hashes[first[kept]], hashes[second[kept]])
    lone = hash_pairs(hashes[singles], np.zeros(len(singles), np.uint32))
    table = np.concatenate([pairs, lone])
    logs = np.round(np.log(np.concatenate([counts[kept], alone[singles]])) * STEPS)
    table, places = np.unique(table, return_index=True)
    target = Path(__file__).parents[1] / "spelling" / "data" / "pairs.npz"
    logs8 = np.minimum(logs[places], 255).astype(np.uint8)
    np.savez(target, keys=table, logs=logs8, total=np.int64(counts.sum()))
    print(f"{len(table)} entries, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
