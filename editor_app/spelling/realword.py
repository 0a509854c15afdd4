"""Right words in the wrong place: their/there, form/from, loose/lose.

Two looks, each a small logistic regression fitted on slips planted into validation text
(``fitting.realword``). The cheap one puts every word beside the words it is taken for and asks the
table of neighbouring words (``neighbours``) which fits; it clears nearly all text at once. Where
another word may fit better, the language model is asked about both sides, and the word is
questioned only if the other is much likelier. Nothing here knows which text is prose, nor how hints
are shown.
"""

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

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
_TURNED = 2.5
"""What follows can raise the log-odds by so much, hardly more."""


CHEAP = ("left", "right", "cost", "rarity", "unmet", "met")
"""What the cheap look knows of an alternative: how much likelier the neighbours make it than the
word (log-odds by the word before and by the word behind), the slip's cost, how much more frequent
it is (log), how many of the word's two pairs with its neighbours were never met, and how many of
the alternative's were."""
DEAR = ("first look", "model before", "model behind", "cost", "rarity")
"""What the dear look knows: the cheap look's log-odds, and the model's on both sides."""
CLIP = 12.0


@dataclass(frozen=True, slots=True)
class LogisticWeights:
    """A logistic regression: what each part counts, and what must be overcome."""

    parts: npt.NDArray[np.float32]
    bias: float

    def log_odds(self, features: Floats) -> Floats:
        """(N, parts) -> (N,)"""
        odds: Floats = np.clip(features, -CLIP, CLIP) @ self.parts + np.float32(self.bias)
        return odds

    @classmethod
    def of(cls, data: Mapping[str, float], names: Sequence[str]) -> "LogisticWeights":
        """Out of a JSON object."""
        return cls(np.array([data[name] for name in names], np.float32), data["bias"])


@dataclass(frozen=True, slots=True)
class RealWordWeights:
    """How the two looks weigh; fitted on planted slips (``fitting.realword``)."""

    first: LogisticWeights
    """The cheap look: what is below 0 is not looked at any further."""
    alone: LogisticWeights
    """What the cheap look must come to where no model can be asked."""
    dear: LogisticWeights | None = None

    @classmethod
    def load(cls, with_model: bool) -> "RealWordWeights":
        """The fitted weights."""
        data = json.loads((_DATA / "realword.json").read_text(encoding="utf-8"))
        first, alone = (
            LogisticWeights.of(data["first"], CHEAP),
            LogisticWeights.of(data["alone"], CHEAP),
        )
        return cls(first, alone, LogisticWeights.of(data["dear"], DEAR) if with_model else None)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word that may have been meant instead of a right one."""

    word: str
    cost: float
    rarity: float
    odds: float
    """log-odds of the cheap look."""


@dataclass(frozen=True, slots=True)
class Question:
    """A word in whose place others would fit better, the best first."""

    index: int
    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """Words of a text beside those they are taken for."""

    places: Sequence[int]
    keys: Sequence[str]
    """The forms under which their alternatives are listed."""
    sizes: Sequence[int]
    """How many alternatives each has."""
    features: Floats
    """(alternatives of all places, parts of ``CHEAP``)"""


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

    def words(self) -> Iterable[str]:
        """The words that others are taken for."""
        return self._lines.keys()

    def questions(self, tokens: Sequence[Token]) -> list[Question]:
        """The cheap look over ``tokens``, which begin at a paragraph."""
        weights = self.weights.alone if self.weights.dear is None else self.weights.first
        return [
            question
            for comparison in self.compare(tokens)
            for question in self._open(comparison, weights.log_odds(comparison.features))
        ]

    def compare(self, tokens: Sequence[Token]) -> Iterator[ComparedWords]:
        """All words beside those they are taken for, with what the cheap look knows of each."""
        hashes = np.array([hash_token(token) for token in tokens], np.uint32)
        edge = np.uint32(hash_word(SPECIAL[PARAGRAPH]))
        left = np.r_[edge, hashes[:-1]] if len(hashes) else hashes
        right = np.r_[hashes[1:], edge] if len(hashes) else hashes
        found = ((i, self._key(tokens, i, token)) for i, token in enumerate(tokens))
        places = [(i, key) for i, key in found if key]
        for start in range(0, len(places), _AT_ONCE):
            at, keys = zip(*places[start : start + _AT_ONCE], strict=True)
            rows = [self._row(key) for key in keys]
            features = self._features(at, rows, hashes, left, right)
            yield ComparedWords(at, keys, [len(row[0]) for row in rows], features)

    def _open(self, comparison: ComparedWords, odds: Floats) -> Iterator[Question]:
        """The questions that log-odds leave open."""
        sizes, features = comparison.sizes, comparison.features
        first = np.cumsum([0, *sizes])
        rows_of = np.repeat(np.arange(len(sizes)), sizes)  # (alternatives of all places,)
        # Not np.unique, which loads numpy.ma in the middle of typing.
        for row in np.flatnonzero(np.bincount(rows_of[odds > 0])).tolist():
            start, end = int(first[row]), int(first[row + 1])
            best = start + np.argsort(-odds[start:end])[:_ASKED]
            others = self.confusions(comparison.keys[row])
            alternatives = tuple(
                Alternative(
                    others[k - start][0],
                    float(features[k, CHEAP.index("cost")]),
                    float(features[k, CHEAP.index("rarity")]),
                    float(odds[k]),
                )
                for k in best.tolist()
                if odds[k] > 0
            )
            yield Question(comparison.places[row], alternatives)

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

    def _features(
        self,
        places: Sequence[int],
        rows: Sequence[tuple[Hashes, Floats]],
        hashes: Hashes,
        left: Hashes,
        right: Hashes,
    ) -> Floats:
        """What the cheap look knows (see ``CHEAP``) of all alternatives of the words at ``places``.

        Args:
            places: of the words.
            rows: the alternatives of each, hashes and costs.
            hashes: of all tokens. (T,)
            left: of the token before each. (T,)
            right: of the token behind each. (T,)

        Returns:
            (alternatives of all places, 6)
        """
        sizes = [len(row[0]) for row in rows]
        here, at = np.array(places), np.repeat(np.array(places), sizes)
        others = np.concatenate([row[0] for row in rows])
        log_probs, counts = self._neighbours.log_probs, self._neighbours.counts
        nothing = np.zeros_like(others)

        def spread(values: Floats) -> Floats:
            return np.repeat(values, sizes)

        alone = np.log(np.maximum(counts(others, nothing), 0.5))
        own = np.log(np.maximum(counts(hashes[here], np.zeros_like(hashes[here])), 0.5))
        unmet = (counts(left[here], hashes[here]) == 0) * 1 + (
            counts(hashes[here], right[here]) == 0
        )
        met = (counts(left[at], others) > 0) * 1 + (counts(others, right[at]) > 0)
        columns = (
            log_probs(left[at], others) - spread(log_probs(left[here], hashes[here])),
            log_probs(others, right[at]) - spread(log_probs(hashes[here], right[here])),
            np.concatenate([row[1] for row in rows]),
            alone - spread(own),
            spread(unmet.astype(np.float32)),
            met.astype(np.float32),
        )
        return np.stack(columns, 1).astype(np.float32)

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
        if self.weights.dear is None:
            doubts = {other.word: other.odds for other in question.alternatives}
        else:
            asked = question.alternatives
            features = self.evidence(question, word, before, after)
            odds = self.weights.dear.log_odds(features).tolist()
            doubts = {other.word: value for other, value in zip(asked, odds, strict=True)}
        found = [(doubt, in_case(word, other)) for other, doubt in doubts.items() if doubt > 0]
        return sorted(found, reverse=True)

    def evidence(
        self, question: Question, word: str, before: Sequence[int], after: Sequence[int]
    ) -> Floats:
        """What the dear look knows (see ``DEAR``) of a question's alternatives.

        What follows is asked of the model only where it may matter. -> (alternatives, 5)
        """
        model, dear = self._model, self.weights.dear
        assert model is not None and dear is not None
        others = question.alternatives
        own = model.vocabulary.ids_of(word if word in self._lines else word.lower())
        ids = [model.vocabulary.ids_of(other.word) for other in others]
        place = model.place(before)
        left = model.left(place, [own, *ids])
        behind = np.zeros(len(others), np.float32)
        known = [[o.odds, 0.0, 0.0, o.cost, o.rarity] for o in others]
        features = np.array(known, np.float32)
        features[:, 1] = left[1:] - left[0]
        hopeful = np.flatnonzero(dear.log_odds(features) > -_TURNED).tolist()
        if hopeful:
            right = model.right(place, [own, *(ids[k] for k in hopeful)], after)
            behind[hopeful] = right[1:] - right[0]
        features[:, 2] = behind
        return features


def in_case(written: str, word: str) -> str:
    """``word`` with a capital where ``written`` has one."""
    return capitalise(word) if written[:1].isupper() else word
