"""Slips that no list of words shows: a lost apostrophe, a small "i", a word twice, a or an, a word
written as two.

Each detector is a small rule that finds places and says what should stand there; the language model
then compares the two readings, and the rule has its way where the odds are above its threshold
(``data/detectors.json``). Without a model only what needs no judgement is found. Nothing here knows
which text is prose, nor what the person ignores.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np

from editor_app.spelling.neighbours import LEAST, Neighbours, hash_word, hash_words
from editor_app.spelling.sentence import SentenceModel
from models.text import (
    Kind,
    Token,
    capitalise,
    is_all_capitals,
    is_capitalised,
    normal,
    starts_sentence,
)

_FITTED = json.loads((Path(__file__).parent / "data" / "detectors.json").read_text("utf-8"))
Finder = Literal["contraction", "apostrophe", "lone i", "doubled", "article", "apart"]


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Tokens in whose place something else should stand."""

    finder: Finder
    first: int
    last: int
    instead: str
    certain: bool = False
    """Whether it needs no model."""


def _without_apostrophes(words: str) -> dict[str, str]:
    return {word.replace("'", "").lower(): word for word in words.split()}


_CONTRACTIONS = _without_apostrophes(_FITTED["contractions"])
"""No words without their apostrophe, however often somebody writes them so."""
_MAY_BE_WORDS = _without_apostrophes(_FITTED["words without their apostrophe"])
"""Words of their own without it, but rarer than the slip: the sentence decides."""
_NEVER_TWICE = frozenset(_FITTED["never twice"].split())
"""Whoever writes these twice has slipped, whatever a model makes of it."""
_SPOKEN_AS_CONSONANT = re.compile(r"(eu|ew|one|once|oui|u(?:ni(?!n|m|d)|[bcfkrst][aeiou]|sa|til))")
_SPOKEN_AS_VOWEL = re.compile(r"(hour|honest|honou?r|heir(?!l?oo))")
_OPEN_TO_DOUBT = re.compile(r"[hu]|y[^aeiou]|[a-z]$")
_CLEAR = 12.0
"""How many times more often a word must be met behind the one article than behind the other."""
_TOGETHER = 2.0
"""How many times more often a word must be met than the two that it is apart."""
_SHORTEST = 5
"""Letters of a word that is looked for in two: "in to" and "a way" are words enough."""


class Detectors:
    """All of them, and the judge. Not thread-safe (the sentence model is not)."""

    def __init__(self, neighbours: Neighbours, model: SentenceModel | None) -> None:
        self._neighbours = neighbours
        self._model = model
        self.thresholds: dict[Finder, float] = _FITTED["thresholds"]

    def suspicions(self, text: str, tokens: Sequence[Token]) -> Iterator[Suspicion]:
        """The places of ``text`` that want judging, in their order."""
        apart = self._apart(text, tokens)
        for index, token in enumerate(tokens):
            if token.kind is not Kind.WORD:
                continue
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            found = _apostrophe(tokens, index) or _lone_i(text, tokens, index)
            if following is not None and following.kind is Kind.WORD:
                found = found or _doubled(text, index, token, following)
                found = found or self._article(text, index, token, following)
                found = found or apart.get(index)
            if found:
                yield found

    def _article(self, text: str, index: int, token: Token, following: Token) -> Suspicion | None:
        """ "a" before a vowel, or "an" before a consonant."""
        lower = token.text.lower()
        if lower not in ("a", "an") or token.text == "AN" or not _is_space(text, token, following):
            return None
        wants_an = self._takes_an(following.text)
        if wants_an is None or wants_an is (lower == "an"):
            return None
        instead = "an" if wants_an else "a"
        instead = capitalise(instead) if token.text[0].isupper() else instead
        return Suspicion("article", index, index, instead, certain=True)

    def _apart(self, text: str, tokens: Sequence[Token]) -> dict[int, Suspicion]:
        """Two words that are mostly written as one, "your self", by the first of them."""
        pairs = [
            (index, one, other)
            for index, (one, other) in enumerate(pairwise(tokens))
            if one.kind is other.kind is Kind.WORD
            and other.text.islower()
            and len(one.text) + len(other.text) >= _SHORTEST
            and text[one.end : other.start] == " "
        ]
        if not pairs:
            return {}
        first = hash_words([one.text for _, one, _ in pairs])
        second = hash_words([other.text for _, _, other in pairs])
        whole = hash_words([one.text + other.text for _, one, other in pairs])
        together = self._neighbours.counts(whole, np.zeros_like(whole))
        apart = self._neighbours.counts(first, second)
        found = np.flatnonzero(together > _TOGETHER * np.maximum(apart, LEAST)).tolist()
        return {
            index: Suspicion("apart", index, index + 1, one.text + other.text)
            for index, one, other in (pairs[k] for k in found)
        }

    def _takes_an(self, word: str) -> bool | None:
        """Whether "an" stands before ``word``, by how it is written elsewhere or by its sound."""
        if is_all_capitals(word) or len(word) == 1:
            return None
        word = normal(word).lower().partition("-")[0]
        a, an = self._neighbours.counts(
            hash_words(["a", "an"]), np.full(2, hash_word(word), np.uint32)
        ).tolist()
        if max(a, an) > _CLEAR * min(a, an):
            return bool(an > a)
        if a or an or not word.isascii():
            return None
        if _SPOKEN_AS_CONSONANT.match(word):
            return False
        if _SPOKEN_AS_VOWEL.match(word):
            return True
        return None if _OPEN_TO_DOUBT.match(word) else word[0] in "aeio"

    def holds(self, suspicion: Suspicion, odds: float) -> bool:
        """Whether a suspicion holds that has such :meth:`odds`."""
        return odds > self.thresholds[suspicion.finder]

    def odds(
        self,
        written: Sequence[int],
        instead: Sequence[int],
        before: Sequence[int],
        after: Sequence[int],
    ) -> float:
        """log-odds of the one reading against the other, by the model.

        Args:
            written: ids of the vocabulary of what stands there.
            instead: those of what should.
            before: ids before it.
            after: ids behind it.
        """
        assert self._model is not None
        place = self._model.place(before)
        readings = [tuple(written), tuple(instead)]
        scores = self._model.left(place, readings) + self._model.right(place, readings, after)
        return float(scores[1] - scores[0])


def _apostrophe(tokens: Sequence[Token], index: int) -> Suspicion | None:
    word = tokens[index].text
    if word.lower() == "i" or not (word.islower() or is_capitalised(word) or len(word) > 4):
        return None
    lower = normal(word).lower()
    meant = _CONTRACTIONS.get(lower) or _MAY_BE_WORDS.get(lower)
    if meant is None:
        return None
    shown = capitalise(meant) if word[0].isupper() else meant
    shown = meant.upper() if is_all_capitals(word) else shown
    # A capital within a sentence makes a name of it: Jony Ive.
    a_name = is_capitalised(word) and not starts_sentence(tokens, index)
    certain = lower in _CONTRACTIONS and not a_name
    return Suspicion("contraction" if certain else "apostrophe", index, index, shown, certain)


def _lone_i(text: str, tokens: Sequence[Token], index: int) -> Suspicion | None:
    """A small "i" by itself or before an apostrophe ("i'm"); no mark of a list, no "i.e."."""
    token = tokens[index]
    if token.text[0] != "i" or token.text.lower() not in _OF_I:
        return None
    around = text[token.start - 1 : token.start] + text[token.end : token.end + 1]
    if len(token.text) == 1 and any(sign in _BESIDE_MARKS for sign in around):
        return None
    return Suspicion("lone i", index, index, "I" + token.text[1:], certain=True)


_OF_I = frozenset(
    ("i", "i'm", "i've", "i'll", "i'd", "i\u2019m", "i\u2019ve", "i\u2019ll", "i\u2019d")
)
_BESIDE_MARKS = frozenset(".()[]{}<>&/=+-*_\\$:'\"\u2019\u201d")


def _doubled(text: str, index: int, token: Token, following: Token) -> Suspicion | None:
    if token.text.lower() != following.text.lower() or not _is_space(text, token, following):
        return None
    if following.text[0].isupper():  # a name or a title: Duran Duran
        return None
    certain = token.text.lower() in _NEVER_TWICE
    return Suspicion("doubled", index, index + 1, token.text, certain)


def _is_space(text: str, token: Token, following: Token) -> bool:
    return text[token.end : following.start].isspace()
