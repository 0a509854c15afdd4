"""``foretype check``: spell hints for a file or standard input, for people and for scripts."""

import errno
import json
import os
import sys
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from editor_app.prediction.session import SessionError
from editor_app.spelling.hints import Hint, SpellChecker
from models.disk import read_file
from models.problem import Problem

FOUND, CLEAN, FAILED = 1, 0, 2


def run(file: str, open_for: Callable[[str], SpellChecker], *, as_json: bool) -> int:
    """Print the hints of ``file`` ("-" for standard input).

    Args:
        file: a UTF-8 text.
        open_for: opens the checker for this text.
        as_json: one JSON array instead of a line for each hint.

    Returns:
        The exit status: 0 where nothing was found, 1 where something was, 2 for a failure.
    """
    try:
        text = _read(file)
        checker = open_for(text)
    except (OSError, UnicodeDecodeError, Problem, SessionError) as error:
        print(f"foretype check: {_reason(error, file)}", file=sys.stderr)
        return FAILED
    hints = checker.check(text).hints
    _print(file, text, hints, as_json)
    return FOUND if hints else CLEAN


_MOST = 1 << 28
"""Bytes of a text at most."""


def _read(name: str) -> str:
    if name == "-":
        data = sys.stdin.buffer.read(_MOST + 1)
        if len(data) > _MOST:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), name)
    else:
        data = read_file(Path(name), _MOST)
    # utf-8-sig: a byte-order mark is no letter of the first word.
    return data.decode("utf-8-sig")


def _reason(error: Exception, file: str) -> str:
    if isinstance(error, OSError):
        return f"{error.filename or file}: {error.strerror}" if error.strerror else str(error)
    return "the text is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)


def _print(name: str, text: str, hints: Sequence[Hint], as_json: bool) -> None:
    lines = _line_starts(text)
    rows = [(hint, *_line_and_column(lines, hint.start)) for hint in hints]
    if as_json:
        print(json.dumps([_row(hint, line, column) for hint, line, column in rows]))
        return
    shown = "-" if name == "-" else name
    for hint, line, column in rows:
        offers = ", ".join(hint.suggestions) or "?"
        print(f"{shown}:{line}:{column}: {hint.word} \u2192 {offers}")


def _row(hint: Hint, line: int, column: int) -> dict[str, Any]:
    return {**asdict(hint), "line": line, "column": column}


def _line_starts(text: str) -> list[int]:
    starts = [0]
    for line in text.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    return starts


def _line_and_column(starts: Sequence[int], place: int) -> tuple[int, int]:
    """Both counted from 1, columns in characters."""
    line = bisect_right(starts, place)
    return line, place - starts[line - 1] + 1
