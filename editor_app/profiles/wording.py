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
    """Did learning save keystrokes, everything switched on, beyond what chance can do?"""
    return bool(report.get("adopted")) and _figure(_engine(report).get("gain")).low > 0


def headline(report: Mapping[str, object]) -> str:
    """The result in a sentence, with its uncertainty."""
    if not is_measurable(report):
        return tr("Learning made no difference that can be measured.")
    gain = _figure(_engine(report).get("gain"))
    low, mean, high = (number(100 * share, 1) for share in (gain.low, gain.mean, gain.high))
    return tr("Learning takes {} more of a hundred keystrokes off you ({} to {}).").format(
        mean, low, high
    )


def _engine(report: Mapping[str, object]) -> Mapping[str, object]:
    """What the whole engine did with and without what was learned."""
    engine = report.get("engine")
    return engine if isinstance(engine, Mapping) else {}


def explanation(report: Mapping[str, object]) -> str:
    """How that was found out, and what to make of it."""
    words, test = _whole(report.get("words")), _whole(_engine(report).get("words"))
    if not report.get("adopted"):
        return tr(
            "It learned from {} words and was tested on {} others of yours, and did no better "
            "than before. Keeping this keeps your word counts over the base; more text would help."
        ).format(number(words), number(test))
    text = tr(
        "Learned from {} of your words, tested on {} others that it had not seen, with your word "
        "counts in use before and after."
    ).format(number(words), number(test))
    new = _whole(report.get("new_words"))
    if new:
        text += " " + plural("It learned {n} new word.", "It learned {n} new words.", new)
    if _is_base_of_little_use(report):
        text += " " + tr(
            "Your documents alone would have done as well: the base knows little of this."
        )
    if test < 2000:
        text += " " + tr("With so little text to test on, the figures are rough.")
    return text


def _is_base_of_little_use(report: Mapping[str, object]) -> bool:
    """Does the same model without the base do better, each by itself?"""
    alone = {str(e.get("name", "")): _row("", e.get("test"), False).keys for e in _entries(report)}
    adopted, control = alone.get(str(report.get("adopted"))), alone.get(SCRATCH)
    return adopted is not None and control is not None and control.mean > adopted.mean


BASE = mark("As it ships")


def rows(report: Mapping[str, object]) -> list[Row]:
    """The comparison: the base and what was learned with everything switched on, and the control,
    which is a model by itself."""
    engine = _engine(report)
    found = [_row(BASE, engine.get("base"), False)]
    if engine:
        name = str(engine.get("strategy", ""))
        label = tr("With your documents ({})").format(tr(STRATEGIES.get(name, name)))
        found.append(_row(label, engine.get("profile"), name == report.get("adopted")))
    control = tr("Your documents alone, without what it knew and without counts")
    found += [
        _row(control, entry.get("test"), False)
        for entry in _entries(report)
        if entry.get("name") == SCRATCH
    ]
    return found


def _entries(report: Mapping[str, object]) -> list[Mapping[str, object]]:
    """What each strategy came to, the model by itself."""
    entries = report.get("strategies")
    if not isinstance(entries, Sequence):
        return []
    return [entry for entry in entries if isinstance(entry, Mapping)]


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
    return Row(name, keys, first, three, adopted)


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
