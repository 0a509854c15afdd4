"""Which known words could have been meant: neighbours by letters and by sound, splits and joins.

The index is a letter matrix of all known words. A query filters it by length and by the letters
that occur, then runs one edit-distance table over all survivors at once. That makes it as quick to
build as to read the words (a delete dictionary of the same reach takes seconds and hundreds of
megabytes); and arithmetic on whole arrays leaves the interpreter to the typist meanwhile. This
module must not know frequencies, errors' likelihood or context: it returns what is near,
``ranking`` says which is meant.
"""

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from editor_app.prediction.word_table import WordTable

LONGEST = 24
"""Letters of a word that are compared; longer words are left alone."""
_OTHER = 29
_SOUND = {
    letter: sound
    for sound, letters in enumerate(("bp", "fv", "cgjkqsxz", "dt", "l", "mn", "r"), start=1)
    for letter in letters
}
"""Consonants that are taken for one another; vowels, h, w and y have no sound class."""

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]


def fold(word: str) -> str:
    """``word`` without case and accents: the form in which words are compared."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFD", word.lower().replace("\u2019", "'"))
    return "".join(c for c in apart if not unicodedata.combining(c))


def _code_table() -> Bytes:
    table = np.full(128, _OTHER, np.uint8)
    for code, letter in enumerate("abcdefghijklmnopqrstuvwxyz'-", start=1):
        table[ord(letter)] = table[ord(letter.upper())] = code
    table[0] = 0
    return table


def _class_table() -> Bytes:
    table = np.zeros(_OTHER + 1, np.uint8)
    for letter, sound in _SOUND.items():
        table[_CODES[ord(letter)]] = sound
    return table


_CODES = _code_table()
_CLASSES = _class_table()
_QUIET_STARTS = [_CODES[[ord(a), ord(b)]] for a, b in ("kn", "gn", "wr", "ps")]
"""Starts whose first letter is not spoken."""
_BITS = np.concatenate([[0], np.left_shift(1, np.arange(1, _OTHER + 1))]).astype(np.uint64)


def _encode(words: Sequence[str], width: int) -> Bytes:
    """Letters of folded ``words`` as codes, 0 behind the end. -> (width, N)"""
    if not words:
        return np.zeros((width, 0), np.uint8)
    points = np.array(words, f"U{width}").view(np.uint32).reshape(len(words), width)
    return np.ascontiguousarray(_CODES[np.minimum(points, 127)].T)


def _masks(letters: Bytes) -> npt.NDArray[np.uint64]:
    """A bit for each letter that occurs, another where it occurs twice. (width, N) -> (N,)"""
    once = np.zeros(letters.shape[1], np.uint64)
    twice = np.zeros_like(once)
    for row, first in _rows(letters):
        bit = _BITS[row]
        twice[first:] |= once[first:] & bit
        once[first:] |= bit
    return once | (twice << np.uint64(32))


def _rows(letters: Bytes) -> Iterator[tuple[Bytes, int]]:
    """The rows of words that stand in order of length, each from the first word that is so long."""
    lengths = np.count_nonzero(letters, 0)
    for number, row in enumerate(letters):
        first = int(np.searchsorted(lengths, number, "right"))
        if first == len(lengths):
            return
        yield row[first:], first


def _sounds(letters: Bytes) -> npt.NDArray[np.uint64]:
    """The row of consonant classes of each word as one number, a silent start left out.

    The words stand in order of length. (width, N) -> (N,)
    """
    classes = _CLASSES[letters]
    for first, second in _QUIET_STARTS:
        classes[0, (letters[0] == first) & (letters[1] == second)] = 0
    first, second = _CODES[[ord("p"), ord("h")]]
    classes[0, (letters[0] == first) & (letters[1] == second)] = _SOUND["f"]
    key = np.zeros(letters.shape[1], np.uint64)
    last = np.zeros(letters.shape[1], np.uint8)
    for number, (_, start) in enumerate(_rows(letters)):
        sound = classes[number, start:]
        heard = (sound > 0) & (sound != last[start:])
        key[start:] = np.where(heard, key[start:] * np.uint64(8) + sound, key[start:])
        last[start:] = sound
    return key


class WordIndex:
    """All known words, searchable by nearness. Immutable, safe to share between threads."""

    def __init__(
        self, words: Sequence[str], table: WordTable | None = None, places: Ints | None = None
    ) -> None:
        """Index words without duplicates: those at ``places`` of ``table``, then ``words``.

        ``order`` says for each word of the index which of all these, in this order, it is; those
        that are too long are left out.
        """
        self._table = table if table is not None else WordTable.of(())
        self.places = places if places is not None else np.zeros(0, np.int64)
        self.words = words
        folded = [fold(word) for word in words]
        own = np.array([len(word) for word in folded], np.int64)
        lengths = np.concatenate([self._table.lengths[self.places], own])
        short = np.flatnonzero((lengths > 0) & (lengths <= LONGEST))
        self.order: Ints = short[np.argsort(lengths[short], kind="stable")]
        self.lengths: Ints = lengths[self.order]
        """Letters of each word as it is compared (folded). (N,)"""
        self._first = np.searchsorted(self.lengths, np.arange(LONGEST + 2))  # of each length
        theirs = _CODES[self._table.spread(self.places, LONGEST)]
        ours = _encode([word[:LONGEST] for word in folded], LONGEST)
        self._letters = np.concatenate([theirs, ours], axis=1)[:, self.order]  # (LONGEST, N)
        self._masks = _masks(self._letters)
        keys = _sounds(self._letters)
        self._by_sound = np.argsort(keys, kind="stable")
        self._sound_keys = keys[self._by_sound]

    def word(self, place: int) -> str:
        """The word at a place of the index, in natural case."""
        number = int(self.order[place])
        if number < len(self.places):
            return self._table.word(int(self.places[number]))
        return self.words[number - len(self.places)]

    def __len__(self) -> int:
        return len(self.order)

    def near(self, word: str, reach: int) -> tuple[Ints, Bytes]:
        """Words at most ``reach`` edits (insert, delete, change, swap) from folded ``word``.

        Returns:
            Their places and their distances, (M,) each, in no order.
        """
        if not 0 < len(word) <= LONGEST:
            return np.zeros(0, np.int64), np.zeros(0, np.uint8)
        first = int(self._first[max(1, len(word) - reach)])
        last = int(self._first[min(LONGEST, len(word) + reach) + 1])
        query = _encode([word], LONGEST)
        mask = _masks(query)[0]
        there = self._masks[first:last]
        lacking = np.bitwise_count(mask & ~there)
        surplus = np.bitwise_count(there & ~mask)
        places = np.flatnonzero(np.maximum(lacking, surplus) <= reach) + first
        letters = self._letters[: len(word) + reach, places]
        distances = _distances(query[: len(word), 0], letters, reach)
        close = distances <= reach
        return places[close], distances[close]

    def alike(self, word: str) -> Ints:
        """Places of the words whose consonants sound like those of folded ``word``. -> (M,)"""
        if not 0 < len(word) <= LONGEST:
            return np.zeros(0, np.int64)
        key = _sounds(_encode([word], LONGEST))[0]
        first, last = (np.searchsorted(self._sound_keys, key, side) for side in ("left", "right"))
        return self._by_sound[first:last]


def _distances(word: Bytes, letters: Bytes, reach: int) -> Bytes:
    """Edit distances with adjacent swaps (optimal string alignment) of one word to many.

    Args:
        word: letter codes. (n,)
        letters: codes of the others, 0 behind the end, none longer than n + reach. (m, N)

    Returns:
        Distances; whatever is above ``reach`` is only known to be so. (N,)
    """
    count = letters.shape[1]
    lengths = (letters > 0).sum(0)
    far = np.uint8(reach + 1)
    width = letters.shape[0]
    before = np.full((width + 1, count), far, np.uint8)
    above = np.full_like(before, far)
    above[: reach + 1] = np.arange(min(reach, width) + 1, dtype=np.uint8)[:, None]
    for i, letter in enumerate(word, start=1):
        row = np.full_like(before, far)
        if i <= reach:
            row[0] = i
        for j in range(max(1, i - reach), min(width, i + reach) + 1):
            cell = above[j - 1] + (letters[j - 1] != letter)
            np.minimum(cell, above[j] + np.uint8(1), out=cell)
            np.minimum(cell, row[j - 1] + np.uint8(1), out=cell)
            if i > 1 and j > 1:
                swapped = (letters[j - 1] == word[i - 2]) & (letters[j - 2] == letter)
                np.minimum(cell, np.where(swapped, before[j - 2] + np.uint8(1), far), out=cell)
            row[j] = cell
        before, above = above, row
    found: Bytes = above[lengths, np.arange(count)]
    return found


def splits(word: str) -> list[tuple[str, str]]:
    """All ways to cut ``word`` in two; a part of one letter must be "a", "i" or "o"."""
    pairs = ((word[:i], word[i:]) for i in range(1, len(word)))
    lone = frozenset("aio")
    return [
        (left, right)
        for left, right in pairs
        if (len(left) > 1 or left.lower() in lone) and (len(right) > 1 or right.lower() in lone)
    ]
