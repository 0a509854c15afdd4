"""Fit when a right word is questioned in its place: ``data/realword.json``.

Into copies of paragraphs of validation text one word each is replaced by another that is taken for
it; a logistic regression learns to tell the two, first with what the first look knows, with a model
and without, then, where that one is open, with what the second look knows. The biases are then set
so that the first look asks about a share of all right words, and another share is questioned in the
end. A developer's tool, called by ``fitting.spelling``.
"""

import json
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.fitting.logistic import bias_for, logistic
from editor_app.fitting.planting import Planter, SlipSample
from editor_app.spelling.checker import Checker
from editor_app.spelling.logistic import CLIP, LogisticWeights
from editor_app.spelling.realword import CHEAP, READ, ComparedWords, ReadWord, RealWordWeights
from editor_app.spelling.second_look import DEAR, Question
from models.text import Kind, tokenise

RESULT = Path(__file__).parents[1] / "spelling" / "data" / "realword.json"
ASKED, ALARMS = 0.02, 0.002
"""Shares of right words: that the second look is asked about, that are questioned in the end."""
Floats = npt.NDArray[np.float32]


def planted(checker: Checker, planter: Planter, wanted: int) -> list[SlipSample]:
    """Samples with a word in place of one that it is taken for.

    In half of them the words are drawn as text has them, and frequent slips are likelier; in the
    rest all words and all their confusions are alike.
    """
    confusions = checker.real_words.confusions
    taken_for: dict[str, list[str]] = {}
    for written in confusions.words():
        for meant, _ in confusions.of(written):
            taken_for.setdefault(meant, []).append(written)
    often = {word: math.sqrt(checker.lexicon.count(word)) for word in confusions.words()}
    half = wanted // 2
    return [*planter.plant(taken_for, half, often), *planter.plant(taken_for, wanted - half)]


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

    def found(self, weights: LogisticWeights) -> tuple[int, int]:
        """How many words come to more than 0, and of how many the one meant is first."""
        odds = weights.log_odds(self.features)
        order = np.lexsort((-odds, self.owner))
        first = order[np.flatnonzero(np.diff(self.owner[order], prepend=-1))]
        raised = first[odds[first] > 0]
        return len(raised), int(self.meant[raised].sum())

    def and_(self, other: "Table") -> "Table":
        """The rows of both, of which only features and meaning count."""
        features = np.concatenate([self.features, other.features])
        meant = np.concatenate([self.meant, other.meant])
        return Table(features, meant, np.concatenate([self.owner, other.owner]))

    def columns(self, wanted: int) -> "Table":
        """The first columns alone."""
        return Table(self.features[:, :wanted], self.meant, self.owner)


@dataclass(frozen=True, slots=True)
class Compared:
    """Samples after the first look's reading."""

    words: ComparedWords
    read: dict[int, ReadWord]
    meant: dict[int, str]
    """The words meant where a slip is, by its token, in small letters."""


class Gathering:
    """Gathers what the looks know of samples. Over one checker."""

    def __init__(self, checker: Checker) -> None:
        self._real = checker.real_words

    def compared(self, samples: Iterable[SlipSample]) -> list[Compared]:
        """Samples without a slip as they are, of the others the slip alone."""
        text, slips, open_from = "", dict[int, str](), list[tuple[int, int]]()
        for sample in samples:
            start, text = len(text), text + sample.text + "\n"
            if sample.start >= 0:
                slips[start + sample.start] = sample.meant.lower()
                open_from.append((start + sample.start, start + sample.start + 1))
            else:
                open_from.append((start, len(text)))
        tokens = tokenise(text)
        firsts = [first for first, _ in open_from]

        def is_open(index: int) -> bool:
            place = tokens[index].start
            return place < open_from[bisect_right(firsts, place) - 1][1]

        meant = {n: slips[token.start] for n, token in enumerate(tokens) if token.start in slips}
        return [Compared(words, read, meant) for words, read in self._real.compare(tokens, is_open)]

    @staticmethod
    def first(gathered: Iterable[Compared]) -> Table:
        """What the first look knows."""
        features, meant, owner = [], [], []
        words = 0
        for one in gathered:
            features.append(one.words.features)
            owner.append(one.words.owner + words)
            words += len(one.words.places)
            for k, number in zip(one.words.owner, one.words.number, strict=True):
                other = one.words.rows[k].words[number]
                meant.append(other == one.meant.get(one.words.places[k]))
        return Table(np.concatenate(features), np.array(meant), np.concatenate(owner))

    def dear(self, gathered: Iterable[Compared]) -> Table:
        """What the second look knows, of words that the first leaves open."""
        second = self._real.second
        assert second is not None
        meant: list[bool] = []
        questions: list[Question] = []
        for one in gathered:
            odds = self._real.weights.first.log_odds(one.words.features)
            for question in self._real.open(one.words, one.read, odds):
                questions.append(question)
                slip = one.meant.get(question.index)
                meant += [other.word == slip for other in question.alternatives]
        owner = np.repeat(np.arange(len(questions)), [len(q.alternatives) for q in questions])
        return Table(np.concatenate(second.evidence(questions)), np.array(meant), owner)


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


def fit(checker: Checker, texts: Sequence[str], slips: Sequence[SlipSample]) -> str:
    """Fit and write; says what it comes to."""
    words = sum(t.kind is Kind.WORD for text in texts for t in tokenise(text))
    gathering = Gathering(checker)
    checker.real_words.weights = _through(len(READ))
    right = gathering.compared(SlipSample(text) for text in texts)
    wrong = gathering.compared(slips)
    tables = gathering.first(right), gathering.first(wrong)
    cheap = [table.columns(len(CHEAP)) for table in tables]
    alone = weights_of(cheap[0].and_(cheap[1]))
    alone = raised(alone, bias_for(cheap[0].best(alone), words, ALARMS))
    first = weights_of(tables[0].and_(tables[1]))
    first = raised(first, bias_for(tables[0].best(first), words, ASKED))
    checker.real_words.weights = RealWordWeights(first, _through(len(READ)).dear)
    asked = gathering.dear(right), gathering.dear(wrong)
    dear = weights_of(asked[0].and_(asked[1]))
    dear = raised(dear, bias_for(asked[0].best(dear), words, ALARMS))
    result = {
        "alone": as_json(alone, CHEAP),
        "read": as_json(first, READ),
        "dear": as_json(dear, DEAR),
    }
    RESULT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    found, meant = asked[1].found(dear)
    return (
        f"real words: {100 * found / len(slips):.1f} % of {len(slips)} questioned, the word meant "
        f"first in {100 * meant / max(1, found):.1f} %, at {100 * ALARMS:.2f} % of right words"
    )


def _through(parts: int) -> RealWordWeights:
    """Weights that let everything through while what the looks know is gathered."""
    first, dear = (LogisticWeights(np.zeros(n, np.float32), 0.0) for n in (parts, len(DEAR)))
    return RealWordWeights(first, dear)
