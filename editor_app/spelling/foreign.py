"""Which parts of a text are in another language, and so no business of the checker at hand?

A sentence is foreign where several of its words are unknown, and the small words among them are
those of one other language; without such words, where nearly nothing in it is known. This module
must not know which words a language has: that is told.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from pathlib import Path

from models.text import SENTENCE_END, Kind, Token, normal

_DATA = Path(__file__).parent / "data" / "foreign.json"
_LEAST_UNKNOWN = 4
_SHARE, _SHARE_OF_ANY = 0.3, 0.75
"""Share of unknown words: with small words of one language among them, and without."""
_SMALL_WORDS = 2
_BREAKS = SENTENCE_END | frozenset('"\u201c\u201d\u00ab\u00bb()[];:\u2014|*_')


@cache
def _small_words() -> dict[str, frozenset[str]]:
    """Language → its most frequent words."""
    data: dict[str, str] = json.loads(_DATA.read_text(encoding="utf-8"))
    return {language: frozenset(words.split()) for language, words in data.items()}


def foreign(tokens: Sequence[Token], unknown: Collection[int], own: str = "en") -> frozenset[int]:
    """The words of sentences in another language.

    Args:
        tokens: a text.
        unknown: the places of the words in it that its language does not know.
        own: the code of that language.
    """
    if len(unknown) < _LEAST_UNKNOWN:
        return frozenset()
    found: set[int] = set()
    for words in _stretches(tokens):
        strange = [index for index in words if index in unknown]
        if len(strange) >= _LEAST_UNKNOWN and _is_foreign(tokens, words, strange, own):
            found.update(words)
    return frozenset(found)


def _is_foreign(
    tokens: Sequence[Token], words: Sequence[int], strange: Sequence[int], own: str
) -> bool:
    share = len(strange) / len(words)
    if share < _SHARE:
        return False
    if share >= _SHARE_OF_ANY:
        return True
    texts = {normal(tokens[index].text).lower() for index in strange}
    others = (small for language, small in _small_words().items() if language != own)
    return any(len(texts & small) >= _SMALL_WORDS for small in others)


def _stretches(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """The words of each sentence, quotation or bracket."""
    row: list[int] = []
    for index, token in enumerate(tokens):
        if token.kind is Kind.WORD:
            row.append(index)
        elif token.kind is Kind.PARAGRAPH or token.text in _BREAKS:
            if row:
                yield row
            row = []
    if row:
        yield row
