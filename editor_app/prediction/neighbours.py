"""What cannot stand next here, and what stands without a space: endings of numbers, words again.

"19" is followed by "th" at once, after a space by nothing like it; a content word is not said again
with nothing but one word between. Knows tokens, no probabilities.
"""

from collections.abc import Callable, Sequence

from models.language import Language
from models.text import Kind, Token, normal

_ORDINALS = ("st", "nd", "rd", "th")
_DECADE = "s"
_REACH = 2
"""Words back in which a content word is not said again."""


def barred(
    tokens: Sequence[Token],
    after_space: bool,
    is_content: Callable[[str], bool],
    language: Language,
) -> frozenset[str]:
    """Words, in small letters, that cannot come behind ``tokens``."""
    if not tokens or not language.spaces:  # characters of one word are often said twice
        return frozenset()
    if tokens[-1].kind is Kind.NUMBER:
        if language.primary != "en":
            return frozenset()
        glued = set() if after_space else endings(tokens[-1].text)
        return frozenset({*_ORDINALS, _DECADE} - glued)
    if not after_space:
        return frozenset()
    said = [normal(token.text).lower() for token in tokens[-_REACH:] if token.kind is Kind.WORD]
    last = said[-1:] if tokens[-1].kind is Kind.WORD else []
    again = said if len(said) == _REACH else last
    return frozenset({*last, *filter(is_content, again)})


def endings(number: str) -> set[str]:
    """What is written at once behind a number in figures: "19" → "th", "1990" → "th", "s"."""
    if not number.isdecimal():
        return set()
    teens = number[-2:] in ("11", "12", "13")
    found = {"th" if teens else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")}
    if number[-1] == "0" and len(number) in (2, 4):
        found.add(_DECADE)
    return found
