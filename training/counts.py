"""``python -m training counts``: a prepared corpus in, the general counts of a bundle out.

A pruned Kneser-Ney 4-gram of the training split in one small file, which ``export --counts`` puts
into the bundle made from the same corpus. This module must not know models.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from models.general_counts import BITS, MOST_BYTES, ORDER, STEP
from models.problem import Problem
from training.corpora.corpus import Corpus
from training.corpora.kneser_ney import Model, build

_MOST = 1_300_000


class CountsFileError(Problem):
    """The file cannot be made; the message says why."""


def write(model: Model, out: Path) -> int:
    """Write ``model`` as ``models.general_counts`` has it; the bytes written.

    Raises:
        CountsFileError: it would be larger than a bundle's general counts may be.
    """
    arrays: dict[str, np.ndarray] = {"words": model.words}
    for order in range(2, ORDER + 1):
        grams = model.orders[order]
        contexts, starts = np.unique(grams.keys >> np.uint64(BITS), return_index=True)
        narrow = (np.uint16, np.uint32, np.uint64)[order - 2]
        steps = np.round(-np.log(np.maximum(grams.shares, 1e-9)) / STEP)
        arrays[f"contexts_{order}"] = contexts.astype(narrow)
        arrays[f"starts_{order}"] = np.append(starts, len(grams.keys)).astype(np.uint32)
        arrays[f"ids_{order}"] = (grams.keys & np.uint64((1 << BITS) - 1)).astype(np.uint16)
        arrays[f"shares_{order}"] = np.clip(steps, 0, 255).astype(np.uint8)
    size = sum(array.nbytes for array in arrays.values())
    if size > MOST_BYTES:
        raise CountsFileError(f"{size:,} bytes are too many; ask for fewer n-grams with --most")
    save_file(arrays, out)
    return out.stat().st_size


def main(argv: Sequence[str]) -> int:
    """The command line of ``counts``."""
    parser = argparse.ArgumentParser(
        "python -m training counts",
        description="Count what follows what in a prepared corpus, for export --counts to put into "
        "a bundle.",
    )
    parser.add_argument(
        "--corpus", type=Path, required=True, metavar="PREPARED", help="what prepare made"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the counts")
    parser.add_argument("--most", type=int, default=_MOST, metavar="N", help="n-grams kept")
    args = parser.parse_args(argv)
    corpus = Corpus.open(args.corpus)
    texts = [corpus.ids(source, "train") for source in corpus.sources]
    try:
        model = build(texts, len(corpus.vocabulary), args.most)
    except ValueError as error:
        raise CountsFileError(f"{args.corpus} cannot be counted: {error}") from error
    size = write(model, args.out)
    kept = ", ".join(f"{len(grams.keys):,} of {n} words" for n, grams in model.orders.items())
    print(f"{args.out}: {size:,} bytes; n-grams kept: {kept}", file=sys.stderr)
    return 0
