"""Is it a word? The shipped dictionaries, the bundle's vocabulary, and what the person writes.

A word is looked up as people write it: capitals at sentence starts, possessives, contractions,
hyphens, accents. Where the dictionaries are silent the answer is a *standing* that says how good
the reason is to believe the word, for ``checker`` to weigh against how well a correction fits. This
module must not know candidates, error costs or context.
"""

import math
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from editor_app.prediction.further_words import FurtherWords
from editor_app.prediction.word_table import AMERICAN, BRITISH, QUIET, shipped_table
from editor_app.spelling.candidates import fold
from editor_app.spelling.derivation import PREFIXES, is_compound, is_derived
from editor_app.spelling.hints import Changed
from editor_app.spelling.rare import RareWords
from models.text import is_all_capitals, is_capitalised, normal

_QUIET = Path(__file__).parent / "data" / "quiet.txt"
VARIETIES = {"us": AMERICAN, "gb": BRITISH, "both": AMERICAN | BRITISH}
"""Setting "variety of English" → marks of the shipped words that count as right."""
_UNMET = 0.3
"""Occurrences of a word that general text does not have."""
_MET = 3.0
"""Occurrences that make a word of what the vocabulary and the dictionaries lack."""
_USE = 200.0
"""Occurrences in general text that one use by the person is worth."""

_BARER = 20.0
"""How many times rarer an accented form may be than its bare one and still be offered for it."""

_CONTRACTIONS = ("'ll", "'d", "'ve", "'re")
_NEVER_POSSESSIVE = frozenset(("her", "their", "your", "our", "hers", "theirs", "yours", "ours"))
_SMALL_WORD = math.log(1 / 3000)
"""log P from which on a word is no part of a compound: "eachother" is two words."""

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float32]


@cache
def _quiet() -> frozenset[str]:
    """What dictionaries leave out and people write all the same: right, and never offered."""
    lines = _QUIET.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if line[:1] != "#" for word in line.split())


class Standing(IntEnum):
    """How good the reason is to take a string for a word, rising."""

    NONE = 0
    COMPOUND = 1
    """Two known words written as one."""
    DERIVED = 2
    """A known word with a common prefix or suffix that the dictionaries do not list."""
    SEEN = 3
    """In the bundle's vocabulary, but in no dictionary: a newer word, or a frequent typo."""
    RARE = 4
    """In the large list of words that few people know: right, or a slip that happens to be one."""
    KNOWN = 5


class PersonalWords(Protocol):
    """What the person has taught the editor. Safe to call from the checking thread."""

    def refresh(self) -> Changed:
        """Read again what was taught; raises ``CountsError``."""
        ...

    def close(self) -> None:
        """Close all files."""
        ...

    def uses(self, word: str) -> int:
        """How often the person has used ``word`` (natural case), words on probation as 0."""
        ...

    def words(self) -> Iterable[str]:
        """The words used often enough to be suggested."""
        ...

    def used(self) -> Iterable[str]:
        """All words for which :meth:`uses` may be more than 0."""
        ...

    def pair_uses(self, first: str, second: str) -> int:
        """How often the person has written ``second`` right after ``first``."""
        ...


class NobodysWords:
    """The person about whom nothing is known."""

    def refresh(self) -> Changed:
        """Nothing."""
        return Changed()

    def close(self) -> None:
        """Nothing to close."""

    def uses(self, word: str) -> int:
        """Always 0."""
        return 0

    def words(self) -> Iterable[str]:
        """None."""
        return ()

    def used(self) -> Iterable[str]:
        """None."""
        return ()

    def pair_uses(self, first: str, second: str) -> int:
        """Always 0."""
        return 0


class Lexicon:
    """All words known, with their frequencies. The added words change; the rest never does."""

    def __init__(
        self,
        variety: str = "both",
        counts: Mapping[str, int] | None = None,
        personal: PersonalWords | None = None,
        added: Iterable[str] = (),
        further: FurtherWords | None = None,
    ) -> None:
        """Read the shipped words.

        Args:
            variety: "us", "gb" or "both".
            counts: the bundle's vocabulary, word in natural case → count in general text.
            personal: the person's counts.
            added: the person's own dictionary.
            further: words beyond the vocabulary, with their uses in the same text.
        """
        self._counts: Mapping[str, int] = counts or {}
        self._total = float(sum(self._counts.values()) or 1)
        self.personal: PersonalWords = personal or NobodysWords()
        self.table = shipped_table()
        self._right = VARIETIES[variety] | QUIET
        self._rare = RareWords()
        self._further = further
        self._accented = self._with_accents()
        self.added: set[str] = set()
        self._memory: dict[str, Standing] = {}
        self.add(added)

    def is_a_name(self, word: str) -> bool:
        """Whether ``word`` is known with a capital, and without it is none: Andy, but not Mark."""
        word = normal(word)
        known = is_capitalised(word) and (self._is_shipped(word) or self._is_name(word))
        return known and not self._is_shipped(word.lower())

    def _with_accents(self) -> dict[str, str]:
        """Bare form → the most frequent word that is the same but for its accents."""
        words = [word for word in self._counts if not word.isascii() and word[0].isalpha()]
        words.sort(key=self.count)
        return {fold(word): word for word in words}

    def accented(self, word: str) -> str:
        """The word that ``word`` is but for its accents and case, "" if there is none.

        Only where it is not much rarer than the bare form, which may be a word of its own.
        """
        found = self._accented.get(word.lower(), "")
        return found if found and _BARER * self.count(found) > self.count(word) else ""

    def _is_shipped(self, word: str) -> bool:
        """Whether the dictionaries of this variety have exactly ``word``."""
        mark = self.table.mark(word)
        return mark is not None and bool(mark & self._right)

    def _is_name(self, word: str) -> bool:
        """Whether it is a name of the vocabulary: its capitals are names ..."""
        return word[:1].isupper() and self._is_of_vocabulary(word)

    def _is_seen(self, word: str) -> bool:
        """... and its small letters may be typos (see Standing.SEEN)."""
        return not word[:1].isupper() and self._is_of_vocabulary(word)

    def _is_of_vocabulary(self, word: str) -> bool:
        if word not in self._counts or not word[:1].isalpha():
            return False
        mark = self.table.mark(word)
        return mark is None or bool(mark & self._right)  # else another variety's

    def add(self, words: Iterable[str]) -> None:
        """Put words into the person's dictionary."""
        self.added.update(normal(word) for word in words)
        self._memory.clear()

    def remove(self, word: str) -> None:
        """Take a word out of the person's dictionary; unknown ones are ignored."""
        self.added.discard(normal(word))
        self._memory.clear()

    def refresh(self) -> Changed:
        """Judge every word anew, after the person's counts have changed."""
        self._memory.clear()
        return self.personal.refresh()

    @cached_property
    def _listed(self) -> Ints:
        """The places in ``table`` of the vocabulary's words. (V,)"""
        return self.table.places_of([*self._counts])

    def suggestable(self) -> tuple[Ints, list[str]]:
        """Every word that may be offered as a correction, each once: places in ``table`` of the
        dictionaries' words, and the others."""
        offered = self._right & ~QUIET
        places = np.flatnonzero(self.table.marks & offered).astype(np.int64)
        listed = (self._listed >= 0).tolist()
        others = [word for word, known in zip(self._counts, listed, strict=True) if not known]
        own = (*self.personal.words(), *sorted(self.added))
        others += (word for word in own if self.table.mark(word) is None)
        letters = (w for w in others if w.replace("'", "").replace("-", "").isalpha())
        return places, list(dict.fromkeys(letters))

    def priors(self, places: Ints, others: Iterable[str]) -> Floats:
        """:meth:`prior` of words given as :meth:`suggestable` gives them, in its order."""
        counts = np.full(len(self.table), _UNMET)
        listed = self._listed
        values = np.fromiter(self._counts.values(), np.float64, len(listed))
        counts[listed[listed >= 0]] = values[listed >= 0]
        used = list(self.personal.used())
        own = self.table.places_of(used)
        for word, place in zip(used, own.tolist(), strict=True):
            if place >= 0:
                counts[place] = self.count(word) + _USE * self.personal.uses(word)
        shipped = np.log(np.maximum(counts[places], _UNMET) / self._total)
        return np.concatenate([shipped, [self.prior(word) for word in others]]).astype(np.float32)

    def count(self, word: str) -> float:
        """Occurrences of ``word`` in general text; less than one for words never met there."""
        return self._counts.get(word, 0) or _UNMET

    def prior(self, word: str) -> float:
        """log P(word) without context (natural), the person's own uses included."""
        uses = self.personal.uses(word)
        return math.log((self.count(word) + _USE * uses) / self._total)

    def met(self, word: str) -> float:
        """log P(word) of what general text has (natural), words beyond the vocabulary too.

        -inf where it is hardly met there.
        """
        if word in self._counts:
            return math.log(self.count(word) / self._total)
        uses = self._further.uses_of(word) if self._further is not None else 0.0
        return math.log(uses / self._total) if uses >= _MET else -math.inf

    def is_listed(self, word: str) -> bool:
        """Whether the dictionaries or the person list exactly ``word``."""
        return self._is_shipped(word) or word in self.added or self.personal.uses(word) > 0

    def standing(self, word: str) -> Standing:
        """How good the reason is to take ``word`` (one token of text) for right."""
        found = self._memory.get(word)
        if found is None:
            if len(self._memory) > 200_000:  # text without end must not fill the memory
                self._memory.clear()
            found = self._memory[word] = self._judge(normal(word))
        return found

    def _judge(self, word: str) -> Standing:
        """Standing of a word in normal form: whole, then by its parts."""
        whole = self._simple(word)
        if whole is Standing.KNOWN:
            return whole
        if "-" in word.strip("-"):
            parts = [part for part in word.split("-") if part]
            return max(whole, min(self._part(part) for part in parts))
        if "'" in word:
            return max(whole, self._with_apostrophe(word))
        return max(whole, self._derived(word))

    def _simple(self, word: str) -> Standing:
        """Standing of a word as one piece, in this or a case that its capitals allow."""
        readings = [word]
        if is_capitalised(word) or is_all_capitals(word):
            readings.append(word.lower())
        if is_all_capitals(word):
            readings.append(word.capitalize())
        if any(self._is_right(r) for r in readings):
            return Standing.KNOWN
        if any(self.personal.uses(r) for r in readings):
            return Standing.KNOWN
        plain = fold(word)  # right but for its accents is right
        if plain in self._accented:
            return Standing.KNOWN
        if not word.isascii() and (self._is_right(plain) or self._is_right(plain.capitalize())):
            return Standing.KNOWN
        if any(r in self._rare for r in readings) or self._is_a_name_elsewhere(word):
            return Standing.RARE
        return Standing.SEEN if any(self._is_seen(r) for r in readings) else Standing.NONE

    def _is_a_name_elsewhere(self, word: str) -> bool:
        """Whether the vocabulary, but no dictionary, has a word in small letters with capitals:
        html, macchiato."""
        forms = (word.upper(), word.capitalize()) if word.islower() else ()
        return any(self.table.mark(f) is None and self._is_of_vocabulary(f) for f in forms)

    def _is_right(self, word: str) -> bool:
        known = self._is_shipped(word) or word in self.added or self._is_name(word)
        return known or word in _quiet()

    def _part(self, part: str) -> Standing:
        """Standing of a part of a hyphen compound: prefixes and single letters are right there."""
        if len(part) == 1 or part.lower() in PREFIXES:
            return Standing.KNOWN
        found = self._simple(part)
        if found is not Standing.KNOWN and "'" in part:
            found = max(found, self._with_apostrophe(part))
        return max(found, self._simple(part.capitalize()))

    def _with_apostrophe(self, word: str) -> Standing:
        """Possessives and contractions stand as their stem does."""
        lower = word.lower()
        if lower.endswith("'s"):
            stem = word[:-2]
            if stem.lower() in _NEVER_POSSESSIVE:
                return Standing.NONE
            return max(self._simple(stem), self._derived(stem))
        for ending in _CONTRACTIONS:
            if lower.endswith(ending):
                return self._simple(word[: -len(ending)])
        first, _, rest = word.partition("'")
        if first.lower() in ("o", "d", "l", "mc") and rest[:1].isupper():
            return self._simple(rest)
        return Standing.NONE

    def _derived(self, word: str) -> Standing:
        """Standing of a word by what it is made of."""
        if is_capitalised(word):
            word = word.lower()
        if is_derived(word, self._is_shipped):
            return Standing.DERIVED
        return Standing.COMPOUND if is_compound(word, self._may_be_part) else Standing.NONE

    def _may_be_part(self, word: str) -> bool:
        """Whether compounds are made of a word: it is listed, and not one of the small words."""
        return self._is_shipped(word) and self.prior(word) < _SMALL_WORD
