"""Which languages a person has chosen for which files: remembered from one start to the next.

Knows paths and names of bases, not what is done in a language.
"""

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path

from models.disk import read_file
from models.replacing import write_own

_MOST_BYTES = 1 << 20
_KEPT = 500
"""Files; those chosen for longest ago are forgotten first."""


class ChosenLanguages:
    """The list in a file of its own, which only its owner may read."""

    def __init__(self, path: Path) -> None:
        """``path`` need not be there; what is damaged is as good as empty."""
        self._path = path
        self._chosen: dict[str, tuple[str, ...]] = {}
        with contextlib.suppress(OSError, ValueError, RecursionError):
            values = json.loads(read_file(path, _MOST_BYTES))
            for name, languages in values.items() if isinstance(values, dict) else ():
                if isinstance(languages, list) and all(isinstance(x, str) for x in languages):
                    self._chosen[name] = tuple(languages)

    def of(self, file: Path) -> tuple[str, ...]:
        """The languages chosen for ``file``; () for none."""
        return self._chosen.get(str(file), ())

    def choose(self, file: Path, languages: Sequence[str]) -> None:
        """Remember a choice, none for ``()``; :meth:`write` puts it on the disk."""
        self._chosen.pop(str(file), None)
        if languages:
            self._chosen[str(file)] = tuple(languages)
        while len(self._chosen) > _KEPT:
            del self._chosen[next(iter(self._chosen))]

    def as_json(self) -> bytes:
        """The list as it stands in its file."""
        return json.dumps(self._chosen, indent=1).encode()

    def write(self, data: bytes) -> None:
        """Write what :meth:`as_json` gave, on any thread; a disk that refuses costs the memory, no
        text."""
        with contextlib.suppress(OSError):
            write_own(self._path, data)
