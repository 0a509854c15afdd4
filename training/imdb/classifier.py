"""A classifier: the encoder of a language model under a pooled head, trained by the one loop.

The head is one more module of the language model ("head" among its parameter groups), so strategies
freeze, unfreeze and slow it down as they do the rest. The head is first fitted to the encoder as it
is (``features``); what moves after that, ``training.personal.strategies`` say. This module
must not know where reviews come from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from models.progress import Reporter
from training.imdb.batches import ReviewStream, in_order, padded, unpack
from training.imdb.task import ReviewPart
from training.network.checkpoint import load_tensors
from training.network.model import LanguageModel
from training.network.optimiser import Optimisers, RowAdam, ScaledRows, dense_adam
from training.personal.strategies import StoppedError, Strategy, scales_of
from training.runs.config import TrainConfig
from training.runs.devices import native_bf16
from training.runs.loop import BEST, Trainer
from training.runs.step import Loss

POOLS = ("mean", "max", "last")

CLASSIFIER: Mapping[str, Strategy] = {
    strategy.name: strategy
    for strategy in (
        # Epochs are the plan's. The head has been fitted before; words unfreeze last.
        Strategy(
            "full",
            2e-3,
            1,
            word_epsilon=1e-8,
            groups={"lstm": 0.5},
            unfreeze={"words": 0.05},
            dropout={"drop_input": 0.1, "drop_recurrent": 0.1},
        ),
        Strategy("features", 0.0, 0, known_words=0.0, groups={"lstm": 0.0}),
        Strategy("linear", 1e-3, 1, known_words=0.0, rank=48, dropout={"drop_input": 0.1}),
        Strategy("scratch", 2e-3, 1, word_epsilon=1e-8, fresh=True, dropout={"drop_input": 0.1}),
        # The published example: plain Adam, the last output alone.
        Strategy("seed", 2e-3, 1, word_epsilon=1e-8, fresh=True),
    )
}
_READ = 128
"""Reviews read side by side where nothing is learned."""
_BATCH = 32
_TIE = 1e-7
"""Weight of the loss beside the share of errors."""


class Head(nn.Module):
    """One logit from what the encoder gave over a whole review."""

    center: Tensor
    scale: Tensor

    def __init__(self, hidden: int, pools: tuple[str, ...] = POOLS, dropout: float = 0.0) -> None:
        """``pools``: which of "mean", "max" and "last" over time are read, side by side."""
        super().__init__()
        size = hidden * len(pools)
        self.pools, self.dropout = pools, dropout
        self.register_buffer("center", torch.zeros(size))
        self.register_buffer("scale", torch.ones(size))
        self.linear = nn.Linear(size, 1)
        nn.init.zeros_(self.linear.weight)
        nn.init.zeros_(self.linear.bias)

    def pool(self, y: Tensor, lengths: Tensor) -> Tensor:
        """``y`` (T, B, H), ``lengths`` (B,) → (B, F), padding left out."""
        inside = torch.arange(len(y))[:, None] < lengths  # (T, B)
        pooled: list[Tensor] = []
        for name in self.pools:
            if name == "mean":
                total = (y * inside[:, :, None]).sum(0, dtype=torch.float32)
                pooled.append(total / lengths[:, None])
            elif name == "max":
                pooled.append(y.masked_fill(~inside[:, :, None], -torch.inf).amax(0).float())
            else:
                pooled.append(y[lengths - 1, torch.arange(y.shape[1])].float())
        return torch.cat(pooled, 1)

    def forward(self, pooled: Tensor) -> Tensor:
        """(B, F) → logits (B,)."""
        x = (pooled - self.center) * self.scale
        x = functional.dropout(x, self.dropout, self.training)
        return torch.as_tensor(self.linear(x))[:, 0]


def head_of(model: LanguageModel) -> Head:
    """The head that was put on ``model``."""
    head = model.get_submodule("head")
    assert isinstance(head, Head)
    return head


def compute_type() -> torch.dtype:
    """What encoders compute in on this machine."""
    return torch.bfloat16 if native_bf16(torch.device("cpu")) else torch.float32


def read_pooled(
    model: LanguageModel, head: Head, batch: npt.NDArray[np.int64], dtype: torch.dtype
) -> Tensor:
    """What ``head`` reads of a batch (T + 1, B): (B, F)."""
    ids, lengths, _ = unpack(batch)
    used, local = torch.unique(ids, return_inverse=True)
    y, _ = model.read(local, model.initial_state(ids.shape[1]), model.words[used], dtype)
    return head.pool(y, lengths)


@torch.inference_mode()
def features(model: LanguageModel, head: Head, part: ReviewPart) -> Tensor:
    """What ``head`` reads of every review: (N, F), in the order of ``part``."""
    model.eval()
    found: Tensor | None = None
    for places, reviews in in_order(part, _READ):
        pooled = read_pooled(model, head, padded(reviews), compute_type())
        if found is None:
            found = torch.empty(len(part), pooled.shape[1])
        found[torch.from_numpy(places)] = pooled
    assert found is not None
    return found


@torch.inference_mode()
def accuracy(model: LanguageModel, part: ReviewPart) -> float:
    """Share of the reviews of ``part`` that ``model`` with its head gets right."""
    head = head_of(model)
    pooled = features(model, head, part)
    return accuracy_of(head, pooled, part.labels)


@torch.inference_mode()
def accuracy_of(head: Head, pooled: Tensor, labels: npt.NDArray[np.bool_]) -> float:
    """The same from features (N, F) that were read before."""
    head.eval()
    return float(((head(pooled) > 0).numpy() == labels).mean())


# ---- the head alone ---------------------------------------------------------------------------

_PENALTIES = (1.0, 0.3, 0.1, 0.03, 0.01, 0.003)
"""Weights of the squared norm that are tried; validation reviews choose."""
_ITERATIONS = 60


def fit_head(
    head: Head,
    train: tuple[Tensor, npt.NDArray[np.bool_]],
    validation: tuple[Tensor, npt.NDArray[np.bool_]],
) -> float:
    """Logistic regression on features (N, F), standardised by those of the training reviews.
    Returns the validation accuracy of the penalty chosen, which ``head`` then holds."""
    pooled, labels = train
    head.center.copy_(pooled.mean(0))
    head.scale.copy_(1 / pooled.std(0).clamp(min=1e-3) / pooled.shape[1] ** 0.5)
    wanted = torch.from_numpy(labels.astype(np.float32))
    best, kept = -1.0, head.state_dict()
    for penalty in _PENALTIES:
        _fit(head, pooled, wanted, penalty / len(labels) ** 0.5)
        reached = accuracy_of(head, *validation)
        if reached > best:
            best = reached
            kept = {name: tensor.clone() for name, tensor in head.state_dict().items()}
    head.load_state_dict(kept)
    return best


def _fit(head: Head, pooled: Tensor, wanted: Tensor, penalty: float) -> None:
    nn.init.zeros_(head.linear.weight)
    nn.init.zeros_(head.linear.bias)
    x = (pooled - head.center) * head.scale
    parameters = list(head.linear.parameters())
    descent = torch.optim.LBFGS(parameters, max_iter=_ITERATIONS, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        descent.zero_grad()
        logits = torch.as_tensor(head.linear(x))[:, 0]
        value = functional.binary_cross_entropy_with_logits(logits, wanted)
        value = value + penalty * head.linear.weight.square().sum()
        value.backward()  # type: ignore[no-untyped-call]
        return value

    descent.step(loss)  # type: ignore[no-untyped-call]


# ---- everything -------------------------------------------------------------------------------


class ClassifierTrainer(Trainer):
    """The loop over labelled reviews: the loss is the head's, validation counts errors."""

    def __init__(
        self,
        model: LanguageModel,
        train: ReviewPart,
        validation: ReviewPart,
        strategy: Strategy,
        directory: Path,
        config: TrainConfig,
        report: Reporter,
    ) -> None:
        size = len(model.words)
        moving = torch.full((size,), strategy.known_words)
        optimisers = Optimisers(
            ScaledRows(model.words, moving, config.betas, strategy.word_epsilon),
            RowAdam(model.bias, config.betas),
            dense_adam(model, config.betas, config.weight_decay),
        )
        super().__init__(
            model,
            ReviewStream(train, config.batch_size, config.seed),
            np.ones(size),
            np.empty(0, np.int64),
            directory,
            config,
            report,
            scales=scales_of(strategy),
            optimisers=optimisers,
        )
        self.held_out = validation

    def loss(self, batch: npt.NDArray[np.int64], sample: npt.NDArray[np.int64]) -> Loss:
        """Cross-entropy of one batch; ``sample`` is not for us."""
        ids, lengths, labels = unpack(batch)
        model, head = self.model, head_of(self.model)
        used, local = torch.unique(ids, return_inverse=True)
        rows = model.words.detach()[used].requires_grad_()
        bias = model.bias.detach()[used].requires_grad_()
        rows.grad, bias.grad = torch.zeros_like(rows), torch.zeros_like(bias)
        y, _ = model.read(local, model.initial_state(ids.shape[1]), rows, self.dtype)  # (T, B, H)
        value = functional.binary_cross_entropy_with_logits(head(head.pool(y, lengths)), labels)
        return Loss(value, used, rows, bias)

    @torch.inference_mode()
    def judge(self) -> tuple[float, Mapping[str, object]]:
        """The share of validation reviews that are told wrong; equal ones go by their loss."""
        head, labels = head_of(self.model), self.held_out.labels
        logits = head(features(self.model, head, self.held_out))
        wanted = torch.from_numpy(labels.astype(np.float32))
        loss = float(functional.binary_cross_entropy_with_logits(logits, wanted))
        right = float(((logits > 0).numpy() == labels).mean())
        return 1 - right + _TIE * min(loss, 100.0), {"accuracy": right, "cross_entropy": loss}


@dataclass(frozen=True)
class Trained:
    """A classifier and how it did on the validation reviews."""

    model: LanguageModel
    validation: float


def train_classifier(
    model: LanguageModel,
    train: ReviewPart,
    validation: ReviewPart,
    strategy: Strategy,
    directory: Path,
    report: Reporter,
    seed: int,
    validations: int = 4,
) -> Trained:
    """Train ``model``, which has its head, and reload the best of the run by validation accuracy;
    as it comes in, it is the first candidate.

    Raises:
        StoppedError: somebody asked for an end before it was reached.
    """
    batch_size = min(_BATCH, max(4, len(train) // 12))
    tokens = max(1, round(ReviewStream(train, batch_size, seed).epoch_tokens * strategy.epochs))
    steps = max(1, round(len(train) * strategy.epochs / batch_size))
    config = TrainConfig(
        tokens=tokens,
        batch_size=batch_size,
        negatives=1,
        learning_rate=strategy.learning_rate,
        warmup=0.1,
        validate_steps=steps // validations + 1,  # the end is validated anyway
        checkpoint_minutes=2.0,
        seed=seed,
    )
    trainer = ClassifierTrainer(model, train, validation, strategy, directory, config, report)
    if not trainer.resume():
        trainer.validate()
    result = trainer.run()
    if not result.finished:
        raise StoppedError("stopped; the same command goes on from here")
    model.load_state_dict(load_tensors(directory / BEST)[0])
    return Trained(model, round(1 - result.best, 5))
