"""``python -m training words``: a corpus of text files in, the words beyond a vocabulary out.

A line ``word<TAB>count`` for each, the most frequent first; the editor's own tool makes of it what
the editor reads (``python -m editor_app.fitting.rare``). This module must not know models.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from models.vocabulary import Vocabulary
from training.corpora.further import further_words
from training.runs import recipe as recipes

_LEAST = 2.0


def main(argv: Sequence[str]) -> int:
    """The command line of ``words``."""
    parser = argparse.ArgumentParser(
        "python -m training words",
        description="List the words of a corpus that a vocabulary has no room for, with how often "
        "they stand there, the most frequent first.",
    )
    parser.add_argument(
        "--corpus", type=Path, nargs="+", required=True, metavar="PATH", help="text to read"
    )
    parser.add_argument(
        "--vocabulary", type=Path, required=True, metavar="VOCAB.TXT", help="of a bundle"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="word<TAB>count")
    parser.add_argument("--recipe", default="base", help="name or TOML file (default: base)")
    parser.add_argument("--least", type=float, default=_LEAST, help="weighted uses of a word")
    args = parser.parse_args(argv)
    vocabulary = Vocabulary.read(args.vocabulary)
    plan = recipes.load(args.recipe).corpus
    rows = further_words(args.corpus, plan, vocabulary, args.least, _hear)
    lines = (f"{word}\t{count}\n" for word, count in rows)
    args.out.write_text("".join(lines), encoding="utf-8")
    print(f"{args.out}: {len(rows):,} words", file=sys.stderr)
    return 0


def _hear(source: str) -> None:
    print(source, file=sys.stderr, flush=True)
