"""What was meant: candidates in order, by letters, context and person (a noisy channel).

score(word) = - error · cost(written | word) + prior · log P(word)
              + near · log P(word | word before) P(word behind | word)       (``neighbours``)
              + left · log P(word | all before) + right · log P(behind | all before, word)   (LSTM)
              + person · log(1 + uses)

with weights fitted on misspellings put into validation text (``data/ranking.json``). The stages
grow dearer and the field smaller: distance for all words; exact costs and neighbours for dozens;
and only where these leave it open (one word in ten), with weights of its own, the language model
for a dozen, and what it makes of the words behind for a few.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from editor_app.spelling.candidates import LONGEST, WordIndex, fold, splits
from editor_app.spelling.error_model import ErrorModel
from editor_app.spelling.neighbours import Neighbours, hash_words
from editor_app.spelling.sentence import SentenceModel
from editor_app.spelling.standing import Lexicon
from models.text import capitalise, is_all_capitals, is_capitalised
from models.vocabulary import UNKNOWN

_WEIGHTS = Path(__file__).parent / "data" / "ranking.json"
_EXACT, _IN_CONTEXT, _BOTH_SIDES = 40, 12, 5
"""How many candidates pass to each dearer stage."""
_FEW = 8
"""With fewer words near, and none at one edit, three edits are looked at too."""
_PER_EDIT = 3.5
"""A rough cost of one edit, for the first cut."""
_SETTLED = 4.0
"""A lead that asking the model does not turn."""
_BEHIND = 4.0
"""A lag by what stands before that what follows does not make up for."""
_RACE = 8.0
"""A lag behind the best that leaves a candidate out."""
_HOPELESS = 18.0
"""An error cost that no context makes up for."""


@dataclass(frozen=True, slots=True)
class RankingWeights:
    """What each part of the score counts."""

    error: float = 1.0
    prior: float = 0.5
    near: float = 0.5
    left: float = 0.0
    right: float = 0.0
    person: float = 0.5

    @classmethod
    def load(cls, with_model: bool) -> "RankingWeights":
        """The fitted weights for ranking with or without a language model."""
        data = json.loads(_WEIGHTS.read_text(encoding="utf-8"))
        return cls(**data["with model" if with_model else "without model"])

    def total(self, candidate: "Correction") -> float:
        """The score of a candidate by what is known of it so far."""
        return (
            self.prior * candidate.prior
            + self.near * candidate.near
            + self.left * candidate.left
            + self.right * candidate.right
            + self.person * candidate.person
            - self.error * candidate.cost
        )


@dataclass(slots=True)
class Correction:
    """A word that may have been meant, with the parts of its score (natural logarithms)."""

    word: str
    """As it should stand in the text."""
    listed: str
    """As the lexicon has it."""
    cost: float
    prior: float
    person: float
    ids: tuple[int, ...] = (UNKNOWN,)
    near: float = 0.0
    left: float = 0.0
    right: float = 0.0
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where a word stands: ids of the bundle's vocabulary, and the hashes of its neighbours."""

    before: Sequence[int] = ()
    after: Sequence[int] = ()
    left: int | None = None
    right: int | None = None


class Ranker:
    """Ranks corrections. Not thread-safe (the sentence model is not)."""

    def __init__(
        self,
        lexicon: Lexicon,
        index: WordIndex,
        errors: ErrorModel,
        model: SentenceModel | None = None,
        weights: RankingWeights | None = None,
        neighbours: Neighbours | None = None,
    ) -> None:
        """``index`` is over :meth:`Lexicon.suggestable`."""
        self._lexicon = lexicon
        self._index = index
        self._errors = errors
        self._model = model
        self.weights = weights or RankingWeights.load(with_model=False)
        self.model_weights = RankingWeights.load(with_model=True)
        self._neighbours = neighbours or Neighbours()
        self._latest: tuple[str, list[Correction]] = "", []
        self._priors = lexicon.priors(index.places, index.words)[index.order]

    def rank(self, written: str, where: Neighbourhood = Neighbourhood()) -> list[Correction]:
        """The words that may be meant by ``written``, best first, ``written`` itself left out.

        Args:
            written: one token of the text, or two with a space.
            where: its surroundings.
        """
        found = self.by_letters(written)
        self._by_neighbours(found, where)
        for candidate in found[:_IN_CONTEXT]:
            self._identify(candidate)
        if self._model is not None and found:
            found = self._by_context(self._model, found, where)
        return found

    def by_letters(self, written: str) -> list[Correction]:
        """Candidates by error cost and frequency alone, best first."""
        if self._latest[0] != written:  # belief asks first, then whoever ranks
            self._latest = written, self._by_letters(written)
        return [replace(candidate) for candidate in self._latest[1]]

    def _by_letters(self, written: str) -> list[Correction]:
        query = fold(written)
        forms: dict[str, list[str]] = {}
        for word in (*self._nearest(query), *self._split(written)):
            forms.setdefault(fold(word), []).append(word)
        found: list[Correction] = []
        lead = -math.inf
        for folded, words in forms.items():
            candidate = self._candidate(written, words)
            if candidate.word == written:
                continue
            # What the error may cost before the candidate is out of the race.
            limit = min(
                _HOPELESS, (self.weights.total(candidate) - lead + _RACE) / self.weights.error
            )
            cost = self._errors.cost(folded, query, limit) if limit > 0 else math.inf
            if cost >= limit:
                continue
            candidate.cost = cost
            candidate.score = self.weights.total(candidate)
            lead = max(lead, candidate.score)
            found.append(candidate)
        return sorted(found, key=lambda c: -c.score)

    def _by_neighbours(self, found: list[Correction], where: Neighbourhood) -> None:
        """Let the words before and behind speak, and put ``found`` in order again."""
        if not found or (where.left is None and where.right is None):
            return
        halves = [candidate.listed.split(" ") for candidate in found]
        first, last = (hash_words([half[end] for half in halves]) for end in (0, -1))
        near = np.zeros(len(found), np.float32)
        if where.left is not None:
            near += self._neighbours.log_probs(np.uint32(where.left), first)
        if where.right is not None:
            near += self._neighbours.log_probs(last, np.uint32(where.right))
        for row, half in enumerate(halves):
            if len(half) > 1:
                near[row] += self._neighbours.log_probs(first[row], last[row])[0]
        for candidate, value in zip(found, near.tolist(), strict=True):
            candidate.near = value
            candidate.score = self.weights.total(candidate)
        found.sort(key=lambda c: -c.score)

    def _candidate(self, written: str, words: Sequence[str]) -> Correction:
        """One of ``words``, which are the same when folded, before its error costs anything.

        The place in the text chooses the form, however frequent another is: for "brwon" it is
        "brown", not the name. As likely as the likeliest form is without context.
        """

        def prior(word: str) -> float:
            return sum(self._lexicon.prior(half) for half in word.split(" "))

        fitting = [word for word in words if self._fits(written, word)] or words
        word = max(fitting, key=prior)
        uses = min(self._lexicon.personal.uses(half) for half in word.split(" "))
        shown = in_case_of(written, word)
        return Correction(shown, word, 0.0, max(map(prior, words)), math.log1p(uses))

    def _fits(self, written: str, word: str) -> bool:
        """Whether a form has the accents and small letters that the text has in its place."""
        if not written.isascii() and word.isascii():
            return False
        small = word == word.lower() and self._lexicon.is_listed(word)
        return small or not written[:1].islower()

    def _identify(self, candidate: Correction) -> None:
        """Give a candidate the model's ids."""
        if self._model is None:
            return
        vocabulary = self._model.vocabulary
        candidate.ids = tuple(
            i for half in candidate.listed.split(" ") for i in vocabulary.ids_of(half)
        )

    def _nearest(self, query: str) -> list[str]:
        """The words worth an exact cost: near by letters or alike in sound, the likelier first."""
        if not 0 < len(query) <= LONGEST:
            return []
        reach = 1 if len(query) < 3 else 2
        places, distances = self._index.near(query, reach)
        if len(query) > 4 and (not len(places) or (len(places) < _FEW and distances.min() > 1)):
            places, distances = self._index.near(query, 3)
        rough = self._priors[places] - _PER_EDIT * distances
        alike = self._index.alike(query)
        met = np.zeros(len(self._index), bool)
        met[places] = True
        alike = alike[~met[alike]]
        apart = np.abs(self._index.lengths[alike] - len(query))
        places = np.concatenate([places, alike])
        rough = np.concatenate([rough, self._priors[alike] - _PER_EDIT * (2.0 + apart)])
        order = np.argsort(-rough)[:_EXACT]
        return [self._index.word(i) for i in places[order].tolist()]

    def _split(self, written: str) -> list[str]:
        """Ways to put a space in that leave two listed words, the likeliest first."""
        pairs = [
            (left, right)
            for left, right in splits(written)
            if self._lexicon.is_listed(left.lower()) and self._lexicon.is_listed(right)
        ]
        pairs.sort(key=lambda p: -self._lexicon.prior(p[0].lower()) - self._lexicon.prior(p[1]))
        return [f"{left} {right}" for left, right in pairs[:3]]

    def _by_context(
        self, model: SentenceModel, found: list[Correction], where: Neighbourhood
    ) -> list[Correction]:
        """The best candidates in the order that the model gives them; the others behind."""
        close, rest = found[:_IN_CONTEXT], found[_IN_CONTEXT:]
        if len(close) < 2 or close[0].score - close[1].score > _SETTLED:
            return found
        self._weigh(model, close, where, _BOTH_SIDES, _BEHIND)
        return close + rest

    def _weigh(
        self,
        model: SentenceModel,
        close: list[Correction],
        where: Neighbourhood,
        most: int,
        behind: float = math.inf,
    ) -> None:
        """Ask the model, and put ``close`` in its order: what stands before about all of them, what
        follows about at most ``most``, no further ``behind`` the first, which stay before the
        others."""
        weights = self.model_weights
        place = model.place(where.before)
        lefts = model.left(place, [c.ids for c in close]).tolist()
        for candidate, left in zip(close, lefts, strict=True):
            candidate.left = left
            candidate.score = weights.total(candidate)
        close.sort(key=lambda c: -c.score)
        first = [c for c in close[:most] if close[0].score - c.score <= behind]
        if len(first) < 2:
            return
        rights = model.right(place, [c.ids for c in first], where.after).tolist()
        for candidate, right in zip(first, rights, strict=True):
            candidate.right = right
            candidate.score = weights.total(candidate)
        close[: len(first)] = sorted(first, key=lambda c: -c.score)

    def evidence(self, written: str, where: Neighbourhood) -> list[Correction]:
        """The candidates that reach the model, with all parts of their scores: what weights are
        fitted on."""
        found = self.by_letters(written)
        self._by_neighbours(found, where)
        close = found[:_IN_CONTEXT]
        for candidate in close:
            self._identify(candidate)
        if self._model is not None and close:
            self._weigh(self._model, close, where, len(close))
        return close


def in_case_of(written: str, word: str) -> str:
    """``word`` with the capitals that ``written`` has; a name keeps its own."""
    if is_all_capitals(written) and len(written) > 2:
        return word.upper()
    if is_capitalised(written) or is_capitalised(written[:2]):
        return capitalise(word)
    return word
