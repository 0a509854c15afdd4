"""Two kinds of charts as SVG. This module must not know what they show.

Colours are told apart by people who see few of them (Okabe & Ito 2008), and every line has a mark
of its own as well. The same numbers give the same file.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, FuncFormatter, NullLocator

_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_MARKS = ("o", "s", "D", "^", "v", "P", "X")
_STYLE: dict[Any, Any] = {
    "svg.fonttype": "none",  # text stays text, for whoever searches or hears it
    "svg.hashsalt": "foretype",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": "#dddddd",
}
_INCHES = (7.5, 4.4)


@dataclass(frozen=True)
class Series:
    """A line or a group of bars: (x, mean, spread) each; x is a number or a name."""

    name: str
    points: Sequence[tuple[float | str, float, float]]


def line_chart(title: str, x_name: str, y_name: str, series: Sequence[Series]) -> str:
    """Lines over a logarithmic x axis, with bars for the spread."""
    with mpl.rc_context(_STYLE):
        figure, axes = _empty(title, y_name)
        for row, colour, mark in zip(series, _COLOURS, _MARKS, strict=False):
            axes.errorbar(
                [float(x) for x, _, _ in row.points],
                [mean for _, mean, _ in row.points],
                yerr=[spread for _, _, spread in row.points],
                label=row.name,
                color=colour,
                marker=mark,
                capsize=3,
            )
        axes.set_xscale("log")
        places = sorted({float(x) for row in series for x, _, _ in row.points})
        axes.xaxis.set_major_locator(FixedLocator(places))
        axes.xaxis.set_minor_locator(NullLocator())
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: f"{x:,.0f}"))
        axes.set_xlabel(x_name)
        return _svg(figure, axes)


def bar_chart(title: str, y_name: str, series: Sequence[Series]) -> str:
    """Groups of bars: one group for each x, one bar for each series, with the spread."""
    with mpl.rc_context(_STYLE):
        figure, axes = _empty(title, y_name)
        groups = list(dict.fromkeys(str(x) for row in series for x, _, _ in row.points))
        low = min(mean - spread for row in series for _, mean, spread in row.points) // 5 * 5
        wide = 0.8 / max(1, len(series))
        for number, (row, colour) in enumerate(zip(series, _COLOURS, strict=False)):
            xs = [groups.index(str(x)) - 0.4 + (number + 0.5) * wide for x, _, _ in row.points]
            means, spreads = [m for _, m, _ in row.points], [s for _, _, s in row.points]
            heights = [mean - low for mean in means]
            bars = axes.bar(xs, heights, 0.94 * wide, low, color=colour, label=row.name)
            axes.bar_label(bars, [f"{mean:.1f}" for mean in means], padding=6)
            axes.errorbar(xs, means, yerr=spreads, fmt="none", ecolor="#222222", capsize=3)
        axes.margins(y=0.12)
        axes.set_ylim(bottom=low)
        axes.set_xticks(range(len(groups)), groups)
        return _svg(figure, axes)


def _empty(title: str, y_name: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=_INCHES, layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title, loc="left", fontweight="bold")
    axes.set_ylabel(y_name)
    return figure, axes


def _svg(figure: Figure, axes: Axes) -> str:
    figure.legend(*axes.get_legend_handles_labels(), loc="outside right upper", frameon=False)
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata={"Date": None, "Title": axes.get_title(loc="left")})
    return text.getvalue()
