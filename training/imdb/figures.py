"""Two kinds of figures as SVG, written as text. This module must not know what they show.

Colours are told apart by people who see few of them (Okabe & Ito 2008), and every series has a mark
of its own as well.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
_WIDTH, _HEIGHT = 720, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 190, 54, 52
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#222}.title{font-size:15px;font-weight:600}"
    ".axis{stroke:#888;stroke-width:1}.grid{stroke:#ddd;stroke-width:1}"
)


@dataclass(frozen=True)
class Series:
    """A line or a group of bars: (x, mean, spread) each; x is a number or a name."""

    name: str
    points: Sequence[tuple[float | str, float, float]]


def line_chart(title: str, x_name: str, y_name: str, series: Sequence[Series]) -> str:
    """Lines over a logarithmic x axis, with bars for the spread."""
    xs = sorted({float(x) for row in series for x, _, _ in row.points})
    low, high = _range(series)
    first, last = math.log(xs[0]), math.log(xs[-1]) if len(xs) > 1 else math.log(xs[0]) + 1

    def place(x: float) -> float:
        share = (math.log(x) - first) / (last - first)
        return _LEFT + 12 + share * (_WIDTH - _LEFT - _RIGHT - 24)

    parts = _frame(title, y_name, low, high)
    parts += [_text(place(x), _HEIGHT - _BOTTOM + 20, f"{x:,.0f}", "middle") for x in xs]
    middle = _LEFT + (_WIDTH - _LEFT - _RIGHT) / 2
    parts.append(_text(middle, _HEIGHT - 12, x_name, "middle"))
    for number, row in enumerate(series):
        colour = _COLOURS[number % len(_COLOURS)]
        points = [(place(float(x)), mean, spread) for x, mean, spread in row.points]
        path = " ".join(f"{x:.1f},{_y(mean, low, high):.1f}" for x, mean, _ in points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for x, mean, spread in points:
            parts += [_whisker(x, mean, spread, low, high, colour)] if spread else []
            parts.append(_mark(number, x, _y(mean, low, high), colour))
        parts += _legend(number, row.name, colour, mark=True)
    return _svg(parts, title)


def bar_chart(title: str, y_name: str, series: Sequence[Series]) -> str:
    """Groups of bars: one group for each x, one bar for each series, with the spread."""
    groups = list(dict.fromkeys(str(x) for row in series for x, _, _ in row.points))
    low, high = _range(series)
    parts = _frame(title, y_name, low, high)
    each = (_WIDTH - _LEFT - _RIGHT) / max(1, len(groups))
    wide = each * 0.8 / max(1, len(series))
    for number, row in enumerate(series):
        colour = _COLOURS[number % len(_COLOURS)]
        for x, mean, spread in row.points:
            left = _LEFT + (groups.index(str(x)) + 0.1) * each + number * wide
            top = _y(mean, low, high)
            parts.append(
                f'<rect x="{left:.1f}" y="{top:.1f}" width="{wide - 2:.1f}" '
                f'height="{_y(low, low, high) - top:.1f}" fill="{colour}"/>'
            )
            if spread:
                parts.append(_whisker(left + wide / 2 - 1, mean, spread, low, high, "#222"))
        parts += _legend(number, row.name, colour, mark=False)
    for number, group in enumerate(groups):
        x = _LEFT + (number + 0.5) * each
        parts.append(_text(x, _HEIGHT - _BOTTOM + 20, group, "middle"))
    return _svg(parts, title)


def _range(series: Sequence[Series]) -> tuple[float, float]:
    """The y axis, from a round number below everything to one above."""
    lows = [mean - spread for row in series for _, mean, spread in row.points]
    highs = [mean + spread for row in series for _, mean, spread in row.points]
    low, high = math.floor(min(lows) / 5) * 5, math.ceil(max(highs) / 5) * 5
    return float(low), float(max(high, low + 5))


def _y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low)
    return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)


def _frame(title: str, y_name: str, low: float, high: float) -> list[str]:
    right = _WIDTH - _RIGHT
    parts = [_text(8, 18, title, "start", "title")]
    value = low
    while value <= high:
        y = _y(value, low, high)
        kind = "axis" if value == low else "grid"
        parts.append(f'<line x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}" class="{kind}"/>')
        parts.append(_text(_LEFT - 8, y + 4, f"{value:g}", "end"))
        value += 5 if high - low <= 40 else 10
    parts.append(_text(8, _TOP - 10, y_name, "start"))
    return parts


def _whisker(x: float, mean: float, spread: float, low: float, high: float, colour: str) -> str:
    top, bottom = _y(min(mean + spread, high), low, high), _y(max(mean - spread, low), low, high)
    return (
        f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}M{x - 4:.1f} {top:.1f}h8'
        f'M{x - 4:.1f} {bottom:.1f}h8" stroke="{colour}" fill="none"/>'
    )


def _mark(number: int, x: float, y: float, colour: str) -> str:
    """A circle, a square or a diamond, filled or hollow."""
    fill = colour if number < 3 else "#fff"
    look = f'fill="{fill}" stroke="{colour}" stroke-width="2"'
    if number % 3 == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" {look}/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if number % 3 == 2 else ""
    return f'<rect x="{x - 4:.1f}" y="{y - 4:.1f}" width="8" height="8" {look}{turn}/>'


def _legend(number: int, name: str, colour: str, mark: bool) -> list[str]:
    x, y = _WIDTH - _RIGHT + 20, _TOP + 10 + 24 * number
    sign = _mark(number, x, y, colour) if mark else _square(x, y, colour)
    return [sign, _text(x + 14, y + 4, name, "start")]


def _square(x: float, y: float, colour: str) -> str:
    return f'<rect x="{x - 6}" y="{y - 6}" width="12" height="12" fill="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str, kind: str = "") -> str:
    named = f' class="{kind}"' if kind else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{named}>{escape(text)}</text>'


def _svg(parts: Sequence[str], title: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'width="{_WIDTH}" height="{_HEIGHT}"><title>{escape(title)}</title>'
        f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
    )
    return "\n".join((head, *parts, "</svg>")) + "\n"
