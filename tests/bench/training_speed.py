"""Tokens per second of our training step against a plain word-language-model loop, in one run.

The plain loop is what PyTorch's tutorial style gives: ``nn.LSTM`` and ``nn.Linear`` over the whole
vocabulary in float32, cross entropy, Adam over everything. Same sizes, same made-up ids, the two in
turn so that a machine that drifts slows both. Seconds are the processor's, which other work on the
machine does not stretch; with one thread on an idle machine they are those of the clock.
Run: ``python -m tests.bench.training_speed``.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.corpora.stream import TokenStream
from training.network.model import LanguageModel, ModelConfig, detach
from training.runs.config import TrainConfig
from training.runs.loop import Trainer


def ids_like_text(vocabulary: int, count: int) -> np.ndarray:
    """Ids with a natural frequency curve (Zipf)."""
    chances = 1 / np.arange(1, vocabulary + 1)
    return np.random.default_rng(0).choice(vocabulary, count, p=chances / chances.sum())


def ours(
    config: ModelConfig, ids: np.ndarray, train: TrainConfig, folder: Path
) -> Callable[[], object]:
    stream = TokenStream([ids], [1.0], train.batch_size, train.bptt, 1)
    counts = np.bincount(ids, minlength=config.vocabulary).astype(np.float64)
    trainer = Trainer(LanguageModel(config), stream, counts, ids[:100], folder, train, print)
    return trainer.step


def plain(config: ModelConfig, ids: np.ndarray, train: TrainConfig) -> Callable[[], object]:
    words = nn.Embedding(config.vocabulary, config.embedding)
    lstm = nn.LSTM(config.embedding, config.hidden, config.layers)
    project = nn.Linear(config.hidden, config.embedding)
    score = nn.Linear(config.embedding, config.vocabulary)
    score.weight = words.weight
    parameters = [p for m in (words, lstm, project, score) for p in m.parameters()]
    optimiser = torch.optim.Adam(set(parameters), lr=1e-3)
    stream = TokenStream([ids], [1.0], train.batch_size, train.bptt, 1)
    shape = (config.layers, train.batch_size, config.hidden)
    state = (torch.zeros(shape), torch.zeros(shape))

    def step() -> None:
        nonlocal state
        batch = torch.from_numpy(stream.next())
        output, state = lstm(words(batch[:-1]), state)
        state = detach(state)
        logits = score(project(output)).flatten(0, 1)
        loss = nn.functional.cross_entropy(logits, batch[1:].flatten())
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()

    return step


def seconds(step: Callable[[], object], times: int) -> float:
    start = time.process_time()
    for _ in range(times):
        step()
    return (time.process_time() - start) / times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--vocabulary", type=int, default=50_000)
    parser.add_argument("--embedding", type=int, default=256)
    parser.add_argument("--hidden", type=int, default=640)
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    config = ModelConfig(args.vocabulary, args.embedding, args.hidden)
    train = TrainConfig(batch_size=128, bptt=32, negatives=2048)
    ids = ids_like_text(args.vocabulary, 400_000)
    with tempfile.TemporaryDirectory() as folder:
        fast, slow = ours(config, ids, train, Path(folder)), plain(config, ids, train)
        fast(), slow()
        pairs = [(seconds(fast, 3), seconds(slow, 1)) for _ in range(args.rounds)]
    tokens = train.batch_size * train.bptt
    for name, column in (("ours", 0), ("plain", 1)):
        median = statistics.median(pair[column] for pair in pairs)
        print(f"{name:<6} {tokens / median:>8,.0f} tokens/CPU s (median of {args.rounds})")
    ratios = sorted(slow_ / fast_ for fast_, slow_ in pairs)
    print(f"ratio  {statistics.median(ratios):.1f} (from {ratios[0]:.1f} to {ratios[-1]:.1f})")
    print(f"threads {torch.get_num_threads()}")


if __name__ == "__main__":
    main()
