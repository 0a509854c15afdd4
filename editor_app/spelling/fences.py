"""Blocks of lines that are no prose, for whoever goes through a document line by line.

``markdown`` knows the same of a whole text; this takes a look at each line and carries what is open
from one to the next. Must not know words, nor who goes through the lines.
"""

import re

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})(.*)")
_COMMENT, _FORMULA, _FRONT = "<!--", "$$", "---"


def fence_after(line: str, fence: str, first: bool = False) -> str:
    """What is open behind ``line``, when ``fence`` ("" for nothing) was open before it.

    A fence is closed by the same character, at least as often, with nothing behind; comments and
    formulas by their ends, front matter, which begins with the ``first`` line, by another line of
    dashes.
    """
    if fence == _COMMENT:
        return "" if "-->" in line else fence
    if fence in (_FORMULA, _FRONT):
        return "" if line.strip() in (fence, "...") else fence
    found = _FENCE.match(line)
    if found is None:
        return fence or _opened(line, first)
    marks, rest = found.groups()
    if not fence:
        return "" if marks[0] == "`" and "`" in rest else marks
    closes = marks[0] == fence[0] and len(marks) >= len(fence) and not rest.strip()
    return "" if closes else fence


def _opened(line: str, first: bool) -> str:
    """What other than a fence a line leaves open."""
    if line.rfind(_COMMENT) > line.rfind("-->"):
        return _COMMENT
    if first and line.rstrip() == _FRONT:
        return _FRONT
    return _FORMULA if line.strip() == _FORMULA else ""
