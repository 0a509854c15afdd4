"""What was measured of learning, author by author: as a table, a picture, the wizard's promise.

A row is a line of results as ``training.transfer`` writes them: one author, one size, one strategy.
This module must not know how they come about.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from training.measure.charts import Series, line_chart

Row = dict[str, Any]
"""A line of the results."""
Point = tuple[float | str, float, float]
"""Words learned from, points gained, and half the width of their interval."""
_FEWEST_WRITERS = 3
"""With fewer nothing is promised to others."""


def read_results(file: Path) -> list[Row]:
    """What was measured so far; a line that was cut short counts for nothing."""
    if not file.exists():
        return []
    rows = []
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            rows.append(json.loads(line))
        except ValueError:
            continue
    return rows


def table(rows: Sequence[Row]) -> list[str]:
    """Markdown: a line for each author, size and strategy, then the means."""
    lines = [
        "| author | learned from | words | strategy | base with counts, KSR@1 % | gain, points | "
        "adopted | alone: perplexity | general text | CPU s |",
        "|---" * 10 + "|",
    ]
    order = sorted(rows, key=lambda r: (r["source"], r["asked"], r["strategy"], r["author"]))
    lines += [_line(row) for row in order]
    for (source, asked, strategy), group in _groups(order).items():
        gains = [100 * row["verdict"]["gain"]["mean"] for row in group]
        lines.append(
            f"| mean of {len(gains)} | {source or 'own text'} | {asked or 'all'} | {strategy} | | "
            f"{np.mean(gains):+.2f} ({min(gains):+.2f} to {max(gains):+.2f}) | | | | |"
        )
    return lines


def _groups(rows: Iterable[Row]) -> dict[tuple[str, int, str], list[Row]]:
    groups: dict[tuple[str, int, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row["source"], row["asked"], row["strategy"]), []).append(row)
    return groups


def _line(row: Row) -> str:
    verdict, alone = row["verdict"], row["alone"]["test"]["perplexity"]["mean"]
    gain = {key: 100 * value for key, value in verdict["gain"].items()}
    before = row["base_alone"]["perplexity"]["mean"]
    forgotten = "" if row["forgotten"] is None else f"{np.expm1(row['forgotten']):+.1%}"
    return (
        f"| {row['author']} | {row['source'] or 'own text'} | {row['words']:,} | {row['strategy']} "
        f"| {100 * verdict['base']['ksr1']['mean']:.1f} "
        f"| {gain['mean']:+.2f} ({gain['low']:+.2f} to {gain['high']:+.2f}) "
        f"| {'yes' if gain['low'] > 0 else 'no'} | {before:.0f} → {alone:.0f} | {forgotten} "
        f"| {row['processor_seconds']:.0f} |"
    )


def worth(rows: Iterable[Row], strategy: str) -> list[dict[str, float]]:
    """The learning curve of a strategy in points of keystrokes, as the editor's wizard reads it:
    lowest, mean and highest author at each size that enough authors were measured at."""
    points = []
    for (source, asked, name), group in sorted(_groups(rows).items()):
        if source or not asked or name != strategy or len(group) < _FEWEST_WRITERS:
            continue
        gains = [100 * row["verdict"]["gain"]["mean"] for row in group]
        mean = round(float(np.mean(gains)), 2)
        point = {"low": round(min(gains), 2), "mean": mean, "high": round(max(gains), 2)}
        points.append({"words": asked, "writers": len(gains), **point})
    return points


def choices(rows: Sequence[Row]) -> list[str]:
    """Markdown: what ``auto`` chose beside the best strategy that was measured, and what both cost.
    Nothing where ``auto`` was not measured."""
    cases: dict[tuple[str, int, str], dict[str, Row]] = {}
    for row in rows:
        cases.setdefault((row["source"], row["asked"], row["author"]), {})[row["strategy"]] = row
    lines = [
        "| author | words | auto chose | gain, points | best of | gain, points | CPU s |",
        "|---" * 7 + "|",
    ]
    for (_, _, author), case in sorted(cases.items()):
        auto = case.pop("auto", None)
        if auto is None:
            continue
        best = max(case.values(), key=_gain)
        lines.append(
            f"| {author} | {auto['words']:,} | {auto['chosen']} | {_gain(auto):+.2f} "
            f"| {best['strategy']} of {len(case)} | {_gain(best):+.2f} "
            f"| {auto['processor_seconds']:.0f} |"
        )
    return lines if len(lines) > 2 else []


def _gain(row: Row) -> float:
    """Points of keystrokes."""
    return 100 * float(row["verdict"]["gain"]["mean"])


def chart(rows: Iterable[Row]) -> str:
    """The learning curves as a picture: each author's gain over the words learned from where there
    is one strategy, each strategy's mean over the authors where there are several."""
    own = [row for row in rows if not row["source"]]
    several = len({row["strategy"] for row in own}) > 1
    lines: dict[str, dict[int, list[Row]]] = {}
    for row in sorted(own, key=lambda r: r["words"]):
        name, size = ("strategy", "asked") if several else ("author", "words")
        lines.setdefault(row[name], {}).setdefault(row[size], []).append(row)
    series = [
        Series(name, [_point(words, group) for words, group in line.items()])
        for name, line in lines.items()
    ]
    title = "What learning adds to counts, on far text"
    return line_chart(title, "words learned from", "points of keystrokes saved", series)


def _point(words: int, rows: Sequence[Row]) -> Point:
    """The mean of authors; their intervals are independent, so their squares add up."""
    gains = [row["verdict"]["gain"] for row in rows]
    spread = float(np.hypot.reduce([50 * (gain["high"] - gain["low"]) for gain in gains]))
    mean = 100 * float(np.mean([gain["mean"] for gain in gains]))
    return float(words), mean, spread / len(rows)
