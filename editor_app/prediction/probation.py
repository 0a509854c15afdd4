"""Typos never: a rare word one edit from a common one waits until it was used three times (rule 9).

Knows words and ranks, no counts.
"""

from bisect import bisect_left

import numpy as np

from models.vocabulary import Vocabulary

USES = 3
"""Uses after which any word is taken as meant."""
_NAME_USES = 2
"""The same for a name that resembles another: hardly anybody slips in the same way twice."""
_COMMON = 12_000
"""So many of the most frequent words count as common."""
_EVERYDAY = 1_000
_GAP = "*"


class Probation:
    """Answers, with a memory, whether a word looks like a slip of a common one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = [w for w in vocabulary.words[:_COMMON] if w[:1].isalpha() and len(w) > 2]
        self._common = {w.lower() for w in words}
        self._everyday = {w.lower() for w in words[:_EVERYDAY]}
        self._names = {w.lower() for w in words if w[:1].isupper()}
        self._gaps = _Gaps(self._common)
        self._name_gaps = _Gaps(self._names)
        self._memory: dict[str, int] = {}

    def looks_like_slip(self, word: str) -> bool:
        """Whether one letter more, less, other or swapped makes ``word`` a common one."""
        return self.uses_needed(word) > 1

    def uses_needed(self, word: str) -> int:
        """How often ``word`` must have been used before it is taken as meant: 1 means at once."""
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) > 50_000:
                self._memory.clear()
            known = self._memory[word] = self._look(word)
        return known

    def _look(self, written: str) -> int:
        word = written.lower()
        if len(word) < 3 or word in self._common:
            return 1
        # A name may well resemble an ordinary word ("Marlow", "barlow"); only one that resembles
        # another name, or has two letters swapped, is doubted.
        if written[:1].isupper():
            words, close, resembling = self._names, self._name_gaps, _NAME_USES
        else:
            words, close, resembling = self._common, self._gaps, USES
        found = 1
        for at in range(len(word) + 1):
            head, tail = word[:at], word[at:]
            # A gap stands for any letter: one letter left out, or one other.
            if head + _GAP + tail in close or head + _GAP + tail[1:] in close:
                found = resembling
            if tail and head + tail[1:] in words:
                found = resembling
            if len(tail) > 1:
                swapped = head + tail[1] + tail[0] + tail[2:]
                if swapped in self._everyday:  # "Teh" at a sentence start is no name
                    return USES
                found = resembling if swapped in self._common else found
        return found


class _Gaps:
    """Every word with each of its letters in turn replaced by a gap: only their hashes are kept,
    in order, since a hundred thousand strings would take a dozen megabytes."""

    def __init__(self, words: set[str]) -> None:
        hashes = (hash(w[:at] + _GAP + w[at + 1 :]) for w in words for at in range(len(w)))
        self._hashes = np.sort(np.fromiter(hashes, np.int64)).data

    def __contains__(self, word: str) -> bool:
        wanted = hash(word)
        at = bisect_left(self._hashes, wanted)
        return at < len(self._hashes) and self._hashes[at] == wanted
