"""How likely a token near a secret's name is that secret: points for the name, for what leads from
it to the token, for the token's place, and for how unlike a word of everyday writing it looks.

A point is about a bit of odds (a naive Bayes with rounded weights). It finds what no saying was
foreseen for; what is given to a name outright is found elsewhere. Must not know where texts come
from.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from models.letters import surprise
from models.secret_labels import LOGIN, PASSWORD, QUESTION, SAID_OF_PASSWORDS

_ENOUGH = 8
_STRONG, _WEAK = 4, 2
"""For the name of a password, and for a question whose answer is one."""
_POINTS = {"strong": _STRONG, "weak": _WEAK, "login": 0}
"""What stands behind a login is a secret where there is a password, too."""
_GIVEN, _TOLD, _BESIDE, _QUOTED = 3, 2, 1, 2
"""For a sign such as ":" or "->" before it, for "is", for nothing in between, for quotes around."""
_UNCOMMON, _ODD, _SURPRISING, _COMMON = 2, 3, 1, -6
"""For a word that is none of the usual, for digits or signs inside, for letters that hardly follow
each other so; and for a usual word."""
_LAST = 1
"""For the end of a clause."""
_NEAR = 6
"""Words from a name within which distance costs nothing; each three more cost a point."""
_LONGEST = 400
"""Characters of a line that is looked at: a longer one is no note."""
_ODD_LETTERS = 4.6
"""Bits a letter, above those of words."""
_MOST_WORDS = 4
"""Of one secret."""

_NAMES = re.compile(
    rf"(?P<strong>{PASSWORD})|(?P<weak>{QUESTION})|(?P<login>{LOGIN})", re.IGNORECASE
)
_TOKEN = re.compile(r"[^\s\"\u201c\u201d\u201e\u00ab\u00bb()\[\]{}<>|,;=\u2192\u21d2]{2,80}")
_PARTS = re.compile("[-/'\u2019]")
_ENDINGS = ("s", "es", "ed", "d", "ing", "ly", "en", "e")
_EDGES = ".!?:'\u2018\u2019-\u2013\u2014*_`/"
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb`"
_GIVES = re.compile(
    r"(?:[:=?\u2192\u21d2]|->|=>|[ ][-\u2013\u2014/])[\s\"'\u201c\u201e\u00ab`*]{0,4}\Z"
)
_TELLS = re.compile(
    r"(?:(?<![^\W_])(?:is|was|ist|war|lautet|hei\u00dft|est|es|\u00e8|\u00e9|er|\u00e4r|je|jest|to|on|auf"
    r"|now|still|just|jetzt|nun|noch|say|type|enter|use|try|tippe|nimm|sag)|['\u2019]s)"
    r"[\s\"'\u201c\u201e\u00ab`*]{1,4}\Z",
    re.IGNORECASE,
)
_STOPS = re.compile(r"[ \t\"'\u201d\u00bb)*`]*(?:[.,;!?)]|\Z)")


@dataclass(frozen=True, slots=True)
class _Token:
    """Something between spaces on a line."""

    text: str
    start: int
    end: int


def by_odds(text: str) -> Iterator[tuple[int, int]]:
    """Where secrets are likely to stand in ``text``: from and to."""
    lines = text.split("\n")
    at = 0
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if len(line) <= _LONGEST and (names := list(_NAMES.finditer(line))):
            asks = line.rstrip().endswith((":", "?"))
            whole = f"{line}\n{following}" if asks and len(following) <= _LONGEST else line
            for start, end in _of_line(whole, names):
                yield at + start, at + end
        at += len(line) + 1


def _of_line(line: str, names: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    named = max(_POINTS[str(name.lastgroup)] for name in names)
    if not named:
        return
    tokens = [
        t for t in _tokens(line) if not any(n.start() < t.end and t.start < n.end() for n in names)
    ]
    first, lead, end = tokens[:1], 0, 0  # of what a name leads to, and how surely it does
    for token in tokens:
        led = _link(line, token, names)
        goes_on = not line[end : token.start].strip() and len(first) < _MOST_WORDS
        if led >= _TOLD or not goes_on:
            first, lead = [token], led
        else:
            first.append(token)
        end = token.end
        points = named + max(led, lead) + _looks(token.text)
        points += _LAST if _STOPS.match(line, token.end) else 0
        points -= _distance(line, token, names) // 3
        if points >= _ENOUGH:
            yield (first[0] if lead >= _TOLD else token).start, token.end


def _tokens(line: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(line):
        text = match.group()
        bare = text.strip(_EDGES)
        if len(bare) >= 2:
            start = match.start() + text.index(bare)
            yield _Token(bare, start, start + len(bare))


def _link(line: str, token: _Token, names: list[re.Match[str]]) -> int:
    """What leads to ``token`` from the name before it."""
    before, behind = line[max(0, token.start - 24) : token.start], line[token.end : token.end + 1]
    points = _QUOTED if behind and behind in _QUOTES and before[-1:] in _QUOTES else 0
    ends = [name.end() for name in names if name.end() <= token.start]
    if not ends:
        return points
    if _GIVES.search(before):
        return points + _GIVEN
    if _TELLS.search(before):
        return points + _TOLD
    return points + (_BESIDE if not line[ends[-1] : token.start].strip() else 0)


def _distance(line: str, token: _Token, names: list[re.Match[str]]) -> int:
    """Words between ``token`` and the nearest name, beyond those that are near."""
    words = min(
        len(line[name.end() : token.start].split())
        if name.end() <= token.start
        else len(line[token.end : name.start()].split())
        for name in names
    )
    return max(0, words - _NEAR)


def _looks(word: str) -> int:
    """How unlike a word of everyday writing it looks."""
    low = word.lower()
    if word.isdigit():
        return 0
    if low in SAID_OF_PASSWORDS or all(map(_is_common, filter(None, _PARTS.split(low)))):
        return _COMMON
    inside = any(not c.isalpha() for c in word) or any(
        b.isupper() and not a.isupper() for a, b in pairwise(word)
    )
    return (
        _UNCOMMON + (_ODD if inside else 0) + (_SURPRISING if surprise(low) > _ODD_LETTERS else 0)
    )


def _is_common(word: str) -> bool:
    """Is it a usual word, or a form of one, or too short to tell?"""
    if len(word) <= 2:
        return True
    stems = (word.removesuffix(end) for end in _ENDINGS if len(word) > len(end) + 2)
    return any(stem in common_words() for stem in (word, *stems))


@cache
def common_words() -> frozenset[str]:
    """The 2,500 most frequent words that the shipped base learned from, and those of sentences in
    some other languages."""
    listed = Path(__file__).with_name("common_words.txt")
    return frozenset(listed.read_text(encoding="utf-8").split())
