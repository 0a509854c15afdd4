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
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from editor_app.spelling.confusions import POSSESSIVE, Alternatives, Confusions, Ints
from editor_app.spelling.neighbours import Floats, Hashes, Neighbours, hash_token, hash_word
from editor_app.spelling.sentence import Passage, SentenceModel
from models.text import Kind, Token, capitalise
from models.vocabulary import PARAGRAPH, SPECIAL

_WEIGHTS = Path(__file__).parent / "data" / "realword.json"
_ASKED = 3
"""How many alternatives the second look compares with the word."""
_AT_ONCE = 20_000
"""Words that are put beside their alternatives together: this bounds the memory."""
HOPELESS = -5.0
"""log-odds by what stands before, below which nothing that follows helps an alternative."""
_TURNED = 3.0
"""What follows can raise the log-odds by so much, hardly more."""
LOOK_ON = 8
"""Ids behind the word that the second look reads."""
_SOON = 2
"""How many of them count apart."""

CHEAP = ("left", "right", "cost", "rarity", "unmet", "met")
"""What is known of an alternative without a model: how much likelier the neighbours make it than
the word (log-odds by the word before and by the word behind), the slip's cost, how much more
frequent it is (log), how many of the word's two pairs with its neighbours were never met, and how
many of the alternative's were."""
READ = (*CHEAP, "before", "surprise", "sure")
"""What the first look knows with one: also how much likelier the model finds the alternative behind
all that stands before (log-odds), how likely it finds the word, and the likeliest (log)."""
DEAR = (
    *("before", "surprise", "soon", "later"),
    *("rarity", "left", "right", "length", "common", "inflected"),
)
"""What the second look knows: parts of what the first did, how much likelier the alternative makes
the ids behind it, the next ones and those after (log-odds), the letters of the word, how frequent
it is (log), and whether one is another form of the other, which are hard to tell apart."""
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
class Alternative:
    """A word that may have been meant instead of a right one."""

    word: str
    odds: float
    """log-odds of the first look."""
    known: Mapping[str, float]
    """What that look knew, by its name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A word in whose place others would fit better, the best first."""

    index: int
    alternatives: tuple[Alternative, ...]
    passage: Passage | None = None
    """The paragraph around it, where a model has read it."""
    at: int = 0
    """Where the word's ids begin in the passage."""
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedWords:
    """Words of a text beside those that they are taken for, without the hopeless ones."""

    places: Sequence[int]
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

    def questions(
        self, tokens: Sequence[Token], is_open: Callable[[int], bool] = lambda _: True
    ) -> list[Question]:
        """The first look over ``tokens``, which begin at a paragraph.

        ``is_open`` says whether a token may be questioned.
        """
        found: list[Question] = []
        for compared, read in self.compare(tokens, is_open):
            odds = self.weights.first.log_odds(compared.features)
            found += self.open(compared, read, odds)
        return found

    def compare(
        self, tokens: Sequence[Token], is_open: Callable[[int], bool] = lambda _: True
    ) -> Iterator[tuple[ComparedWords, dict[int, ReadWord]]]:
        """All words beside those they are taken for, with what the first look knows of each."""
        ends = [self._ends(token) for token in tokens]
        edge = np.uint32(hash_word(SPECIAL[PARAGRAPH]))
        first, last = np.array(ends, np.uint32).reshape(-1, 2).T
        left, right = np.r_[edge, last[:-1]], np.r_[first[1:], edge]
        keys = ((i, self.confusions.key(tokens, i)) for i in range(len(tokens)))
        places = [(i, key) for i, key in keys if key and is_open(i)]
        for start in range(0, len(places), _AT_ONCE):
            at, some = zip(*places[start : start + _AT_ONCE], strict=True)
            rows = [self.confusions.row(key) for key in some]
            sizes = [len(row.words) for row in rows]
            owner = np.repeat(np.arange(len(rows)), sizes)
            number = np.arange(len(owner)) - np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
            read: dict[int, ReadWord] = {}
            more = np.zeros((len(owner), 0), np.float32)
            if self._reader is not None:
                read, more = self._read(self._reader, tokens, at, rows)
                kept = np.flatnonzero(more[:, 0] > HOPELESS)
                owner, number, more = owner[kept], number[kept], more[kept]
            here = np.array(at)
            own, around = (first[here], last[here]), (left[here], right[here])
            cheap = self._cheap(rows, owner, number, own, around)
            features = np.concatenate([cheap, more], 1)
            yield ComparedWords(at, rows, owner, number, features), read

    def _ends(self, token: Token) -> tuple[int, int]:
        if token.kind is Kind.WORD and token.text.lower().endswith(POSSESSIVE):
            return self.confusions.ends(token.text.lower())
        whole = hash_token(token)
        return whole, whole

    def _read(
        self,
        model: SentenceModel,
        tokens: Sequence[Token],
        places: Sequence[int],
        rows: Sequence[Alternatives],
    ) -> tuple[dict[int, ReadWord], Floats]:
        """Let the model read the paragraphs with words at ``places``, which rise.

        Returns:
            Where each word stands, and what the model knows of each alternative, which is the end
            of ``READ``. (A, 3)
        """
        found: dict[int, ReadWord] = {}
        parts = [np.zeros((0, 3), np.float32)]
        done = 0
        for start, end in _paragraphs(tokens):
            first, done = done, int(np.searchsorted(places, end))
            if done > first:
                some = rows[first:done]
                parts.append(
                    self._read_one(model, tokens, start, end, places[first:done], some, found)
                )
        return found, np.concatenate(parts)

    def _read_one(
        self,
        model: SentenceModel,
        tokens: Sequence[Token],
        start: int,
        end: int,
        places: Sequence[int],
        rows: Sequence[Alternatives],
        found: dict[int, ReadWord],
    ) -> Floats:
        """One paragraph of the above: what is known of its alternatives. -> (A, 3)"""
        ids: list[int] = [PARAGRAPH]
        begins: dict[int, int] = {}
        for index in range(start, end):
            begins[index] = len(ids)
            ids.extend(model.vocabulary.encode_one(tokens, index))
        begins[end] = len(ids)
        sizes = [len(row.ids) for row in rows]
        at = np.repeat([begins[place] for place in places], sizes)
        passage, others, tops = model.read(ids, at, np.concatenate([row.ids for row in rows]))
        surprise = []
        for place in places:
            first, last = begins[place], begins[place + 1]
            surprise.append(float(passage.log_probs[first:last].sum()))
            found[place] = ReadWord(passage, first, tuple(ids[first:last]))
        own = np.repeat(np.array(surprise, np.float32), sizes)
        others = others + np.concatenate([row.inner for row in rows])
        return np.stack([others - own, own, tops[at]], 1)

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
            place = read.get(index)
            if place is None:
                yield Question(index, tuple(alternatives))
            else:
                yield Question(index, tuple(alternatives), place.passage, place.at, place.ids)

    def judge(self, question: Question, word: str) -> list[tuple[float, str]]:
        """(doubt, alternative) where the doubt is above 0, the strongest first.

        Args:
            question: from :meth:`questions`.
            word: the word as it stands.
        """
        others = question.alternatives
        if self.weights.dear is None:
            odds = [other.odds for other in others]
        else:
            odds = self.weights.dear.log_odds(self.evidence(question, word)).tolist()
        doubts = zip(odds, others, strict=True)
        found = [(doubt, in_case(word, other.word)) for doubt, other in doubts if doubt > 0]
        return sorted(found, reverse=True)

    def evidence(self, question: Question, word: str) -> Floats:
        """What the second look knows (see ``DEAR``) of a question's alternatives to ``word``.

        What follows is asked of the model only where it may matter. -> (alternatives, parts)
        """
        model, dear, passage = self._model, self.weights.dear, question.passage
        assert model is not None and dear is not None and passage is not None
        common = model.vocabulary.counts[question.ids[0]]
        about = {"length": len(word), "common": math.log(max(common, 1))}
        rows = []
        for other in question.alternatives:
            inflected = float(_are_forms(word.lower(), other.word.lower()))
            known = {**other.known, **about, "inflected": inflected}
            rows.append([known.get(name, 0.0) for name in DEAR])
        features = np.array(rows, np.float32)
        hopeful = np.flatnonzero(dear.log_odds(features) > -_TURNED).tolist()
        end = question.at + len(question.ids)
        after = passage.ids[end : end + LOOK_ON]
        if hopeful and after:
            words = [model.vocabulary.ids_of(question.alternatives[k].word) for k in hopeful]
            behind = model.reread(passage, question.at, words, after)
            gained = behind - passage.log_probs[end : end + len(after)]
            features[hopeful, DEAR.index("soon")] = gained[:, :_SOON].sum(1)
            features[hopeful, DEAR.index("later")] = gained[:, _SOON:].sum(1)
        return features


def _are_forms(one: str, other: str) -> bool:
    """Whether two words differ by an ending alone: a plural, a tense, an adverb."""
    short, long = sorted((one, other), key=len)
    return long.startswith(short) and long[len(short) :] in _ENDINGS


_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "r", "er", "ly", "n", "en", "y", "'s"))


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
