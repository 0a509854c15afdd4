"""``python -m training evaluate``: how good and how fast a bundle, or any other program, is.

    evaluate --bundle DIR TEXT…          perplexity, bits per character, typing figures, latency
    evaluate --program "CMD …" TEXT…     the typing figures of any program with the query protocol
    evaluate --bundle DIR --corpus DIR   the same on the held-out text of each register
    evaluate --run DIR [--cache]         a run's perplexity on its corpus's own test split

Every figure comes with a 95 % bootstrap interval. Typing figures are measured on the program that a
person runs, as a child process; the language model alone is measured on its graph. This module must
not know how models are trained.
"""

import argparse
import json
import math
import shlex
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.bundle import MODEL, Bundle, Manifest, open_bundle
from models.language import language_of
from models.problem import Problem
from models.text import Kind, tokenise
from models.vocabulary import PARAGRAPH, UNKNOWN
from training.corpora.corpus import Corpus
from training.corpora.reading import paragraphs
from training.export import GraphState, load_model, run_graph, session
from training.measure.intervals import Figure, ratio
from training.measure.protocol import RANKS, Program, percentiles, type_text, type_texts
from training.measure.registers import held_out
from training.measure.typist import lines as typist_lines
from training.measure.typist import simulate
from training.network.graph import step_graph

_SPELLING_BITS = math.log2(60)
"""What a letter of an unknown word is charged with, in bits: one of sixty characters."""
_STEP = 64


Floats = npt.NDArray[np.float64]


class EvaluateError(Problem):
    """Nothing can be measured; the message says why."""


@dataclass(frozen=True)
class ModelFigures:
    """Figures of the language model alone on one text."""

    tokens: int
    unknown_share: float
    perplexity: Figure
    """Per token; unknown words count as the unknown token."""
    bits_per_character: Figure
    """Unknown words are charged for their letters as well."""


class Reader:
    """Reads text with a bundle's graph, or with the float32 graph of its stored weights."""

    def __init__(self, bundle: Bundle, full_precision: bool = False) -> None:
        self.bundle = bundle
        if full_precision:
            model = load_model(bundle.path)
            weights = {n: t.detach().numpy() for n, t in model.state_dict().items()}
            config = model.config
            graph = step_graph(weights, config.layers, False, config.decays).SerializeToString()
        else:
            graph = (bundle.path / MODEL).read_bytes()
        self._graph = session(graph)

    def read(self, rows: Sequence[str]) -> ModelFigures:
        """Read paragraphs one after the other as one text."""
        return self.read_documents([rows])

    def read_documents(self, documents: Sequence[Sequence[str]]) -> ModelFigures:
        """Read documents, each of them paragraph after paragraph and from rest."""
        parts = [part for rows in documents if len((part := self._read(rows))[0])]
        if not parts:
            raise EvaluateError("the text holds no words")
        loss, letters, spelling, unknown = (
            np.concatenate(each) for each in zip(*parts, strict=True)
        )
        return ModelFigures(
            tokens=len(loss),
            unknown_share=float(unknown.mean()),
            perplexity=ratio(loss, np.ones(len(loss))).mapped(np.exp),
            bits_per_character=ratio(loss / math.log(2) + spelling, letters),
        )

    def _read(self, rows: Sequence[str]) -> tuple[Floats, Floats, Floats, Floats]:
        """Of each id of a text: nats, characters it stands for, bits for the letters of an unknown
        word, and 1 where it is one: (N,) each."""
        ids: list[int] = []
        letters: list[int] = []
        spelling: list[float] = []
        for row in rows:
            cut = tokenise(row + "\n\n")
            for index, token in enumerate(cut):
                found = self.bundle.vocabulary.encode_one(cut, index)
                start = cut[index - 1].end if index else 0
                ids.extend(found)
                size = 1 if token.kind is Kind.PARAGRAPH else token.end - start
                rest = len(found) - 1
                letters.extend([size, *[0] * rest])
                bits = len(token.text) * _SPELLING_BITS * (UNKNOWN in found)
                spelling.extend([bits, *[0.0] * rest])
        follow = np.array(ids, np.int64)
        loss = self._losses(np.array([PARAGRAPH, *ids[:-1]]), follow) if ids else np.empty(0)
        return loss, np.array(letters, float), np.array(spelling), (follow == UNKNOWN).astype(float)

    def _losses(
        self, reading: npt.NDArray[np.int64], follow: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float64]:
        """Nats for each of ``follow`` (N,) after ``reading`` (N,)."""
        state: GraphState | None = None
        losses: list[npt.NDArray[np.float64]] = []
        for start in range(0, len(reading), _STEP):
            part = reading[None, start : start + _STEP]
            logs, state = run_graph(self._graph, part, part.shape[1], state)
            losses.append(-logs[0, np.arange(part.shape[1]), follow[start : start + _STEP]])
        return np.concatenate(losses).astype(np.float64)

    def step_ms(self, steps: int = 300) -> dict[str, float]:
        """Milliseconds for one word on one thread."""
        random = np.random.default_rng(0)
        state: GraphState | None = None
        times = []
        for word in random.integers(0, self.bundle.manifest.vocabulary_size, steps):
            start = time.perf_counter()
            _, state = run_graph(self._graph, np.array([[word]]), 1, state)
            times.append(1e3 * (time.perf_counter() - start))
        return percentiles(times)


def _composed(bundle: Path | None) -> float:
    """Keys of a character in the bundle's language, as ``type_text`` counts them."""
    if bundle is None:
        return 1.0
    return language_of(bundle, Manifest.read(bundle).language).keys


def editor_command(bundle: Path) -> list[str]:
    """The command that answers queries with a bundle or a profile."""
    return [sys.executable, "-m", "editor_app", "suggest", "--bundle", str(bundle), "--jsonl"]


def evaluate(
    texts: Sequence[Path],
    bundle: Path | None,
    program: str,
    words: int,
    full_precision: bool,
    typist_words: int = 0,
) -> dict[str, Any]:
    """Measure on each text; the result is ready for JSON.

    Raises:
        EvaluateError, BundleError, ProtocolError, OSError.
    """
    report: dict[str, Any] = {"texts": {}}
    reader = Reader(open_bundle(bundle)) if bundle else None
    full = Reader(open_bundle(bundle), True) if bundle and full_precision else None
    if reader:
        report["step_ms"] = reader.step_ms()
    command = shlex.split(program) if program else editor_command(bundle) if bundle else []
    for path in texts:
        rows = list(paragraphs(path))
        figures: dict[str, Any] = {}
        if reader:
            figures["model"] = asdict(reader.read(rows))
        if full:
            figures["model_fp32"] = asdict(full.read(rows))
        if words:
            with Program(command) as running:
                figures["typing"] = asdict(
                    type_text(running, "\n\n".join(rows), 0, words, _composed(bundle))
                )
        if typist_words:
            with Program(command) as running:
                found = simulate(running, "\n\n".join(rows), typist_words)
            figures["typist"] = [{**asdict(way), **asdict(out)} for way, out in found.items()]
        report["texts"][path.name.split(".")[0]] = figures
    return report


def evaluate_registers(
    corpus: Path, bundle: Path | None, program: str, words: int, typed: int
) -> dict[str, Any]:
    """Measure on about ``words`` of held-out text of each register of a prepared corpus; ``typed``
    words of it are typed.

    Raises:
        EvaluateError, BundleError, CorpusError, ProtocolError, OSError.
    """
    reader = Reader(open_bundle(bundle)) if bundle else None
    command = shlex.split(program) if program else editor_command(bundle) if bundle else []
    report: dict[str, Any] = {"texts": {}}
    for register in held_out(Corpus.open(corpus), words):
        figures: dict[str, Any] = {}
        if reader:
            figures["model"] = asdict(reader.read_documents(register.documents))
        if typed:
            texts = ["\n\n".join(document) for document in register.documents]
            # Some words of many documents rather than many of one.
            most = max(20, typed // len(texts))
            with Program(command) as running:
                figures["typing"] = asdict(type_texts(running, texts, typed, most))
        report["texts"][register.name] = figures
    return report


def table(report: dict[str, Any]) -> str:
    """The report for people."""
    lines = []
    if "step_ms" in report:
        lines.append(f"one word, one thread: {_times(report['step_ms'])}")
    for name, figures in report["texts"].items():
        lines.append(f"\n{name}")
        for key in ("model", "model_fp32"):
            if key in figures:
                f = figures[key]
                lines.append(
                    f"  {key:<11} perplexity {_figure(f['perplexity'], 1)} over {f['tokens']:,} "
                    f"tokens, {100 * f['unknown_share']:.2f} % unknown; "
                    f"{_figure(f['bits_per_character'], 3)} bits per character"
                )
        if "typing" in figures:
            lines += _typing_lines(figures["typing"])
        if "typist" in figures:
            lines += ["  a person who takes right suggestions at this rate; %"]
            lines += typist_lines(figures["typist"])
    return "\n".join(lines)


def _typing_lines(typing: dict[str, Any]) -> list[str]:
    rows = (("hit", "hit"), ("hit, case", "hit_case"), ("KSR", "ksr"), ("KSR, case", "ksr_case"))
    lines = [f"  typing      {typing['words']:,} words; %, at {', '.join(map(str, RANKS))}"]
    for title, key in rows:
        figures = "   ".join(_figure(typing[key][k], 1, 100) for k in RANKS)
        lines.append(f"    {title:<10}{figures}")
    lines.append(f"    at a word boundary: {_times(typing['boundary_ms'])}")
    lines.append(f"    inside a word:      {_times(typing['letter_ms'])}")
    return lines


def _figure(figure: dict[str, float], digits: int, scale: float = 1) -> str:
    mean, low, high = (f"{scale * figure[k]:.{digits}f}" for k in ("mean", "low", "high"))
    return f"{mean} [{low}–{high}]"


def _times(times: dict[str, float]) -> str:
    return "  ".join(f"{k} {v:.2f} ms" for k, v in times.items())


def main(argv: Sequence[str]) -> int:
    """The command line of ``evaluate``."""
    if "--run" in argv:
        from training.measure import benchmark

        return benchmark.main(argv)
    parser = argparse.ArgumentParser(
        "python -m training evaluate",
        description="Measure how good and how fast a bundle is, or any program that speaks the "
        "query protocol. Every figure comes with a 95 % interval. With --run a run is measured on "
        "its corpus's own test split.",
    )
    parser.add_argument(
        "texts", type=Path, nargs="*", metavar="TEXT", help="text files nobody trained on"
    )
    parser.add_argument("--corpus", type=Path, help="a prepared corpus: its held-out registers")
    parser.add_argument(
        "--read", type=int, default=6000, help="words read of each register (default: 6000)"
    )
    parser.add_argument("--bundle", type=Path, metavar="DIR", help="a base or a profile")
    parser.add_argument("--program", default="", help="command line of a program to measure")
    parser.add_argument("--words", type=int, default=1000, help="typed of each text (0: none)")
    parser.add_argument(
        "--typist", type=int, default=200, metavar="N", help="words of the simulated person (0)"
    )
    parser.add_argument("--fp32", action="store_true", help="the float32 graph as well")
    parser.add_argument("--json", action="store_true", help="all figures as JSON")
    args = parser.parse_args(argv)
    if not (args.bundle or args.program):
        raise EvaluateError("name a --bundle or a --program")
    if not (args.texts or args.corpus):
        raise EvaluateError("name texts or a --corpus")
    report = evaluate(args.texts, args.bundle, args.program, args.words, args.fp32, args.typist)
    if args.corpus:
        registers = evaluate_registers(
            args.corpus, args.bundle, args.program, args.read, args.words
        )
        report["texts"] |= registers["texts"]
    print(json.dumps(report) if args.json else table(report))
    return 0
