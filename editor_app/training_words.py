"""What a training's report and stages say, in words that a person understands.

Pure: reads plain values and never fails on strange ones; must not know Qt.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editor_app.training_progress import Stage

STAGES: Mapping[Stage, str] = {
    Stage.STARTING: "Starting",
    Stage.READING: "Reading your documents",
    Stage.PREPARING: "Collecting your words",
    Stage.TRYING: "Trying which way of learning suits your text",
    Stage.LEARNING: "Learning how you write",
    Stage.CONTROL: "Learning the same without what Foretype knew, to compare",
    Stage.COMPARING: "Testing on text of yours that was held back",
    Stage.WRITING: "Writing the profile",
}
STRATEGIES: Mapping[str, str] = {
    "full": "all of the model",
    "linear": "a thin layer over the model",
    "features": "only the words of the model",
}
SCRATCH = "scratch"


@dataclass(frozen=True, slots=True)
class Figure:
    """A share with its interval, 0 to 1."""

    mean: float
    low: float
    high: float

    @property
    def known(self) -> bool:
        """Could it be measured?"""
        return math.isfinite(self.mean)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the comparison."""

    name: str
    keys: Figure
    """Share of the keystrokes taken over, with one suggestion on show."""
    first: Figure
    """Share of next words that are the first suggestion, before a letter is typed."""
    three: Figure
    perplexity: Figure
    adopted: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the person's, with the ranges that suggestions would have written."""

    sentence: str
    base: tuple[tuple[int, int], ...]
    profile: tuple[tuple[int, int], ...]


def percent(share: float, digits: int = 0) -> str:
    """``share`` in percent, with a thin space as typography has it."""
    return f"{100 * share:.{digits}f}\u2009%" if math.isfinite(share) else "\u2013"


def headline(report: Mapping[str, object]) -> str:
    """The result in a sentence."""
    found = rows(report)
    base = next((row for row in found if row.name == BASE), None)
    adopted = next((row for row in found if row.adopted), None)
    if adopted is None or base is None:
        return "Your documents brought no improvement."
    digits = 0 if percent(adopted.keys.mean) != percent(base.keys.mean) else 1
    return (
        f"Foretype takes {percent(adopted.keys.mean, digits)} of your keystrokes "
        f"instead of {percent(base.keys.mean, digits)}."
    )


def explanation(report: Mapping[str, object]) -> str:
    """How that was found out, and what to make of it."""
    words, test = _whole(report.get("words")), _whole(report.get("test_words"))
    if not report.get("adopted"):
        return (
            f"It learned from {words:,} words and was tested on {test:,} others of yours, and "
            "did no better than before. Keeping this keeps your word counts over the base; more "
            "text would help."
        )
    text = f"Learned from {words:,} of your words, tested on {test:,} others that it had not seen."
    new = _whole(report.get("new_words"))
    if new:
        text += f" It learned {new:,} new word{'s' if new > 1 else ''}."
    found = rows(report)
    best = max((row.keys.mean for row in found if row.keys.known), default=0.0)
    if any(row.keys.mean < best for row in found if row.adopted):
        text += " Your documents alone would have done as well: the base knows little of this."
    if test < 2000:
        text += " With so little text to test on, the figures are rough."
    return text


BASE = "As it ships"


def rows(report: Mapping[str, object]) -> list[Row]:
    """The comparison: the base, what was learned, and the control."""
    found = [_row(BASE, report.get("base"), False)]
    strategies = report.get("strategies")
    for entry in strategies if isinstance(strategies, Sequence) else ():
        if not isinstance(entry, Mapping):
            continue
        name = str(entry.get("name", ""))
        label = f"With your documents ({STRATEGIES.get(name, name)})"
        if name == SCRATCH:
            label = "Your documents alone, without what it knew"
        found.append(_row(label, entry.get("test"), name == report.get("adopted")))
    return found


def examples(report: Mapping[str, object]) -> list[Example]:
    """The sample sentences."""
    found: list[Example] = []
    values = report.get("examples")
    for entry in values if isinstance(values, Sequence) else ():
        if isinstance(entry, Mapping) and isinstance(entry.get("sentence"), str):
            sentence = str(entry["sentence"])
            base = _ranges(entry.get("base"), len(sentence))
            found.append(Example(sentence, base, _ranges(entry.get("profile"), len(sentence))))
    return found


def time_left(seconds: float | None) -> str:
    """A time that nobody will hold us to."""
    if seconds is None:
        return ""
    if seconds < 45:
        return "less than a minute left"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"about {max(1, minutes)} minute{'s' if minutes > 1 else ''} left"
    return f"about {seconds / 3600:.1f} hours left"


def _row(name: str, values: object, adopted: bool) -> Row:
    scores = values if isinstance(values, Mapping) else {}
    keys, first, three = (_figure(scores.get(key)) for key in ("ksr1", "hit1", "hit3"))
    return Row(name, keys, first, three, _figure(scores.get("perplexity")), adopted)


def _figure(values: object) -> Figure:
    if not isinstance(values, Mapping):
        return Figure(math.nan, math.nan, math.nan)
    return Figure(*(_real(values.get(key)) for key in ("mean", "low", "high")))


def _real(value: object) -> float:
    return float(value) if isinstance(value, int | float) else math.nan


def _whole(value: object) -> int:
    return int(value) if isinstance(value, int | float) and math.isfinite(value) else 0


def _ranges(values: object, length: int) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for pair in values if isinstance(values, Sequence) else ():
        if isinstance(pair, Sequence) and len(pair) == 2:
            start, end = _whole(pair[0]), _whole(pair[1])
            if 0 <= start < end <= length:
                found.append((start, end))
    return tuple(found)
