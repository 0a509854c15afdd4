"""``python -m training export``: a run's weights as a bundle, verified before it is published.

Everything is written into a directory beside the final one: the int8 step graph (from which
later fine-tuning starts, too), the vocabulary, golden answers, the card, the manifest. Then the
float32 graph is compared with PyTorch on several batch and time shapes, the int8 graph with the
float32 one on text, and the golden answers are replayed through :func:`models.bundle.open_bundle`.
Only a bundle that passes takes the final name. This module must not know how the weights were made.
"""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime as ort
import torch

from models.bundle import (
    CARD,
    GOLDEN,
    MODEL,
    VOCABULARY,
    Manifest,
    open_bundle,
    publish,
    record_files,
    sha256,
)
from models.general_counts import FILE as GENERAL_COUNTS
from models.language import RECORD, known
from models.problem import Problem
from models.vocabulary import Vocabulary
from training.network.graph import Weights, step_graph, weights_of
from training.network.model import LanguageModel, ModelConfig
from training.runs.run import open_run

LICENCE = "CC-BY-SA-4.0"
PARITY = 2e-5
"""Largest difference of a log-probability l between PyTorch and the float32 graph, in units of
1 + |l|: both round to seven digits, and a wide model sums over a thousand of them."""
INT8_LOSS = 0.02
"""Most nats per token that int8 may cost on the golden text: a net against breakage; what it
costs on held-out text is measured by ``evaluate``."""
_SHAPES = ((1, 1), (1, 7), (3, 5), (2, 1))
_GOLDEN_TEXTS = (
    "The quick brown fox jumps over the",
    "Thank you very much for your letter. I am looking forward to",
    "It was one of the most important questions of the last century, and nobody",
    "If you do not know how to do this, please ask someone to",
)


class ExportError(Problem):
    """The weights cannot be published; the message says why."""


@dataclass(frozen=True)
class BundleFacts:
    """What a bundle says of itself beyond its weights."""

    name: str
    language: str = "en"
    training: Mapping[str, Any] | None = None
    base: str = ""
    card: str = ""
    counts: Path | None = None
    """The general counts that go with it: a file of ``training counts``, or a bundle's."""
    licence: str = LICENCE
    golden: tuple[str, ...] = ()
    """Texts of the language for the golden answers; English ones where there are none."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Name → text of what else belongs to it: the language's record and lists."""


def session(graph: bytes) -> ort.InferenceSession:
    """A one-thread onnxruntime session for a graph in memory."""
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return ort.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


GraphState = Mapping[str, npt.NDArray[np.float32]]
"""Input name → what the graph remembers."""


def run_graph(
    graph: ort.InferenceSession,
    ids: npt.NDArray[np.int64],
    last: int,
    state: GraphState | None = None,
) -> tuple[npt.NDArray[np.float32], GraphState]:
    """Log-probabilities (B, K, V) of the ``last`` K steps of ``ids`` (B, T), read after ``state``
    (by default from rest), and the state behind them."""
    if state is None:
        state = {
            value.name: np.zeros([len(ids) if n == "batch" else n for n in value.shape], np.float32)
            for value in graph.get_inputs()
            if value.name not in ("ids", "last")
        }
    feed = {"ids": ids, "last": np.array([last]), **state}
    logs, *after = graph.run(["log_probs", *(f"{name}_next" for name in state)], feed)
    return logs, dict(zip(state, after, strict=True))


def check_parity(model: LanguageModel, graph: ort.InferenceSession) -> float:
    """Largest difference in log-probability between model and float32 graph over several shapes,
    as :data:`PARITY` measures it.

    Raises:
        ExportError: it is above ``PARITY``.
    """
    random = np.random.default_rng(0)
    worst = 0.0
    for batch, time in _SHAPES:
        ids = random.integers(0, model.config.vocabulary, (batch, time))
        got, _ = run_graph(graph, ids, time)
        with torch.no_grad():
            hidden, _ = model(torch.from_numpy(ids.T.copy()), model.initial_state(batch))
            want = model.log_probabilities(hidden).transpose(0, 1).numpy()  # (B, T, V)
        worst = max(worst, float((np.abs(got - want) / (1 + np.abs(want))).max()))
    if not worst <= PARITY:
        raise ExportError(f"PyTorch and ONNX differ by {worst:.2e} of a log-probability")
    return worst


def golden_answers(
    graph: ort.InferenceSession, vocabulary: Vocabulary, texts: Sequence[str]
) -> list[dict[str, Any]]:
    """What the graph answers to ``texts``: the five likeliest next ids and log-probabilities."""
    answers = []
    for text in texts:
        ids = vocabulary.encode(vocabulary.writing.tokenise(text))
        logs = run_graph(graph, np.array([ids]), 1)[0][0, 0]  # (V,)
        top = np.argsort(-logs)[: min(5, len(logs))]
        answers.append(
            {
                "text": text,
                "ids": ids,
                "top": [int(i) for i in top],
                "log_probs": [round(float(logs[i]), 5) for i in top],
            }
        )
    return answers


def _cost_on(graph: ort.InferenceSession, rows: Sequence[Sequence[int]]) -> float:
    """Mean loss in nats per token over id rows."""
    total = count = 0.0
    for row in rows:
        logs = run_graph(graph, np.array([row[:-1]]), len(row) - 1)[0][0]  # (T, V)
        total -= float(logs[np.arange(len(row) - 1), row[1:]].sum())
        count += len(row) - 1
    return total / count


def export_bundle(
    model: LanguageModel, vocabulary: Vocabulary, out: Path, about: BundleFacts
) -> dict[str, float]:
    """Write, verify and publish the bundle ``out``; return what the checks measured.

    Raises:
        ExportError: a check failed; ``out`` is as it was.
    """
    model = model.eval()
    config = model.config
    weights: Weights = {n: t.detach().cpu().numpy() for n, t in model.state_dict().items()}
    model = model.cpu()
    full = session(step_graph(weights, config.layers, False, config.decays).SerializeToString())
    measured = {"parity": check_parity(model, full)}
    graph = step_graph(weights, config.layers, True, config.decays).SerializeToString()
    small = session(graph)
    golden = golden_answers(small, vocabulary, about.golden or _GOLDEN_TEXTS)
    rows = [answer["ids"] for answer in golden]
    measured["int8_cost"] = _cost_on(small, rows) - _cost_on(full, rows)
    if not measured["int8_cost"] <= INT8_LOSS:
        raise ExportError(f"int8 costs {measured['int8_cost']:.3f} nats a token on golden text")
    staged = out.with_name(f".{out.name}.{os.getpid()}")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        (staged / MODEL).write_bytes(graph)
        vocabulary.write(staged / VOCABULARY)
        (staged / GOLDEN).write_text(json.dumps(golden, indent=1), encoding="utf-8")
        (staged / CARD).write_text(about.card or f"# {about.name}\n", encoding="utf-8")
        if about.counts is not None:
            shutil.copyfile(about.counts, staged / GENERAL_COUNTS)
        for name, text in about.files.items():
            (staged / name).write_text(text, encoding="utf-8")
        for file in staged.iterdir():
            file.chmod(0o644)
        _manifest(staged, small, config, about).write(staged)
        replay(staged)
        publish(staged, out)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    return measured


def _manifest(
    staged: Path, graph: ort.InferenceSession, config: ModelConfig, about: BundleFacts
) -> Manifest:
    tensors = {t.name: list(t.shape) for t in (*graph.get_inputs(), *graph.get_outputs())}
    return Manifest(
        name=about.name,
        language=about.language,
        created=datetime.now(UTC).isoformat(timespec="seconds"),
        licence=about.licence,
        vocabulary_size=config.vocabulary,
        model={k: getattr(config, k) for k in ("embedding", "hidden", "layers")},
        tensors=tensors,
        files=record_files(staged),
        training=about.training or {},
        base=about.base,
    )


def replay(path: Path, tolerance: float = 0.05) -> None:
    """Open a bundle and compare its answers to the golden ones.

    ``tolerance`` in log-probability leaves room for other processors' integer kernels.

    Raises:
        BundleError, ExportError: it cannot be opened, or answers otherwise.
    """
    bundle = open_bundle(path)
    graph = session((path / MODEL).read_bytes())
    for answer in json.loads((path / GOLDEN).read_text(encoding="utf-8")):
        tokens = bundle.vocabulary.writing.tokenise(answer["text"])
        if bundle.vocabulary.encode(tokens) != answer["ids"]:
            raise ExportError(f"{path.name}: the text rules cut the golden text otherwise")
        logs = run_graph(graph, np.array([answer["ids"]]), 1)[0][0, 0]
        worst = np.abs(logs[answer["top"]] - answer["log_probs"]).max()
        if worst > tolerance:
            raise ExportError(f"{path.name}: a golden answer differs by {worst:.3f}")


def load_model(path: Path) -> LanguageModel:
    """The model of a bundle, ready to be trained further: what its int8 graph computes with.

    Training starts from these as well as from the weights before they were rounded: the rounding
    costs less than a thousandth of the perplexity.
    """
    weights, decays = weights_of(onnx.load(path / MODEL))
    vocabulary, embedding = weights["words"].shape
    hidden = weights["project.weight"].shape[1]
    layers = sum(name.startswith("lstm.weight_hh") for name in weights)
    model = LanguageModel(ModelConfig(vocabulary, embedding, hidden, layers, decays=decays))
    model.load_state_dict({name: torch.from_numpy(w.copy()) for name, w in weights.items()})
    return model


def weights_digest(path: Path) -> str:
    """What identifies a base for the profiles made from it."""
    return sha256(path / MODEL)


def main(argv: Sequence[str]) -> int:
    """The command line of ``export``."""
    parser = argparse.ArgumentParser(
        "python -m training export",
        description="Make a bundle of a run. It is verified first and replaces an old one only "
        "when it passes.",
    )
    parser.add_argument(
        "--run", type=Path, required=True, metavar="DIR", help="the folder that pretrain wrote"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="where the bundle goes"
    )
    parser.add_argument("--name", help="the bundle's name (default: that of DIR)")
    parser.add_argument("--language", default="en", metavar="TAG", help="BCP 47 (default: en)")
    parser.add_argument("--licence", default=LICENCE, help=f"of the weights (default: {LICENCE})")
    parser.add_argument("--counts", type=Path, metavar="FILE", help="what training counts wrote")
    parser.add_argument("--card", type=Path, help="Markdown for CARD.md")
    args = parser.parse_args(argv)
    run = open_run(args.run)
    card = args.card.read_text(encoding="utf-8") if args.card else ""
    summary = {k: run.about[k] for k in ("model", "train", "weights")}
    measured = export_bundle(
        run.model,
        run.corpus.vocabulary,
        args.out.resolve(),
        BundleFacts(
            args.name or args.out.name,
            language=args.language,
            licence=args.licence,
            training=summary,
            card=card,
            counts=args.counts,
            files={RECORD: known(args.language).as_json()},
        ),
    )
    print(json.dumps(measured), file=sys.stderr)
    return 0
