"""Which paragraphs must not be learned: test text, and what was read already.

*Overlap.* A paragraph that shares a row of words with a text kept for testing is left out: a row of
``LONG_ROW`` words for books and benchmarks (the length that Brown et al. 2020, appendix C, used),
of ``SHORT_ROW`` for lists of short sentences, and every whole sentence of ``LEAST_ROW`` words or
more of such a list. *Repeats.* Of paragraphs with the same words, the first is kept, in any source;
shorter ones than ``REPEAT_WORDS`` repeat by their nature ("Thank you!").

Words are compared without case; rows by 64-bit hashes, so a false find is possible and harmless.
This module must not know tokens or the vocabulary.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from training.corpora.reading import CorpusUnit, Split, paragraphs

LONG_ROW, SHORT_ROW, LEAST_ROW = 13, 8, 5
REPEAT_WORDS = 12
_SHORT_SENTENCE = 25
"""A text whose lines have at most so many words in the mean is a list of short sentences."""
_WORD = re.compile(r"[^\W\d_]+")
_BASE = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]


def words_of(text: str) -> list[str]:
    """The words of ``text`` as they are compared."""
    return _WORD.findall(text.lower())


class _WordHashes(dict[str, int]):
    """64-bit hashes of words, the same in every process."""

    def __missing__(self, word: str) -> int:
        if len(self) > 1_000_000:  # names without end must not fill the memory
            self.clear()
        digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        value = self[word] = int.from_bytes(digest, "little")
        return value


_hashes = _WordHashes()


def hash_words(words: list[str]) -> Hashes:
    """(N,) hashes of words."""
    return np.fromiter((_hashes[word] for word in words), np.uint64, len(words))


def rows_of(hashes: Hashes, length: int) -> Hashes:
    """Hashes of all rows of ``length`` words: (N - length + 1,), empty where there are fewer."""
    count = len(hashes) - length + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    rows = np.zeros(count, np.uint64)
    for place in range(length):  # Horner's rule, wrapping
        rows = rows * _BASE + hashes[place : place + count]
    return rows ^ np.uint64(length)


@dataclass
class KeptOut:
    """The rows of words of all test texts, by length, with the text each stands in."""

    names: list[str] = field(default_factory=list)
    rows: dict[int, Hashes] = field(default_factory=dict)  # sorted
    owners: dict[int, npt.NDArray[np.int32]] = field(default_factory=dict)

    @classmethod
    def of_files(cls, paths: Iterable[Path]) -> "KeptOut":
        """Read the test texts."""
        found: dict[int, list[tuple[Hashes, int]]] = {}
        names: list[str] = []
        for path in paths:
            texts = [hash_words(words_of(paragraph)) for paragraph in paragraphs(path)]
            short = sum(map(len, texts)) <= _SHORT_SENTENCE * len(texts)
            for text in texts:
                length = SHORT_ROW if short else LONG_ROW
                if short and LEAST_ROW <= len(text) < SHORT_ROW:
                    length = len(text)
                found.setdefault(length, []).append((rows_of(text, length), len(names)))
            names.append(f"{path.parent.name}/{path.name}")
        self = cls(names)
        for length, parts in found.items():
            rows = np.concatenate([part for part, _ in parts])
            owners = np.repeat(
                np.array([owner for _, owner in parts], np.int32), [len(part) for part, _ in parts]
            )
            order = np.argsort(rows, kind="stable")
            self.rows[length], self.owners[length] = rows[order], owners[order]
        return self

    def owner(self, hashes: Hashes) -> int:
        """The number of a test text that shares a row with these words, or -1."""
        for length, known in self.rows.items():
            rows = rows_of(hashes, length)
            if not len(rows) or not len(known):
                continue
            places = np.minimum(np.searchsorted(known, rows), len(known) - 1)
            hit = np.flatnonzero(known[places] == rows)
            if len(hit):
                return int(self.owners[length][places[hit[0]]])
        return -1


@dataclass(frozen=True)
class Look:
    """What a source was found to hold, paragraph by paragraph (N,)."""

    digest: Hashes
    """Of the paragraph's words; 0 where it is too short to be a repeat."""
    owner: npt.NDArray[np.int32]
    """The test text it overlaps with, or -1."""
    learned: npt.NDArray[np.bool_]
    """Whether it is of the training split."""


def look(source: Iterable[CorpusUnit], kept_out: KeptOut) -> Look:
    """Look at every paragraph of a source once."""
    digests: list[int] = []
    owners: list[int] = []
    learned: list[bool] = []
    for unit in source:
        for text in unit.paragraphs:
            hashes = hash_words(words_of(text))
            long = len(hashes) >= REPEAT_WORDS
            digests.append(int(rows_of(hashes, len(hashes))[0]) | 1 if long else 0)
            owners.append(kept_out.owner(hashes))
            learned.append(unit.split is Split.TRAIN)
    return Look(np.array(digests, np.uint64), np.array(owners, np.int32), np.array(learned, bool))


def first_of_each(looks: Sequence[Look]) -> list[npt.NDArray[np.bool_]]:
    """For each source which paragraphs are no repeats of another one, (N,) each.

    Of paragraphs with the same words one that is held out counts as the first: no training text
    repeats it. Then the order of the sources decides.
    """
    digests = np.concatenate([found.digest for found in looks])
    order = np.argsort(np.concatenate([found.learned for found in looks]), kind="stable")
    _, first = np.unique(digests[order], return_index=True)
    fresh = digests == 0
    fresh[order[first]] = True
    return np.split(fresh, np.cumsum([len(found.digest) for found in looks])[:-1])
