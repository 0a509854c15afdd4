"""Slips of the finger: which letters lie side by side, what may have been meant, what was no slip.

One home for the keyboard, for words one edit away, and for how often a word that resembles a common
one must have been used before it is taken as meant. Standard library only; must not know
probabilities, counts or where the words go.
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from functools import cache

from models.language import Language, known
from models.vocabulary import Vocabulary


@cache
def neighbours(rows: tuple[str, ...]) -> Mapping[str, str]:
    """For each letter those beside, above and below it on a keyboard of these rows."""
    near: dict[str, str] = {}
    for number, row in enumerate(rows):
        for place, letter in enumerate(row):
            around = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
            for other in (number - 1, number + 1):
                if 0 <= other < len(rows):
                    first = place if other < number else place - 1
                    around += rows[other][max(0, first) : first + 2]
            near[letter] = around
    return near


NEIGHBOURS = neighbours(known("en").keyboard)
"""Those of English, whose slips the error model has learned."""
SHORTEST_SLIP = 3
"""Letters of the shortest prefix in which a slip is looked for."""


def slips_of(prefix: str, language: Language) -> Iterator[str]:
    """Prefixes that may have been meant by a mistyped ``prefix``, the likeliest kinds first.

    Two letters swapped, one doubled or too many, a neighbouring key, one left out. The first letter
    is taken as right, as it nearly always is.
    """
    near = neighbours(language.keyboard)
    for at in range(1, len(prefix) - 1):
        if prefix[at] != prefix[at + 1]:
            yield prefix[:at] + prefix[at + 1] + prefix[at] + prefix[at + 2 :]
    for at in range(1, len(prefix)):
        yield prefix[:at] + prefix[at + 1 :]
    for at in range(1, len(prefix)):
        for other in near.get(prefix[at].lower(), ""):
            yield prefix[:at] + other + prefix[at + 1 :]
        yield prefix[:at] + prefix[at - 1] + prefix[at:]
    for at in range(1, len(prefix)):
        for letter in language.left_out:
            yield prefix[:at] + letter + prefix[at:]


USES = 3
"""Uses after which any word is taken as meant."""
_NAME_USES = 2
"""The same for a name that resembles another: hardly anybody slips in the same way twice."""
_COMMON = 12_000
"""So many of the most frequent words count as common."""
_EVERYDAY = 1_000
_GAP = "*"


_LONGEST = 60
"""Letters of a word at most that can be a slip of another: what is longer is no word, and looking
would take their square."""


class Probation:
    """Answers, with a memory, whether a word looks like a slip of a common one.

    Typing errors must never be learned: a rare word one edit from a common one waits until it was
    used several times.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        set_of: Callable[[Iterable[str]], Container[str]] = frozenset,
    ) -> None:
        """``set_of`` keeps a hundred thousand strings, more closely than Python does if need be."""
        words = [w for w in vocabulary.words[:_COMMON] if w[:1].isalpha() and len(w) > 2]
        self._common = {w.lower() for w in words}
        self._everyday = {w.lower() for w in words[:_EVERYDAY]}
        self._names = {w.lower() for w in words if w[:1].isupper()}
        self._gaps = set_of(gapped(self._common))
        self._name_gaps = set_of(gapped(self._names))
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
        if not 3 <= len(word) <= _LONGEST or word in self._common:
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


def gapped(words: Iterable[str]) -> Iterator[str]:
    """Every word with each of its letters in turn replaced by a gap."""
    return (word[:at] + _GAP + word[at + 1 :] for word in words for at in range(len(word)))
