"""Fit the error model on lists of real misspellings.

    python -m editor_app.fitting.errors --fit LIST... --leave-out LIST...

A list is a TSV with a header: misspelling, correction. Pairs whose misspelling stands in a list to
leave out are never seen; of the rest, only pairs whose *corrected* word falls in the fitting half
(by a hash) are, so that the other half can judge. A developer's tool; the editor reads its result.
"""

import argparse
import csv
import hashlib
from collections.abc import Iterable
from pathlib import Path

from editor_app.spelling import error_model
from editor_app.spelling.candidates import fold

_HALF = 128


def read_pairs(path: Path) -> list[tuple[str, str]]:
    """(written, meant) pairs of a list, where each is one string of letters, folded."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    pairs = [(fold(row[0]), fold(row[1])) for row in rows]
    return [(w, m) for w, m in pairs if w != m and _plain(w) and _plain(m)]


def _plain(word: str) -> bool:
    return word.replace("'", "").replace("-", "").replace(" ", "").isalpha()


def in_fitting_half(meant: str) -> bool:
    """Whether pairs that correct to ``meant`` are for fitting (half of all words, by hash)."""
    return hashlib.sha256(fold(meant).encode()).digest()[0] < _HALF


def fitting_pairs(lists: Iterable[Path], leave_out: Iterable[Path]) -> list[tuple[str, str]]:
    """The pairs to count, each once."""
    left_out = {written for path in leave_out for written, _ in read_pairs(path)}
    pairs = {pair for path in lists for pair in read_pairs(path)}
    return sorted(p for p in pairs if p[0] not in left_out and in_fitting_half(p[1]))


def main() -> None:
    """Fit and write ``data/error_model.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fit", type=Path, nargs="+", required=True)
    parser.add_argument("--leave-out", type=Path, nargs="*", default=[])
    arguments = parser.parse_args()
    pairs = fitting_pairs(arguments.fit, arguments.leave_out)
    model = error_model.fit(pairs)
    names = ", ".join(path.stem for path in arguments.fit)
    about = f"{len(pairs)} misspellings: the fitting half of {names}"
    data = Path(__file__).parents[1] / "spelling" / "data"
    model.save(data / "error_model.json", about)
    print(about, "·", sum(len(costs) for costs in model.pieces.values()), "pieces")


if __name__ == "__main__":
    main()
