"""What long commands say to a person: on a terminal a bar with the time left, else plain lines.

One bar stands for the training in hand, whose steps say how far it is and how long it still takes;
every other event is a line above it. This module must not know what is trained.
"""

import atexit
import sys
from collections.abc import Mapping
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from models.progress import Event, as_line, to_terminal

_STEP, _ENDS = "step", frozenset({"averaged", "scored", "trials", "report"})


class Watcher:
    """A reporter."""

    def __init__(self, stream: TextIO | None = None) -> None:
        """``stream``: stderr if none is given."""
        self._out = stream or sys.stderr
        self._lines = to_terminal(self._out)
        self._bar: Progress | None = None
        self._task = TaskID(0)
        self._name = ""
        atexit.register(self._end)  # the terminal is left as it was, however a command ends

    def __call__(self, event: Event) -> None:
        """Take an event."""
        self._name = str(event.values.get("strategy", self._name))
        if event.name == _STEP and self._out.isatty():
            self._advance(event.values)
            return
        if event.name in _ENDS:
            self._end()
        if self._bar is None:
            self._lines(event)
        else:
            self._bar.console.print(as_line(event), highlight=False, markup=False)

    def _advance(self, values: Mapping[str, object]) -> None:
        if self._bar is None:
            self._bar = _bar(self._out)
            self._task = self._bar.add_task("", total=1.0, left="")
            self._bar.start()
        done, left = (_number(values.get(key)) for key in ("done", "seconds_left"))
        name = f"{self._name}  loss {_number(values.get('loss')):.3f}".strip()
        self._bar.update(self._task, completed=done, description=name, left=time_left(left))

    def _end(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None


def time_left(seconds: float) -> str:
    """A time in the words of a bar: "40 s", "12 min", "3.5 h"."""
    if seconds < 90:
        return f"{seconds:.0f} s left"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min left"
    return f"{seconds / 3600:.1f} h left"


def _bar(out: TextIO) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TextColumn("{task.fields[left]}"),
        console=Console(file=out),
        transient=True,
    )


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0
