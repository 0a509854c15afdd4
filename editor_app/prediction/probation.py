"""Typos never: a rare word one edit from a common one waits until it was used three times (rule 9).

Knows words and ranks, no counts.
"""

from models.vocabulary import Vocabulary

USES = 3
_COMMON = 12_000
"""So many of the most frequent words count as common."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz'"


class Probation:
    """Answers, with a memory, whether a word looks like a slip of a common one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        words = [w for w in vocabulary.words[:_COMMON] if w[:1].isalpha()]
        self._common = {w.lower() for w in words}
        self._names = {w.lower() for w in words if w[:1].isupper()}
        self._memory: dict[str, bool] = {}

    def looks_like_slip(self, word: str) -> bool:
        """Whether one letter more, less, other or swapped makes ``word`` a common one."""
        known = self._memory.get(word)
        if known is None:
            if len(self._memory) > 50_000:
                self._memory.clear()
            known = self._memory[word] = self._look(word)
        return known

    def _look(self, written: str) -> bool:
        word = written.lower()
        if len(word) < 3 or word in self._common:
            return False
        # A name may well resemble an ordinary word ("Marlow", "barlow"); only one that resembles
        # another name, or has two letters swapped, is doubted.
        close = self._names if written[:1].isupper() else self._common
        for at in range(len(word) + 1):
            head, tail = word[:at], word[at:]
            near = [head + letter + tail for letter in _LETTERS]
            if tail:
                near.append(head + tail[1:])
                near.extend(head + letter + tail[1:] for letter in _LETTERS)
            if any(len(other) > 2 and other in close for other in near):
                return True
            if len(tail) > 1 and head + tail[1] + tail[0] + tail[2:] in self._common:
                return True
        return False
