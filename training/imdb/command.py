"""``python -m training imdb``: the reviews in, a report with figures out.

Every finished cell is kept beside the report and not computed again; an interrupted run goes on
where it was. The report is written anew at the end from all cells that are there.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from models.profile import shipped
from models.progress import to_stream
from training.console import Watcher
from training.imdb.cells import Cells
from training.imdb.data import read_reviews
from training.imdb.experiment import Experiment
from training.imdb.plan import FULL, QUICK
from training.imdb.report import write_report
from training.imdb.results import run
from training.imdb.sources import ReviewSource


def main(argv: Sequence[str]) -> int:
    """The command line of ``imdb``."""
    args = _parser().parse_args(argv)
    report = to_stream(sys.stdout) if args.json else Watcher()
    plan = QUICK if args.quick else FULL
    if args.language_epochs is not None:
        plan = replace(plan, language_epochs=args.language_epochs)
    cells = Cells(args.work or args.out.with_suffix(".cells"), report, args.only)
    sources = [ReviewSource.parse(text) for text in args.source]
    experiment = Experiment(read_reviews(args.data), args.base, plan, cells, report, sources)
    results = run(experiment)
    for path in write_report(results, args.out):
        print(path)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training imdb",
        description="Does transfer help to tell good film reviews from bad ones? Trains, measures "
        "and writes a report. What is finished is kept; an interrupted run goes on where it was.",
    )
    parser.add_argument(
        "--data", type=Path, required=True, metavar="DIR", help="aclImdb, or train/val/test.tsv"
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("runs/imdb.md"),
        metavar="REPORT",
        help="Markdown; JSON and figures go beside it (default: runs/imdb.md)",
    )
    parser.add_argument(
        "--quick", action="store_true", help="the same in little, a quarter of an hour"
    )
    parser.add_argument(
        "--base", type=Path, default=shipped(), metavar="DIR", help="the bundle to start from"
    )
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="NAME=PATH[:PART,…]",
        help="text of an unrelated task to pretrain on: files, or parts of a prepared corpus; may "
        "be given again; the first one's words are shuffled for one task more",
    )
    parser.add_argument(
        "--only",
        nargs="+",
        default=[],
        metavar="GLOB",
        help='compute these cells only, as "seed", "language/*", "classifier/tuned/full/100/*"',
    )
    parser.add_argument(
        "--language-epochs", type=float, help="how often language models read the reviews"
    )
    parser.add_argument("--work", type=Path, metavar="DIR", help="folder of the finished cells")
    parser.add_argument("--json", action="store_true", help="progress as JSON lines on stdout")
    return parser
