"""``python -m training finetune``: a base and a person's documents in, a profile out.

Read → split → grow the vocabulary → train the strategies → let the editor's engine judge the best
on text held out, with everything switched on → publish it, or nothing but personal counts where it
made no difference that can be measured. Everything unfinished lies in one
directory beside the profile; the same command goes on there after an interruption and comes to the
same result. Progress is told as events (JSON lines with ``--json``), the report is the last one.
This module must not know the editor.
"""

import argparse
import json
import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch

from models.bundle import Bundle, open_bundle, recover
from models.disk import own_folder
from models.plan import Leg, Purpose, as_event, marked
from models.problem import Problem
from models.progress import Event, Reporter, to_stream
from models.reasons import GUESSED
from models.replacing import write_own
from models.vocabulary import Vocabulary
from training.console import Watcher
from training.corpora.corpus import id_type
from training.documents import FileReport, LanguageTest, read_documents
from training.documents.records import Document
from training.export import load_model, weights_digest
from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel
from training.personal.comparison import Comparison, compare, entry
from training.personal.explained import explained
from training.personal.growth import grow, with_habits, with_usage
from training.personal.mixture import model_losses
from training.personal.profile import stage_model, write_held_out, write_profile
from training.personal.rehearsal import rehearse
from training.personal.report import as_text, summary
from training.personal.request import Request
from training.personal.strategies import (
    AUTO,
    STRATEGIES,
    TRIED,
    Outcome,
    choose,
    train,
    train_config,
    trial_config,
)
from training.personal.target import (
    TargetSplit,
    TargetText,
    count_words,
    encode,
    excerpts,
    new_words,
    newest_part,
    split,
)
from training.personal.verdict import Verdict, judge

_LEAST_WORDS = 500
"""With less there is nothing to learn from."""
_VALIDATION_WORDS = 4000
_GROWTH_TOKENS = 80_000
_BASE_COUNTS = 0.2
"""Weight of the base's word frequencies in the sampler."""
_TEXT, _GROWN = "text.json", "grown.safetensors"


class FinetuneError(Problem):
    """Nothing can be learned; the message says why."""


@dataclass(frozen=True)
class Target:
    """The person's text, ready to be trained on with a base that knows its words."""

    split: TargetSplit
    vocabulary: Vocabulary
    base: LanguageModel
    """With rows for the new words and the person's word frequencies: where training begins."""
    base_size: int
    text: TargetText
    usage: npt.NDArray[np.float64]
    """(V,) how often the person uses each word."""


def finetune(request: Request, report: Reporter) -> Mapping[str, Any]:
    """Carry out ``request``; the returned report is also in the profile.

    Raises:
        FinetuneError: too little text. BundleError: the base cannot be used.
    """
    started = time.monotonic()
    recover(request.out)
    base = open_bundle(request.base)
    work = request.out.with_name(f".{request.out.name}.work")
    documents, files = _documents(request, base, work, report)
    parts = split(documents, request.test_share)
    if parts.train_words < _LEAST_WORDS:
        shutil.rmtree(work, ignore_errors=True)
        raise FinetuneError(
            f"the documents hold {parts.train_words:,} words to learn from; "
            f"at least {_LEAST_WORDS:,} are needed"
        )
    model = load_model(request.base)
    target = prepare(base.vocabulary, model, parts, request, report, work)
    outcomes = run_strategies(request, target, work, report)
    comparison = compare(model, base.vocabulary, target, outcomes, report)
    candidate = work / "candidate"
    verdict, stored = try_out(base, target, comparison, candidate, work / "held-out", report)
    best = comparison.best.strategy if verdict.is_certain else ""
    curve: Sequence[Mapping[str, object]] = ()
    if request.curve and best:
        curve = learning_curve(request, base.vocabulary, model, parts, best, work, report)
    result = _report(comparison, verdict, target, files, curve, time.monotonic() - started)
    result |= {"adopted": best, "summary": summary(verdict), "stored_bytes": stored if best else 0}
    report(Event("publishing", {"out": str(request.out), "adopted": best}))
    vocabulary = own_vocabulary(target) if best else base.vocabulary
    write_profile(request.out, base, candidate if best else None, vocabulary, documents, result)
    shutil.rmtree(work, ignore_errors=True)
    return result


def try_out(
    base: Bundle,
    target: Target,
    comparison: Comparison,
    candidate: Path,
    held_out: Path,
    report: Reporter,
) -> tuple[Verdict, int]:
    """Write the best outcome as the bundle ``candidate`` and have it judged; the verdict, and the
    bytes that it would take to store.

    Raises:
        VerdictError: the engine could not be asked.
    """
    best = comparison.best
    report(Event("judging", {"strategy": best.strategy}))
    vocabulary = own_vocabulary(target)
    about = {"strategy": best.strategy, "words": target.split.train_words}
    stored = stage_model(candidate, base, best.model, vocabulary, about)
    write_held_out(held_out, vocabulary, target.split)
    verdict = judge(base.path, candidate, held_out)
    report(Event("judged", verdict.as_json()))
    return verdict, stored


def own_vocabulary(target: Target) -> Vocabulary:
    """The vocabulary of a model that was trained on the target, as the editor takes it."""
    return with_usage(target.vocabulary, target.usage, target.base_size)


# ---- text -------------------------------------------------------------------------------------


def _documents(
    request: Request, base: Bundle, work: Path, report: Reporter
) -> tuple[list[Document], list[dict[str, object]]]:
    """The clean documents: those of the interrupted run where it was the same, else read now."""
    key = request.key(weights_digest(request.base))
    try:
        stored = json.loads((work / _TEXT).read_text("utf-8"))
        if stored["key"] == key:
            report(Event("resumed", {"documents": len(stored["documents"])}))
            return [Document(n, m, tuple(p)) for n, m, p in stored["documents"]], stored["files"]
    except (OSError, ValueError, KeyError, TypeError):
        pass  # nothing to go on with
    shutil.rmtree(work, ignore_errors=True)
    own_folder(work)

    def tell(file: FileReport) -> None:
        report(Event("file", file.as_json()))

    language = LanguageTest.of_vocabulary(base.vocabulary.words)
    taken_in: dict[Path, set[str]] = {}
    for kind, file in request.taken_in:
        taken_in.setdefault(file, set()).add(kind)
    reading = read_documents(
        request.documents, language, cache=request.cache, report=tell, taken_in=taken_in
    )
    report(Event("read", {"documents": len(reading.documents), "words": reading.words}))
    files = [file.as_json() for file in reading.files]
    rows = [[d.name, d.modified, d.paragraphs] for d in reading.documents]
    text = json.dumps({"key": key, "documents": rows, "files": files})
    write_own(work / _TEXT, text.encode())
    return list(reading.documents), files


def prepare(
    vocabulary: Vocabulary,
    model: LanguageModel,
    parts: TargetSplit,
    request: Request,
    report: Reporter,
    work: Path,
) -> Target:
    """Give vocabulary and base the person's words and habits, and lay out the text."""
    words = new_words(vocabulary, parts.train)
    grown = vocabulary.grown((w for w, _ in words), (n for _, n in words))
    arrays = [encode(grown, paragraphs) for paragraphs in parts.train]
    base = _grown_base(vocabulary, grown, model, parts, arrays, work)
    report(Event("grown", {"new_words": len(words), "examples": [w for w, _ in words[:10]]}))
    counts = np.zeros(len(grown))
    for ids in arrays:
        counts += np.bincount(ids, minlength=len(grown))
    usage = counts.copy()
    base = with_habits(base, grown, usage, len(vocabulary))
    general = np.array(grown.counts, np.float64)
    general[len(vocabulary) :] = 0
    counts += _BASE_COUNTS * counts.sum() * general / max(1.0, general.sum())
    weights = list(np.linspace(1.0, request.newest, len(arrays)))
    validation = encode(grown, excerpts(parts.validation, _VALIDATION_WORDS))
    narrow = id_type(len(grown))
    known = explained(arrays, validation, model_losses(base, validation), general)
    if request.rehearsal:
        tokens = round(request.rehearsal * sum(map(len, arrays)))
        arrays.append(rehearse(model, tokens, request.seed))
        weights.append(1.0)
    text = TargetText(
        tuple(ids.astype(narrow) for ids in arrays), tuple(weights), validation, counts, known
    )
    return Target(parts, grown, base, len(vocabulary), text, usage)


def _grown_base(
    vocabulary: Vocabulary,
    grown: Vocabulary,
    model: LanguageModel,
    parts: TargetSplit,
    arrays: Sequence[np.ndarray[Any, Any]],
    work: Path,
) -> LanguageModel:
    """The base with composed rows; kept in ``work``, because composing reads the text."""
    path = work / _GROWN
    if path.exists():
        base = LanguageModel(replace(model.config, vocabulary=len(grown)))
        base.load_state_dict(load_tensors(path)[0])
        return base
    # The newest text is last; it is the most like what will be written.
    old = np.concatenate([encode(vocabulary, paragraphs) for paragraphs in parts.train])
    new = np.concatenate(list(arrays))
    places = slice(-_GROWTH_TOKENS, None)
    base = grow(model, vocabulary, grown, old[places], new[places], len(new))
    work.mkdir(parents=True, exist_ok=True)
    save_atomically(base.state_dict(), path)
    return base


# ---- training ---------------------------------------------------------------------------------


def run_strategies(request: Request, target: Target, work: Path, report: Reporter) -> list[Outcome]:
    """The strategy asked for, or the one that short trials choose, and the control."""
    torch.manual_seed(request.seed)
    legs = plan(request, target.text)
    report(as_event(legs))
    name = request.strategy
    if name == AUTO:
        name = choose(target.base, target.base_size, target.text, work / "trials", report)
    trials = sum(leg.purpose is Purpose.TRIAL for leg in legs)
    names = [name, "scratch"][: len(legs) - trials]
    base, size, text = target.base, target.base_size, target.text
    return [
        train(STRATEGIES[n], base, size, text, work / n, marked(report, leg))
        for leg, n in enumerate(names, trials)
    ]


def plan(request: Request, text: TargetText) -> list[Leg]:
    """What will be trained, in order."""
    names = TRIED if request.strategy == AUTO else ()
    legs = [Leg(Purpose.TRIAL, trial_config(STRATEGIES[n], text).tokens) for n in names]
    # Which strategy the trials will choose is not known yet; their budgets differ little.
    likely = STRATEGIES[TRIED[0] if request.strategy == AUTO else request.strategy]
    legs.append(Leg(Purpose.LEARNING, train_config(likely, text).tokens))
    if request.control and request.strategy != "scratch":
        legs.append(Leg(Purpose.CONTROL, train_config(STRATEGIES["scratch"], text).tokens))
    return legs


def learning_curve(
    request: Request,
    vocabulary: Vocabulary,
    model: LanguageModel,
    parts: TargetSplit,
    strategy: str,
    work: Path,
    report: Reporter,
) -> list[dict[str, object]]:
    """What less text would have given to ``strategy`` and to the control: the newest 10 % and 30 %
    of the training text."""
    points: list[dict[str, object]] = []
    for share in (0.1, 0.3):
        less = replace(parts, train=newest_part(parts.train, share))
        place = work / f"curve{round(100 * share)}"
        target = prepare(vocabulary, model, less, request, report, place)
        outcomes = [
            train(STRATEGIES[n], target.base, target.base_size, target.text, place / n, report)
            for n in (strategy, "scratch")
        ]
        scored = compare(model, vocabulary, target, outcomes, report)
        rows = {o.strategy: scored.scores[o.strategy].as_json() for o in outcomes}
        points.append({"share": share, "words": less.train_words, **rows})
    return points


def _report(
    comparison: Comparison,
    verdict: Verdict,
    target: Target,
    files: Sequence[Mapping[str, object]],
    curve: Sequence[Mapping[str, object]],
    seconds: float,
) -> dict[str, Any]:
    return {
        "engine": {"strategy": comparison.best.strategy, **verdict.as_json()},
        "words": target.split.train_words,
        "test_words": count_words(target.split.test or target.split.validation),
        "new_words": len(target.vocabulary) - target.base_size,
        "base": comparison.scores["base"].as_json(),
        "strategies": [entry(o, comparison) for o in comparison.outcomes],
        "examples": comparison.examples,
        "curve": list(curve),
        "files": list(files),
        "seconds": round(seconds, 1),
        "peak_memory_mb": peak_memory_mb(),
    }


def peak_memory_mb() -> float:
    """The most memory that this process ever had, 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0.0
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes / 1024 / (1024 if sys.platform == "darwin" else 1), 1)


# ---- command line -----------------------------------------------------------------------------


def main(argv: Sequence[str]) -> int:
    """The command line of ``finetune``."""
    parser = _parser()
    args = parser.parse_args(argv)
    if wrong := sorted({kind for kind, _ in args.also} - GUESSED):
        parser.error(f"no such kind: {', '.join(wrong)}")
    report = to_stream(sys.stdout) if args.json else Watcher()
    request = Request(
        base=args.base.resolve(),
        documents=tuple(path.absolute() for path in args.documents),
        out=args.out.absolute(),
        strategy="strict" if args.strict else args.strategy,
        test_share=args.test_share,
        rehearsal=args.rehearsal,
        newest=args.newest,
        control=not args.no_control,
        curve=args.curve,
        seed=args.seed,
        cache=args.cache,
        taken_in=tuple(sorted((kind, Path(file).absolute()) for kind, file in args.also)),
    )
    try:
        result = finetune(request, report)
    except KeyboardInterrupt:
        return 130
    except (Problem, OSError) as error:
        if not args.json:
            raise
        report(Event("failed", {"reason": str(error)}))
        return 1
    if args.json:
        report(Event("report", result))
    else:
        print(as_text(result))
    return 0


_HELP = {
    "test_share": "share of the text that is held out to judge by (default 0.1)",
    "rehearsal": "tokens of the base's own writing mixed in for each of the person's",
    "newest": "how often the newest document is read for once that the oldest is",
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "python -m training finetune",
        description="Learn from a person's documents: make a profile over a base. What made no "
        "difference that can be measured, with everything switched on, is not adopted; the word "
        "counts are kept. The same command goes on where it was interrupted.",
    )
    parser.add_argument("--base", type=Path, required=True, metavar="DIR", help="a bundle")
    parser.add_argument(
        "--documents",
        type=Path,
        nargs="+",
        required=True,
        metavar="PATH",
        help="files and folders of the person's writing",
    )
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the profile")
    parser.add_argument(
        "--strategy",
        default=AUTO,
        choices=[AUTO, *STRATEGIES],
        help="what of the base moves (default: the one that short trials choose)",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="a linear map of the base and nothing beside it: no output bias, no new rows",
    )
    for name, text in _HELP.items():
        option = "--" + name.replace("_", "-")
        parser.add_argument(option, type=float, default=getattr(Request, name), help=text)
    parser.add_argument("--no-control", action="store_true", help="do not train from scratch too")
    parser.add_argument("--curve", action="store_true", help="also learn from 10 %% and 30 %%")
    parser.add_argument("--seed", type=int, default=Request.seed, help="of all that is drawn")
    parser.add_argument("--cache", type=Path, help="folder that keeps the text of unchanged files")
    kinds = ", ".join(sorted(GUESSED))
    text = f"read of FILE what a guess leaves out: {kinds}; may be given again"
    parser.add_argument(
        "--also", nargs=2, action="append", default=[], metavar=("KIND", "FILE"), help=text
    )
    parser.add_argument("--json", action="store_true", help="progress and report as JSON lines")
    return parser
