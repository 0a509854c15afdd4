"""The one training loop: pretraining and fine-tuning both run it.

Truncated back-propagation with carried state, the sampled loss, Adam, warm-up and a cosine or
trapezoid rate, clipping, validation on the full softmax with the best model kept, checkpoints that
resume exactly: everything random in step n is drawn from (seed, n), so a run that was killed and
resumed gives the same losses as one that was not. This module must not know where ids come from
(``stream``) nor why the model is trained (``pretrain``, ``finetune``).
"""

import json
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import FrameType
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from models.progress import Event, Reporter
from models.vocabulary import PARAGRAPH
from training.corpora.stream import Batches, Position, text_starts
from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel, detach
from training.network.optimiser import Betas, Optimisers, dense_parameters
from training.network.softmax import WordSampler, sampled_loss
from training.runs.averaging import Average
from training.runs.devices import native_bf16
from training.runs.distributed import World
from training.runs.schedule import by_name
from training.runs.validation import full_loss

CHECKPOINT = "checkpoint.safetensors"
BEST = "best.safetensors"

Scales = Callable[[float], Mapping[str, float]]
"""Progress 0..1 → factor on the rate for each parameter group; 0 freezes it.

Groups are the first parts of parameter names: "words" (with the output bias), "lstm", "project", or
"lstm.0" for one layer; the longest match counts, one that is not named is 1.
"""


@dataclass(frozen=True)
class TrainConfig:
    """How to train. Budgets: whichever of ``tokens`` and ``minutes`` is used up first."""

    tokens: int = 50_000_000
    minutes: float = 0.0
    """0: no limit of time. With one, the schedule follows the clock."""
    batch_size: int = 128
    """Lanes: places of the text that are read side by side."""
    bptt: int = 32
    """Steps through which errors are propagated back."""
    negatives: int = 4096
    sample_power: float = 0.6
    learning_rate: float = 2e-3
    schedule: str = "cosine"
    """"cosine": falls from the start; "trapezoid": stays, then falls over the last ``cooldown``."""
    cooldown: float = 0.25
    warmup: float = 0.01
    end_factor: float = 0.02
    """The last learning rate as a share of ``learning_rate``."""
    beta1: float = 0.9
    beta2: float = 0.99
    """Of Adam: how slowly the means of gradients and of their squares fade."""
    weight_decay: float = 0.0
    """Decoupled weight decay of the LSTM and the projection."""
    clip_norm: float = 1.0
    """Gradients whose norm is larger are scaled down to it."""
    average_steps: int = 0
    """Over about how many of the last steps the weights that are judged and kept are averaged; 0:
    they are those of the last step."""
    precision: str = "auto"
    """"bf16", "fp32", or "auto": bf16 where the processor multiplies it natively."""
    validation_tokens: int = 12_000
    """How much of the validation split is read each time: a few seconds of work on one core."""
    validate_minutes: float = 5.0
    validate_steps: int = 0
    """If not 0: validate every so many steps instead of by the clock."""
    patience: int = 0
    """Stop after so many validations without a new best; 0: never."""
    checkpoint_minutes: float = 3.0
    seed: int = 1

    @property
    def betas(self) -> Betas:
        """Both of Adam's."""
        return self.beta1, self.beta2


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


@dataclass(frozen=True)
class Result:
    """What a run came to."""

    best: float
    """Best validation loss, nats per token."""
    tokens: int
    seconds: float
    finished: bool
    """False where it was told to stop before its budget was used up."""


class Loss(NamedTuple):
    """The loss of one batch, and the copies of word rows on which its gradients are left."""

    value: Tensor
    used: Tensor
    """(R,) ids of the words that the batch met or was compared with."""
    rows: Tensor
    """(R, E) their vectors."""
    bias: Tensor
    """(R,) their output biases."""


class Trainer:
    """One run: a model, its text, its optimisers, its directory."""

    def __init__(  # noqa: PLR0913 (these are what a run is made of)
        self,
        model: LanguageModel,
        stream: Batches,
        counts: npt.NDArray[np.float64],
        validation: npt.NDArray[np.int64],
        directory: Path,
        config: TrainConfig,
        report: Reporter,
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
            validation: ids in order.
            directory: for checkpoints and the best weights.
            config: how to train.
            report: told of steps, validations and checkpoints.
            scales: factors on the learning rate of parameter groups.
            world: the processes that train together, each with its shard of the stream.
            optimisers: what moves the model; plain Adam if none are given.
        """
        self.model, self.stream, self.config, self.report = model, stream, config, report
        self.directory = directory
        self.validation = validation
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
        self._stop = threading.Event()
        directory.mkdir(parents=True, exist_ok=True)

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

    # ---- the run ------------------------------------------------------------------------------

    def run(self) -> Result:
        """Train until the budget is used up, patience ends, or somebody asks to stop."""
        config, progress = self.config, self.progress
        validated = saved = told = time.monotonic()
        started, before = time.monotonic(), progress.seconds
        cpu_before = progress.cpu_seconds - time.process_time()
        since_tokens = progress.tokens
        with self._signals():
            while self.done() < 1.0 and not self._asked_to_stop():
                loss = self.step()
                if not math.isfinite(loss):
                    raise ArithmeticError(f"the loss became {loss} at step {progress.step}")
                progress.loss += (loss - progress.loss) * max(0.02, 1 / progress.step)
                now = time.monotonic()
                (progress.seconds,) = self.world.latest(before + now - started)
                progress.cpu_seconds = cpu_before + time.process_time()
                if now - told > 10:
                    self._tell((progress.tokens - since_tokens) / (now - told))
                    told, since_tokens = now, progress.tokens
                by_clock = self.world.latest(
                    now - validated > 60 * config.validate_minutes,
                    now - saved > 60 * config.checkpoint_minutes,
                )
                if config.validate_steps:
                    by_clock[0] = progress.step % config.validate_steps == 0
                if by_clock[0]:
                    self.validate()
                    validated = time.monotonic()
                    if config.patience and progress.stale >= config.patience:
                        break
                if by_clock[1]:
                    self.save()
                    saved = time.monotonic()
        finished = not self._stop.is_set()
        if finished:
            self.validate()
        self.save()
        return Result(progress.best, progress.tokens, progress.seconds, finished)

    def stop(self) -> None:
        """End the run after the step in hand, with a checkpoint. Safe from any thread."""
        self._stop.set()

    def _asked_to_stop(self) -> bool:
        if any(self.world.latest(self._stop.is_set())):
            self._stop.set()
        return self._stop.is_set()

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Let SIGTERM and SIGINT end the run cleanly, where this thread may ask for that."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def ask(_number: int, _frame: FrameType | None) -> None:
            self.stop()

        old = {s: signal.signal(s, ask) for s in (signal.SIGTERM, signal.SIGINT)}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)

    def _tell(self, speed: float) -> None:
        progress, done = self.progress, self.done()
        self.report(
            Event(
                "step",
                {
                    "step": progress.step,
                    "tokens": progress.tokens,
                    "done": done,
                    "loss": progress.loss,
                    "tokens_per_second": speed,
                    "seconds_left": (progress.seconds - progress.began_seconds)
                    * (1 - done)
                    / max(done, 1e-9),
                    "learning_rate": self.learning_rate(),
                },
            )
        )

    def validate(self) -> float:
        """Judge the model on the validation data; keep it if it is the best so far."""
        progress = self.progress
        with self.average.in_place() if self.average else nullcontext():
            loss, figures = self.judge()
            best = loss < progress.best
            if best:
                progress.best, progress.best_tokens, progress.stale = loss, progress.tokens, 0
                if self.world.leads:
                    save_atomically(self.model.state_dict(), self.directory / BEST)
            else:
                progress.stale += 1
        values: dict[str, object] = {
            "step": progress.step,
            "tokens": progress.tokens,
            "cpu_minutes": progress.cpu_seconds / 60,
            "loss": loss,
        }
        self.report(Event("validated", {**values, **figures, "best": best}))
        return loss

    def judge(self) -> tuple[float, Mapping[str, object]]:
        """What the best model has least of, and more figures to tell: full-softmax loss here."""
        loss = full_loss(self.model, self.validation)
        return loss, {"perplexity": math.exp(loss)}

    # ---- checkpoints --------------------------------------------------------------------------

    def save(self) -> None:
        """Write a checkpoint, atomically."""
        before = torch.from_numpy(self.before)[None].to(self.device)  # (1, B)
        names = ("state.h", "state.c", "state.slow")[: len(self.state)]
        *state, before = self.world.join_lanes((*self.state, before))
        if not self.world.leads:
            return
        self.progress.position = self.stream.position
        tensors = {f"model.{n}": t for n, t in self.model.state_dict().items()}
        tensors |= self.optimisers.words.tensors("words")
        tensors |= self.optimisers.bias.tensors("bias")
        for name, parameter in self.dense.items():
            for key, value in self.optimisers.dense.state.get(parameter, {}).items():
                tensors[f"adam.{name}.{key}"] = value
        tensors |= dict(zip((*names, "state.before"), (*state, before), strict=True))
        if self.average:
            tensors |= self.average.tensors()
        about = {"progress": json.dumps(asdict(self.progress))}
        save_atomically(tensors, self.directory / CHECKPOINT, about)
        self.report(Event("saved", {"step": self.progress.step, "tokens": self.progress.tokens}))

    def resume(self) -> bool:
        """Go on from the checkpoint in the directory, if there is one."""
        path = self.directory / CHECKPOINT
        if not path.exists():
            return False
        tensors, about = load_tensors(path)
        values = json.loads(about["progress"])
        values["position"] = Position(**values["position"])
        self.progress = Progress(**values)
        model = {n[6:]: t for n, t in tensors.items() if n.startswith("model.")}
        self.model.load_state_dict(model)
        self.optimisers.words.load(tensors, "words")
        self.optimisers.bias.load(tensors, "bias")
        for name, parameter in self.dense.items():
            moments = {
                key: tensors[f"adam.{name}.{key}"].to(
                    parameter.device if key != "step" else tensors[f"adam.{name}.{key}"].device
                )
                for key in ("step", "exp_avg", "exp_avg_sq")
                if f"adam.{name}.{key}" in tensors
            }
            if moments:
                self.optimisers.dense.state[parameter] = moments
        names = ("state.h", "state.c", "state.slow")[: len(self.state)]
        state = [tensors[name].to(self.device) for name in (*names, "state.before")]
        *own, before = self.world.own_lanes(state)
        self.state, self.before = tuple(own), before[0].cpu().numpy()
        if self.average:
            self.average.load(tensors)
        self.stream.seek(self.progress.position)
        return True

    def begin_again(self) -> None:
        """Give a run whose budget is used up a new budget and schedule, from where it stands."""
        progress = self.progress
        progress.began_tokens, progress.began_seconds = progress.tokens, progress.seconds
