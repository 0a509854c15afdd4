"""Fit when a right word is questioned in its place: ``data/realword.json``.

    python -m editor_app.fitting.realword --bundle DIR TEXT... [--asked 0.05] [--alarms 0.0025]

TEXT is validation text, one paragraph a line. Into copies of its paragraphs one word each is
replaced by another that is taken for it; a logistic regression learns to tell the two, first with
the cheap look's features, then, where that one is open, with the language model's. The biases are
then set so that the cheap look asks about ``asked`` of all right words, and the dear one questions
``alarms`` of them. A developer's tool: run it again for another bundle or other confusions.
"""

import argparse
import json
import math
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.spelling.checker import Checker
from editor_app.spelling.realword import CHEAP, CLIP, DEAR, LogisticWeights, RealWordWeights
from editor_app.spelling.setup import open_checker
from models.text import Kind, capitalise, tokenise

_RESULT = Path(__file__).parents[1] / "spelling" / "data" / "realword.json"
_RIDGE = 1.0
_STEPS = 30
_ROUNDS = 2
"""Slips put into each paragraph, one at a time."""
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class SlipSample:
    """A paragraph; the place and the meaning of the slip that was put into it, -1 for none."""

    text: str
    start: int = -1
    meant: str = ""


def planted(
    checker: Checker, paragraphs: Sequence[str], chance: random.Random
) -> Iterator[SlipSample]:
    """Each paragraph with one of its words replaced by one that is taken for it, a frequent one
    more often: what people write by mistake are mostly words they write anyway."""
    taken_for: dict[str, list[str]] = {}
    for written in checker.real_words.words():
        for meant, _ in checker.real_words.confusions(written):
            taken_for.setdefault(meant, []).append(written)
    for text in paragraphs:
        words = [t for t in tokenise(text) if t.kind is Kind.WORD and t.text.lower() in taken_for]
        if not words:
            continue
        token = chance.choice(words)
        slips = taken_for[token.text.lower()]
        often = [math.sqrt(checker.lexicon.count(word)) for word in slips]
        (slip,) = chance.choices(slips, often)
        slip = capitalise(slip) if token.text[0].isupper() else slip
        changed = text[: token.start] + slip + text[token.end :]
        yield SlipSample(changed, token.start, token.text.lower())


def logistic(features: Floats, truth: npt.NDArray[np.bool_]) -> tuple[Floats, float]:
    """Weights and bias by Newton's method, with a small ridge. (N, F), (N,) -> (F,), bias"""
    with_bias = np.concatenate([features, np.ones((len(features), 1), np.float32)], 1)
    design = with_bias.astype(np.float64)
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        odds = np.clip(design @ weights, -30, 30)
        chance = 1 / (1 + np.exp(-odds))
        slope = design.T @ (truth - chance) - _RIDGE * weights
        bend = (design * (chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(bend + _RIDGE * np.eye(len(weights)), slope)
        weights += step
        if np.abs(step).max() < 1e-4:
            break
    return weights[:-1].astype(np.float32), float(weights[-1])


def bias_for(best: Sequence[float], words: int, share: float) -> float:
    """What to add to a bias so that ``share`` of ``words`` come to more than 0."""
    row = sorted(best, reverse=True)
    return -row[min(int(share * words), len(row) - 1)]


@dataclass(frozen=True, slots=True)
class Table:
    """Alternatives of words: what is known of each, whether it was meant, whose it is."""

    features: Floats
    meant: npt.NDArray[np.bool_]
    owner: npt.NDArray[np.int64]

    def best(self, weights: LogisticWeights) -> list[float]:
        """The highest log-odds of each word."""
        odds = weights.log_odds(self.features)
        highest = np.full(int(self.owner.max(initial=-1)) + 1, -np.inf)
        np.maximum.at(highest, self.owner, odds)
        return [float(value) for value in highest if np.isfinite(value)]


class Fit:
    """Gathers what the two looks know of samples. Over one checker."""

    def __init__(self, checker: Checker) -> None:
        self._checker = checker
        self._real = checker.real_words

    def cheap(self, samples: Iterable[SlipSample]) -> Table:
        """All words of samples without a slip, the slip alone of others."""
        features, meant, owner = [], [], []
        words = 0
        for sample in samples:
            tokens = tokenise(sample.text)
            for comparison in self._real.compare(tokens):
                first = np.cumsum([0, *comparison.sizes])
                for row, place in enumerate(comparison.places):
                    is_slip = tokens[place].start == sample.start
                    if sample.start >= 0 and not is_slip:
                        continue
                    features.append(comparison.features[first[row] : first[row + 1]])
                    others = self._real.confusions(comparison.keys[row])
                    meant += [is_slip and other == sample.meant for other, _ in others]
                    owner += [words] * len(others)
                    words += 1
        return Table(np.concatenate(features), np.array(meant), np.array(owner))

    def dear(self, samples: Iterable[SlipSample]) -> Table:
        """The same with what the model says, for words that the cheap look leaves open."""
        features, meant, owner = [], [], []
        for number, sample in enumerate(samples):
            reading = self._checker.read(sample.text)
            for question in self._checker.questions(reading):
                token = reading.tokens[question.index]
                is_slip = token.start == sample.start
                if sample.start >= 0 and not is_slip:
                    continue
                where = self._checker.surroundings(reading.tokens, question.index)
                row = self._real.evidence(question, token.text, where.before, where.after)
                features.append(row)
                meant += [is_slip and o.word == sample.meant for o in question.alternatives]
                owner += [number * 1000 + min(question.index, 999)] * len(row)
        return Table(np.concatenate(features), np.array(meant), np.array(owner))


def weights_of(table: Table) -> LogisticWeights:
    """The regression over a table, its features clipped as they will be."""
    return LogisticWeights(*logistic(np.clip(table.features, -CLIP, CLIP), table.meant))


def raised(weights: LogisticWeights, by: float) -> LogisticWeights:
    """The same with another bias."""
    return LogisticWeights(weights.parts, weights.bias + by)


def as_json(weights: LogisticWeights, names: Sequence[str]) -> dict[str, float]:
    """The form in which they are kept."""
    row = {name: round(float(part), 4) for name, part in zip(names, weights.parts, strict=True)}
    return {**row, "bias": round(weights.bias, 4)}


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--bundle", type=Path)
    parser.add_argument("--asked", type=float, default=0.05)
    parser.add_argument("--alarms", type=float, default=0.0025)
    options = parser.parse_args()
    lines = [line for path in options.texts for line in path.read_text("utf-8").splitlines()]
    paragraphs = [line for line in lines if line.strip()]
    words = sum(t.kind is Kind.WORD for line in paragraphs for t in tokenise(line))
    checker = open_checker(options.bundle)
    if not isinstance(checker, Checker):
        parser.error("words are confused with others in English only")
    fit, chance = Fit(checker), random.Random(1)
    clean = [SlipSample(text) for text in paragraphs]
    slips = [s for _ in range(_ROUNDS) for s in planted(checker, paragraphs, chance)]

    right, wrong = fit.cheap(clean), fit.cheap(slips)
    cheap = weights_of(joined(right, wrong))
    first = raised(cheap, bias_for(right.best(cheap), words, options.asked))
    alone = raised(cheap, bias_for(right.best(cheap), words, options.alarms))
    # Any dear weights let everything through while the model's part is gathered.
    through = LogisticWeights(np.zeros(len(DEAR), np.float32), 0.0)
    checker.real_words.weights = RealWordWeights(first, alone, through)
    right, wrong = fit.dear(clean), fit.dear(slips)
    dear = weights_of(joined(right, wrong))
    dear = raised(dear, bias_for(right.best(dear), words, options.alarms))
    result = {
        "first": as_json(first, CHEAP),
        "alone": as_json(alone, CHEAP),
        "dear": as_json(dear, DEAR),
    }
    _RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    caught = sum(value > 0 for value in wrong.best(dear))
    print(f"{words} words, {len(slips)} slips, {100 * caught / len(slips):.1f} % of them caught")


def joined(one: Table, other: Table) -> Table:
    """The rows of both."""
    features = np.concatenate([one.features, other.features])
    meant = np.concatenate([one.meant, other.meant])
    return Table(features, meant, np.concatenate([one.owner, other.owner]))


if __name__ == "__main__":
    main()
