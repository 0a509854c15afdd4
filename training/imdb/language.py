"""Language models of the experiment: how they are trained, and how good they are on reviews.

Training is ``training.personal.strategies``'s. This module must not know classifiers.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from models.progress import Reporter
from models.vocabulary import PARAGRAPH, UNKNOWN
from training.corpora.corpus import Ids
from training.measure.intervals import Figure, ratio
from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel
from training.personal.strategies import Strategy, train
from training.personal.target import TargetText
from training.runs.config import TrainConfig

LANGUAGE = {
    strategy.name: strategy
    for strategy in (
        # A hundred times more text than a person has: nothing is to be protected from it, so all
        # words may move, nearly without dropout.
        Strategy("tuned", 1.5e-3, 1, word_epsilon=1e-7, dropout={"drop_output": 0.1}),
        Strategy("scratch", 3e-3, 1, word_epsilon=1e-8, fresh=True),
        # A source task of part four.
        Strategy("source", 3e-3, 1, word_epsilon=1e-8, fresh=True),
    )
}
_MODEL = "model.safetensors"
_BATCH_SIZE, _BPTT = 64, 48
_STEPS_WANTED = 400
"""Little text is read in smaller batches, so that there are steps enough to learn by."""
_VALIDATIONS = 6
_STEPS = 8
"""Time steps of one softmax over all words."""
_BLOCK = 500


@dataclass(frozen=True)
class TokenScore:
    """What a language model reaches on running text."""

    perplexity: Figure
    hit1: Figure
    """Share of all tokens that are the likeliest one. The unknown token is never a hit."""
    tokens: int

    def as_json(self) -> dict[str, object]:
        """A JSON-ready view."""
        return asdict(self)


def learned(
    strategy: Strategy,
    base: LanguageModel,
    base_size: int,
    text: TargetText,
    tokens: int,
    directory: Path,
    report: Reporter,
) -> LanguageModel:
    """A language model trained on ``tokens`` of ``text``: the one that ``directory`` keeps, or
    trained now, going on where that was interrupted. What only training needs is taken away."""
    kept = directory / _MODEL
    if kept.exists():
        model = LanguageModel(base.config)
        model.load_state_dict(load_tensors(kept)[0])
        return model
    batch_size = max(
        2, min(_BATCH_SIZE, tokens // (_STEPS_WANTED * _BPTT), text.tokens // (2 * _BPTT))
    )
    config = TrainConfig(
        tokens=max(1, tokens),
        batch_size=batch_size,
        bptt=_BPTT,
        negatives=min(2048, len(text.counts)),
        learning_rate=strategy.learning_rate,
        warmup=0.05,
        validate_steps=tokens // (batch_size * _BPTT * _VALIDATIONS) + 1,
        checkpoint_minutes=2.0,
    )
    model = train(strategy, base, base_size, text, directory, report, config).model
    save_atomically(model.state_dict(), kept)
    for other in directory.glob("*.safetensors"):
        if other != kept:
            other.unlink()
    return model


@torch.inference_mode()
def token_score(model: LanguageModel, rows: Sequence[Ids], lanes: int = 32) -> TokenScore:
    """Perplexity and hit@1 over all tokens of ``rows``, read one after the other in ``lanes``
    equal pieces side by side."""
    ids = np.concatenate([np.array([PARAGRAPH]), *rows]).astype(np.int64)
    lanes = max(1, min(lanes, len(ids) // 16))
    length = (len(ids) - 1) // lanes
    reading = torch.from_numpy(ids[: lanes * length].reshape(lanes, length).T.copy())  # (T, B)
    follow = torch.from_numpy(ids[1 : lanes * length + 1].reshape(lanes, length).T.copy())
    losses = np.empty((length, lanes))
    hits = np.empty((length, lanes))
    model.eval()
    state = model.initial_state(lanes)
    for start in range(0, length, _STEPS):
        part = slice(start, start + _STEPS)
        hidden, state = model(reading[part], state)  # (t, B, E)
        logs = model.log_probabilities(hidden)  # (t, B, V)
        losses[part] = -logs.gather(2, follow[part][:, :, None])[:, :, 0].numpy()
        logs[:, :, UNKNOWN] = -torch.inf
        hits[part] = (logs.argmax(2) == follow[part]).numpy()
    ones = np.ones(lanes * length)
    return TokenScore(
        ratio(_in_order(losses), ones, _BLOCK).mapped(np.exp),
        ratio(_in_order(hits), ones, _BLOCK),
        lanes * length,
    )


def _in_order(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """(T, B) → the text's order (B·T,)."""
    return values.T.ravel()
