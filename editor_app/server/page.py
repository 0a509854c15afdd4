"""A document that a client has open: its lines, and places in them counted as the client counts.

The protocol's rules, which are neither Python's nor our tokeniser's: a line ends at LF, CR LF or CR
and at nothing else, and a column is counted in code units of the encoding that was agreed upon
(UTF-16 unless client and server agree otherwise). Places beyond a line's or the text's end mean
that end. Must not know the protocol's records, nor what is done with the text.
"""

import re
from dataclasses import dataclass

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_CONTINUATION = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that do not begin a character."""
_WINDOW = 4_000
"""About how many characters before the cursor the engine is given."""
_SLACK = 8_000
"""How far the window may grow before it is cut anew: a start that stays keeps the engine's state
valid."""
_BEHIND = 8
"""Characters behind the cursor that the engine is given."""


@dataclass(frozen=True, slots=True, order=True)
class Spot:
    """A place in a page: line and column from 0, the column in characters."""

    line: int
    column: int


class Page:
    """One open document. Not thread-safe: use from the server's loop."""

    def __init__(self, uri: str, text: str, version: int = 0, encoding: str = "utf-16") -> None:
        """Take the whole text; ``encoding`` is "utf-8", "utf-16" or "utf-32"."""
        self.uri = uri
        self.version = version
        self.lines: list[str] = []
        """All lines with their ends; the last one has none, and may be empty."""
        self.edited: Spot | None = None
        """The end of the last change: there somebody is typing."""
        self._codec, self._unit = _CODECS[encoding]
        self._window = 0  # the line at which the engine's window begins
        self.replace(text)

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(self.lines)

    # ---- changes

    def replace(self, text: str) -> None:
        """Take ``text`` in place of everything."""
        self.lines = _lines(text)
        self.edited = None
        self._window = 0

    def change(self, start: tuple[int, int], end: tuple[int, int], text: str) -> None:
        """Put ``text`` in the place of what stands between two (line, column) of the client."""
        first, last = sorted((self.spot(*start), self.spot(*end)))
        head = self.lines[first.line][: first.column] + text
        begin, after = first.line, self.lines[last.line][last.column :]
        if begin and self.lines[begin - 1].endswith("\r") and (head + after)[:1] == "\n":
            begin -= 1  # the two make one line end now
            head = self.lines[begin] + head
        new = _lines(head + after)
        if last.line + 1 < len(self.lines):
            new.pop()  # empty: only the page's last line is without an end
        self.lines[begin : last.line + 1] = new
        if begin < self._window:
            self._window = 0
        written = _lines(head)
        self.edited = Spot(begin + len(written) - 1, len(written[-1]))

    # ---- places

    def spot(self, line: int, units: int) -> Spot:
        """The place that a client calls (line, column)."""
        if line >= len(self.lines):
            return Spot(len(self.lines) - 1, len(self.lines[-1]))
        content = self.lines[line].rstrip("\r\n")
        return Spot(line, min(self._column(content, units), len(content)))

    def _column(self, content: str, units: int) -> int:
        """How many characters begin within so many units."""
        if self._unit == 4 or content.isascii():
            return units
        if self._unit == 1:
            encoded = content.encode("utf-8", "surrogatepass")[:units]
            return len(encoded.translate(None, _CONTINUATION))
        if max(content) <= "\uffff":
            return units
        for column, letter in enumerate(content):
            if units <= 0:
                return column
            units -= self.length(letter)
        return len(content)

    def units(self, spot: Spot) -> int:
        """The column of a place as the client counts it."""
        return self.length(self.lines[spot.line][: spot.column])

    def length(self, text: str) -> int:
        """How many of the client's units ``text`` is."""
        if text.isascii():
            return len(text)
        return len(text.encode(self._codec, "surrogatepass")) // self._unit

    # ---- around the cursor

    def before(self, spot: Spot) -> str:
        """The text before a place, from a line's start, cut anew only when it has grown long."""
        line = spot.line
        if self._window > line or self._size(self._window, spot) > _WINDOW + _SLACK:
            self._window = line
            size = spot.column
            while self._window and size + len(self.lines[self._window - 1]) <= _WINDOW:
                self._window -= 1
                size += len(self.lines[self._window])
        text = "".join(self.lines[self._window : line]) + self.lines[line][: spot.column]
        return text[-(_WINDOW + _SLACK) :]

    def _size(self, first: int, spot: Spot) -> int:
        """Characters from the start of a line to a place; stops counting where they are many."""
        size = spot.column
        for line in range(spot.line - 1, first - 1, -1):
            size += len(self.lines[line])
            if size > _WINDOW + _SLACK:
                break
        return size

    def behind(self, spot: Spot) -> str:
        """A few characters behind a place, none of the next line."""
        return self.lines[spot.line][spot.column : spot.column + _BEHIND].rstrip("\r\n")


def _lines(text: str) -> list[str]:
    """``text`` cut behind every line end; there is always a last line, without one."""
    parts = _LINE_END.split(text)
    lines = [line + end for line, end in zip(parts[::2], parts[1::2], strict=False)]
    lines.append(parts[-1])
    return lines
