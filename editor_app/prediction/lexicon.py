"""All words that can be offered, their ids, and the prefix index over them.

The vocabulary's words keep their ids; words that only the person or the document uses get ids
behind them while the program runs. The module knows words, not probabilities.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from models.text import Kind, Token, starts_sentence
from models.vocabulary import SPECIAL, UNKNOWN, Vocabulary

Ids = npt.NDArray[np.int32]
_LAST = "\U0010ffff"
_MANY = 500


@dataclass(frozen=True, slots=True)
class Unit:
    """One step of the language model: its id there, and the word's id in the lexicon."""

    model_id: int
    word: int


class Lexicon:
    """Words ↔ ids for one engine. Not thread-safe."""

    def __init__(self, vocabulary: Vocabulary, more: Iterable[str] = ()) -> None:
        """Take the vocabulary and words outside it that are known from the start."""
        self.vocabulary = vocabulary
        self._lower = vocabulary.writing.lower
        self.base_size = len(vocabulary)
        self.words: list[str] = list(vocabulary.words)
        self._extra: dict[str, int] = {}
        for word in more:
            if word not in vocabulary.id_of and word not in self._extra:
                self._extra[word] = len(self.words)
                self.words.append(word)
        self._index()
        self._unit_memory: dict[tuple[str, bool], tuple[Unit, ...]] = {}

    def _index(self) -> None:
        """Put all words in the order of their letters."""
        ids = [i for i in range(len(SPECIAL), len(self.words)) if is_offerable(self.words[i])]
        keys = [self._lower(self.words[i]) for i in ids]
        # As an array: a sort of strings would hold the typist's thread up.
        order = np.argsort(np.array(keys), kind="stable")
        self._keys = [keys[i] for i in order.tolist()]
        self._ids: Ids = np.array(ids, np.int32)[order]
        self._late: list[tuple[str, int]] = []

    def __len__(self) -> int:
        return len(self.words)

    def find(self, word: str) -> int | None:
        """The id of exactly this word, if it is known."""
        found = self.vocabulary.id_of.get(word)
        return found if found is not None else self._extra.get(word)

    def add(self, word: str) -> int:
        """The id of ``word``, given now if it is new."""
        found = self.find(word)
        if found is None:
            found = self._extra[word] = len(self.words)
            self.words.append(word)
            if is_offerable(word):
                insort(self._late, (self._lower(word), found))
        return found

    def add_all(self, words: Iterable[str]) -> list[int]:
        """:meth:`add` for many words: where they are thousands, the order is made only once."""
        wanted = list(words)
        new = list(dict.fromkeys(word for word in wanted if self.find(word) is None))
        if len(new) < _MANY:
            return [self.add(word) for word in wanted]
        self._extra.update((word, len(self.words) + i) for i, word in enumerate(new))
        self.words.extend(new)
        self._index()
        return [self._extra[word] if word in self._extra else self.add(word) for word in wanted]

    def starting_with(self, prefix: str) -> Ids:
        """Ids of all words that start with ``prefix`` in any case (itself included)."""
        key = self._lower(prefix)
        first = bisect_left(self._keys, key)
        ids = self._ids[first : bisect_left(self._keys, key + _LAST, first)]
        if self._late:
            begin = bisect_left(self._late, (key, 0))
            end = bisect_left(self._late, (key + _LAST, 0))
            if end > begin:
                return np.concatenate(
                    [ids, np.array([i for _, i in self._late[begin:end]], np.int32)]
                )
        return ids

    def alike(self, word: int, letters: int) -> Ids:
        """Ids of all words with the first ``letters`` of this one; none where it has no more."""
        text = self.words[word]
        if letters >= len(text) or not is_offerable(text):
            return np.zeros(0, np.int32)
        return self.starting_with(text[:letters])

    def spelled(self, word: str) -> list[int]:
        """Ids of all words with just these letters, in whatever case."""
        key = self._lower(word)
        return [i for i in self.starting_with(key).tolist() if len(self.words[i]) == len(key)]

    def units(self, tokens: Sequence[Token], index: int) -> tuple[Unit, ...]:
        """What ``tokens[index]`` is to model and counts: a unit for each model step."""
        token = tokens[index]
        if token.kind is Kind.WORD:
            return self.units_of(token.text, starts_sentence(tokens, index))
        return tuple(Unit(i, i) for i in self.vocabulary.encode_one(tokens, index))

    def units_of(self, word: str, sentence_start: bool = False) -> tuple[Unit, ...]:
        """The units of one word, an unknown compound in its parts.

        New words are added to the lexicon.
        """
        key = (word, sentence_start)
        units = self._unit_memory.get(key)
        if units is None:
            found = self.vocabulary.units_of(word, sentence_start, self._extra)
            units = tuple(
                Unit(unit.id, self.add(unit.word) if unit.id == UNKNOWN else unit.id)
                for unit in found
            )
            if found[0].id == UNKNOWN and sentence_start:
                return units  # it may be another form once that was seen
            if len(self._unit_memory) > 100_000:
                self._unit_memory.clear()
            self._unit_memory[key] = units
        return units

    def forms(self, word: str) -> list[int]:
        """Ids of ``word`` in the cases in which it is known."""
        lower, capitalise = self._lower(word), self.vocabulary.writing.capitalise
        found = {self.find(form) for form in (word, lower, capitalise(lower))}
        return sorted(i for i in found if i is not None)


def is_offerable(word: str) -> bool:
    """Whether a vocabulary entry is a word that a person would type as one."""
    return word[:1].isalpha() and word[-1:].isalpha()
