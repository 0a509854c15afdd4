"""Right words in the wrong place: their/there, form/from, loose/lose.

Two looks, each a small logistic regression fitted on slips planted into validation text
(``fitting.realword``). The first puts every word beside the words it is taken for: the language
model reads each paragraph once and says what it expected in each place, the table of neighbouring
words (``neighbours``) which word fits between the two beside it. Where another word may fit better,
the second look reads on from there with each of them, and the word is questioned only if what
follows speaks for the other too. Without a model the table decides alone. Nothing here knows which
text is prose, nor how hints are shown.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from editor_app.spelling.confusions import POSSESSIVE, Alternatives, Confusions, Ints
from editor_app.spelling.logistic import LogisticWeights
from editor_app.spelling.neighbours import Floats, Hashes, Neighbours, hash_token, hash_word
from editor_app.spelling.passages import Paragraph, Passage
from editor_app.spelling.second_look import DEAR, Alternative, Question, SecondLook
from editor_app.spelling.sentence import SentenceModel
from models.text import Kind, Token, capitalise
from models.vocabulary import PARAGRAPH, SPECIAL

_WEIGHTS = Path(__file__).parent / "data" / "realword.json"
_ASKED = 3
"""How many alternatives the second look compares with the word."""
_AT_ONCE = 4000
"""Words that are read and put beside their alternatives together: this bounds the memory."""
HOPELESS = -5.0
"""log-odds by what stands before, below which nothing that follows helps an alternative."""

CHEAP = ("left", "right", "cost", "rarity", "unmet", "met")
"""What is known of an alternative without a model: how much likelier the neighbours make it than
the word (log-odds by the word before and by the word behind), the slip's cost, how much more
frequent it is (log), how many of the word's two pairs with its neighbours were never met, and how
many of the alternative's were."""
READ = (*CHEAP, "before", "surprise", "sure")
"""What the first look knows with one: also how much likelier the model finds the alternative behind
all that stands before (log-odds), how likely it finds the word, and the likeliest (log)."""


@dataclass(frozen=True, slots=True)
class RealWordWeights:
    """How the looks weigh; fitted on planted slips (``fitting.realword``)."""

    first: LogisticWeights
    """The first look, or the only one: what is below 0 is not looked at any further."""
    dear: LogisticWeights | None = None

    @classmethod
    def load(cls, with_model: bool) -> "RealWordWeights":
        """The fitted weights."""
        data = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
        if not with_model:
            return cls(LogisticWeights.of(data["alone"], CHEAP))
        return cls(LogisticWeights.of(data["read"], READ), LogisticWeights.of(data["dear"], DEAR))


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """Words of a text beside those that they are taken for, without the hopeless ones."""

    places: Sequence[int]
    words: Sequence[str]
    """As they stand in the text."""
    rows: Sequence[Alternatives]
    """The alternatives of each word."""
    owner: Ints
    """Which word each alternative left belongs to. (A,)"""
    number: Ints
    """Which of that word's alternatives it is. (A,)"""
    features: Floats
    """(A, parts of ``CHEAP`` or ``READ``)"""


@dataclass(frozen=True, slots=True)
class ReadWord:
    """Where a word stands in a paragraph that the model has read."""

    passage: Passage
    at: int
    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A paragraph among tokens, and the words in it that are compared."""

    start: int
    end: int
    places: Sequence[int]
    rows: Sequence[Alternatives]


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
        self.confusions = Confusions(neighbours, model.vocabulary if model else None)

    @property
    def _reader(self) -> SentenceModel | None:
        """The model, where the weights know what to make of it."""
        return self._model if self.weights.dear is not None else None

    @property
    def second(self) -> SecondLook | None:
        """The second look, where there is one."""
        dear = self.weights.dear
        return SecondLook(self._model, dear) if self._model is not None and dear else None

    def questions(
        self, tokens: Sequence[Token], is_open: Callable[[int], bool] = lambda _: True
    ) -> Iterator[list[Question]]:
        """The first look over ``tokens``, which begin at a paragraph, a part of them at a time.

        ``is_open`` says whether a token may be questioned.
        """
        for compared, read in self.compare(tokens, is_open):
            odds = self.weights.first.log_odds(compared.features)
            yield list(self.open(compared, read, odds))

    def compare(
        self, tokens: Sequence[Token], is_open: Callable[[int], bool] = lambda _: True
    ) -> Iterator[tuple[ComparedWords, dict[int, ReadWord]]]:
        """All words beside those they are taken for, with what the first look knows of each."""
        ends = [self._ends(token) for token in tokens]
        edge = np.uint32(hash_word(SPECIAL[PARAGRAPH]))
        first, last = np.array(ends, np.uint32).reshape(-1, 2).T
        left, right = np.r_[edge, last[:-1]], np.r_[first[1:], edge]
        for part in self._parts(tokens, is_open):
            at = [place for stretch in part for place in stretch.places]
            rows = [row for stretch in part for row in stretch.rows]
            sizes = [len(row.words) for row in rows]
            owner = np.repeat(np.arange(len(rows)), sizes)
            number = np.arange(len(owner)) - np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
            read: dict[int, ReadWord] = {}
            more = np.zeros((len(owner), 0), np.float32)
            if self._reader is not None:
                read, more = self._read(self._reader, tokens, part)
                kept = np.flatnonzero(more[:, 0] > HOPELESS)
                owner, number, more = owner[kept], number[kept], more[kept]
            here = np.array(at)
            own, around = (first[here], last[here]), (left[here], right[here])
            cheap = self._cheap(rows, owner, number, own, around)
            features = np.concatenate([cheap, more], 1)
            words = [tokens[index].text for index in at]
            yield ComparedWords(at, words, rows, owner, number, features), read

    def _parts(
        self, tokens: Sequence[Token], is_open: Callable[[int], bool]
    ) -> Iterator[list[_Stretch]]:
        """The paragraphs with words to be compared, some ``_AT_ONCE`` words together."""
        part: list[_Stretch] = []
        size = 0
        for start, end in _paragraphs(tokens):
            keys = ((index, self.confusions.key(tokens, index)) for index in range(start, end))
            listed = [(index, key) for index, key in keys if key and is_open(index)]
            if not listed:
                continue
            places = [index for index, _ in listed]
            part.append(_Stretch(start, end, places, [self.confusions.row(k) for _, k in listed]))
            size += len(places)
            if size >= _AT_ONCE:
                yield part
                part, size = [], 0
        if part:
            yield part

    def _ends(self, token: Token) -> tuple[int, int]:
        if token.kind is Kind.WORD and token.text.lower().endswith(POSSESSIVE):
            return self.confusions.ends(token.text.lower())
        whole = hash_token(token)
        return whole, whole

    @staticmethod
    def _read(
        model: SentenceModel, tokens: Sequence[Token], part: Sequence[_Stretch]
    ) -> tuple[dict[int, ReadWord], Floats]:
        """Let the model read paragraphs.

        Returns:
            Where each word stands, and what the model knows of each alternative, which is the end
            of ``READ``. (A, 3)
        """
        begins: dict[int, int] = {}  # where the ids of each token begin in its paragraph
        paragraphs: list[Paragraph] = []
        for stretch in part:
            ids: list[int] = [PARAGRAPH]
            for index in range(stretch.start, stretch.end):
                begins[index] = len(ids)
                ids.extend(model.vocabulary.encode_one(tokens, index))
            begins[stretch.end] = len(ids)
            sizes = [len(row.ids) for row in stretch.rows]
            at = np.repeat([begins[place] for place in stretch.places], sizes)
            wanted = np.concatenate([row.ids for row in stretch.rows])
            paragraphs.append(Paragraph(ids, at, wanted))
        found: dict[int, ReadWord] = {}
        known = []
        for stretch, (passage, others) in zip(part, model.passages.read(paragraphs), strict=True):
            ends = [(begins[place], begins[place + 1]) for place in stretch.places]
            for place, (first, last) in zip(stretch.places, ends, strict=True):
                found[place] = ReadWord(passage, first, passage.ids[first:last])
            sizes = [len(row.ids) for row in stretch.rows]
            surprise = [passage.log_probs[first:last].sum() for first, last in ends]
            own = np.repeat(np.array(surprise, np.float32), sizes)
            sure = np.repeat(passage.highest[[first for first, _ in ends]], sizes)
            inner = np.concatenate([row.inner for row in stretch.rows])
            known.append(np.stack([others + inner - own, own, sure], 1))
        return found, np.concatenate(known)

    def _cheap(
        self,
        rows: Sequence[Alternatives],
        owner: Ints,
        number: Ints,
        own: tuple[Hashes, Hashes],
        around: tuple[Hashes, Hashes],
    ) -> Floats:
        """What is known without a model (see ``CHEAP``). -> (A, 6)

        Args:
            rows: the alternatives of each word.
            owner: which word each alternative is for. (A,)
            number: which of its alternatives it is. (A,)
            own: first and last hash of each word, (W,) each.
            around: of what stands before and behind it, (W,) each.
        """
        log_probs, counts = self._neighbours.log_probs, self._neighbours.counts
        sizes = np.array([len(row.words) for row in rows], np.int64)
        flat = (np.cumsum(sizes) - sizes)[owner] + number

        first = np.concatenate([row.first for row in rows])[flat]
        last = np.concatenate([row.last for row in rows])[flat]
        costs = np.concatenate([row.costs for row in rows])[flat]
        inner = np.concatenate([row.inner for row in rows])[flat]
        (head, tail), (left, right) = own, around
        within = np.where(head == tail, 0, log_probs(head, tail))
        alone, zero = (
            np.log(np.maximum(counts(head, np.zeros_like(head)), 0.5)),
            np.zeros_like(first),
        )
        rarity = np.log(np.maximum(counts(first, zero), 0.5)) + inner - (alone + within)[owner]
        unmet = (counts(left, head) == 0) * 1 + (counts(tail, right) == 0)
        met = (counts(left[owner], first) > 0) * 1 + (counts(last, right[owner]) > 0)
        columns = (
            log_probs(left[owner], first) + inner - (log_probs(left, head) + within)[owner],
            log_probs(last, right[owner]) - log_probs(tail, right)[owner],
            costs,
            rarity,
            unmet[owner],
            met,
        )
        return np.stack(columns, 1).astype(np.float32)

    def open(
        self, compared: ComparedWords, read: Mapping[int, ReadWord], odds: Floats
    ) -> Iterator[Question]:
        """The questions that log-odds leave open."""
        names = CHEAP if self._reader is None else READ
        hopeful = np.flatnonzero(odds > 0)
        by_word: dict[int, list[int]] = {}
        for k in hopeful[np.argsort(-odds[hopeful], kind="stable")].tolist():
            by_word.setdefault(int(compared.owner[k]), []).append(k)
        for word, best in sorted(by_word.items()):
            alternatives = []
            for k in best[:_ASKED]:
                other = compared.rows[word].words[int(compared.number[k])]
                known = dict(zip(names, compared.features[k].tolist(), strict=True))
                alternatives.append(Alternative(other, float(odds[k]), known))
            index = compared.places[word]
            question = Question(index, compared.words[word], tuple(alternatives))
            place = read.get(index)
            if place is not None:
                question = replace(question, passage=place.passage, at=place.at, ids=place.ids)
            yield question

    def judge(self, questions: Sequence[Question]) -> list[list[str]]:
        """The words that were meant instead, the likeliest first; none where a word may stay."""
        if self.second is None:
            odds = [[other.odds for other in question.alternatives] for question in questions]
        else:
            odds = self.second.log_odds(questions)
        return [_meant(question, row) for question, row in zip(questions, odds, strict=True)]


def _meant(question: Question, odds: Sequence[float]) -> list[str]:
    """The alternatives whose odds are above 0, the best first, in the case of the word."""
    doubts = zip(odds, (other.word for other in question.alternatives), strict=True)
    found = sorted(((doubt, word) for doubt, word in doubts if doubt > 0), reverse=True)
    return [in_case(question.word, word) for _, word in found]


def _paragraphs(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where each paragraph begins and ends among ``tokens``."""
    start = 0
    for index, token in enumerate(tokens):
        if token.kind is Kind.PARAGRAPH:
            yield start, index
            start = index + 1
    yield start, len(tokens)


def in_case(written: str, word: str) -> str:
    """``word`` with a capital where ``written`` has one."""
    return capitalise(word) if written[:1].isupper() else word
