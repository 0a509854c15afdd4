"""Progress of long work as JSON lines, between a training process and whoever watches it.

One event is one line with an ``event`` name and plain values. This module must not know what the
work is, nor how progress is shown.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: a name from the sender's list and its values."""

    name: str
    values: Mapping[str, object] = field(default_factory=dict)

    def to_line(self) -> str:
        """The event as one line of JSON, line end included."""
        return json.dumps({"event": self.name, **self.values}, ensure_ascii=False) + "\n"


Reporter = Callable[[Event], None]
"""Whoever takes events: the terminal, a pipe, a test."""


def to_stream(stream: IO[str]) -> Reporter:
    """A reporter that writes JSON lines, each flushed at once."""

    def report(event: Event) -> None:
        stream.write(event.to_line())
        stream.flush()

    return report


def to_terminal(stream: IO[str] | None = None) -> Reporter:
    """A reporter for people: one plain line an event, with the time of day."""
    out = stream or sys.stderr

    def report(event: Event) -> None:
        out.write(as_line(event) + "\n")
        out.flush()

    return report


def as_line(event: Event) -> str:
    """An event for people, with the time of day."""
    values = "  ".join(f"{key} {_plain(value)}" for key, value in event.values.items())
    return f"{time.strftime('%H:%M:%S')}  {event.name:<10} {values}"


def _plain(value: object) -> str:
    return f"{value:,.4g}" if isinstance(value, float) else str(value)


def parse_lines(lines: Iterator[str]) -> Iterator[Event]:
    """Events from the lines of a child process; lines that are no event are passed over."""
    for line in lines:
        try:
            values = json.loads(line)
            name = values.pop("event")
        except (ValueError, KeyError, AttributeError, TypeError):
            continue
        yield Event(str(name), values)
