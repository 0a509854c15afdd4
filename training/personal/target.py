"""The target task: a person's documents as ids, split into training, validation and test text.

The split comes before anything is counted: the newest documents (or, of a single one, its end) are
held out, first for the test, then for validation; what remains is trained on. This module must not
know models or strategies.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.slips import USES, Probation
from models.text import Kind, Token, normal, starts_sentence
from models.vocabulary import PARAGRAPH, UNKNOWN, Vocabulary
from training.corpora.corpus import Ids
from training.documents.records import Document
from training.personal.explained import Explained

Row = npt.NDArray[np.int64]

PROBATION = USES
"""A word is learned when it was used so often …"""
PROBATION_NEAR = 2 * USES
"""… or so often where it may be a slip: a row of the model is dearer than a count."""
_MOST_NEW = 5000
_LONGEST_WORD = 40
_LEAST_TEST = 3000
"""Words on which a difference of one keystroke in a hundred can be told from chance."""
_SEVERAL = 5
"""From so many documents on, whole documents are held out."""


@dataclass(frozen=True)
class TargetSplit:
    """Paragraphs of the three parts; training keeps its documents apart, oldest first."""

    train: tuple[tuple[str, ...], ...]
    validation: tuple[str, ...]
    test: tuple[str, ...]

    @property
    def train_words(self) -> int:
        """White-space separated words to train on."""
        return sum(count_words(paragraphs) for paragraphs in self.train)


@dataclass(frozen=True)
class TargetText:
    """What there is to learn from: arrays of ids with how often an epoch reads each."""

    arrays: tuple[Ids, ...]
    weights: tuple[float, ...]
    validation: Row
    counts: npt.NDArray[np.float64]
    """(V,) word frequencies for the sampler: the target's, smoothed with the base's."""
    explained: Explained | None = None
    """What counts know of it already; None where nobody counts, and the model stands alone."""

    @property
    def tokens(self) -> int:
        """Tokens of one epoch."""
        return round(sum(len(a) * w for a, w in zip(self.arrays, self.weights, strict=True)))


def count_words(paragraphs: Iterable[str]) -> int:
    """White-space separated words."""
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def split(
    documents: Sequence[Document],
    share: float = 0.1,
    most_words: int = 15_000,
    least_words: int = _LEAST_TEST,
) -> TargetSplit:
    """Hold out ``share`` of the words, at most ``most_words``, for the test and again for
    validation; of little text more for the test, up to twice as much, so that it has
    ``least_words``. With ``share`` 0 there is no test, and validation takes a twentieth."""
    ordered = sorted(documents, key=lambda document: (document.modified, document.name))
    rows = [document.paragraphs for document in ordered]
    total = sum(map(count_words, rows))
    test: list[str] = []
    if share:
        wanted = max(share * total, min(least_words, 2 * share * total))
        rows, test = _hold_out(rows, min(most_words, round(wanted)))
    rows, validation = _hold_out(rows, min(most_words, round((share or 0.05) * total)))
    return TargetSplit(tuple(rows), tuple(validation), tuple(test))


def _hold_out(rows: list[tuple[str, ...]], words: int) -> tuple[list[tuple[str, ...]], list[str]]:
    """Cut about ``words`` from the end: whole documents while many are left, else paragraphs."""
    kept = list(rows)
    held: list[str] = []
    while len(kept) >= _SEVERAL and count_words(kept[-1]) <= words - count_words(held):
        held = [*kept.pop(), *held]
    missing = words - count_words(held)
    while kept and missing > 0:
        *rest, last = kept[-1]
        if len(last.split()) > 2 * missing and held:
            break
        kept[-1:] = [tuple(rest)] if rest else []
        held.insert(0, last)
        missing -= len(last.split())
    return kept, held


def newest_part(train: Sequence[tuple[str, ...]], share: float) -> tuple[tuple[str, ...], ...]:
    """The last ``share`` of the training text, by words."""
    wanted = share * sum(map(count_words, train))
    kept: list[list[str]] = []
    for paragraphs in reversed(train):
        kept.insert(0, [])
        for paragraph in reversed(paragraphs):
            kept[0].insert(0, paragraph)
            wanted -= len(paragraph.split())
            if wanted <= 0:
                return tuple(map(tuple, kept))
    return tuple(map(tuple, kept))


def encode(vocabulary: Vocabulary, paragraphs: Iterable[str]) -> Row:
    """Ids of running text, a paragraph end after each paragraph: (N,)."""
    ids: list[int] = []
    for paragraph in paragraphs:
        ids.extend(vocabulary.encode(vocabulary.writing.tokenise(paragraph)))
        ids.append(PARAGRAPH)
    return np.array(ids, np.int64)


def new_words(vocabulary: Vocabulary, documents: Iterable[Iterable[str]]) -> list[tuple[str, int]]:
    """(word, count) of the words that ``vocabulary`` has to read as unknown and that were used
    often enough to be meant, most frequent first.

    Compounds stay their parts, so that the rows of ids with and without the new words match.
    """
    counts: Counter[str] = Counter()
    at_start: Counter[str] = Counter()
    for paragraphs in documents:
        for paragraph in paragraphs:
            tokens = vocabulary.writing.tokenise(paragraph)
            for index, token in enumerate(tokens):
                _count_unknown(vocabulary, tokens, index, token, counts, at_start)
    for word, n in at_start.items():
        lower = vocabulary.writing.lower(word)
        counts[lower if counts[lower] > counts[word] else word] += n
    doubts = Probation(vocabulary)
    found = [
        (word, n)
        for word, n in counts.most_common()
        if n >= PROBATION and (n >= PROBATION_NEAR or not doubts.looks_like_slip(word))
    ]
    return found[:_MOST_NEW]


def foreign_words(vocabulary: Vocabulary, documents: Iterable[Iterable[str]]) -> int:
    """How many different words (and signs) of ``documents`` the vocabulary has no entry for."""
    found: set[str] = set()
    for paragraphs in documents:
        for paragraph in paragraphs:
            tokens = vocabulary.writing.tokenise(paragraph)
            for index, token in enumerate(tokens):
                if token.kind is Kind.WORD:
                    parts = _unknown_parts(vocabulary, token.text, starts_sentence(tokens, index))
                    found.update(word for word, _ in parts)
                elif UNKNOWN in vocabulary.encode_one(tokens, index):
                    found.add(normal(token.text))
    return len(found)


def excerpts(paragraphs: Sequence[str], words: int, pieces: int = 12) -> list[str]:
    """About ``words`` words in ``pieces`` at even distances, each of whole paragraphs; everything
    where that is no more. What stands first in a text is not what all of it is like."""
    lengths = np.array([len(paragraph.split()) for paragraph in paragraphs])
    total = int(lengths.sum())
    if total <= words:
        return list(paragraphs)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    kept = np.zeros(len(paragraphs), bool)
    for piece in range(pieces):
        first = piece * total / pieces
        kept |= (ends > first) & (starts < first + words / pieces)
    return [paragraph for paragraph, keep in zip(paragraphs, kept, strict=True) if keep]


def _count_unknown(
    vocabulary: Vocabulary,
    tokens: Sequence[Token],
    index: int,
    token: Token,
    counts: Counter[str],
    at_start: Counter[str],
) -> None:
    if token.kind is not Kind.WORD or len(token.text) > _LONGEST_WORD:
        return
    begins = starts_sentence(tokens, index)
    for word, part_begins in _unknown_parts(vocabulary, token.text, begins):
        ambiguous = part_begins and vocabulary.writing.is_capitalised(word)
        (at_start if ambiguous else counts)[word] += 1


def _unknown_parts(vocabulary: Vocabulary, text: str, begins: bool) -> list[tuple[str, bool]]:
    """What of a word the vocabulary does not know, the word or parts of the compound it is, and
    whether the sentence begins with it."""
    units = vocabulary.units_of(text, begins)
    return [
        (unit.word, begins and place == 0)
        for place, unit in enumerate(units)
        if unit.id == UNKNOWN and (len(units) == 1 or unit.word.isalpha())
    ]
