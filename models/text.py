"""Words, and where they stand: the text rules that training and the editor share.

A text is a row of tokens: words, numbers, punctuation, paragraph ends. White space carries no token
of its own, but every token knows its offsets, so nothing is lost. The rules:

* A word is letters with inner apostrophes and hyphens ("don't", "well-known"), in any script, and
  with other signs where its language has them (Catalan "col·lecció"). In scripts that are written
  without spaces each character (with its marks) is a word.
* A number is digits with inner points and commas.
* A paragraph ends at a blank line, at a line end after a sentence, and behind a line that is too
  short to have been broken because it was full ("Dear Anna,", an item of a list).
* The first word of a sentence is written with a capital that says nothing about the word. Case is
  undone there on the way into the vocabulary and redone on the way out.

This module must not know the vocabulary, any model, or who reads the tokens. ``RULES_VERSION``
changes whenever the same text would give other tokens; a bundle names the version it was made with.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

RULES_VERSION = 2
RULES_READ = frozenset({1, 2})
"""Versions whose bundles give the same words here: in the first, short lines ended no paragraph."""
NARROW = 50
"""Characters: a shorter line was ended by its writer, not by the width of a page."""


class Kind(Enum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    PUNCTUATION = "punctuation"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text with its place: ``text[start:end]`` of the string it was cut from."""

    kind: Kind
    text: str
    start: int
    end: int


def _marks() -> str:
    """The combining marks of the basic plane as the inside of a character class."""
    codes = [c for c in range(0x300, 0xFE30) if unicodedata.category(chr(c))[0] == "M"]
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return "".join(f"\\u{first:04x}-\\u{last:04x}" for first, last in runs)


_MARK = _marks()
# Han, kana, Thai, Lao, Myanmar, Khmer: written without spaces between words.
_SPACELESS = (
    "\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u1000-\u102a"
    "\u1780-\u17b3\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
)
_SPACELESS_LETTER = re.compile(rf"[{_SPACELESS}]")
# Letters, and what Unicode counts with them in words: superscripts, fractions ("m²").
_LETTER = rf"(?:(?![{_SPACELESS}])[^\W\d_][{_MARK}]*)"
_JOINERS = "'\u2019\u2010\u2011\u200c\u00ad-"  # apostrophes, hyphens, ZWNJ, soft hyphen


@cache
def _token(joiners: str) -> re.Pattern[str]:
    """What a token is where these signs join letters, too."""
    joiner = f"[{re.escape(joiners)}{_JOINERS}]"
    return re.compile(
        rf"(?P<word>[{_SPACELESS}][{_MARK}]*|{_LETTER}+(?:{joiner}{_LETTER}+)*)"
        r"|(?P<number>\d+(?:[.,]\d+)*)"
        r"|(?P<space>\s+)"
        r"|(?P<punctuation>.)",
        re.DOTALL,
    )


@cache
def _prefix(joiners: str) -> re.Pattern[str]:
    """What an unfinished word is where these signs join letters, too."""
    joiner = f"[{re.escape(joiners)}{_JOINERS}]"
    return re.compile(rf"(?:{_LETTER}+{joiner})*{_LETTER}+{joiner}?\Z")


_LOOK_AHEAD = 1
"""How many characters past its end can decide where a token ends ("can" + "'" + "t")."""
_LINE_END = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")

SENTENCE_END = frozenset(".!?\u2026\u3002\uff01\uff1f")
LINE_MAY_END = SENTENCE_END | {":", ";"}
"""After these the end of a line ends a paragraph."""
_CLOSING = frozenset("\"'\u201d\u2019)]}\u00bb*_")
_OPENING = frozenset("\"'\u201c\u2018\u201e\u201a([{\u00ab\u2039\u00bf\u00a1*_#>-\u2013\u2014")


def _scan(text: str, start: int, before: Sequence[Token], joiners: str) -> Iterator[Token]:
    """Tokens of ``text`` from ``start`` on; ``before`` are the ones that end by there."""
    last_two = list(before[-2:])
    for match in _token(joiners).finditer(text, start):
        kind = match.lastgroup
        if kind == "space":
            width = match.start() - text.rfind("\n", 0, match.start()) - 1
            if not _ends_paragraph(match.group(), last_two, width):
                continue
            kind = "paragraph"
        assert kind is not None
        token = Token(Kind(kind), match.group(), match.start(), match.end())
        last_two = [*last_two[-1:], token]
        yield token


def _ends_paragraph(space: str, last_two: Sequence[Token], width: int) -> bool:
    """Whether a run of white space behind these tokens and a line so wide closes a paragraph."""
    line_ends = len(_LINE_END.findall(space))
    if line_ends == 0 or not last_two:
        return False
    if line_ends > 1 or width < NARROW:
        return True
    if last_two[-1].text in _CLOSING and len(last_two) > 1:
        return last_two[-2].text in LINE_MAY_END
    return last_two[-1].text in LINE_MAY_END


def tokenise(text: str, joiners: str = "") -> list[Token]:
    """All tokens of ``text``, in order; ``joiners`` are signs that join letters in its language
    beside apostrophes and hyphens. Never raises, whatever the text holds."""
    return list(_scan(text, 0, (), joiners))


class Tokeniser:
    """Tokens of a text that keeps changing, at the cost of the change.

    After ``update(text)`` the property ``tokens`` equals ``tokenise(text, joiners)``; only what
    follows the first difference is cut again. Not thread-safe.
    """

    def __init__(self, joiners: str = "") -> None:
        self._joiners = joiners
        self._text = ""
        self.tokens: list[Token] = []

    def update(self, text: str) -> int:
        """Take ``text`` as the new whole text; return how many leading tokens were kept."""
        same = common_length(self._text, text)
        ends = bisect_left(self.tokens, same - _LOOK_AHEAD, key=lambda token: token.end)
        keep = ends
        # A run of white space grows, and what it means depends on the two tokens before it.
        while keep and self.tokens[keep - 1].kind is Kind.PARAGRAPH:
            keep -= 1
        del self.tokens[keep:]
        start = self.tokens[-1].end if self.tokens else 0
        self.tokens.extend(_scan(text, start, self.tokens[-2:], self._joiners))
        self._text = text
        return keep


def common_length(a: str, b: str) -> int:
    """Length of the common start of two strings, by halving: slices compare at memory speed."""
    if b.startswith(a):
        return len(a)
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def split_at_cursor(text: str, joiners: str = "") -> tuple[str, str]:
    """Split the text before a cursor into (context, prefix); their sum is the text.

    The prefix is the unfinished word, with a trailing joiner where more letters may follow
    ("don'"). It is "" at a word boundary, and in scripts without spaces, where every character is
    a finished word. ``joiners`` as for :func:`tokenise`.
    """
    # Only the last line can matter; a bounded look back keeps a letter cheap in a long text.
    window_start = max(0, len(text) - 200)
    match = _prefix(joiners).search(text, window_start)
    if match is None:
        return text, ""
    return text[: match.start()], text[match.start() :]


def is_spaceless(letter: str) -> bool:
    """Whether a character belongs to a script that is written without spaces between words."""
    return _SPACELESS_LETTER.match(letter) is not None


def is_inside(after: str) -> bool:
    """Whether a cursor before ``after`` stands inside a word, where none is finished or begun. In
    scripts without spaces every place is between two words."""
    return after[:1].isalnum() and not is_spaceless(after[0])


def keystrokes(text: str, composed: float = 1.0) -> float:
    """Keys that typing ``text`` takes, each of its characters without spaces between words being
    put together by an input method from ``composed`` keys on average."""
    return len(text) + (composed - 1.0) * sum(map(is_spaceless, text))


def normal(word: str) -> str:
    """The form of ``word`` under which vocabulary and counts know it: NFC, straight apostrophe,
    plain hyphen, no soft hyphens."""
    if word.isascii():
        return word
    word = word.replace("\u00ad", "").replace("\u2019", "'")
    word = word.replace("\u2010", "-").replace("\u2011", "-")
    return unicodedata.normalize("NFC", word)


def starts_sentence(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word at ``index`` (which may be ``len(tokens)``) would begin a sentence.

    Opening quotes and brackets before it, and closing ones after the sentence's end, are looked
    through.
    """
    index -= 1
    while index >= 0 and tokens[index].text in _OPENING:
        # An apostrophe or quote may also close the sentence before: look at both readings.
        index -= 1
    while index >= 0 and tokens[index].text in _CLOSING:
        index -= 1
    if index < 0:
        return True
    token = tokens[index]
    return token.kind is Kind.PARAGRAPH or token.text in SENTENCE_END


def is_capitalised(word: str) -> bool:
    """First letter upper case, the rest (if any) lower: "The", "I", "Don't"."""
    return word[:1].isupper() and (len(word) == 1 or word[1:].islower())


def is_all_capitals(word: str) -> bool:
    """Two letters or more, all upper case; "I'" is one letter."""
    return word.isupper() and sum(map(str.isalpha, word)) > 1


def capitalise(word: str) -> str:
    """Upper case for the first letter; the rest stays."""
    return word[:1].upper() + word[1:]
