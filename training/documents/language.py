"""Is a text in the base's language? Judged by the language's most frequent words.

Nothing here is about English except the words that stand in when no base is given.
"""

from collections.abc import Iterable, Sequence

from models.text import Kind, normal, tokenise

_ENGLISH = (
    "the of and to in is was that it for on with as he his be at by had not are but from have "
    "they which one you were all her she there would their we him been has when who will more no "
    "if out so what up said its about than into them can only other new some could time these two "
    "may then do first any my now such like our over me even most made after also did many before "
    "must through back where much your way well down should because long each just those how too "
    "little good very make an or this i a"
)
_MOST = 150
_LEAST_SHARE = 0.17
"""Running English has 0.40–0.55 of its words among the 150 most frequent, terse notes 0.2 or more;
other European languages reach 0.02–0.10 by words that look alike."""


class LanguageTest:
    """The language of a vocabulary."""

    def __init__(self, frequent: Iterable[str] = tuple(_ENGLISH.split())) -> None:
        """``frequent`` are the language's commonest words."""
        self._frequent = frozenset(normal(word).casefold() for word in frequent)

    @classmethod
    def of_vocabulary(cls, words: Sequence[str]) -> "LanguageTest":
        """The language whose words these are, commonest first."""
        letters = (word for word in words if word.replace("'", "").isalpha())
        return cls(word for word, _ in zip(letters, range(_MOST), strict=False))

    def count(self, paragraph: str) -> tuple[int, int]:
        """(frequent words, words) of a paragraph."""
        words = [t.text for t in tokenise(paragraph) if t.kind is Kind.WORD]
        return sum(normal(word).casefold() in self._frequent for word in words), len(words)

    @staticmethod
    def is_other(frequent: int, words: int, least_words: int) -> bool:
        """True only when there are enough words to tell and too few are frequent ones."""
        return words >= least_words and frequent < _LEAST_SHARE * words
