"""Two processes of B lanes make the steps of one process with 2·B lanes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.training.runs.test_loop import CONFIG
from tests.training.small import WORDS, sentences, silent
from training.corpora.stream import TokenStream
from training.network.model import LanguageModel, ModelConfig
from training.runs.distributed import World
from training.runs.loop import Trainer

STEPS, CUT = 20, 9


def trainer(directory: Path, world: World) -> Trainer:
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(WORDS, 16, 24, 1))
    ids = sentences(6000)
    stream = TokenStream([ids], [1.0], 8, 8, 1, (world.rank, world.size))
    counts = np.bincount(ids, minlength=WORDS).astype(np.float64)
    validation = sentences(600, 9)
    return Trainer(model, stream, counts, validation, directory, CONFIG, silent, world=world)


def steps(run: Trainer, count: int) -> Trainer:
    for _ in range(count):
        run.step()
    return run


def child(out: Path) -> None:
    """What each of the two processes does."""
    torch.set_num_threads(1)
    world = World.join()
    whole = steps(trainer(out / "whole", world), STEPS)
    steps(trainer(out / "parts", world), CUT).save()
    world.wait()
    resumed = trainer(out / "parts", world)
    assert resumed.resume()
    steps(resumed, STEPS - CUT)
    results = [whole.validate(), resumed.validate(), whole.progress.tokens]
    if world.leads:
        (out / "results.json").write_text(json.dumps(results))
    world.leave()


@pytest.mark.timeout(600)
def test_two_processes_learn_what_one_does_and_resume(tmp_path: Path) -> None:
    alone = steps(trainer(tmp_path / "alone", World()), STEPS)
    expected = alone.validate()
    root = str(Path(__file__).parents[3])
    code = f"from tests.training.runs.test_distributed import *; child(Path({str(tmp_path)!r}))"
    script = tmp_path / "child.py"
    script.write_text(code)
    subprocess.run(
        [
            sys.executable,
            "-m",
            "torch.distributed.run",
            "--standalone",
            "--nproc-per-node=2",
            script,
        ],
        check=True,
        cwd=root,
        env={**os.environ, "PYTHONPATH": root, "OMP_NUM_THREADS": "1"},
    )
    whole, resumed, tokens = json.loads((tmp_path / "results.json").read_text())
    assert tokens == alone.progress.tokens
    assert whole == pytest.approx(expected, rel=1e-3)
    assert resumed == pytest.approx(whole, rel=1e-6)
