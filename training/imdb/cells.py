"""Finished pieces of an experiment, kept on disk under a key of their settings.

A cell is computed once; the same settings find it again, other settings do not. This module must
not know what is computed.
"""

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from models.progress import Event, Reporter
from models.replacing import write_text

_RESULT = "result.json"


class Cells:
    """The cells of one experiment in one directory."""

    def __init__(self, directory: Path, report: Reporter, only: Sequence[str] = ()) -> None:
        """``only``: patterns of names; other cells are looked up but not computed."""
        self.directory, self.report, self.only = directory, report, tuple(only)

    def get(
        self,
        name: str,
        settings: Mapping[str, object],
        compute: Callable[[Path], Mapping[str, Any]],
    ) -> Mapping[str, Any] | None:
        """The result of a cell, computed in its directory where it is not there yet; None where
        it is neither there nor wanted. An interrupted cell finds its directory again."""
        finished = _load(self.place(name, settings) / _RESULT)
        if finished is None and self.wanted(name):
            return self.need(name, settings, compute)
        return finished

    def wanted(self, name: str) -> bool:
        """Whether a cell may be computed for its own sake."""
        return not self.only or any(fnmatchcase(name, pattern) for pattern in self.only)

    def need(
        self,
        name: str,
        settings: Mapping[str, object],
        compute: Callable[[Path], Mapping[str, Any]],
    ) -> Mapping[str, Any]:
        """The result of a cell that something else is built on."""
        place = self.place(name, settings)
        finished = _load(place / _RESULT)
        if finished is not None:
            return finished
        self.report(Event("cell", {"name": name}))
        place.mkdir(parents=True, exist_ok=True)
        started, used = time.monotonic(), time.process_time()
        result = {
            **compute(place),
            "seconds": round(time.monotonic() - started, 1),
            "processor_seconds": round(time.process_time() - used, 1),
        }
        about = {"name": name, "settings": settings, "result": result}
        write_text(place / _RESULT, json.dumps(about, indent=1, default=str))
        self.report(Event("finished", {"name": name, **_plain(result)}))
        return result

    def place(self, name: str, settings: Mapping[str, object]) -> Path:
        """The directory of a cell."""
        text = json.dumps(settings, sort_keys=True, default=str)
        key = hashlib.sha256(text.encode()).hexdigest()[:10]
        return self.directory / f"{name.replace('/', '.')}-{key}"


def _load(path: Path) -> Mapping[str, Any] | None:
    try:
        result: Mapping[str, Any] = json.loads(path.read_text("utf-8"))["result"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return result


def _plain(result: Mapping[str, Any]) -> dict[str, object]:
    return {k: v for k, v in result.items() if isinstance(v, int | float | str)}
