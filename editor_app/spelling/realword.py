"""Right words in the wrong place: their/there, form/from, loose/lose.

Two looks. The cheap one puts every word beside the words it is taken for and asks the table of
neighbouring words (``neighbours``) which fits; it clears nearly all text at once. Where another
word fits much better, the language model is asked about both sides, and the word is questioned
only if the other is overwhelmingly likelier. Nothing here knows which text is prose, nor how hints
are shown.

    doubt = pair · Δ log P(neighbours) + model · Δ log P(word | all before) P(behind | word)
            - cost · cost(written | meant) - reserve
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from editor_app.spelling.neighbours import (
    Floats,
    Hashes,
    Neighbours,
    hash_token,
    hash_word,
    hash_words,
)
from editor_app.spelling.sentence import SentenceModel
from models.text import Kind, Token, capitalise, is_capitalised, normal, starts_sentence
from models.vocabulary import PARAGRAPH, SPECIAL

_DATA = Path(__file__).parent / "data"
_ASKED = 3
"""How many alternatives the language model compares with the word."""
_AT_ONCE = 20_000
_TURNED = 6.0
"""What follows can raise a doubt by so much, not more."""


@dataclass(frozen=True, slots=True)
class RealWordWeights:
    """How the two looks weigh; fitted on planted confusions (``data/realword.json``)."""

    first_cost: float
    """The cheap look: weight of the slip's cost against the neighbours' log-odds."""
    first_reserve: float
    pair: float
    model: float
    cost: float
    reserve: float

    @classmethod
    def load(cls, with_model: bool) -> "RealWordWeights":
        """The fitted weights."""
        data = json.loads((_DATA / "realword.json").read_text(encoding="utf-8"))
        return cls(**data["with model" if with_model else "without model"])


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word that may have been meant instead of a right one."""

    word: str
    cost: float
    near: float
    """log-odds of the alternative against the word, by the neighbours."""


@dataclass(frozen=True, slots=True)
class Question:
    """A word in whose place others would fit better, the best first."""

    index: int
    alternatives: tuple[Alternative, ...]


class RealWords:
    """Finds and judges questions. Not thread-safe (the sentence model is not)."""

    def __init__(
        self,
        neighbours: Neighbours,
        model: SentenceModel | None,
        weights: RealWordWeights | None = None,
    ) -> None:
        self._neighbours = neighbours
        self._model = model
        self.weights = weights or RealWordWeights.load(model is not None)
        self._rows: dict[str, tuple[Hashes, Floats]] = {}

    @cached_property
    def _lines(self) -> dict[str, str]:
        """Word → the words taken for it and their costs, as they stand in the file."""
        packed = (_DATA / "confusions.gz").read_bytes()
        lines = gzip.decompress(packed).decode("utf-8").splitlines()
        return {word: rest for word, _, rest in (line.partition("\t") for line in lines)}

    def confusions(self, word: str) -> list[tuple[str, float]]:
        """The words taken for ``word``, with -log P(word written | other meant)."""
        fields = self._lines[word].split(" ")
        return list(zip(fields[::2], map(float, fields[1::2]), strict=True))

    def questions(self, tokens: Sequence[Token]) -> list[Question]:
        """The cheap look over ``tokens``, which begin at a paragraph."""
        found: list[Question] = []
        hashes = np.array([hash_token(token) for token in tokens], np.uint32)
        edge = np.uint32(hash_word(SPECIAL[PARAGRAPH]))
        left = np.r_[edge, hashes[:-1]] if len(hashes) else hashes
        right = np.r_[hashes[1:], edge] if len(hashes) else hashes
        places = [i for i, token in enumerate(tokens) if self._key(tokens, i, token)]
        for start in range(0, len(places), _AT_ONCE):
            found += self._look(tokens, places[start : start + _AT_ONCE], hashes, left, right)
        return found

    def _key(self, tokens: Sequence[Token], index: int, token: Token) -> str:
        """The form under which a token's confusions are listed, "" where it has none."""
        if token.kind is not Kind.WORD:
            return ""
        word = normal(token.text)
        if word in self._lines:
            return word
        # A capital within a sentence makes a name of it.
        if is_capitalised(word) and word.lower() in self._lines:
            return word.lower() if starts_sentence(tokens, index) else ""
        return ""

    def _row(self, key: str) -> tuple[Hashes, Floats]:
        row = self._rows.get(key)
        if row is None:
            others = self.confusions(key)
            costs = np.array([cost for _, cost in others], np.float32)
            row = self._rows[key] = hash_words([word for word, _ in others]), costs
        return row

    def _look(
        self,
        tokens: Sequence[Token],
        places: Sequence[int],
        hashes: Hashes,
        left: Hashes,
        right: Hashes,
    ) -> list[Question]:
        """Compare the words at ``places`` with their alternatives, all at once."""
        keys = [self._key(tokens, i, tokens[i]) for i in places]
        rows = [self._row(key) for key in keys]
        sizes = [len(row[0]) for row in rows]
        at = np.repeat(np.array(places), sizes)  # (alternatives of all places,)
        others = np.concatenate([row[0] for row in rows])
        costs = np.concatenate([row[1] for row in rows])
        log_probs = self._neighbours.log_probs
        here = np.array(places)
        own = log_probs(left[here], hashes[here]) + log_probs(hashes[here], right[here])
        near = log_probs(left[at], others) + log_probs(others, right[at]) - np.repeat(own, sizes)
        doubt = near - self.weights.first_cost * costs - self.weights.first_reserve
        first = np.cumsum([0, *sizes])
        found: list[Question] = []
        rows_of = np.repeat(np.arange(len(places)), sizes)  # (alternatives of all places,)
        # Not np.unique, which loads numpy.ma in the middle of typing.
        for row in np.flatnonzero(np.bincount(rows_of[doubt > 0])).tolist():
            span = range(int(first[row]), int(first[row + 1]))
            best = sorted((k for k in span if doubt[k] > 0), key=lambda k: -doubt[k])[:_ASKED]
            alternatives = tuple(
                Alternative(
                    self.confusions(keys[row])[k - span.start][0], float(costs[k]), float(near[k])
                )
                for k in best
            )
            found.append(Question(places[row], alternatives))
        return found

    def judge(
        self, question: Question, word: str, before: Sequence[int], after: Sequence[int]
    ) -> list[tuple[float, str]]:
        """(doubt, alternative) where the doubt is above 0, the strongest first.

        Args:
            question: from :meth:`questions`.
            word: the word as it stands.
            before: ids of the vocabulary before the word.
            after: ids behind it.
        """
        weights = self.weights
        doubts = {
            other.word: weights.pair * other.near - weights.cost * other.cost - weights.reserve
            for other in question.alternatives
        }
        if self._model is not None:
            doubts = self._ask(self._model, doubts, word, before, after)
        found = [(doubt, in_case(word, other)) for other, doubt in doubts.items() if doubt > 0]
        return sorted(found, reverse=True)

    def _ask(
        self,
        model: SentenceModel,
        doubts: dict[str, float],
        word: str,
        before: Sequence[int],
        after: Sequence[int],
    ) -> dict[str, float]:
        """Doubts with the model's log-odds added; what follows is asked only where it matters."""
        own = (model.vocabulary.ids_of(word if word in self._lines else word.lower()),)
        place = model.place(before)
        ids = {other: model.vocabulary.ids_of(other) for other in doubts}
        left = model.left(place, [*own, *ids.values()]).tolist()
        weight = self.weights.model
        hopeful = {
            other: doubt
            for (other, known), value in zip(doubts.items(), left[1:], strict=True)
            if (doubt := known + weight * (value - left[0])) > -_TURNED
        }
        if not hopeful:
            return {}
        right = model.right(place, [*own, *(ids[other] for other in hopeful)], after).tolist()
        return {
            other: doubt + weight * (value - right[0])
            for (other, doubt), value in zip(hopeful.items(), right[1:], strict=True)
        }


def in_case(written: str, word: str) -> str:
    """``word`` with a capital where ``written`` has one."""
    return capitalise(word) if written[:1].isupper() else word
