"""The loop learns, keeps the best model, and resumes exactly."""

import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from models.progress import Event
from tests.training.small import WORDS, trainer
from training.network.checkpoint import load_tensors
from training.runs.config import TrainConfig
from training.runs.loop import BEST, CHECKPOINT
from training.runs.validation import full_loss

CONFIG = TrainConfig(
    tokens=16_000,
    batch_size=8,
    bptt=8,
    negatives=20,
    learning_rate=1e-2,
    validate_steps=50,
    precision="fp32",
)


def test_it_learns_the_language(tmp_path: Path) -> None:
    seen: list[Event] = []
    result = trainer(tmp_path, replace(CONFIG, tokens=60_000), seen.append).run()
    assert result.finished
    # Two equally likely followers: ln 2 is the least that anybody can reach.
    assert math.log(2) < result.best < 1.0 < math.log(WORDS)
    assert [e.name for e in seen].count("validated") >= 10


def test_a_resumed_run_is_the_uninterrupted_one(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "whole", CONFIG)
    losses = [whole.step() for _ in range(40)]
    first = trainer(tmp_path / "parts", CONFIG)
    parts = [first.step() for _ in range(17)]
    first.save()
    second = trainer(tmp_path / "parts", CONFIG)
    assert second.resume()
    parts += [second.step() for _ in range(23)]
    assert parts == losses
    for a, b in zip(whole.model.parameters(), second.model.parameters(), strict=True):
        assert torch.equal(a, b)


def test_what_a_checkpoint_holds_has_lasting_names(tmp_path: Path) -> None:
    # A run of weeks must go on after the code around it changed: these names stay.
    run = trainer(tmp_path, replace(CONFIG, average_steps=100))
    run.step()
    run.save()
    tensors, about = load_tensors(tmp_path / CHECKPOINT)
    progress = json.loads(about["progress"])
    assert set(progress) == {
        *("step", "tokens", "seconds", "cpu_seconds", "best", "best_tokens", "stale", "loss"),
        *("began_tokens", "began_seconds", "position"),
    }
    assert set(progress["position"]) == {"epoch", "offset"}
    weights = set(run.model.state_dict())
    moments = {"exp_avg", "exp_avg_sq", "step"}
    assert set(tensors) == {
        *(f"model.{name}" for name in weights),
        *(f"average.{name}" for name in weights),
        *(f"adam.{name}.{key}" for name in weights - {"words", "bias"} for key in moments),
        *(f"{name}.{key}" for name in ("words", "bias") for key in ("first", "second")),
        *("state.h", "state.c", "state.before"),
    }


def test_a_finished_run_goes_further_on_a_new_schedule(tmp_path: Path) -> None:
    first = trainer(tmp_path, CONFIG)
    first.run()
    second = trainer(tmp_path, CONFIG)
    assert second.resume()
    assert second.done() == 1.0
    second.begin_again()
    assert second.done() == 0.0
    spent = second.progress.tokens
    assert second.run().tokens >= spent + CONFIG.tokens
    assert second.progress.best <= first.progress.best


def test_nothing_to_resume_is_no_error(tmp_path: Path) -> None:
    assert not trainer(tmp_path, CONFIG).resume()


def test_the_best_model_is_kept(tmp_path: Path) -> None:
    run = trainer(tmp_path, CONFIG)
    run.run()
    best, _ = load_tensors(tmp_path / BEST)
    run.model.load_state_dict(best)
    assert full_loss(run.model, run.validation) == pytest.approx(run.progress.best, rel=1e-6)


def test_patience_ends_a_run_that_no_longer_learns(tmp_path: Path) -> None:
    config = replace(CONFIG, learning_rate=0.0, validate_steps=5, patience=3)
    result = trainer(tmp_path, config).run()
    assert result.finished and result.tokens < config.tokens / 2


def test_groups_follow_their_scales_and_zero_freezes(tmp_path: Path) -> None:
    run = trainer(tmp_path, CONFIG, scales=lambda _done: {"words": 0.0, "lstm": 0.0})
    before = {n: p.clone() for n, p in run.model.named_parameters()}
    for _ in range(5):
        run.step()
    moved = {n for n, p in run.model.named_parameters() if not torch.equal(p, before[n])}
    assert moved == {"project.weight", "project.bias"}


def test_stop_leaves_a_checkpoint(tmp_path: Path) -> None:
    run = trainer(tmp_path, replace(CONFIG, tokens=10**9))
    thread = threading.Thread(target=lambda: (time.sleep(0.3), run.stop()))
    thread.start()
    result = run.run()
    thread.join()
    assert not result.finished
    assert (tmp_path / CHECKPOINT).exists()


def test_a_loss_without_bounds_ends_the_run(tmp_path: Path) -> None:
    run = trainer(tmp_path, CONFIG)
    with torch.no_grad():
        run.model.project.weight.fill_(math.nan)
    with pytest.raises(ArithmeticError):
        run.run()


_CHILD = """
import sys
from dataclasses import replace
from pathlib import Path
from tests.training.runs.test_loop import CONFIG
from tests.training.small import trainer
config = replace(CONFIG, tokens=10**9, checkpoint_minutes=1e-3)
run = trainer(Path(sys.argv[1]), config, lambda event: print(event.name, flush=True))
run.resume()
run.run()
"""


def start(directory: Path) -> "subprocess.Popen[str]":
    root = str(Path(__file__).parents[3])
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(directory)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": root},
    )
    assert child.stdout is not None
    while child.stdout.readline().strip() != "saved":
        assert child.poll() is None
    return child


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_signals_leave_a_checkpoint_to_resume(tmp_path: Path, number: signal.Signals) -> None:
    child = start(tmp_path)
    child.send_signal(number)
    child.communicate(timeout=60)
    run = trainer(tmp_path, CONFIG)
    assert run.resume()
    assert run.progress.step > 0
    assert math.isfinite(run.step())


def test_what_does_not_move_has_no_say_in_the_clipping(tmp_path: Path) -> None:
    tight = replace(CONFIG, clip_norm=1e-3)
    frozen = trainer(tmp_path, tight, scales=lambda _: {"lstm": 0.0})
    before = [p.detach().clone() for p in frozen.model.lstm.parameters()]
    frozen.step()
    assert all(p.grad is None for p in frozen.model.lstm.parameters())
    assert all(map(torch.equal, before, frozen.model.lstm.parameters()))
    norm = torch.nn.utils.get_total_norm([frozen.model.project.weight.grad])
    free = trainer(tmp_path / "free", tight)
    free.step()
    assert norm > torch.nn.utils.get_total_norm([free.model.project.weight.grad])
