"""From a distribution over words to the best words for a prefix.

Exact renormalisation: of all words that continue the prefix, each keeps its share of their mass
(the prefix itself, as a finished word, among them). Case by the product's rule 5: what the typed
letters' case says about a word is a factor, and the surface follows the typed letters. Knows words
and probabilities, neither the sources nor the gate.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from editor_app.prediction.further_words import FurtherWords
from editor_app.prediction.lexicon import Lexicon, is_offerable
from models.language import Language
from models.slips import SHORTEST_SLIP, slips_of
from models.text import normal
from models.vocabulary import UNKNOWN
from models.writing import Writing

Floats = npt.NDArray[np.float32]

_MANY = 4000
_SPARE = 12
"""Candidates looked at beyond those wanted, since some may not be offered."""
_SHORTEST = 2
"""Letters from which words beyond the lexicon are looked for: behind one, none can be the best."""
_HEAD = re.compile(r"[^'-]*")
_MOST_OF_A_WORD = 0.9
"""The most that one of its compounds may have of a word's chance."""
_BEYOND = 8
"""Words beyond the lexicon that are looked at."""
_OF_A_NAME = 0.03
"""Of a name's uses so many are possessives, in the shipped base's corpus."""
_AFTER_APOSTROPHE = 0.9
"""The chance of an s where no other word goes on."""
_OTHER_CASE = 0.02
"""How likely a name is typed in lower case, or an ordinary word with a capital mid-sentence."""
_CAPITALS = 0.3
"""How likely a word in capitals is an ordinary word shouted rather than an acronym."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A word that may come next, as it would stand in the text."""

    word: int
    surface: str
    """The whole word; it begins with the typed prefix, letter for letter."""
    probability: float
    replace: int = 0
    """Typed letters that the word stands in for, where the prefix was mistyped."""
    text: str = ""
    """The word as its list has it, where the lexicon has none."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """The best candidates and what they were chosen from."""

    candidates: list[Candidate]
    finished: float
    """The share of the prefix as a finished word."""
    mass: float
    """The probability that any known word starts with the prefix."""


@dataclass(frozen=True, slots=True)
class TextPlace:
    """What the ranking must know of the place in the text."""

    sentence_start: bool
    curly: bool
    """Whether apostrophes are typed as ’ here."""
    after_space: bool
    """Whether the word would stand after white space: then no punctuation can come first."""
    barred: frozenset[str] = frozenset()
    """Words, in small letters, that are not offered as next words here."""
    written: Callable[[int], str] = lambda _: ""
    """How the document writes a word inside its sentences, "" if it has not."""


class Ranking:
    """Ranks words of one lexicon. Not thread-safe."""

    def __init__(
        self,
        lexicon: Lexicon,
        offered: Callable[[int], bool],
        language: Language,
        refused: Callable[[str], bool],
    ) -> None:
        """``offered`` says whether a word of the lexicon may be offered at all, ``refused`` which
        of the words beyond it may not."""
        self._lexicon = lexicon
        self._offered = offered
        self._language = language
        self._writing = lexicon.vocabulary.writing
        self._lower = self._writing.lower
        self._refused = refused
        self.use(FurtherWords.of({}, 1.0, 1.0))
        self._total = float(sum(lexicon.vocabulary.counts)) or 1.0
        self._flags = np.zeros(0, np.uint8)
        self._words = np.zeros(0, np.float32)
        self._openers = np.zeros(0, np.float32)
        self._grow()  # now, while nobody types

    def use(self, further: FurtherWords) -> None:
        """Offer ``further``, too, inside a word."""
        self._further = further
        self._looked = ("", (0, len(further)))

    def _grow(self) -> None:
        """Per word: 0 lower case, 1 capital first, 2 all capitals; may it follow white space?"""
        known, words = len(self._flags), self._lexicon.words
        if known >= len(words):
            return
        new = words[known:]
        flags = [_case_of(word, self._writing) for word in new]
        is_word = [float(i + known > 2 and is_offerable(w)) for i, w in enumerate(new)]
        opens = [
            float(bool(yes) or i + known <= 1 or w in _OPENERS)
            for i, (w, yes) in enumerate(zip(new, is_word, strict=True))
        ]
        self._flags = np.concatenate([self._flags, np.array(flags, np.uint8)])
        self._words = np.concatenate([self._words, np.array(is_word, np.float32)])
        self._openers = np.concatenate([self._openers, np.array(opens, np.float32)])

    def next_words(self, mixed: Floats, place: TextPlace, count: int) -> Ranked:
        """The best words at a word boundary."""
        self._grow()
        size = len(mixed)
        masked = mixed * self._words[:size]
        possible = (
            float(np.einsum("v,v->", mixed, self._openers[:size])) if place.after_space else 1.0
        )
        best = _largest(masked, count + _SPARE)
        return Ranked(
            self._surfaces(best, masked[best] / max(possible, 1e-9), "", place, count), 0.0, 1.0
        )

    def completions(
        self,
        mixed: Floats,
        prefix: str,
        place: TextPlace,
        count: int,
        passed: Mapping[str, float] = MappingProxyType({}),
    ) -> Ranked:
        """The best words that continue ``prefix`` (one letter or more).

        ``passed``: words in small letters, and the chance that each would have been typed past.
        """
        self._grow()
        typed = normal(prefix)
        ids = self._lexicon.starting_with(typed)
        ids = ids[ids < len(mixed)]
        shares = (
            mixed[ids] * _case_factors(typed, place.sentence_start, self._writing)[self._flags[ids]]
        )
        for word, chance in passed.items():
            shares[np.isin(ids, self._lexicon.spelled(word))] *= chance
        beyond, rest = self._beyond(mixed, typed, place, passed)
        mass = float(shares.sum()) + rest
        if mass <= 0.0:
            return Ranked(self._possessives(prefix, 0.0, place, others=False), 0.0, 0.0)
        shares /= mass
        best = _largest(shares, count + _SPARE)
        key = self._lower(typed)
        finished = sum(chance for word, chance in beyond if self._lower(word) == key) / mass
        going_on: list[int] = []
        for at in best:
            if self._lower(self._lexicon.words[ids[at]]) == key:
                finished += float(shares[at])
            else:
                going_on.append(int(at))
        chosen = np.array(going_on, np.int64)
        candidates = self._surfaces(ids[chosen], shares[chosen], prefix, place, count)
        least = candidates[-1].probability * mass if len(candidates) >= count else 0.0
        for word, chance in beyond:
            if chance <= least:
                continue
            surface = self._surface(word, prefix, typed, place)
            if len(surface) > len(prefix) and not self._refused(word):
                candidates.append(Candidate(UNKNOWN, surface, chance / mass, text=word))
        candidates += self._possessives(prefix, finished, place, others=bool(candidates))
        likeliest: dict[str, Candidate] = {}
        for each in sorted(candidates, key=lambda c: -c.probability):
            likeliest.setdefault(self._lower(each.surface), each)
        return Ranked(list(likeliest.values())[:count], finished, mass)

    def _beyond(
        self, mixed: Floats, typed: str, place: TextPlace, passed: Mapping[str, float]
    ) -> tuple[list[tuple[str, float]], float]:
        """Words beyond the lexicon that continue ``typed``, each with its chance; and the chance
        that any does. Not renormalised.

        A compound or a possessive of a known word ("no-fly", "captain's") takes its share of that
        word's chance, since the model reads such a word in its parts; any other its share of the
        unknown word's.
        """
        if len(typed) < _SHORTEST:
            return [], 0.0
        words, uses = self._further.best(self._range_of(typed), _BEYOND)
        vocabulary = self._lexicon.vocabulary
        unknown = float(mixed[UNKNOWN]) / self._further.uses
        factors = _case_factors(typed, place.sentence_start, self._writing)
        found: list[tuple[str, float]] = []
        for word, count in words:
            if self._lexicon.find(word) is not None:
                continue
            head = vocabulary.id_of.get(_HEAD.match(word)[0])  # type: ignore[index]
            chance = unknown * count
            if head is not None:
                share = count / self._further.total / max(vocabulary.counts[head], 1) * self._total
                chance = float(mixed[head]) * min(share, _MOST_OF_A_WORD)
            chance *= float(factors[_case_of(word, self._writing)]) * passed.get(
                self._lower(word), 1.0
            )
            found.append((word, chance))
        return found, unknown * uses

    def _range_of(self, typed: str) -> tuple[int, int]:
        """Where the words beyond the lexicon that begin so stand."""
        known, places = self._looked
        places = self._further.range_of(typed, places if typed.startswith(known) else None)
        self._looked = (typed, places)
        return places

    def _possessives(
        self, prefix: str, finished: float, place: TextPlace, others: bool
    ) -> list[Candidate]:
        """ "Quillfeather" → "Quillfeather's": any noun has one, a name more often."""
        typed = normal(prefix)
        if self._language.primary != "en" or len(typed) < _SHORTEST or not typed[-2].isalpha():
            return []
        sign = "\u2019s" if place.curly else "'s"
        if typed.endswith("'") and not others:
            return [Candidate(UNKNOWN, prefix + "s", _AFTER_APOSTROPHE)]
        if finished and typed.isalpha() and self._writing.is_capitalised(typed):
            return [Candidate(UNKNOWN, prefix + sign, _OF_A_NAME * finished)]
        return []

    def fixes(self, mixed: Floats, prefix: str, place: TextPlace, count: int) -> Ranked:
        """The best words whose beginning may have been mistyped as ``prefix``."""
        self._grow()
        typed = normal(prefix)
        if len(typed) < SHORTEST_SLIP or not typed.isalpha():
            return Ranked([], 0.0, 0.0)
        found: dict[int, float] = {}
        for meant in dict.fromkeys(slips_of(typed, self._language)):
            ids = self._lexicon.starting_with(meant)
            ids = ids[ids < len(mixed)]
            if len(ids):
                best = int(ids[mixed[ids].argmax()])
                found[best] = max(found.get(best, 0.0), float(mixed[best]))
        mass = sum(found.values())
        if mass <= 0.0:
            return Ranked([], 0.0, 0.0)
        candidates = [
            Candidate(
                word,
                self._writing.redo_case(self._lexicon.words[word], typed[:1], place.sentence_start),
                # Half for the chance that it was no slip but a word that nobody knows yet.
                0.5 * found[word] / mass,
                replace=len(prefix),
            )
            for word in sorted(found, key=lambda w: -found[w])
            if self._offered(word)
        ]
        return Ranked(candidates[:count], 0.5, 0.0)

    def _surfaces(
        self,
        ids: npt.NDArray[np.integer],
        probabilities: Floats,
        prefix: str,
        place: TextPlace,
        count: int,
    ) -> list[Candidate]:
        typed = normal(prefix)
        found: dict[str, Candidate] = {}
        letters: set[str] = set()
        for word, probability in zip(ids.tolist(), probabilities.tolist(), strict=True):
            text = self._lexicon.words[word]
            if probability <= 0.0 or (len(found) >= count and text.lower() not in letters):
                continue
            if not typed:
                text = place.written(word) or text
            surface = self._surface(text, prefix, typed, place)
            key = self._lower(surface)
            known = found.get(key)
            if known is not None:  # the same letters in another case: one place in the list
                merged = known.probability + probability
                better = self._begins(word, typed) and not self._begins(known.word, typed)
                found[key] = (
                    Candidate(word, surface, merged)
                    if better
                    else replace(known, probability=merged)
                )
            elif (
                surface
                and len(found) < count
                and (typed or key not in place.barred)
                and self._offered(word)
            ):
                found[key] = Candidate(word, surface, probability)
                letters.add(text.lower())
        return sorted(found.values(), key=lambda c: -c.probability)

    def _begins(self, word: int, typed: str) -> bool:
        return self._lexicon.words[word].startswith(typed)

    def _surface(self, word: str, prefix: str, typed: str, place: TextPlace) -> str:
        """``word`` with ``prefix`` as its beginning; "" where that is impossible.

        A form that begins with the typed letters stays as it is ("PC" → "PCs"); else the letters
        typed say how the rest is written.
        """
        if typed and word.startswith(typed):
            return prefix + self._rest(word, typed, place)
        cased = self._writing.redo_case(word, typed, place.sentence_start)
        if len(cased) < len(typed) or self._lower(cased[: len(typed)]) != self._lower(typed):
            return ""
        ending = self._lower(cased[len(typed) :])
        acronym = ending in _ENDINGS and self._lexicon.find(typed) is not None
        if acronym or not cased.startswith(typed):
            cased = typed + ending  # "API's"; and nothing like "nasA" or "ApIs"
        return prefix + self._rest(cased, typed, place)

    def _rest(self, cased: str, typed: str, place: TextPlace) -> str:
        rest = cased[len(typed) :]
        return rest.replace("'", "\u2019") if place.curly else rest


_ENDINGS = frozenset({"s", "'s"})
"""Stand in small letters behind an acronym."""
_OPENERS = frozenset(
    "\"'\u201c\u2018\u201e\u201a\u2039\u00bf\u00a1([{\u00ab*_#-\u2013\u2014$\u00a3\u20ac&/@+=<~`|>\u2026"
)


def _case_of(word: str, writing: Writing) -> int:
    """0 lower case, 1 a capital first, 2 all capitals."""
    return 2 if writing.is_all_capitals(word) else 1 if word[:1].isupper() else 0


def _case_factors(typed: str, sentence_start: bool, writing: Writing) -> Floats:
    """How likely words of each case are typed like this: (lower, capital, all capitals)."""
    if writing.is_all_capitals(typed):
        return np.array([_CAPITALS, _CAPITALS, 1.0], np.float32)
    if typed[:1].isupper():
        lower = 1.0 if sentence_start else _OTHER_CASE
        return np.array([lower, 1.0, 1.0 if len(typed) == 1 else _OTHER_CASE], np.float32)
    return np.array([1.0, _OTHER_CASE, _OTHER_CASE], np.float32)


def _largest(values: Floats, count: int) -> npt.NDArray[np.intp]:
    """Indices of the ``count`` largest values, largest first."""
    if len(values) <= count:
        return np.argsort(-values, kind="stable")
    if len(values) < _MANY:
        best = np.argpartition(values, len(values) - count)[-count:]
        return best[np.argsort(-values[best], kind="stable")]
    # Over a whole vocabulary a few passes for the maximum are quicker than one partition.
    rest = values.copy()
    found = np.zeros(count, np.intp)
    for place in range(count):
        found[place] = at = int(rest.argmax())
        rest[at] = -1.0
    return found
