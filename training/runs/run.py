"""A run directory as ``pretrain`` leaves it: its settings, its corpus, its best weights.

This module must not know how the weights were trained nor what becomes of them.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.problem import Problem
from training.corpora.corpus import Corpus
from training.network.checkpoint import load_tensors
from training.network.model import LanguageModel, ModelConfig
from training.runs.loop import BEST


class RunError(Problem):
    """The run has nothing to offer; the message says why."""


@dataclass(frozen=True)
class Run:
    """What a training run came to."""

    model: LanguageModel
    """The best weights, in evaluation mode."""
    corpus: Corpus
    about: dict[str, Any]
    """``run.json``: "model", "train", "weights", "corpus"."""


def open_run(directory: Path) -> Run:
    """Open the run in ``directory``.

    Raises:
        RunError: there is none, or it has not been validated yet.
        CorpusError: its corpus is gone.
    """
    try:
        about = json.loads((directory / "run.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{directory} holds no run: {error}") from error
    corpus = Corpus.open(directory / about["corpus"])
    if not (directory / BEST).exists():
        raise RunError(f"{directory} has no validated weights yet")
    model = LanguageModel(ModelConfig(**about["model"]))
    model.load_state_dict(load_tensors(directory / BEST)[0])
    return Run(model.eval(), corpus, about)
