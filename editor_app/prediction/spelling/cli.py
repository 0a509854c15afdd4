"""``foretype check``: spell hints for a file or standard input, for people and for scripts."""

import argparse
import json
import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from editor_app.prediction.spelling.checker import Hint
from editor_app.prediction.spelling.lexicon import SECTIONS
from editor_app.prediction.spelling.setup import open_checker

FOUND, CLEAN, FAILED = 1, 0, 2


def main(argv: Sequence[str] | None = None) -> int:
    """Check each input; exit status 1 where something was found, 2 where a file was unreadable."""
    arguments = _parser().parse_args(argv)
    checker = open_checker(arguments.bundle, arguments.profile, arguments.variety)
    status = CLEAN
    for name in arguments.files:
        try:
            text = _read(name)
        except (OSError, UnicodeDecodeError) as error:
            print(f"foretype check: {name}: {_reason(error)}", file=sys.stderr)
            status = FAILED
            continue
        hints = checker.check(text)
        _print(name, text, hints, arguments.json)
        if hints and status == CLEAN:
            status = FOUND
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="foretype check", description="Print the words that look wrong, and what was meant."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help='a text file, or "-" for input')
    parser.add_argument("--json", action="store_true", help="print one JSON array per input")
    parser.add_argument("--bundle", type=Path, help="the language model's directory")
    parser.add_argument("--profile", type=Path, help="a profile, whose words are known")
    parser.add_argument(
        "--variety", choices=sorted(SECTIONS), default="both", help="which English is right"
    )
    return parser


def _read(name: str) -> str:
    data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    # utf-8-sig: a byte-order mark is no letter of the first word.
    return data.decode("utf-8-sig")


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return "not UTF-8 text"


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
