"""Spell hints for languages that have a dictionary and nothing else: Hunspell's word, in context.

English has an error model, frequent pairs and confusions of its own (``checker``); none of it says
anything of another language, and here none of it is used. A word is right if the dictionary, the
base's vocabulary or the person knows it, whole or in its hyphened parts; corrections are the
dictionary's, ranked by how the language model likes them in the sentence. Not thread-safe.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from editor_app.spelling.foreign import foreign
from editor_app.spelling.hints import (
    ESTABLISHED,
    NOTHING_IGNORED,
    Changed,
    Checked,
    Hint,
    Ignored,
    Uses,
)
from editor_app.spelling.other_words import other_words
from editor_app.spelling.sentence import LOOK_AHEAD, LOOK_BACK, SentenceModel
from editor_app.spelling.skip import NotProse
from editor_app.spelling.standing import NobodysWords, PersonalWords
from editor_app.spelling.thesaurus import Thesaurus
from models.text import Kind, Token, normal, starts_sentence
from models.writing import PLAIN, Writing

_SEEN = 5
"""Occurrences in general text after which a word is taken for right."""
_MOST = 5
_LOOKED_AT = 8
_PER_PLACE = 0.8
"""What each place in the dictionary's own order costs, in nats."""
_LONGEST_ACRONYM = 5


class WordBook(Protocol):
    """A spelling dictionary, as Hunspell's library gives it."""

    def spell(self, word: str) -> bool:
        """Whether the word is right."""
        ...

    def suggest(self, word: str) -> Sequence[str]:
        """Words that may have been meant, the likeliest first."""
        ...


class KnownWords:
    """What is right: by the dictionary, by general text, by the person."""

    def __init__(
        self,
        book: WordBook,
        counts: Mapping[str, int],
        personal: PersonalWords | None = None,
        writing: Writing = PLAIN,
    ) -> None:
        """``writing``: how the language of ``book`` is written."""
        self.book = book
        self.writing = writing
        self.personal: PersonalWords = personal or NobodysWords()
        self._counts = counts
        self._added: set[str] = set()
        self._memory: dict[str, bool] = {}

    def add(self, words: Iterable[str]) -> None:
        """Put words into the person's dictionary."""
        self._added.update(map(normal, words))
        self._memory.clear()

    def refresh(self) -> Changed:
        """Read again what the person taught."""
        self._memory.clear()
        return self.personal.refresh()

    def is_right(self, word: str) -> bool:
        """Whether a word of a text is right, whole or in its parts."""
        found = self._memory.get(word)
        if found is None:
            if len(self._memory) > 200_000:  # text without end must not fill the memory
                self._memory.clear()
            plain = normal(word)
            found = self._is_word(plain) or self._are_words(self.writing.parts(plain))
            self._memory[word] = found
        return found

    def _are_words(self, parts: Sequence[str]) -> bool:
        """Whether what an unknown word is made of is right; what is elided is no word alone."""
        if len(parts) == 1:
            return False
        if parts[1] == "'":
            return self.is_right(parts[2])
        words = (part for part in parts if part.strip("-") and part not in self.writing.endings)
        return all(map(self.is_right, words))

    def _is_word(self, word: str) -> bool:
        forms = {word, self.writing.lower(word)} if word[:1].isupper() else {word}
        return any(
            form in self._added
            or self._counts.get(form, 0) >= _SEEN
            or self.personal.uses(form) > 0
            for form in forms
        ) or self.book.spell(word)


class DictionaryChecker:
    """Finds words that nobody knows."""

    def __init__(
        self,
        lexicon: KnownWords,
        model: SentenceModel | None = None,
        language: str = "",
        thesaurus: Thesaurus | None = None,
    ) -> None:
        """``language``: the code of the dictionary's; sentences in another one are left alone."""
        self.lexicon = lexicon
        self._model = model
        self._language = language
        self._thesaurus = thesaurus

    def close(self) -> None:
        """Close all files."""
        self.lexicon.personal.close()

    def check(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Checked:
        """What is to be said of ``text``; the arguments are those of ``Checker.check``."""
        tokens = self.lexicon.writing.tokenise(text)
        not_prose = NotProse(text)
        doubts = [
            index
            for index, token in enumerate(tokens)
            if token.kind is Kind.WORD
            and _is_checkable(token.text)
            and token.text not in ignored
            and not self.lexicon.is_right(token.text)
            and token.start not in not_prose
        ]
        elsewhere = foreign(tokens, doubts, self._language)
        doubts = [index for index in doubts if index not in elsewhere]
        unknown = tuple(tokens[index].text for index in doubts)
        uses = uses or Counter(unknown).__getitem__
        hints = [
            self._hint(tokens, index) for index in doubts if uses(tokens[index].text) < ESTABLISHED
        ]
        return Checked(tuple(hint for hint in hints if hint is not None), (), unknown)

    def mend(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Hint | None:
        """Nothing: how sure a correction is, is known for English only."""
        return None

    def others(self, text: str, place: int) -> tuple[Token, tuple[str, ...]] | None:
        """The word of ``text`` at ``place`` and others that may stand for it, the likeliest there
        first; ``None`` where there is no word."""
        return other_words(self._thesaurus, self._model, self.lexicon.writing.tokenise(text), place)

    def _hint(self, tokens: Sequence[Token], index: int) -> Hint | None:
        token = tokens[index]
        words = self._ranked(tokens, index)
        # A name is in no dictionary: with a capital only what one slip would explain is questioned.
        if token.text[:1].isupper() and not any(is_one_slip(token.text, word) for word in words):
            return None
        return Hint(token.start, token.end, token.text, "misspelling", tuple(words[:_MOST]))

    def _ranked(self, tokens: Sequence[Token], index: int) -> list[str]:
        """The dictionary's corrections, ranked by the sentence, in the case of the word."""
        word = normal(tokens[index].text)
        meant = self.lexicon.book.suggest(word)
        found = [one for one in meant if one[:1].isalpha()][:_LOOKED_AT]  # "-athen" is half a word
        if self._model is not None and found:
            vocabulary = self._model.vocabulary
            start = starts_sentence(tokens, index)
            first = max(0, index - LOOK_BACK)
            before = [i for k in range(first, index) for i in vocabulary.encode_one(tokens, k)]
            behind = range(index + 1, min(index + 1 + LOOK_AHEAD, len(tokens)))
            after = [i for k in behind for i in vocabulary.encode_one(tokens, k)]
            ids = [
                tuple(i for part in one.split() for i in vocabulary.ids_of(part, start))
                for one in found
            ]
            place = self._model.place(before)
            scores = self._model.left(place, ids) + self._model.right(place, ids, after)
            order = sorted(range(len(found)), key=lambda k: _PER_PLACE * k - float(scores[k]))
            found = [found[k] for k in order]
        typed = word[:1] if word[:1].isupper() else ""
        cased = (self.lexicon.writing.redo_case(one, typed, False) for one in found)
        return list(dict.fromkeys(cased))


def _is_checkable(word: str) -> bool:
    return len(word) > 1 and not (word.isupper() and len(word) <= _LONGEST_ACRONYM)


def is_one_slip(written: str, meant: str) -> bool:
    """Whether one letter more, less, other, or two swapped make one of two words the other."""
    a, b = sorted((written.lower(), meant.lower()), key=len)
    if a == b or len(b) - len(a) > 1:
        return False
    same = next((k for k in range(len(a)) if a[k] != b[k]), len(a))
    rest, other = a[same:], b[same:]
    if len(a) < len(b):
        return rest == other[1:]
    swapped = rest[1:2] + rest[:1] + rest[2:]
    return rest[1:] == other[1:] or swapped == other
