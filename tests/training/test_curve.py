"""How runs learned: read from their directories, compared at the same processor time."""

import math
from pathlib import Path

import pytest

from models.progress import Event
from training.curve import CurveError, loss_at, main, read_history
from training.pretrain import HISTORY, noted


def run(directory: Path, losses: list[float]) -> Path:
    directory.mkdir()
    report = noted(lambda _event: None, directory / HISTORY)
    for number, loss in enumerate(losses, 1):
        values = {"tokens": number * 10**6, "cpu_minutes": 10.0 * number, "loss": loss}
        report(Event("validated", {**values, "perplexity": {"mail": math.exp(loss), "talk": 9.0}}))
        report(Event("saved", {"step": number}))
    return directory


def test_runs_are_compared_at_the_same_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long, short = run(tmp_path / "a", [6.0, 5.0, 4.5, 4.25]), run(tmp_path / "b", [5.5, 5.0])
    assert loss_at(read_history(long), 20.0) == pytest.approx(5.0)
    assert 5.0 < loss_at(read_history(long), 15.0) < 6.0
    assert math.isnan(loss_at(read_history(short), 30.0))
    assert main([f"long={long}", str(short), "--out", str(tmp_path / "curve")]) == 0
    printed = capsys.readouterr().out
    assert "| long | 5." in printed and "| b | " in printed and "| – |" in printed
    assert "| 4.0 | 0.67 | 70 | 9 |" in printed
    assert "long" in (tmp_path / "curve-runs.svg").read_text("utf-8")
    assert "mail" in (tmp_path / "curve-registers.svg").read_text("utf-8")


def test_a_run_without_history_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(CurveError, match="history"):
        read_history(tmp_path)
    (tmp_path / HISTORY).write_text("")
    with pytest.raises(CurveError, match="validated"):
        read_history(tmp_path)
