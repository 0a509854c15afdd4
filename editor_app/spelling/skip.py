"""The parts of a text that are not prose: code, addresses, paths, names of things in programs.

Nothing in them is checked. Markdown's own parts are ``markdown``'s business; here are those that
any plain text may have. This module knows no words.
"""

import re
from bisect import bisect_right

from editor_app.spelling import markdown

_NOT_PROSE = re.compile(
    r"""
    (?<![\w+.-])(?:[a-z][a-z0-9+.-]{0,30}://|www\.)[^\s<>"]+       # address on the web
  | (?<![\w.+-])(?:mailto:)?[\w.+-]++@[\w-]+(?:\.[\w-]+)*         # e-mail
  | </?[A-Za-z][^<>\n]*>                                          # tag
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


class NotProse:
    """The spans of ``text`` that are left alone, for quick questions."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _NOT_PROSE.finditer(text)]
        spans += markdown.not_prose(text)
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
