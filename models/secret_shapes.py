"""What no person should find in their suggestions, by its looks alone: drawn letters, letters and
digits in one, numbers, rows of words without a sentence.

It needs no name of a secret beside it. Must not know such names.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from models.letters import surprise

_KEY_SURPRISE = 5.4
"""Bits a letter: of 14,095 words of eight letters and more in held-out text, 12 lie above."""
_SIGN = "[0-9A-Za-z\u00c0-\u024f\u0370-\u04ff]"
_MIXED = re.compile(rf"(?<![^\W_])(?=[^\W_]*\d)(?=\d*[^\W\d_]){_SIGN}{{3,60}}(?![^\W_])")
_LETTERS = re.compile(r"(?<![^\W_])[A-Za-z]{8,200}(?![^\W_])")
_ORDINARY = re.compile(
    r"(?:\d{1,4}(?:st|nd|rd|th|s|er|te|am|pm|h|[a-z\u00b5]{1,4})"  # 20th, 1990s, 10am, 300dpi
    r"|[A-Za-z]{1,3}\d{1,3}|[A-Z]{2,5}-?\d{1,2}"  # A4, mp3, Q3, COVID19
    r"|[A-Za-z][a-z]{2,14}\d"  # Python3, figure1
    r"|\d{1,2}[hH]\d{2}|\d[dxDX]\d?|[a-z]\d{1,2}[a-z]|\d{1,3}[A-Z]{1,3}"  # 10h30, 4x4, i18n, 5GB
    r"|(?:(?:H|C|N|O|S|P|K|Na|Ca|Cl|Fe|Mg|Si|Al|Cu|Zn|Mn)\d{0,2}){2,6}"  # H2SO4
    r"|0x[0-9a-f]{1,4}|u\d{1,3}[a-z]?)"
)
"""Letters and digits in one that people write of many things."""
_HYPHENED = re.compile(r"(?<![\w-])[^\W_]{2,12}(?:-[^\W_]{2,12}){1,12}(?![\w-])")
_HEX = re.compile(r"(?<![\w])(?:[0-9A-F]{4}[ :]{1,2}){3,12}[0-9A-F]{4}(?![\w])")
_NUMBER = re.compile(r"(?<![\w.,/:-])\d{4,}(?![\w]|[.,:/-]\d)")
_YEARS = range(1000, 2101)
_MARKED = re.compile(
    r"(?<![\w-])[A-Z]-\d{4,8}(?![\w-])|(?<![\w#*])(?:#\d{3,8}[#*]?|\d{3,8}[#*])(?![\w*#])"
)
_GROUPED = re.compile(r"(?<![\w.,/:-])\d{1,6}(?:[ \u00a0-]\d{1,6}){1,9}(?![\w]|[.,:/-]\d)")
_DAY = re.compile(
    r"(?:1\d|20)\d\d-[01]?\d-[0-3]?\d|[0-3]?\d-[0-3]?\d-(?:(?:1\d|20)\d\d|\d\d)"
    r"|(?:1\d|20)\d\d-(?:(?:1\d|20)?\d\d)"
)
_WORDS_IN_A_ROW = re.compile(r"(?<![\w'-])[a-z]{3,8}(?:[ ,]{1,2}[a-z]{3,8}){10,23}(?![\w'-])")
_OFTEN = (
    "the and for was his her had but not are were have from she him which been their has its who "
    "our did may how because could would should than into your some through get don other "
    "der die das und ist den dem ein mit von auf sich nicht auch als wie nach bei "
    "les des une est que pour dans qui los las del para una por con como che per non"
)
_OF_SENTENCES = frozenset(_OFTEN.split(" "))
"""Words that stand in every dozen of a sentence, and in no list that keys are drawn from."""


def by_looks(text: str, digits: bool) -> Iterator[tuple[int, int, str]]:
    """What of ``text`` is a secret by its looks: from, to, and what it is called. ``digits``: are
    there any?"""
    yield from _drawn(text)
    if digits:
        yield from _mixed(text)
        yield from _numbers(text)


def _drawn(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _LETTERS.finditer(text):
        if surprise(match.group()) > _KEY_SURPRISE:
            yield *match.span(), "key"
    for match in _WORDS_IN_A_ROW.finditer(text):
        words = re.split("[ ,]+", match.group())
        if not _OF_SENTENCES & {*words} and len({*words}) > 0.8 * len(words):
            yield *match.span(), "key"


def _mixed(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _MIXED.finditer(text):
        if is_odd(match.group()):
            yield *match.span(), "key"
    for match in _HYPHENED.finditer(text):
        pieces = match.group().split("-")
        mixed = sum(not p.isdigit() and not p.isalpha() for p in pieces)
        if mixed >= 2 or any(map(is_odd, pieces)):
            yield *match.span(), "key"
    for match in _HEX.finditer(text):
        yield *match.span(), "key"


def _numbers(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _NUMBER.finditer(text):
        if len(match.group()) > 4 or int(match.group()) not in _YEARS:
            yield *match.span(), "number"
    for match in _MARKED.finditer(text):
        yield *match.span(), "number"
    for match in _GROUPED.finditer(text):
        if _is_code(match.group()):
            yield *match.span(), "number"


def is_odd(piece: str) -> bool:
    """Are letters and digits mixed in it as people mix them in passwords and codes alone?"""
    if piece.isalpha() or piece.isdigit() or _ORDINARY.fullmatch(piece):
        return False
    digits = sum(c.isdigit() for c in piece)
    letters = len(piece) - digits
    switches = sum(a.isdigit() != b.isdigit() for a, b in pairwise(piece))
    return digits >= 4 or letters >= 4 or (switches >= 2 and len(piece) >= 4)


def _is_code(found: str) -> bool:
    groups = re.split("[ \u00a0-]", found)
    if _DAY.fullmatch(found) or all(len(g) == 4 and int(g) in _YEARS for g in groups):
        return False
    return len(groups) >= 3 or sum(map(len, groups)) >= 6
