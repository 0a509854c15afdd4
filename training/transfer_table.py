"""``python -m training evaluate --transfer AUTHOR_DIR…``: does transfer pay, for whom, how much?

For every author the first 80 % of the text is the target task (validation held out of it), the last
20 % is the test. One row each for the base, every strategy, and the same model from scratch.
Finished runs are kept in ``--out`` and not repeated.
"""

import argparse
import json
import math
import shutil
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

from models.bundle import open_bundle
from models.problem import Problem
from models.progress import to_terminal
from training.corpora.reading import find_sources, paragraphs
from training.documents.records import Document
from training.export import load_model
from training.finetune import Request, learning_curve, peak_memory_mb, prepare
from training.personal.comparison import compare, entry
from training.personal.strategies import STRATEGIES, train
from training.personal.target import TargetSplit, count_words, newest_part, split

_TEST_SHARE = 0.2


def main(argv: Sequence[str]) -> int:
    """The command line."""
    args = _parser().parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    results: dict[str, Any] = {}
    for folder in args.authors:
        place = args.out / f"{folder.resolve().name}.json"
        if not place.exists():
            result = measure(args.base, folder, args.strategies, args.words, args.out, args.curve)
            place.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
        results[folder.resolve().name] = json.loads(place.read_text("utf-8"))
    summary = {"authors": results, "mean": mean_change(results.values())}
    if args.json:
        json.dump(summary, sys.stdout, indent=1)
        sys.stdout.write("\n")
    else:
        write_table(summary, sys.stdout)
    return 0


def split_author(folder: Path, words: int = 0) -> TargetSplit:
    """An author's text: the first 80 % to learn from (the newest ``words`` of it, 0 for all),
    the last 20 % to test on.

    Raises:
        Problem: there is no text.
    """
    rows = [
        row for found in find_sources([folder]) for path in found.files for row in paragraphs(path)
    ]
    total, seen, cut = count_words(rows), 0, 0
    while cut < len(rows) and seen < (1 - _TEST_SHARE) * total:
        seen += len(rows[cut].split())
        cut += 1
    if not rows[:cut] or not rows[cut:]:
        raise Problem(f"{folder} holds too little text")
    parts = split([Document(str(folder), 0.0, tuple(rows[:cut]))], share=0.0)
    if words:
        parts = replace(parts, train=newest_part(parts.train, words / parts.train_words))
    return replace(parts, test=tuple(rows[cut:]))


def measure(
    base: Path,
    folder: Path,
    strategies: Iterable[str],
    words: int,
    out: Path,
    curve: bool = False,
) -> dict[str, Any]:
    """Train every strategy on one author; return their figures, with ``curve`` also what 10 % and
    30 % of the text give."""
    report = to_terminal()
    bundle, model = open_bundle(base), load_model(base)
    parts = split_author(folder, words)
    work = out / f"{folder.resolve().name}.work"
    request = Request(base=base, documents=(folder,), out=out)
    target = prepare(bundle.vocabulary, model, parts, request, report, work)
    outcomes, processor = [], []
    for name in strategies:
        began = time.process_time()
        place = work / name
        strategy = STRATEGIES[name]
        outcomes.append(train(strategy, target.base, target.base_size, target.text, place, report))
        processor.append(round(time.process_time() - began, 1))
    comparison = compare(model, bundle.vocabulary, target, outcomes, report)
    points: Sequence[Mapping[str, object]] = ()
    if curve and comparison.adopted:
        best = comparison.adopted
        points = learning_curve(request, bundle.vocabulary, model, parts, best, work, report)
    shutil.rmtree(work, ignore_errors=True)
    return {
        "words": parts.train_words,
        "new_words": len(target.vocabulary) - target.base_size,
        "adopted": comparison.adopted,
        "base": comparison.scores["base"].as_json(),
        "strategies": [
            {**entry(outcome, comparison), "processor_seconds": seconds}
            for outcome, seconds in zip(outcomes, processor, strict=True)
        ],
        "curve": list(points),
        "peak_memory_mb": peak_memory_mb(),
    }


def mean_change(results: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Mean change of the test perplexity against the base, as a share, for each strategy."""
    logs: dict[str, list[float]] = {}
    for result in results:
        before = result["base"]["perplexity"]["mean"]
        for row in result["strategies"]:
            after = row["test"]["perplexity"]["mean"]
            logs.setdefault(row["name"], []).append(after / before)
    return {name: sum(ratios) / len(ratios) - 1 for name, ratios in logs.items()}


def write_table(summary: Mapping[str, Any], out: TextIO) -> None:
    """One line for each author and model."""
    out.write(
        f"{'author':<24}{'model':<10}{'words':>9}{'perplexity':>12}{'':>14}{'change':>9}"
        f"{'hit@1':>8}{'hit@3':>8}{'KSR@1':>8}{'':>14}{'cpu s':>8}\n"
    )
    for author, result in summary["authors"].items():
        before = result["base"]["perplexity"]["mean"]
        _line(out, author, "base", result["words"], result["base"], before, 0.0)
        for row in result["strategies"]:
            seconds = row.get("processor_seconds", row["seconds"])
            _line(out, author, row["name"], result["words"], row["test"], before, seconds)
        for point in result.get("curve", ()):
            for name in (name for name in point if name not in ("share", "words")):
                _line(out, author, name, point["words"], point[name], before, 0.0)
    for name, change in summary["mean"].items():
        if not math.isnan(change):
            out.write(f"{'mean':<24}{name:<10}{'':>9}{'':>26}{change:>9.1%}\n")


def _line(
    out: TextIO,
    author: str,
    name: str,
    words: int,
    test: Mapping[str, Any],
    before: float,
    seconds: float,
) -> None:
    reached, saved = test["perplexity"], test["ksr1"]
    change = reached["mean"] / before - 1
    out.write(
        f"{author[:23]:<24}{name:<10}{words:>9,}{reached['mean']:>12.1f}"
        f"{_interval(reached, '.0f'):>14}{change:>9.1%}{test['hit1']['mean']:>8.1%}"
        f"{test['hit3']['mean']:>8.1%}{saved['mean']:>8.1%}{_interval(saved, '.1%'):>14}"
        f"{seconds:>8.0f}\n"
    )


def _interval(figure: Mapping[str, float], form: str) -> str:
    return f"{figure['low']:{form}}–{figure['high']:{form}}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m training evaluate --transfer")
    parser.add_argument("authors", type=Path, nargs="+", metavar="AUTHOR_DIR")
    parser.add_argument("--base", type=Path, default=Path("models/en_base"), metavar="DIR")
    parser.add_argument("--out", type=Path, default=Path("runs/transfer"), metavar="DIR")
    parser.add_argument(
        "--strategies", nargs="+", default=list(STRATEGIES), choices=list(STRATEGIES)
    )
    parser.add_argument("--words", type=int, default=0, help="train on so many words (0: all)")
    parser.add_argument("--curve", action="store_true", help="learn from 10 and 30 per cent, too")
    parser.add_argument("--json", action="store_true")
    return parser
