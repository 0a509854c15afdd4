"""A corpus and a trainer small enough for tests: a made-up language that an LSTM can learn."""

from pathlib import Path

import numpy as np
import torch

from models.progress import Event, Reporter
from training.corpora.stream import TokenStream
from training.network.model import LanguageModel, ModelConfig
from training.runs.config import Scales, TrainConfig
from training.runs.loop import Trainer

WORDS = 40


def sentences(count: int, seed: int = 0) -> np.ndarray:
    """Ids in which each word is followed by one of two others."""
    random = np.random.default_rng(seed)
    ids = [3]
    while len(ids) < count:
        ids.append(3 + (ids[-1] * 7 + 5 * int(random.integers(2))) % (WORDS - 3))
    return np.array(ids, np.int64)


def silent(_event: Event) -> None:
    pass


def trainer(
    directory: Path,
    config: TrainConfig,
    report: Reporter = silent,
    scales: Scales | None = None,
    dropout: float = 0.1,
) -> Trainer:
    """A trainer over made-up sentences."""
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(WORDS, 16, 24, 2, drop_input=dropout, drop_recurrent=dropout))
    ids = sentences(6000)
    stream = TokenStream([ids[:4000], ids[4000:]], [1.0, 0.5], config.batch_size, config.bptt, 1)
    counts = np.bincount(ids, minlength=WORDS).astype(np.float64)
    validation = sentences(600, 9)
    return Trainer(model, stream, counts, validation, directory, config, report, scales=scales)
