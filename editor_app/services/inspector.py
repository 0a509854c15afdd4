"""Finds out in a child process what a training would read of documents, for a window to show.

QtCore only; must not know how anything is shown, nor how documents are read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor_app.language import tr
from editor_app.services.child import Child, sentence
from models.reasons import Remark, remark_of


@dataclass(frozen=True, slots=True)
class FileRow:
    """What becomes of one file."""

    path: str
    read: bool
    remark: Remark | None
    """Why it is left out, or how it is read."""
    words: int
    documents: int
    dropped: tuple[tuple[str, int], ...]
    """(a code of ``models.reasons.DROPPED``, how much of it is left out), most first."""
    left: Mapping[str, str] = field(default_factory=dict)
    """How what is left out by a guess begins, by the same codes."""

    @property
    def guesses(self) -> dict[str, int]:
        """Words that are left out by a guess and can be read all the same, by their kind."""
        return {kind: words for kind, words in self.dropped if kind in self.left}


class Inspector(QObject):
    """Finds out what would be read of documents and what not."""

    found = Signal(object)
    """A list of :class:`FileRow`."""
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._child: Child | None = None

    def start(self, python: str, base: Path, cache: Path, documents: Sequence[Path]) -> None:
        """Look at ``documents``; a look that is under way is given up."""
        self.stop()
        names = map(str, documents)
        options = ["--json", "--base", str(base), "--cache", str(cache)]
        self._child = Child(python, ["inspect", *options, *names], self)
        self._child.ended.connect(self._on_end)
        self._child.start()

    def stop(self) -> None:
        """Give up."""
        child, self._child = self._child, None
        if child is not None:
            child.ended.disconnect(self._on_end)
            child.kill()
            child.deleteLater()

    def _on_end(self, code: int, output: str, errors: str) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.deleteLater()
        try:
            rows = [_file_row(values) for values in json.loads(output)["files"]]
        except (ValueError, KeyError, TypeError, AttributeError):
            self.failed.emit(sentence(errors) or tr("The documents could not be read."))
        else:
            self.found.emit(rows)


def _file_row(values: dict[str, object]) -> FileRow:
    dropped = values.get("dropped")
    pairs = [(str(k), _int(v)) for k, v in dropped.items()] if isinstance(dropped, dict) else []
    left = values.get("left")
    pairs.sort(key=lambda pair: -pair[1])
    return FileRow(
        path=str(values["path"]),
        read=bool(values["read"]),
        remark=remark_of(values["reason"]),
        words=_int(values["words"]),
        documents=_int(values["documents"]),
        dropped=tuple(pairs),
        left={str(k): str(v) for k, v in left.items()} if isinstance(left, dict) else {},
    )


def _int(value: object) -> int:
    return int(value) if isinstance(value, int | float) else 0
