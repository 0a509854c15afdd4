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
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from models.bundle import Bundle, open_bundle
from models.problem import Problem
from models.progress import Reporter
from training.console import Watcher
from training.corpora.reading import find_sources, paragraphs
from training.documents.records import Document
from training.export import load_model, weights_digest
from training.finetune import Target, own_vocabulary, peak_memory_mb, prepare
from training.network.model import LanguageModel
from training.personal.comparison import compare, entry
from training.personal.gains import Row, chart, choices, read_results, table, worth
from training.personal.profile import stage_model, write_held_out
from training.personal.request import Request
from training.personal.strategies import AUTO, STRATEGIES, Outcome, choose, named, train
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

_TEST_SHARE = 0.2
_GENERAL_WORDS = 6000
_NEARLY = 0.9
"""Of the words asked for are enough."""
_RESULTS = "results.jsonl"


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

    def is_too_large(self) -> bool:
        """Is there so much less text that it would be a smaller case under a larger name?"""
        return split_author(self.source or self.author).train_words < _NEARLY * self.words


def main(argv: Sequence[str]) -> int:
    """The command line."""
    args = _parser().parse_args(argv)
    args.out.mkdir(parents=True, exist_ok=True)
    base, file = weights_digest(args.base), args.out / _RESULTS
    asked = []
    for words in args.words:
        for author in args.authors:
            case = Case(author, words, args.source)
            if case.is_too_large():
                print(f"{author} has no {words:,} words to learn from", file=sys.stderr)
                continue
            done = {row["strategy"]: row for row in _of_case(read_results(file), case, base)}
            left = [name for name in args.strategies if name not in done]
            rows = measure(args.base, case, left, args.out, args.general, done) if left else []
            with file.open("a", encoding="utf-8") as out:
                out.writelines(json.dumps(row) + "\n" for row in rows)
            found = [*done.values(), *rows]
            asked += [row for row in found if row["strategy"] in args.strategies]
    print("\n".join([*table(asked), "", *choices(_of_base(read_results(file), base))]))
    if args.chart:
        args.chart.write_text(chart(asked), encoding="utf-8")
    if args.worth:
        curve = {"points": worth(asked, args.strategies[0])}
        args.worth.write_text(json.dumps(curve, indent=1) + "\n", encoding="utf-8")
    return 0


def _of_base(rows: Iterable[Row], base: str) -> list[Row]:
    return [row for row in rows if row["base"] == base]


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
    place: Path,
    case: Case,
    strategies: Sequence[str],
    out: Path,
    general: Sequence[Path] = (),
    measured: Mapping[str, Row] | None = None,
) -> list[Row]:
    """Train every strategy for one case and have all of them judged at once.

    ``general``: text files on which forgetting is measured; ``measured``: rows that there are
    already, by strategy: ``auto`` needs no second run of what it chooses.
    """
    report = Watcher()
    bundle, model = open_bundle(place), load_model(place)
    parts = split_author(case.author, 0 if case.source else case.words)
    if case.source:
        parts = replace(parts, train=split_author(case.source, case.words).train)
    author, words, source = case.key
    work = out / f"{author}-{words}{'-from-' if source else ''}{source}.work"
    request = Request(base=place, documents=(case.author,), out=out)
    target = prepare(bundle.vocabulary, model, parts, request, report, work)
    base, size, text = target.base, target.base_size, target.text
    names = [name for name in strategies if name != AUTO]
    known = dict(measured or {})
    chosen, sought = "", 0.0
    if AUTO in strategies:
        began = time.process_time()
        chosen = choose(base, size, text, work / "trials", report)
        sought = time.process_time() - began
        names += [chosen] if chosen not in (*names, *known) else []
    outcomes: list[Outcome] = []
    seconds = []
    for name in names:
        began = time.process_time()
        outcomes.append(train(named(name), base, size, text, work / name, report))
        seconds.append(time.process_time() - began)
    rows = [
        {
            "author": author,
            "asked": words,
            "source": source,
            "base": weights_digest(place),
            "strategy": outcome.strategy,
            "words": parts.train_words,
            "new_words": len(target.vocabulary) - size,
            "processor_seconds": round(spent, 1),
            "peak_memory_mb": peak_memory_mb(),
        }
        for outcome, spent in zip(outcomes, seconds, strict=True)
    ]
    if outcomes:
        found = _judged(bundle, model, target, outcomes, work, general, report)
        rows = [row | more for row, more in zip(rows, found, strict=True)]
    if chosen:
        known |= {str(row["strategy"]): row for row in rows}
        spent = round(sought + known[chosen]["processor_seconds"], 1)
        auto = {"strategy": AUTO, "chosen": chosen, "processor_seconds": spent}
        rows.append(known[chosen] | auto)
    shutil.rmtree(work, ignore_errors=True)
    return rows


def _judged(
    bundle: Bundle,
    model: LanguageModel,
    target: Target,
    outcomes: Sequence[Outcome],
    work: Path,
    general: Sequence[Path],
    report: Reporter,
) -> list[Row]:
    """What the whole engine, each model alone and general text say of every outcome."""
    comparison = compare(model, bundle.vocabulary, target, outcomes, report)
    vocabulary = own_vocabulary(target)
    staged = [work / f"{outcome.strategy}.bundle" for outcome in outcomes]
    for folder, outcome in zip(staged, outcomes, strict=True):
        stage_model(folder, bundle, outcome.model, vocabulary, {"strategy": outcome.strategy})
    write_held_out(work / "held-out", vocabulary, target.split)
    verdicts = judge_all(bundle.path, staged, work / "held-out")
    common = excerpts(_paragraphs(general), _GENERAL_WORDS)
    ids = encode(target.vocabulary, common)
    before = full_loss(model, encode(bundle.vocabulary, common)) if general else float("nan")
    return [
        {
            "verdict": verdict.as_json(),
            "alone": entry(outcome, comparison),
            "base_alone": comparison.scores["base"].as_json(),
            "forgotten": full_loss(outcome.model, ids) - before if general else None,
        }
        for outcome, verdict in zip(outcomes, verdicts, strict=True)
    ]


def _paragraphs(files: Iterable[Path]) -> list[str]:
    return [row for file in files for row in paragraphs(file)]


def _strategy(name: str) -> str:
    """For argparse: a name that exists."""
    if name != AUTO:
        try:
            named(name)
        except Problem as problem:
            raise argparse.ArgumentTypeError(str(problem)) from None
    return name


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
        "--strategies",
        nargs="+",
        default=["full"],
        type=_strategy,
        help=f"what to try: {', '.join(STRATEGIES)}, linear-RANK, or {AUTO}",
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
