"""The report of a fine-tuning in words and columns. Knows the report's form, not how it came."""

from collections.abc import Mapping
from typing import Any

from training.measure.intervals import Figure
from training.personal.verdict import Verdict


def summary(verdict: Verdict) -> str:
    """The result in words that a person understands."""
    gain = _points(verdict.gain)
    if not verdict.is_certain:
        return (
            f"Learning made no difference that can be measured: {gain} on {verdict.words:,} words "
            "of yours that were held back, your word counts in use with both. The base is kept, "
            "with those counts."
        )
    before, after = verdict.base.ksr1.mean, verdict.profile.ksr1.mean
    return (
        f"On {verdict.words:,} words of yours that were held back, the profile takes {after:.1%} "
        f"of your keystrokes; the base takes {before:.1%}, your word counts in use with both: "
        f"{gain}."
    )


def _points(gain: Figure) -> str:
    low, mean, high = (100 * value for value in (gain.low, gain.mean, gain.high))
    return f"{mean:+.1f} points ({low:+.1f} to {high:+.1f})"


def as_text(report: Mapping[str, Any]) -> str:
    """The before-and-after table with its intervals, and what stands behind it."""
    lines = [
        report["summary"],
        "",
        f"{report['words']:,} words learned from, {report['new_words']:,} of them new ones; "
        f"each model by itself, on {report['base']['words']:,} words that were held back:",
        "",
        f"{'':<10}{'perplexity':>22}{'next word right':>22}{'in first 3':>12}"
        f"{'keys saved':>22}{'seconds':>9}",
        _row("base", report["base"], None),
    ]
    lines += [_row(row["name"], row["test"], row["seconds"]) for row in report["strategies"]]
    for point in report["curve"]:
        lines += ["", f"with {point['share']:.0%} of the text ({point['words']:,} words)"]
        names = [name for name in point if name not in ("share", "words")]
        lines += [_row(name, point[name], None) for name in names]
    minutes, memory = report["seconds"] / 60, report["peak_memory_mb"]
    lines += ["", f"{minutes:.1f} minutes, at most {memory:,.0f} MB of memory"]
    return "\n".join(lines)


def _row(name: str, score: Mapping[str, Any], seconds: float | None) -> str:
    time = "" if seconds is None else f"{seconds:.0f}"
    return (
        f"{name:<10}{_number(score['perplexity']):>22}{_share(score['hit1']):>22}"
        f"{score['hit3']['mean']:>12.1%}{_share(score['ksr1']):>22}{time:>9}"
    )


def _number(figure: Mapping[str, float]) -> str:
    return f"{figure['mean']:.1f} ({figure['low']:.0f}–{figure['high']:.0f})"


def _share(figure: Mapping[str, float]) -> str:
    return f"{figure['mean']:.1%} ({figure['low']:.1%}–{figure['high']:.1%})"
