"""The parts of a text that are not prose: code, addresses, paths, names of things in programs.

Nothing in them is checked. This module knows plain text and Markdown, no words.
"""

import re
from bisect import bisect_right

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})(.*)")
_NOT_PROSE = re.compile(
    r"""
    (?P<ticks>`+)(?!`)[^\n]*?(?<!`)(?P=ticks)(?!`)            # code span
  | (?<![\w+.-])(?:[a-z][a-z0-9+.-]{0,30}://|www\.)[^\s<>"]+       # address on the web
  | (?<![\w.+-])(?:mailto:)?[\w.+-]++@[\w-]+(?:\.[\w-]+)*         # e-mail
  | (?<=\])\([^()\s]*\)                                           # target of a Markdown link
  | </?[A-Za-z][^<>\n]*>                                          # tag
  | &[A-Za-z]+;                                                   # entity
  | (?<![\w.])[@\#][\w/-]*[A-Za-z_][\w/-]*                        # mention, hash tag
  | \\[A-Za-z]+                                                   # command of TeX
  | (?<!\w)(?:[A-Za-z]:\\|~?\.{0,2}/(?=\w))[^\s"'`<>|,;)]*         # path from a root
  | \b\w+(?:[/\\]\w[\w.-]*){2,}                                   # path of three parts or more
  | (?<![\w-])[\w-]++(?:\.\w+)+\b(?<!\d)                          # file or host name, a.b.c
  | \b\w*(?:[A-Za-z]\d|\d[A-Za-z]|_)\w*                           # letters with digits, snake_case
  | \b\w+(?:::|->)\w+[\w:>-]*                                     # C++ and the like
  | (?<!\w)--?[A-Za-z][\w-]*                                      # option of a command
  | \b[A-Za-z_]\w*\(\)                                            # call
  | \b(?:[a-z]+|[A-Z][a-z]+)[A-Z]\w*                              # camelCase, CamelCase
  | \b[A-Z]{2,}[a-z]+[A-Z]\w*|\b[A-Z]{2,}e?s\b                    # XMLHttp, URLs
    """,
    re.VERBOSE,
)

Spans = list[tuple[int, int]]


def fence_after(line: str, fence: str) -> str:
    """The fence that is open behind ``line``, when ``fence`` ("" for none) was open before it.

    For an editor that goes line by line; Markdown's rule: closed by the same character, at least as
    often, with nothing behind.
    """
    found = _FENCE.match(line)
    if found is None:
        return fence
    marks, rest = found.groups()
    if not fence:
        return "" if marks[0] == "`" and "`" in rest else marks
    closes = marks[0] == fence[0] and len(marks) >= len(fence) and not rest.strip()
    return "" if closes else fence


def _fenced(text: str) -> Spans:
    if "```" not in text and "~~~" not in text:
        return []
    spans: Spans = []
    fence, opened, place = "", 0, 0
    for line in text.splitlines(keepends=True):
        after = fence_after(line.rstrip("\r\n"), fence)
        if after and not fence:
            opened = place
        place += len(line)
        if fence and not after:
            spans.append((opened, place))
        fence = after
    if fence:
        spans.append((opened, place))
    return spans


class NotProse:
    """The spans of ``text`` that are left alone, for quick questions."""

    def __init__(self, text: str) -> None:
        spans = _fenced(text)
        spans += (match.span() for match in _NOT_PROSE.finditer(text))
        spans.sort()
        self._starts: list[int] = []
        self._ends: list[int] = []
        end = 0
        for start, stop in spans:
            end = max(end, stop)  # an inner span must not hide the rest of an outer one
            self._starts.append(start)
            self._ends.append(end)

    def __contains__(self, place: int) -> bool:
        """Whether the character at ``place`` is left alone."""
        i = bisect_right(self._starts, place) - 1
        return i >= 0 and place < self._ends[i]


def is_checkable(word: str) -> bool:
    """Whether a word is of a kind that English spelling rules: Latin letters, no acronym, not too
    long."""
    if not word.isascii() and not all(c < "\u0250" or c in "\u2019\u2010\u2011" for c in word):
        return False
    if word.isupper() and len(word) <= _LONGEST_ACRONYM:
        return False
    return 1 < len(word) <= _LONGEST_WORD  # a lone letter is a name for something, a list's mark


_LONGEST_ACRONYM = 5
_LONGEST_WORD = 60
"""Letters; what is longer is a chain of words or no word at all."""
