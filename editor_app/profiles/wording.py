"""What a training's report and stages say, in words that a person understands.

Pure: reads plain values and never fails on strange ones; must not know Qt.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from editor_app.language import mark, number, plural, tr
from editor_app.profiles.progress import Stage

STAGES: Mapping[Stage, str] = {
    Stage.STARTING: mark("Starting"),
    Stage.READING: mark("Reading your documents"),
    Stage.PREPARING: mark("Collecting your words"),
    Stage.TRYING: mark("Trying which way of learning suits your text"),
    Stage.LEARNING: mark("Learning how you write"),
    Stage.CONTROL: mark("Learning the same without what Foretype knew, to compare"),
    Stage.COMPARING: mark("Trying it on text of yours that it has not seen"),
    Stage.WRITING: mark("Writing the profile"),
}
STRATEGIES: Mapping[str, str] = {
    "full": mark("all of the model"),
    "linear": mark("a thin layer over the model"),
    "features": mark("only the words of the model"),
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
    return f"{number(100 * share, digits)}\u2009%" if math.isfinite(share) else "\u2013"


def is_measurable(report: Mapping[str, object]) -> bool:
    """Did learning save keystrokes beyond what chance can do: are the two intervals apart?"""
    base, adopted = _compared(report)
    if base is None or adopted is None or not (base.keys.known and adopted.keys.known):
        return False
    return adopted.keys.low > base.keys.high


def headline(report: Mapping[str, object]) -> str:
    """The result in a sentence, with its uncertainty."""
    base, adopted = _compared(report)
    if adopted is None or base is None:
        return tr("Your documents brought no improvement.")
    if not is_measurable(report):
        return tr("Learning made no difference that can be measured.")
    return tr("Foretype takes {} of your keystrokes instead of {}.").format(
        _with_interval(adopted.keys), _with_interval(base.keys)
    )


def _compared(report: Mapping[str, object]) -> tuple[Row | None, Row | None]:
    found = rows(report)
    base = next((row for row in found if row.name == BASE), None)
    return base, next((row for row in found if row.adopted), None)


def _with_interval(figure: Figure) -> str:
    low, high = number(100 * figure.low, 1), number(100 * figure.high, 1)
    return tr("{} ({} to {})").format(percent(figure.mean, 1), low, high)


def explanation(report: Mapping[str, object]) -> str:
    """How that was found out, and what to make of it."""
    words, test = _whole(report.get("words")), _whole(report.get("test_words"))
    if not report.get("adopted"):
        return tr(
            "It learned from {} words and was tested on {} others of yours, and did no better "
            "than before. Keeping this keeps your word counts over the base; more text would help."
        ).format(number(words), number(test))
    text = tr("Learned from {} of your words, tested on {} others that it had not seen.").format(
        number(words), number(test)
    )
    if not is_measurable(report):
        text += " " + tr(
            "What the two do there differs by less than chance does: keeping it does no harm, and "
            "more text may help."
        )
    new = _whole(report.get("new_words"))
    if new:
        text += " " + plural("It learned {n} new word.", "It learned {n} new words.", new)
    found = rows(report)
    best = max((row.keys.mean for row in found if row.keys.known), default=0.0)
    if any(row.keys.mean < best for row in found if row.adopted):
        text += " " + tr(
            "Your documents alone would have done as well: the base knows little of this."
        )
    if test < 2000:
        text += " " + tr("With so little text to test on, the figures are rough.")
    return text


BASE = mark("As it ships")


def rows(report: Mapping[str, object]) -> list[Row]:
    """The comparison: the base, what was learned, and the control."""
    found = [_row(BASE, report.get("base"), False)]
    strategies = report.get("strategies")
    for entry in strategies if isinstance(strategies, Sequence) else ():
        if not isinstance(entry, Mapping):
            continue
        name = str(entry.get("name", ""))
        label = tr("With your documents ({})").format(tr(STRATEGIES.get(name, name)))
        if name == SCRATCH:
            label = tr("Your documents alone, without what it knew")
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
        return tr("less than a minute left")
    minutes = round(seconds / 60)
    if minutes < 60:
        return plural("about {n} minute left", "about {n} minutes left", max(1, minutes))
    return tr("about {} hours left").format(number(seconds / 3600, 1))


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
