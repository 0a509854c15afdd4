"""Words and their ids: the file ``vocab.txt`` of a bundle and the rules for looking words up.

The file has one line per id, ``word<TAB>count``, most frequent first behind the special entries;
the counts are those of the training text, for whoever needs a unigram frequency. This module must
not know how a vocabulary is chosen (``training.corpora.corpus``) nor what a model does with ids.
"""

import unicodedata
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from models.problem import Problem
from models.text import Kind, Token, normal, starts_sentence
from models.writing import PLAIN, Writing

UNKNOWN, NUMBER, PARAGRAPH = 0, 1, 2
SPECIAL = ("<unk>", "<num>", "<p>")
_REMEMBERED = 200_000


class VocabularyError(Problem):
    """The vocabulary file cannot be used; the message says why."""


class Unit(NamedTuple):
    """One step of the language model, and what is counted for it."""

    id: int
    word: str
    """The vocabulary's form of it; as it is written where the vocabulary has none."""


class Vocabulary:
    """An immutable row of words; the index of a word is its id.

    Words stand in their natural case and in the form of :func:`models.text.normal`. Ids never
    change meaning: growing a vocabulary appends.
    """

    def __init__(
        self, words: Sequence[str], counts: Sequence[int] | None = None, writing: Writing = PLAIN
    ) -> None:
        """Take all ``words``, special entries first; ``writing``: how their language is written.

        Raises:
            VocabularyError: special entries missing, a duplicate, or counts of another length.
        """
        if tuple(words[: len(SPECIAL)]) != SPECIAL:
            raise VocabularyError(f"a vocabulary begins with {', '.join(SPECIAL)}")
        self.words = tuple(words)
        self.counts = tuple(counts) if counts is not None else (0,) * len(self.words)
        self.id_of = {word: i for i, word in enumerate(self.words)}
        if len(self.id_of) != len(self.words):
            raise VocabularyError("a word stands twice in the vocabulary")
        if len(self.counts) != len(self.words):
            raise VocabularyError("the vocabulary has words without counts")
        self.writing = writing
        self._ids: dict[tuple[str, bool], tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self.words)

    @classmethod
    def read(cls, path: Path, writing: Writing = PLAIN) -> "Vocabulary":
        """Read ``vocab.txt`` of a language that is written so.

        Raises:
            VocabularyError: the file is no vocabulary.
            OSError: it cannot be read.
        """
        words: list[str] = []
        counts: list[int] = []
        try:
            for line in path.read_text(encoding="utf-8").split("\n")[:-1]:
                word, count = line.split("\t")
                if not can_stand(word) or not 0 <= int(count) < 1 << 53:
                    raise ValueError(word[:40])
                words.append(word)
                counts.append(int(count))
        except ValueError as error:
            raise VocabularyError(f"line {len(words) + 1} of {path.name} is no word") from error
        return cls(words, counts, writing)

    def write(self, path: Path) -> None:
        """Write ``vocab.txt``."""
        lines = (f"{w}\t{c}\n" for w, c in zip(self.words, self.counts, strict=True))
        path.write_text("".join(lines), encoding="utf-8")

    def grown(self, words: Iterable[str], counts: Iterable[int]) -> "Vocabulary":
        """A larger vocabulary: the new words appended, all old ids kept."""
        return Vocabulary((*self.words, *words), (*self.counts, *counts), self.writing)

    def ids_of(self, word: str, sentence_start: bool = False) -> tuple[int, ...]:
        """The ids of the :meth:`units_of` one word."""
        key = (word, sentence_start)
        ids = self._ids.get(key)
        if ids is None:
            if len(self._ids) > _REMEMBERED:  # text without end must not fill the memory
                self._ids.clear()
            ids = self._ids[key] = tuple(unit.id for unit in self.units_of(word, sentence_start))
        return ids

    def units_of(
        self, word: str, sentence_start: bool = False, seen: Container[str] = ()
    ) -> tuple[Unit, ...]:
        """What one word is to the model and to counts, a unit for each step.

        A single one where the word is known in this or another case; those of its parts where it is
        an unknown compound ("sea-captain", "captain's"); else itself, unknown to the model.

        Args:
            word: as it is written.
            sentence_start: a capital may be the sentence's.
            seen: unknown words met before. Where the capital of an unknown word may be the
                sentence's, the form that was seen decides.
        """
        units = self._look_up(normal(word), sentence_start)
        first = units[0]
        if sentence_start and first.id == UNKNOWN and self.writing.is_capitalised(first.word):
            lower = self.writing.lower(first.word)
            if lower in seen and first.word not in seen:
                return (Unit(UNKNOWN, lower), *units[1:])
        return units

    def _look_up(self, word: str, sentence_start: bool) -> tuple[Unit, ...]:
        known = self._known(word, sentence_start)
        if known is not None:
            return (Unit(known, self.words[known]),)
        parts = self.writing.parts(word)
        if len(parts) == 1:
            return (Unit(UNKNOWN, word),)
        units = list(self._look_up(parts[0], sentence_start))
        for part in parts[1:]:
            units.extend(self._look_up(part, False))
        return tuple(units)

    def _known(self, word: str, sentence_start: bool) -> int | None:
        """The id of ``word`` in the case that it has here, if any is known."""
        exact = self.id_of.get(word)
        lower = self.writing.lower(word)
        if sentence_start and self.writing.is_capitalised(word):
            # The capital may be the sentence's: the more frequent reading has the smaller id.
            known = [i for i in (exact, self.id_of.get(lower)) if i is not None]
            if known:
                return min(known)
        if exact is not None:
            return exact
        found = self.id_of.get(lower)
        return found if found is not None else self.id_of.get(self.writing.capitalise(lower))

    def units(
        self, tokens: Sequence[Token], index: int, seen: Container[str] = ()
    ) -> tuple[Unit, ...]:
        """The units of ``tokens[index]`` where it stands; ``seen`` as for :meth:`units_of`."""
        token = tokens[index]
        if token.kind is Kind.WORD:
            return self.units_of(token.text, starts_sentence(tokens, index), seen)
        return tuple(Unit(i, self.words[i]) for i in self.encode_one(tokens, index))

    def encode(self, tokens: Sequence[Token], start: int = 0) -> list[int]:
        """Ids of ``tokens[start:]``, one or more for each token.

        The tokens before ``start`` decide only whether the first one begins a sentence.
        """
        ids: list[int] = []
        for index in range(start, len(tokens)):
            ids.extend(self.encode_one(tokens, index))
        return ids

    def encode_one(self, tokens: Sequence[Token], index: int) -> tuple[int, ...]:
        """The ids of ``tokens[index]`` where it stands."""
        token = tokens[index]
        if token.kind is Kind.WORD:
            return self.ids_of(token.text, starts_sentence(tokens, index))
        if token.kind is Kind.PARAGRAPH:
            return (PARAGRAPH,)
        fallback = NUMBER if token.kind is Kind.NUMBER else UNKNOWN
        return (self.id_of.get(normal(token.text), fallback),)


_LONGEST = 200
"""Characters of a word at most; what is longer is no word of any language."""


def can_stand(word: str) -> bool:
    """Can ``word`` be offered to a person? Nothing that breaks a line or cannot be seen can."""
    if not 0 < len(word) <= _LONGEST:
        return False
    if word.isprintable():
        return " " not in word
    return not any(c.isspace() or unicodedata.category(c) == "Cc" for c in word)
