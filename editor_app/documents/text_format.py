"""Bytes ↔ lines of text, so that nothing is lost, whatever the bytes are.

The lines are what a text widget can hold. What it cannot hold (encoding, byte order mark, each
line's end, invalid bytes) stands beside them in a :class:`Format` and, where the ends differ, in a
list that goes with the lines, so that a file opened and saved without an edit is the same bytes.
All work goes piece by piece, so that other threads get their
turn however large a file is. Must not know disks, widgets or settings.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from editor_app.language import tr

LONG_LINE = 20_000
"""A line longer than this (in characters) is shown in pieces: text widgets lay out whole lines."""
_SHOWN_PIECE = 4_000
_STEP = 1 << 18
"""Bytes or characters worked on at once: a few milliseconds."""
_END = re.compile("\r\n|\r|\n|\u2029")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
ENCODINGS = frozenset({"cp1252", "latin-1", *(encoding for _, encoding in _BOMS)})
_STRAY = re.compile("[\ud800-\udfff\ufdd0\ufdd1\ufeff]")
"""Characters that a text widget drops or breaks: lone surrogates (here also invalid bytes), Qt's
own frame marks, and the byte order mark where it is not one."""
_GUARDS = (0x10F000, 0x10E000, 0x10D000, 0xFF000, 0xFE000)
"""Private-use ranges; one that the text does not use stands in for its stray characters."""
ENDS = ("", "\n", "\r\n", "\r", "\u2029")
"""Every end that a line can have; "" is that of a piece of a long line, and of the last line."""

Step = Callable[[float], None]
"""Is told how much is done (0 to 1), often; may raise to stop."""


class FileError(Exception):
    """Something is wrong with a file; the message is a sentence for the person."""


class CannotEncodeError(FileError):
    """The text holds characters that the file's encoding has no bytes for."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a text stands in its file."""

    encoding: str = "utf-8"
    bom: bytes = b""
    end: str = "\n"
    """The line end that new lines get."""
    guard: int = 0
    """First code point of the range that stands in for stray characters; 0: there are none."""
    pieces: bool = False
    """Are there lines too long to show, cut into pieces whose end is ""?"""
    mixed: bool = False
    """Do the lines end in more than one way?"""

    @property
    def name(self) -> str:
        """The encoding as people write it."""
        names = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "latin-1": "ISO 8859-1"}
        short = names.get(self.encoding, self.encoding.upper().removesuffix("-LE"))
        return f"{short} with BOM" if self.bom and self.encoding == "utf-8" else short

    @property
    def end_name(self) -> str:
        """The line end as people write it."""
        if self.mixed:
            return "mixed line ends"
        return {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}.get(self.end, "line separators")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of some bytes."""

    lines: list[str]
    ends: list[str] | None
    """What each line ends with, the last with ""; ``None``: all others with the format's end."""
    format: Format


def decode_lines(data: bytes | bytearray, step: Step = lambda _: None) -> Decoded:
    """``data`` as lines, with all that turns them back into the same bytes."""
    for encoding, bom, errors in _candidates(data):
        try:
            pieces = list(_decoded(data, len(bom), encoding, errors, step))
        except UnicodeError:
            continue
        guard = _free_guard(pieces)
        if guard:
            pieces = [_guard(piece, guard) for piece in pieces]
        return _lines(pieces, Format(encoding, bom, guard=guard), step)
    raise AssertionError("UTF-8 with escapes takes any bytes")


def encode_lines(lines: Sequence[str], format_: Format, ends: Sequence[str] | None = None) -> bytes:
    """The bytes of ``lines``; the inverse of :func:`decode_lines`.

    Raises :class:`CannotEncodeError` where the encoding lacks a character.
    """
    parts = [format_.bom]
    for first, last in _batches(lines):
        batch = lines[first:last]
        if ends is None:
            joined = format_.end.join(batch) + (format_.end if last < len(lines) else "")
        else:
            joined = "".join(map(str.__add__, batch, ends[first:last]))
        plain = _unguard(joined, format_.guard)
        try:
            parts.append(plain.encode(format_.encoding, _errors(format_.encoding)))
        except UnicodeEncodeError as error:
            raise CannotEncodeError(
                tr("{} has no bytes for \u201c{}\u201d. Save as UTF-8 to keep it.").format(
                    format_.name, plain[error.start : error.start + 1]
                )
            ) from error
    return b"".join(parts)


def is_guard(guard: int) -> bool:
    """Is this the first code point of a range that can stand in for stray characters?"""
    return guard in _GUARDS


def looks_binary(data: bytes | bytearray, format_: Format) -> bool:
    """Do the first bytes look like something other than text?"""
    head = data[:8192]
    if format_.encoding.startswith(("utf-16", "utf-32")):  # half of it or more is nulls
        return b"\0" * 8 in head
    strange = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in head)
    return b"\0\0" in head or strange * 20 > len(head)


# -- which encoding --------------------------------------------------------------------------------


def _candidates(data: bytes | bytearray) -> Iterator[tuple[str, bytes, str]]:
    """(encoding, byte order mark, what to do with invalid bytes), the best first."""
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", ""))
    if encoding:
        yield encoding, bom, _errors(encoding)
    if _utf16_without_bom(data):
        yield "utf-16-le", b"", _errors("utf-16-le")
    yield "utf-8", b"", "strict"
    if not _has_utf8(data) and b"\0" not in data:  # no trace of UTF-8: an old Western file
        yield "cp1252", b"", "strict"
    yield "utf-8", b"", "surrogateescape"


def _errors(encoding: str) -> str:
    if encoding == "utf-8":
        return "surrogateescape"
    return "surrogatepass" if encoding.startswith("utf") else "strict"


def _has_utf8(data: bytes | bytearray) -> bool:
    pair = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
    return any(pair.search(data, at, at + _STEP + 1) for at in range(0, len(data), _STEP))


def _utf16_without_bom(data: bytes | bytearray) -> bool:
    head = data[:2000]
    return len(data) % 2 == 0 and len(head) > 3 and head[1::2].count(0) * 10 > len(head) * 4


def _decoded(
    data: bytes | bytearray, start: int, encoding: str, errors: str, step: Step
) -> Iterator[str]:
    """The text of ``data`` in pieces; ``UnicodeError`` where it could not be undone exactly."""
    view = memoryview(data)
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    undone = start
    for at in range(start, max(len(view), start + 1), _STEP):
        stop = at + _STEP
        text = decoder.decode(view[at:stop], stop >= len(view))
        if encoding.startswith("utf-") and encoding != "utf-8":
            again = text.encode(encoding, errors)
            if view[undone : undone + len(again)] != again:
                raise UnicodeError
            undone += len(again)
        step(min(1.0, stop / max(1, len(view))) / 2)
        yield text


# -- characters that a text widget would lose ------------------------------------------------------


def _free_guard(pieces: Sequence[str]) -> int:
    """The first code point of a range to stand in for stray characters; 0 if there are none."""
    if all(piece.isascii() or not _STRAY.search(piece) for piece in pieces):
        return 0
    used: set[str] = set()
    for piece in pieces:
        used |= set(piece)
    free = (g for g in _GUARDS if not any(g <= ord(c) < g + 0x900 for c in used))
    return next(free, _GUARDS[0])


def _guard(text: str, base: int) -> str:
    def stand_in(match: re.Match[str]) -> str:
        code = ord(match.group())
        return chr(base + (code - 0xD800 if code < 0xE000 else 0x800 + (code & 0xFF)))

    return text if text.isascii() else _STRAY.sub(stand_in, text)


def _unguard(text: str, base: int) -> str:
    if not base or text.isascii():
        return text

    def stray(match: re.Match[str]) -> str:
        offset = ord(match.group()) - base
        if offset < 0x800:
            return chr(0xD800 + offset)
        return chr({0xD0: 0xFDD0, 0xD1: 0xFDD1, 0xFF: 0xFEFF}.get(offset - 0x800, base + offset))

    return re.sub(f"[{chr(base)}-{chr(base + 0x8FF)}]", stray, text)


# -- lines and their ends --------------------------------------------------------------------------


def _lines(pieces: list[str], plain: Format, step: Step) -> Decoded:
    lines: list[str] = []
    runs: list[tuple[list[str], int]] = []  # ends, and how often they stand there in turn
    rest: list[str] = []  # of a line whose end has not come yet
    pieces.reverse()
    whole = len(pieces)
    while pieces:
        text = pieces.pop()
        if rest and rest[-1].endswith("\r"):  # its "\n" may have been cut off
            text = rest.pop() + text
        final = not pieces
        cut = max(text.rfind("\n"), text.rfind("\u2029"), text.rfind("\r")) + 1
        if not final and cut == len(text) and text.endswith("\r"):
            cut = max(text.rfind(end, 0, cut - 1) for end in "\n\r\u2029") + 1
        if cut:
            rest.append(text[:cut])
            _cut_lines("".join(rest), lines, runs)
            rest = []
        if cut < len(text):
            rest.append(text[cut:])
        step(0.5 + (whole - len(pieces)) / whole / 2)
    lines.append("".join(rest))
    kinds = Counter[str]()
    for ends, times in runs:
        for kind, count in Counter(ends).items():
            kinds[kind] += count * times
    # The most frequent; of equally frequent ones any, as long as it is always the same.
    end = max(kinds, key=lambda kind: (kinds[kind], kind)) if kinds else "\n"
    long = any(len(line) > LONG_LINE for line in lines)
    format_ = replace(plain, end=end, pieces=long, mixed=len(kinds) > 1)
    if not (format_.mixed or long):
        return Decoded(lines, None, format_)
    all_ends = [end for ends, times in runs for end in ends * times] + [""]
    if long:
        lines, all_ends = _cut(lines, all_ends)
    return Decoded(lines, all_ends, format_)


def _cut_lines(text: str, lines: list[str], runs: list[tuple[list[str], int]]) -> None:
    """Add the lines of ``text``, which ends with a line end, and their ends."""
    feeds, returns, separators = text.count("\n"), text.count("\r"), text.count("\u2029")
    if not returns and not separators:
        runs.append((["\n"], feeds))
        lines += text[:-1].split("\n")
    elif feeds == returns == text.count("\r\n") and not separators:
        runs.append((["\r\n"], feeds))
        lines += text[:-2].split("\r\n")
    else:
        runs.append((_END.findall(text), 1))
        lines += _END.split(text)[:-1]


def _cut(lines: list[str], ends: list[str]) -> tuple[list[str], list[str]]:
    """Lines that are too long, cut into pieces that end with nothing."""
    cut: list[str] = []
    cut_ends: list[str] = []
    for line, end in zip(lines, ends, strict=True):
        if len(line) <= LONG_LINE:
            cut.append(line)
        else:
            starts = range(0, len(line), _SHOWN_PIECE)
            cut += [line[at : at + _SHOWN_PIECE] for at in starts]
            cut_ends += [""] * (len(starts) - 1)
        cut_ends.append(end)
    return cut, cut_ends


def _batches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(first, last + 1) of runs of lines, each a step's work."""
    first = size = 0
    for number, line in enumerate(lines):
        size += len(line) + 1
        if size >= _STEP:
            yield first, number + 1
            first, size = number + 1, 0
    if first < len(lines):
        yield first, len(lines)
