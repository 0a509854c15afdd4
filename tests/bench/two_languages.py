"""A letter in two languages: keys saved and time, with the bases of both and with each alone.

    python -m tests.bench.two_languages --bundle DIR [LETTER]

DIR is mixed with the shipped base. In LETTER the runs of DIR's language stand between bars, which
are taken out. A perfect user takes the first suggestion as soon as it is right (KSR@1). Times are
the thread's own processor time.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.prediction.engine import Engine
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.polyglot import Polyglot
from editor_app.prediction.types import Query
from models.profile import SHIPPED, shipped
from models.text import Kind, tokenise

LETTER = Path(__file__).parent / "letters" / "english_german.txt"
OTHER = "other"


def main() -> int:
    """Type the letter three times, and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("letter", type=Path, nargs="?", default=LETTER)
    options = parser.parse_args()
    bundles = {SHIPPED: shipped(), OTHER: options.bundle}
    runs = options.letter.read_text(encoding="utf-8").split("|")
    text = "".join(runs)
    ends = np.cumsum([len(run) for run in runs])
    with tempfile.TemporaryDirectory() as home:
        engines = Polyglot(
            (SHIPPED, OTHER),
            lambda name: Engine.open(bundles[name], Path(home) / name),
            lambda name: PersonalMemory(Path(home) / name),
            tuple(bundles),
        )
        for languages in ((SHIPPED,), (OTHER,), (SHIPPED, OTHER)):
            engines.suggest(Query("", languages=languages))  # opens both
            _report(engines, languages, text, ends)
        engines.close()
    return 0


def _report(
    engines: Polyglot, languages: tuple[str, ...], text: str, ends: npt.NDArray[np.int64]
) -> None:
    saved, keys = np.zeros(2), np.zeros(2)
    letters: list[float] = []
    words: list[float] = []
    for start, end in _words(text):
        run = int(np.searchsorted(ends, start, side="right")) % 2
        best = whole = end - start + 1
        for typed in range(end - start):
            query = Query(text[: start + typed], languages=languages, document="+".join(languages))
            begun = time.thread_time()
            answer = engines.suggest(query)
            (letters if typed else words).append(1e3 * (time.thread_time() - begun))
            first = answer.suggestions[0].word if answer.suggestions else ""
            if best == whole and first.lower() == text[start:end].lower():
                best = typed + 1
        saved[run] += whole - best
        keys[run] += whole
    shares = ", ".join(f"{share:.1f} %" for share in 100 * saved / keys)
    print(f"{' + '.join(languages)}: KSR@1 {shares}")
    for name, row in (("at a word boundary", words), ("inside a word", letters)):
        print("  {}: p50 {:.2f}  p95 {:.2f}  p99 {:.2f} ms".format(name, *_percentiles(row)))


def _percentiles(values: list[float]) -> list[float]:
    return [float(value) for value in np.percentile(values, [50, 95, 99])]


def _words(text: str) -> Iterator[tuple[int, int]]:
    for token in tokenise(text):
        if token.kind is Kind.WORD:
            yield token.start, token.end


if __name__ == "__main__":
    sys.exit(main())
