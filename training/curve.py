"""``python -m training curve``: how runs learned, as a table and pictures.

Reads what ``pretrain`` notes in its run directories whenever it validates. Runs are compared at the
same processor time, which other work on the machine does not stretch; between two validations the
loss is taken to be straight over the logarithm of time. This module must not know how a run is
made.
"""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from models.problem import Problem
from training.measure.charts import Series, line_chart
from training.pretrain import HISTORY

MINUTES = (15, 30, 60, 120, 240, 480, 960, 1920)


class CurveError(Problem):
    """There is nothing to draw; the message says why."""


@dataclass(frozen=True)
class Point:
    """One validation."""

    tokens: int
    minutes: float
    """Of processor time, from the beginning of the run."""
    loss: float
    """Mean of the registers, nats per token."""
    perplexity: dict[str, float]
    """By register."""


def read_history(run: Path) -> list[Point]:
    """The validations of a run, in order.

    Raises:
        CurveError: it has none.
    """
    try:
        rows = [json.loads(line) for line in (run / HISTORY).read_text("utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise CurveError(f"{run} has no history of validations: {error}") from error
    points = [
        Point(row["tokens"], row["cpu_minutes"], row["loss"], row["perplexity"]) for row in rows
    ]
    if not points:
        raise CurveError(f"{run} has not been validated yet")
    return points


def loss_at(points: Sequence[Point], minutes: float) -> float:
    """The loss after so many minutes; NaN outside of what was run."""
    if not points[0].minutes <= minutes <= points[-1].minutes:
        return math.nan
    times = np.log([point.minutes for point in points])
    return float(np.interp(math.log(minutes), times, [point.loss for point in points]))


def table(runs: dict[str, list[Point]]) -> list[str]:
    """Markdown: the loss of each run at the same processor times."""
    reached = max(points[-1].minutes for points in runs.values())
    times = [m for m in MINUTES if m <= reached]
    lines = [
        "| CPU minutes | " + " | ".join(map(str, times)) + " | last |",
        "|---" * (len(times) + 2) + "|",
    ]
    for name, points in runs.items():
        cells = [f"{loss:.3f}" if (loss := loss_at(points, m)) == loss else "–" for m in times]
        last = points[-1]
        cells.append(f"{last.loss:.3f} ({last.minutes:.0f} min, {last.tokens / 1e6:.1f} M tokens)")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return lines


def register_table(points: Sequence[Point]) -> list[str]:
    """Markdown: a run's perplexity on each register, validation by validation."""
    names = sorted(points[-1].perplexity)
    lines = [
        "| M tokens | CPU hours | " + " | ".join(names) + " |",
        "|---" * (len(names) + 2) + "|",
    ]
    for point in points:
        cells = [f"{point.perplexity[name]:.0f}" for name in names]
        row = (f"{point.tokens / 1e6:.1f}", f"{point.minutes / 60:.2f}", *cells)
        lines.append("| " + " | ".join(row) + " |")
    return lines


def draw(runs: dict[str, list[Point]], out: Path) -> None:
    """Two pictures: the runs over processor time, and the registers of the first over tokens."""
    over_time = [
        Series(name, [(point.minutes, point.loss, 0.0) for point in points])
        for name, points in runs.items()
    ]
    title = "Loss on held-out text, mean of the registers"
    chart = line_chart(title, "minutes of one core", "nats per token", over_time)
    out.with_name(f"{out.name}-runs.svg").write_text(chart, encoding="utf-8")
    name, points = next(iter(runs.items()))
    registers = [
        Series(register, [(p.tokens / 1e6, p.perplexity[register], 0.0) for p in points])
        for register in sorted(points[-1].perplexity)
    ]
    chart = line_chart(f"{name}: held-out text", "million tokens", "perplexity", registers)
    out.with_name(f"{out.name}-registers.svg").write_text(chart, encoding="utf-8")


def main(argv: Sequence[str]) -> int:
    """The command line of ``curve``."""
    parser = argparse.ArgumentParser(
        "python -m training curve",
        description="Compare how runs learned, at the same processor time, as a table and "
        "pictures.",
    )
    parser.add_argument("runs", nargs="+", metavar="NAME=DIR", help="runs, the long one first")
    parser.add_argument("--out", type=Path, help="where the pictures go: OUT-runs.svg, …")
    args = parser.parse_args(argv)
    runs = {}
    for named in args.runs:
        name, _, place = named.rpartition("=")
        runs[name or Path(place).name] = read_history(Path(place))
    print("\n".join(table(runs)), "\n".join(register_table(next(iter(runs.values())))), sep="\n\n")
    if args.out:
        draw(runs, args.out)
    return 0
