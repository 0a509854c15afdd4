"""Plain text among a person's files: what can be counted without the readers of the training extra.

Bounded in files and bytes; never raises for what a file holds. Must not know Qt or counts.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor_app.documents import files
from models.reasons import Reason, Remark

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
OTHERS = frozenset({".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".epub", ".mbox", ".eml"})
_MOST_BYTES = 20 << 20
_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A file, with its text or a remark why there is none."""

    path: Path
    text: str = ""
    remark: Remark | None = None


def read_plain(paths: Iterable[Path]) -> Iterator[PlainDocument]:
    """The plain text under ``paths``, and every other file with why it is left out."""
    for number, path in enumerate(_files(paths)):
        if number >= _MOST_FILES:
            yield PlainDocument(path, remark=Remark(Reason.TOO_MANY_FILES, (_MOST_FILES,)))
            return
        yield _read(path)


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    seen: set[Path] = set()
    for start in paths:
        if start.is_dir():
            for folder, folders, names in os.walk(start):
                folders[:] = sorted(name for name in folders if name[0] != ".")
                found = [Path(folder, name) for name in sorted(names) if name[0] != "."]
                yield from (path for path in found if path not in seen)
                seen.update(found)
        elif start not in seen:
            seen.add(start)
            yield start


def _read(path: Path) -> PlainDocument:
    text, remark = "", _why_not(path)
    if remark is None:
        try:
            opened = files.read(path)
        except (OSError, files.FileError) as error:
            remark = Remark(Reason.SYSTEM, (str(error).rstrip("."),))
        else:
            text = "" if opened.binary else opened.text
            if not text.strip():
                remark = Remark(Reason.BINARY if opened.binary else Reason.EMPTY)
    return PlainDocument(path, text, remark)


def _why_not(path: Path) -> Remark | None:
    """What keeps a file from being opened at all."""
    suffix = path.suffix.lower()
    if suffix in OTHERS:
        return Remark(Reason.NO_READER)
    if suffix not in SUFFIXES:
        return Remark(Reason.NO_PLAIN_TEXT)
    try:
        if not path.is_file():
            return Remark(Reason.NO_FILE)
        if path.stat().st_size > _MOST_BYTES:
            return Remark(Reason.TOO_LARGE, (_MOST_BYTES >> 20,))
    except OSError as error:
        return Remark(Reason.SYSTEM, (error.strerror or str(error),))
    return None
