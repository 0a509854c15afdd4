"""``python -m training evaluate --run DIR``: a run's perplexity by the protocol of papers.

One split of the run's own corpus is read once from its first token to its last, one lane, state
carried throughout; every token is predicted, a line's end included. ``--cache`` adds the continuous
cache of Grave, Joulin & Usunier (2017): with h_t the hidden vector that predicts x_{t+1},

    p_cache(w) ∝ Σ_{i=t-n}^{t-1} [x_{i+1} = w] exp(θ h_t·h_i)      p = (1 - λ) p_model + λ p_cache

where θ and λ are those that do best on the validation split. This module must not know bundles nor
the query protocol.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from models.vocabulary import PARAGRAPH
from training.corpora.corpus import Corpus
from training.corpora.reading import CorpusError
from training.measure.intervals import Figure, ratio
from training.network.model import LanguageModel
from training.runs.devices import device
from training.runs.run import open_run

Losses = npt.NDArray[np.float64]

_STEP = 256
"""Tokens read, and queries to the cache answered, at once."""
THETAS = (0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.4, 0.7, 1.0)
LAMBDAS = (0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3)


@dataclass(frozen=True)
class Pass:
    """What a model said on its way through one text of N tokens."""

    targets: Tensor
    """(N,) the tokens."""
    losses: Tensor
    """(N,) nats for each of them, float32."""
    hidden: Tensor
    """(N, E) the vectors that predicted them."""


@dataclass(frozen=True)
class Cache:
    """Settings of the continuous cache."""

    theta: float
    share: float
    """λ, what the cache has of the whole."""
    window: int


def split_ids(corpus: Corpus, split: str) -> npt.NDArray[np.int64]:
    """All ids of one split, source after source.

    Raises:
        CorpusError: the corpus has no such split, or nothing in it.
    """
    try:
        parts = [np.asarray(corpus.ids(source, split), np.int64) for source in corpus.sources]
    except OSError as error:
        raise CorpusError(f"{corpus.directory} has no ids of a {split} split") from error
    ids = np.concatenate(parts)
    if not len(ids):
        raise CorpusError(f"the {split} split of {corpus.directory} is empty")
    return ids


@torch.inference_mode()
def read_through(model: LanguageModel, ids: npt.NDArray[np.int64]) -> Pass:
    """Predict ``ids`` (N,) one after the other, beginning from rest behind a paragraph's end."""
    place = model.words.device
    targets = torch.from_numpy(ids).to(place)
    reading = torch.cat((targets.new_tensor([PARAGRAPH]), targets[:-1]))
    state = model.initial_state(1)
    losses: list[Tensor] = []
    vectors: list[Tensor] = []
    for start in range(0, len(ids), _STEP):
        part = slice(start, start + _STEP)
        hidden, state = model(reading[part, None], state)  # (T, 1, E)
        losses.append(model.losses(hidden[:, 0], targets[part]))
        vectors.append(hidden[:, 0].float())
    return Pass(targets, torch.cat(losses), torch.cat(vectors))


@torch.inference_mode()
def cache_probabilities(read: Pass, thetas: Sequence[float], window: int) -> Tensor:
    """What caches with each of ``thetas`` would have given the tokens: (len(thetas), N)."""
    count = len(read.targets)
    found = torch.zeros(len(thetas), count, device=read.targets.device)
    for start in range(1, count, _STEP):
        stop = min(start + _STEP, count)
        first = max(0, start - window)
        now = torch.arange(start, stop, device=found.device)[:, None]  # (C, 1)
        then = torch.arange(first, stop - 1, device=found.device)  # (K,)
        remembered = (then < now) & (then >= now - window)  # (C, K)
        alike = read.hidden[start:stop] @ read.hidden[first : stop - 1].T  # (C, K)
        alike.masked_fill_(~remembered, -torch.inf)
        same = read.targets[start:stop, None] == read.targets[first : stop - 1]  # (C, K)
        for row, theta in enumerate(thetas):
            found[row, start:stop] = (torch.softmax(theta * alike, 1) * same).sum(1)
    return found


def mixed_losses(read: Pass, cached: Tensor, share: float) -> Losses:
    """Nats for each token when the cache's probability (N,) has ``share`` of the whole."""
    own = (-read.losses.double()).exp()
    mixed = (1 - share) * own + share * cached.double()
    mixed[0] = own[0]  # nothing is remembered yet
    return np.asarray(-mixed.log().cpu().numpy(), np.float64)


def tune_cache(read: Pass, window: int) -> Cache:
    """The θ and λ of the grids that give a text its least loss."""
    rows = cache_probabilities(read, THETAS, window)
    trials = [
        (float(mixed_losses(read, row, share).mean()), theta, share)
        for theta, row in zip(THETAS, rows, strict=True)
        for share in LAMBDAS
    ]
    _, theta, share = min(trials)
    return Cache(theta, share, window)


def _figures(losses: Losses) -> dict[str, Any]:
    figure: Figure = ratio(losses, np.ones(len(losses))).mapped(np.exp)
    return asdict(figure)


def measure(directory: Path, split: str, window: int) -> dict[str, Any]:
    """Perplexity of a run on a split of its corpus; with a cache where ``window`` is not 0.

    Raises:
        RunError, CorpusError: nothing can be measured.
    """
    run = open_run(directory)
    model = run.model.to(device())
    read = read_through(model, split_ids(run.corpus, split))
    losses = read.losses.double().cpu().numpy()
    report: dict[str, Any] = {
        "split": split,
        "tokens": len(losses),
        "vocabulary": len(run.corpus.vocabulary),
        "perplexity": _figures(losses),
    }
    if window:
        tuned_on = read if split == "validation" else None
        if tuned_on is None:
            tuned_on = read_through(model, split_ids(run.corpus, "validation"))
        cache = tune_cache(tuned_on, window)
        cached = cache_probabilities(read, [cache.theta], window)[0]
        report["cache"] = asdict(cache)
        report["perplexity_with_cache"] = _figures(mixed_losses(read, cached, cache.share))
    return report


def table(report: dict[str, Any]) -> str:
    """The report for people."""
    rows = [("perplexity", report["perplexity"])]
    if "cache" in report:
        c = report["cache"]
        title = f"with a cache (θ {c['theta']}, λ {c['share']}, {c['window']} back)"
        rows.append((title, report["perplexity_with_cache"]))
    head = f"{report['split']}, {report['tokens']:,} tokens of {report['vocabulary']:,} kinds"
    lines = [f"  {n}: {f['mean']:.2f} [{f['low']:.1f}–{f['high']:.1f}]" for n, f in rows]
    return "\n".join((head, *lines))


def main(argv: Sequence[str]) -> int:
    """The command line of ``evaluate --run``."""
    parser = argparse.ArgumentParser("python -m training evaluate", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, metavar="DIR")
    parser.add_argument("--split", default="test", help="of the run's corpus (default: test)")
    parser.add_argument(
        "--cache",
        type=int,
        nargs="?",
        const=500,
        default=0,
        metavar="N",
        help="add a continuous cache over the last N hidden vectors (500)",
    )
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args(argv)
    report = measure(args.run, args.split, args.cache)
    print(json.dumps(report) if args.json else table(report))
    return 0
