"""Secrets by their place on a page: below the head of a table, in a list under a title, as the
answer to a question.

Reads whole lines. Must not know what a secret looks like.
"""

import re
from collections.abc import Iterator

from models.secret_labels import LABEL, LOGIN, PASSWORD

_HEAD = re.compile(rf"[\"']?(?:{LABEL}|pw|pass)[\"']?", re.IGNORECASE)
_LOGINS = re.compile(rf"[\"']?(?:{LOGIN})[\"']?", re.IGNORECASE)
_TITLE = re.compile(
    rf"[#*\s]{{0,8}}(?:(?:my|our|all|meine|unsere|alle|\w{{1,15}})[ ]{{1,2}})?"
    rf"(?:{PASSWORD}|logins?|zugangsdaten|credentials|zug\u00e4nge)"
    r"(?:[ ]\([^()\n]{1,40}\))?[*:\s]{0,6}",
    re.IGNORECASE,
)
_ITEM = re.compile(
    r"[ \t]{0,8}(?:[-*\u2022+]|\d{1,2}[.)])?[ \t]{0,3}"
    r"(?:[^:=\n]{1,40}(?:[:=]|[ ][-\u2013][ ])[ \t]{0,3})?(?P<value>\S[^\n]{1,60})"
)
_ASKS = re.compile(
    rf"{PASSWORD}[^\n]{{0,30}}\?[ \t]*\Z"
    r"|\b(?:what['\u2019]?s|which|send me|wie (?:ist|lautet)|schick mir|was ist)\b[^\n]{0,30}"
    rf"(?:{PASSWORD}|\bwi-?fi|\bwlan|code\b|\bpin\b)[^\n]{{0,20}}\Z",
    re.IGNORECASE,
)
_SIGN = re.compile(rf"{LABEL}|{PASSWORD}|logins?|zug\u00e4nge|wi-?fi|wlan|code|pin", re.IGNORECASE)
"""What no line that leads to a secret is without."""
_ANSWER = re.compile(
    r"[ \t]{0,8}(?:[\[(]?[\w :.-]{1,20}[\])]?:?[ ]?[\w ]{0,12}:[ \t]{0,3}|[-\u2013>][ ])?"
    r"(?P<value>\S[^\n]{1,40})"
)
_MOST_WORDS = 4
_DELIMITERS = ("\t", "|", ";", ",", None)


def by_place(text: str) -> Iterator[tuple[int, int]]:
    """Where secrets stand in ``text``: from and to."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for row, line in enumerate(lines):
        if len(line) > 400 or not _SIGN.search(line):
            continue
        for at, start, end in (
            *_below_head(lines, row),
            *_under_title(lines, row),
            *_answer(lines, row),
        ):
            yield starts[at] + start, starts[at] + end


def leads_on(text: str) -> bool:
    """Does ``text`` end in a line below which secrets stand?"""
    line = text.rstrip().rpartition("\n")[2]
    return len(line) <= 400 and bool(_TITLE.fullmatch(line) or _ASKS.search(line))


def _cells(line: str, delimiter: str | None) -> list[tuple[int, int]]:
    """The cells of a line: from and to, without the spaces around them; between two spaces and
    more, where there is no delimiter."""
    apart = re.compile(r"[ ]{2,}" if delimiter is None else re.escape(delimiter))
    edges = [0, *(edge for m in apart.finditer(line) for edge in m.span()), len(line)]
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        cell = line[start:end]
        found.append((start + len(cell) - len(cell.lstrip()), start + len(cell.rstrip())))
    return found


def _below_head(lines: list[str], row: int) -> Iterator[tuple[int, int, int]]:
    for delimiter in _DELIMITERS:
        cells = _cells(lines[row], delimiter)
        columns = [n for n, (a, b) in enumerate(cells) if _HEAD.fullmatch(lines[row][a:b])]
        if len(cells) < 2 or not columns or len(columns) == len(cells):
            continue
        if max(b - a for a, b in cells) > 40:
            continue  # a sentence
        columns += [n for n, (a, b) in enumerate(cells) if _LOGINS.fullmatch(lines[row][a:b])]
        for at in range(row + 1, len(lines)):
            below = _cells(lines[at], delimiter)
            if len(below) != len(cells) or any(_HEAD.fullmatch(lines[at][a:b]) for a, b in below):
                break  # no row of this table, or the head of the next
            for column in columns:
                start, end = below[column]
                if end - start <= 80 and any(c.isalnum() for c in lines[at][start:end]):
                    yield at, start, end
        return


def _under_title(lines: list[str], row: int) -> Iterator[tuple[int, int, int]]:
    if not _TITLE.fullmatch(lines[row]):
        return
    at = row + 1
    while at < len(lines) and at <= row + 2 and not lines[at].strip():
        at += 1
    while at < len(lines) and (match := _ITEM.fullmatch(lines[at])):
        if _TITLE.fullmatch(lines[at]) or len(match["value"].split()) > _MOST_WORDS:
            return
        yield at, *match.span("value")
        at += 1


def _answer(lines: list[str], row: int) -> Iterator[tuple[int, int, int]]:
    if not _ASKS.search(lines[row]):
        return
    for at in range(row + 1, min(row + 3, len(lines))):
        match = _ANSWER.fullmatch(lines[at])
        if match and len(match["value"].split()) <= _MOST_WORDS:
            yield at, *match.span("value")
            return
        if lines[at].strip():
            return
