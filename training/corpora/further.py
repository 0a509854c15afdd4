"""Words that a vocabulary has no room for, with how often a corpus has them.

Counted in the training split of each source, by the plan's weights, without the names that only
private text knows. A compound and a possessive ("captain's") are words here too, whether their
parts are in the vocabulary or not. This module must not know models, nor who offers the words.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from pathlib import Path

from models.secrets import scrub
from models.text import capitalise, is_capitalised, normal
from models.vocabulary import Vocabulary
from training.corpora.corpus import Plan
from training.corpora.lexis import KNOWN_NAME
from training.corpora.reading import SourceFiles, Split, find_sources

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
"""Coarser than the text rules and several times quicker: a corpus has a hundred million words, and
of the few that are unusual enough to be kept both say the same."""
_SEVERAL = 3
_LONGEST = 40
"""Letters; what is longer was never typed as a word."""


def further_words(
    paths: Iterable[Path],
    plan: Plan,
    vocabulary: Vocabulary,
    least: float,
    heard: Callable[[str], object] = lambda _: None,
) -> list[tuple[str, int]]:
    """(word, weighted count) of what ``vocabulary`` lacks and the corpus has ``least`` times or
    more, the most frequent first; ``heard`` is told the sources as they are read.

    Raises:
        CorpusError: there are no files.
    """
    known = _Known(vocabulary)
    public: Counter[str] = Counter()
    parts: list[tuple[Counter[str], float, bool]] = []
    for source in find_sources(paths):
        weight, private = plan.weight(source.name), source.name in plan.private
        if weight > 0:
            found = Counter(_words(source, plan, private, known))
            parts.append((found, weight, private))
            if not private:
                public.update(found)
            heard(source.name)
    totals: dict[str, float] = {}
    for found, weight, private in parts:
        for word, count in found.items():
            secret = private and word[:1].isupper() and public[word] < KNOWN_NAME
            if not secret:
                totals[word] = totals.get(word, 0.0) + weight * count
    alphabet = _alphabet(vocabulary)
    rows = [
        (word, round(count))
        for word, count in _joined(totals).items()
        if count >= least and alphabet.issuperset(word.lower())
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def _alphabet(vocabulary: Vocabulary) -> frozenset[str]:
    """The letters that several of the vocabulary's words are written with: others are quotations
    in another script."""
    words = Counter(letter for word in vocabulary.words for letter in set(word.lower()))
    return frozenset(letter for letter, n in words.items() if n >= _SEVERAL)


class _Known(dict[str, bool]):
    """Is a word in a vocabulary, in whatever case? Remembers what it was asked."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._words: Container[str] = vocabulary.id_of

    def __missing__(self, word: str) -> bool:
        lower = word.lower()
        found = any(form in self._words for form in (word, lower, capitalise(lower)))
        self[word] = found
        return found


def _words(source: SourceFiles, plan: Plan, private: bool, known: _Known) -> Iterator[str]:
    for unit in plan.units(source):
        if unit.split is not Split.TRAIN:
            continue
        for text in unit.paragraphs:
            whole = normal(scrub(text)[0] if private else text)
            for word in _WORD.findall(whole):
                if not known[word] and len(word) <= _LONGEST:
                    yield word


def _joined(totals: Mapping[str, float]) -> dict[str, float]:
    """Capitalised words with those in small letters where these are more frequent: then the
    capital was a sentence's."""
    joined: dict[str, float] = {}
    for word, count in totals.items():
        lower = word.lower()
        if is_capitalised(word) and totals.get(lower, 0.0) >= count:
            word = lower
        joined[word] = joined.get(word, 0.0) + count
    return joined
