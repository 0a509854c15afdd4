"""``python -m training prepare``: text files in, a corpus of token arrays out.

Test texts named with ``--keep-out`` are compared with every paragraph; what shares a row of words
with them is left out, and the table that is printed says how much that was. This module must not
know models.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from models.progress import to_stream, to_terminal
from training.corpora.corpus import Corpus, prepare
from training.runs import recipe as recipes


def table(corpus: Corpus) -> Iterator[str]:
    """What was read and what was left out, a line for each source."""
    head = ("source", "register", "training tokens", "validation", "repeats", "overlaps")
    row = "{:<32} {:<14} {:>16,} {:>11,} {:>8,} {:>9,}"
    yield "{:<32} {:<14} {:>16} {:>11} {:>8} {:>9}".format(*head)
    for source in corpus.sources:
        yield row.format(
            source.name,
            source.register,
            source.train_tokens,
            source.validation_tokens,
            source.repeats,
            sum(source.overlaps.values()),
        )
    found: dict[str, int] = {}
    for source in corpus.sources:
        for text, paragraphs in source.overlaps.items():
            found[text] = found.get(text, 0) + paragraphs
    for text, paragraphs in sorted(found.items()):
        yield f"overlap with {text}: {paragraphs:,} paragraphs left out"


def main(argv: Sequence[str]) -> int:
    """The command line of ``prepare``."""
    parser = argparse.ArgumentParser(
        "python -m training prepare",
        description="Make a corpus of token arrays from text files. Prints what was read of each "
        "source and what was left out because it is test text.",
    )
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="PATH", help="text to learn from"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the corpus goes"
    )
    parser.add_argument("--recipe", default="cpu", help="name or TOML file (default: cpu)")
    parser.add_argument(
        "--keep-out",
        type=Path,
        nargs="*",
        default=[],
        metavar="TEXT",
        help="test texts: what repeats them is left out",
    )
    parser.add_argument("--json", action="store_true", help="progress as JSON lines on stderr")
    args = parser.parse_args(argv)
    report = to_stream(sys.stderr) if args.json else to_terminal()
    plan = recipes.load(args.recipe).corpus
    for line in table(prepare(args.corpus, args.out, plan, report, args.keep_out)):
        print(line)
    return 0
