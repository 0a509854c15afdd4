"""One step of training: read a batch, compute the sampled loss, move the weights.

Everything random in step n is drawn from (seed, n), so that a run that was killed and resumed gives
the same losses as one that was not. This module must not know when to stop, to judge or to save
(``loop``), where ids come from (``stream``), nor why the model is trained.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from models.vocabulary import PARAGRAPH
from training.corpora.stream import Batches, Position, text_starts
from training.network.model import LanguageModel, detach
from training.network.optimiser import Optimisers, dense_parameters
from training.network.softmax import WordSampler, sampled_loss
from training.runs.averaging import Average
from training.runs.config import Scales, TrainConfig
from training.runs.devices import native_bf16
from training.runs.distributed import World
from training.runs.schedule import by_name


@dataclass
class Progress:
    """How far a run is; goes into checkpoints."""

    step: int = 0
    tokens: int = 0
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    """Of the leading process."""
    best: float = math.inf
    best_tokens: int = 0
    stale: int = 0
    loss: float = 0.0
    began_tokens: int = 0
    """Where the present schedule began; not 0 in a run that was taken further."""
    began_seconds: float = 0.0
    position: Position = field(default_factory=Position)


class Loss(NamedTuple):
    """The loss of one batch, and the copies of word rows on which its gradients are left."""

    value: Tensor
    used: Tensor
    """(R,) ids of the words that the batch met or was compared with."""
    rows: Tensor
    """(R, E) their vectors."""
    bias: Tensor
    """(R,) their output biases."""


class Learner:
    """A model, its text and what moves it: one step after another."""

    def __init__(
        self,
        model: LanguageModel,
        stream: Batches,
        counts: npt.NDArray[np.float64],
        config: TrainConfig,
        *,
        scales: Scales | None = None,
        world: World | None = None,
        optimisers: Optimisers | None = None,
    ) -> None:
        """Stand before the first step.

        Args:
            model: changed in place.
            stream: where batches come from.
            counts: (V,) word frequencies for the sampler.
            config: how to train.
            scales: factors on the learning rate of parameter groups.
            world: the processes that train together, each with its shard of the stream.
            optimisers: what moves the model; plain Adam if none are given.
        """
        self.model, self.stream, self.config = model, stream, config
        self.scales = scales
        self.world = world or World()
        self.device = model.words.device
        bf16 = config.precision == "bf16" or (
            config.precision == "auto" and native_bf16(self.device)
        )
        self.dtype = torch.bfloat16 if bf16 else torch.float32
        self.sampler = WordSampler(counts, min(config.negatives, len(counts)), config.sample_power)
        self._log_inclusion = torch.from_numpy(np.log(self.sampler.inclusion)).float()
        self._log_inclusion = self._log_inclusion.to(self.device)
        self.dense = dense_parameters(model)
        self.optimisers = optimisers or Optimisers.adam(model, config.betas, config.weight_decay)
        self.schedule = by_name(config.schedule, config.warmup, config.cooldown, config.end_factor)
        self.average = Average(model, config.average_steps) if config.average_steps else None
        self.progress = Progress()
        self._rest(stream.batch_size // self.world.size)

    def _rest(self, lanes: int) -> None:
        """Stand before ``lanes`` texts that begin."""
        self.state = self.model.initial_state(lanes)
        self.before = np.full(lanes, PARAGRAPH)  # what each lane read last

    # ---- schedule -----------------------------------------------------------------------------

    def done(self) -> float:
        """The share of the budget that is used up, 0..1."""
        progress, config = self.progress, self.config
        shares = [(progress.tokens - progress.began_tokens) / config.tokens]
        if config.minutes:
            shares.append((progress.seconds - progress.began_seconds) / (60 * config.minutes))
        return min(1.0, max(shares))

    def learning_rate(self) -> float:
        """The learning rate now."""
        return self.config.learning_rate * self.schedule(self.done())

    def _scale(self, scales: Mapping[str, float], name: str) -> float:
        while name:
            if name in scales:
                return scales[name]
            name = name.rpartition(".")[0]
        return 1.0

    # ---- one step -----------------------------------------------------------------------------

    def loss(self, batch: npt.NDArray[np.int64], sample: npt.NDArray[np.int64]) -> Loss:
        """Run one batch (T + 1, B) against a sample (S,) of the vocabulary."""
        model = self.model
        size = batch.size
        every = torch.from_numpy(np.concatenate((batch.ravel(), sample))).to(self.device)
        used = torch.unique(self.world.together(every))  # (R,)
        local = torch.searchsorted(used, every)
        ids = local[:size].view(batch.shape)  # (T + 1, B)
        columns = local[size:]  # (S,)
        rows = model.words.detach()[used].requires_grad_()  # (R, E)
        bias = model.bias.detach()[used].requires_grad_()  # (R,)
        if len(self.before) != batch.shape[1]:
            self._rest(batch.shape[1])
        starts = torch.from_numpy(text_starts(batch[:-1], self.before)).to(self.device)  # (T, B)
        hidden, state = model(ids[:-1], self.state, rows, self.dtype, starts)  # (T, B, E)
        self.state, self.before = detach(state), batch[-2]
        targets = ids[1:].reshape(-1)  # (N,)
        place = torch.full((len(used),), -1, device=self.device)
        place[columns] = torch.arange(len(columns), device=self.device)
        value = sampled_loss(
            hidden.reshape(-1, hidden.shape[-1]),
            rows[targets],
            bias[targets],
            rows[columns],
            bias[columns] - self._log_inclusion[every[size:]],
            place[targets],
        )
        return Loss(value, used, rows, bias)

    def step(self) -> float:
        """Read one batch and learn from it; return its loss."""
        config, progress = self.config, self.progress
        random = np.random.default_rng((config.seed, progress.step))
        torch.manual_seed(int(random.integers(1 << 62)) + self.world.rank)
        batch = self.stream.next()
        self.model.train()
        loss = self.loss(batch, self.sampler.draw(random))
        self.optimisers.dense.zero_grad(set_to_none=True)
        loss.value.backward()  # type: ignore[no-untyped-call]
        rows, bias = loss.rows.grad, loss.bias.grad
        assert rows is not None and bias is not None
        scales = self.scales(self.done()) if self.scales else {}
        # What does not move has no say in how far the rest does.
        for name, parameter in self.dense.items():
            if not self._scale(scales, name):
                parameter.grad = None
        self.optimisers.words.hold(loss.used, rows)
        self.optimisers.bias.hold(loss.used, bias)
        gradients = [rows, bias, *(p.grad for p in self.dense.values() if p.grad is not None)]
        self.world.average(gradients)
        norm = nn.utils.get_total_norm(gradients)
        shrink = min(1.0, config.clip_norm / (float(norm) + 1e-6))
        if shrink < 1.0:
            for gradient in gradients:
                gradient.mul_(shrink)
        rate = self.learning_rate()
        progress.step += 1
        for group in self.optimisers.dense.param_groups:
            group["lr"] = rate * self._scale(scales, group["name"])
        self.optimisers.dense.step()
        word_rate = rate * self._scale(scales, "words")
        if word_rate:
            self.optimisers.words.step(loss.used, rows, word_rate, progress.step)
            self.optimisers.bias.step(loss.used, bias, word_rate, progress.step)
        progress.tokens += (batch.shape[0] - 1) * batch.shape[1] * self.world.size
        if self.average:
            self.average.update(progress.step)
        return float(loss.value.detach())
