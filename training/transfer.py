"""``python -m training transfer AUTHOR…``: does learning pay, for whom, from how much text?

For every author the first 80 % of the text is learned from (the newest ``--words`` of it), with
the last twentieth of that held out to choose by; the last 20 % is the far text that judges. Every
strategy is judged as a person would use it, by the editor's engine with counts, document and blend,
against the same engine over the base (``training.personal.verdict``), and each model by itself.
Every result is a line of ``OUT/results.jsonl``; what stands there is not measured again, so that a
run which was cut short goes on.
"""

import argparse
import json
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from models.bundle import open_bundle
from models.problem import Problem
from training.console import Watcher
from training.corpora.reading import find_sources, paragraphs
from training.documents.records import Document
from training.export import load_model, weights_digest
from training.finetune import own_vocabulary, peak_memory_mb, prepare
from training.measure.charts import Series, line_chart
from training.personal.comparison import compare, entry
from training.personal.profile import stage_model, write_held_out
from training.personal.request import Request
from training.personal.strategies import STRATEGIES, Outcome, train
from training.personal.target import (
    TargetSplit,
    count_words,
    encode,
    excerpts,
    newest_part,
    split,
)
from training.personal.verdict import judge_all
from training.runs.validation import full_loss

Row = dict[str, Any]
"""A line of the results."""
_TEST_SHARE = 0.2
_GENERAL_WORDS = 6000
_RESULTS = "results.jsonl"
_FEWEST_WRITERS = 3
"""With fewer nothing is promised to others."""


@dataclass(frozen=True)
class Case:
    """One thing to measure: all strategies for one author and one size of text."""

    author: Path
    words: int
    """0: all there are."""
    source: Path | None = None
    """Whose text is learned from instead of the author's own."""

    @property
    def key(self) -> tuple[str, int, str]:
        """What tells cases apart in the results."""
        source = self.source.resolve().name if self.source else ""
        return self.author.resolve().name, self.words, source


def main(argv: Sequence[str]) -> int:
    """The command line."""
    args = _parser().parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    base, file = weights_digest(args.base), args.out / _RESULTS
    for words in args.words:
        for author in args.authors:
            case = Case(author, words, args.source)
            done = {row["strategy"] for row in _of_case(read_results(file), case, base)}
            left = [name for name in args.strategies if name not in done]
            rows = measure(args.base, case, left, args.out, args.general) if left else []
            with file.open("a", encoding="utf-8") as out:
                out.writelines(json.dumps(row) + "\n" for row in rows)
    rows = [row for row in read_results(file) if row["base"] == base]
    print("\n".join(table(rows)))
    if args.chart:
        args.chart.write_text(chart(rows), encoding="utf-8")
    if args.worth:
        curve = {"points": worth(rows, args.strategies[0])}
        args.worth.write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")
    return 0


def read_results(file: Path) -> list[Row]:
    """What was measured so far; a line that was cut short counts for nothing."""
    if not file.exists():
        return []
    rows = []
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return rows


def _of_case(rows: Iterable[Row], case: Case, base: str) -> Iterator[Row]:
    for row in rows:
        if (row["author"], row["asked"], row["source"], row["base"]) == (*case.key, base):
            yield row


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
    place: Path, case: Case, strategies: Sequence[str], out: Path, general: Sequence[Path] = ()
) -> list[Row]:
    """Train every strategy for one case and have all of them judged at once. ``general``: text
    files on which forgetting is measured."""
    report = Watcher()
    bundle, model = open_bundle(place), load_model(place)
    parts = split_author(case.author, 0 if case.source else case.words)
    if case.source:
        parts = replace(parts, train=split_author(case.source, case.words).train)
    author, words, source = case.key
    work = out / f"{author}-{words}{'-from-' if source else ''}{source}.work"
    request = Request(base=place, documents=(case.author,), out=out)
    target = prepare(bundle.vocabulary, model, parts, request, report, work)
    outcomes: list[Outcome] = []
    processor = []
    for name in strategies:
        began = time.process_time()
        base, size, text = target.base, target.base_size, target.text
        outcomes.append(train(STRATEGIES[name], base, size, text, work / name, report))
        processor.append(round(time.process_time() - began, 1))
    comparison = compare(model, bundle.vocabulary, target, outcomes, report)
    vocabulary = own_vocabulary(target)
    staged = [work / f"{outcome.strategy}.bundle" for outcome in outcomes]
    for folder, outcome in zip(staged, outcomes, strict=True):
        stage_model(folder, bundle, outcome.model, vocabulary, {"strategy": outcome.strategy})
    write_held_out(work / "held-out", vocabulary, parts)
    verdicts = judge_all(place, staged, work / "held-out")
    common = excerpts(_paragraphs(general), _GENERAL_WORDS)
    ids = encode(target.vocabulary, common)
    before = full_loss(model, encode(bundle.vocabulary, common)) if general else float("nan")
    rows = []
    for outcome, verdict, seconds in zip(outcomes, verdicts, processor, strict=True):
        forgotten = full_loss(outcome.model, ids) - before if general else None
        rows.append(
            {
                "author": author,
                "asked": words,
                "source": source,
                "base": weights_digest(place),
                "strategy": outcome.strategy,
                "words": parts.train_words,
                "new_words": len(target.vocabulary) - target.base_size,
                "verdict": verdict.as_json(),
                "alone": entry(outcome, comparison),
                "base_alone": comparison.scores["base"].as_json(),
                "forgotten": forgotten,
                "processor_seconds": seconds,
                "peak_memory_mb": peak_memory_mb(),
            }
        )
    shutil.rmtree(work, ignore_errors=True)
    return rows


def _paragraphs(files: Iterable[Path]) -> list[str]:
    return [row for file in files for row in paragraphs(file)]


# ---- what came out ------------------------------------------------------------------------------


def table(rows: Sequence[Row]) -> list[str]:
    """Markdown: a line for each author, size and strategy, then the means."""
    lines = [
        "| author | learned from | words | strategy | base with counts, KSR@1 % | gain, points | "
        "adopted | alone: perplexity | general text | CPU s |",
        "|---" * 10 + "|",
    ]
    order = sorted(rows, key=lambda r: (r["source"], r["asked"], r["strategy"], r["author"]))
    lines += [_line(row) for row in order]
    for (source, asked, strategy), group in _groups(order).items():
        gains = [100 * row["verdict"]["gain"]["mean"] for row in group]
        lines.append(
            f"| mean of {len(gains)} | {source or 'own text'} | {asked or 'all'} | {strategy} | | "
            f"{np.mean(gains):+.2f} ({min(gains):+.2f} to {max(gains):+.2f}) | | | | |"
        )
    return lines


def _groups(rows: Iterable[Row]) -> dict[tuple[str, int, str], list[Row]]:
    groups: dict[tuple[str, int, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["source"], row["asked"], row["strategy"]), []).append(row)
    return groups


def _line(row: Row) -> str:
    verdict, alone = row["verdict"], row["alone"]["test"]["perplexity"]["mean"]
    gain = {key: 100 * value for key, value in verdict["gain"].items()}
    before = row["base_alone"]["perplexity"]["mean"]
    forgotten = "" if row["forgotten"] is None else f"{np.expm1(row['forgotten']):+.1%}"
    return (
        f"| {row['author']} | {row['source'] or 'own text'} | {row['words']:,} | {row['strategy']} "
        f"| {100 * verdict['base']['ksr1']['mean']:.1f} "
        f"| {gain['mean']:+.2f} ({gain['low']:+.2f} to {gain['high']:+.2f}) "
        f"| {'yes' if gain['low'] > 0 else 'no'} | {before:.0f} → {alone:.0f} | {forgotten} "
        f"| {row['processor_seconds']:.0f} |"
    )


def worth(rows: Iterable[Row], strategy: str) -> list[dict[str, float]]:
    """The learning curve of a strategy in points of keystrokes, as the editor's wizard reads it:
    lowest, mean and highest author at each size that enough authors were measured at."""
    points = []
    for (source, asked, name), group in sorted(_groups(rows).items()):
        if source or not asked or name != strategy or len(group) < _FEWEST_WRITERS:
            continue
        gains = [100 * row["verdict"]["gain"]["mean"] for row in group]
        mean = round(float(np.mean(gains)), 2)
        point = {"low": round(min(gains), 2), "mean": mean, "high": round(max(gains), 2)}
        points.append({"words": asked, "writers": len(gains), **point})
    return points


def chart(rows: Iterable[Row]) -> str:
    """The learning curves as a picture: each author's gain over the words learned from."""
    lines: dict[str, list[tuple[float | str, float, float]]] = {}
    for row in sorted(rows, key=lambda r: r["words"]):
        if not row["source"]:
            gain = row["verdict"]["gain"]
            spread = 50 * (gain["high"] - gain["low"])
            point = (float(row["words"]), 100 * gain["mean"], spread)
            lines.setdefault(f"{row['author']}, {row['strategy']}", []).append(point)
    series = [Series(name, points) for name, points in lines.items()]
    title = "What learning adds to counts, on far text"
    return line_chart(title, "words learned from", "points of keystrokes saved", series)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training transfer",
        description="Measure what learning adds to counts, author by author.",
    )
    parser.add_argument(
        "authors", type=Path, nargs="+", metavar="AUTHOR", help="a folder or file of one's writing"
    )
    parser.add_argument(
        "--base", type=Path, default=Path("models/en_base"), metavar="DIR", help="a bundle"
    )
    parser.add_argument(
        "--out", type=Path, default=Path("runs/transfer"), metavar="DIR", help="where results go"
    )
    parser.add_argument(
        "--strategies", nargs="+", default=["full"], choices=list(STRATEGIES), help="what to try"
    )
    parser.add_argument(
        "--words", type=int, nargs="+", default=[0], help="how much is learned from; 0 for all"
    )
    parser.add_argument(
        "--source", type=Path, metavar="AUTHOR", help="learn from this one's text instead"
    )
    parser.add_argument(
        "--general", type=Path, nargs="+", default=[], metavar="FILE", help="to measure forgetting"
    )
    parser.add_argument("--chart", type=Path, metavar="SVG", help="draw the curves")
    parser.add_argument("--worth", type=Path, metavar="JSON", help="write what the wizard promises")
    return parser
