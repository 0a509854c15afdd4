"""The one training loop: pretraining and fine-tuning both run it.

Steps (``step``) until the budget is used up, validation on the full softmax with the best model
kept, checkpoints that resume exactly. This module must not know where ids come from (``stream``)
nor why the model is trained (``pretrain``, ``finetune``).
"""

import json
import math
import signal
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from types import FrameType

import numpy as np
import numpy.typing as npt
import torch

from models.progress import Event, Reporter
from training.corpora.stream import Batches, Position
from training.network.checkpoint import load_tensors, save_atomically
from training.network.model import LanguageModel
from training.network.optimiser import Optimisers
from training.runs.config import Scales, TrainConfig
from training.runs.distributed import World
from training.runs.step import Learner, Progress
from training.runs.validation import full_loss

CHECKPOINT = "checkpoint.safetensors"
BEST = "best.safetensors"


@dataclass(frozen=True)
class Result:
    """What a run came to."""

    best: float
    """Best validation loss, nats per token."""
    tokens: int
    seconds: float
    finished: bool
    """False where it was told to stop before its budget was used up."""


class Trainer(Learner):
    """One run: what learns, what it is judged by, its directory."""

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
        """Stand before the first step; what is not said here is as for ``Learner``.

        Args:
            model: changed in place.
            stream: where batches come from.
            counts: (V,) word frequencies for the sampler.
            validation: ids in order.
            directory: for checkpoints and the best weights.
            config: how to train.
            report: told of steps, validations and checkpoints.
            scales: factors on the learning rate of parameter groups.
            world: the processes that train together.
            optimisers: what moves the model.
        """
        super().__init__(
            model, stream, counts, config, scales=scales, world=world, optimisers=optimisers
        )
        self.validation, self.directory, self.report = validation, directory, report
        self._stop = threading.Event()
        directory.mkdir(parents=True, exist_ok=True)

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
        tensors |= self.optimisers.tensors(self.dense)
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
        self.optimisers.load(tensors, self.dense)
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
