"""Plain text among a person's files: what can be counted without the readers of the training extra.

Bounded in files and bytes; never raises for what a file holds. Must not know Qt or counts.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from editor_app.documents import files
from editor_app.language import tr

SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})
OTHERS = frozenset({".docx", ".odt", ".rtf", ".pdf", ".html", ".htm", ".epub", ".mbox", ".eml"})
_MOST_BYTES = 20 << 20
_MOST_FILES = 5_000


@dataclass(frozen=True, slots=True)
class PlainDocument:
    """A file, with its text or the reason why there is none."""

    path: Path
    text: str = ""
    reason: str = ""


def read_plain(paths: Iterable[Path]) -> Iterator[PlainDocument]:
    """The plain text under ``paths``, and every other file with the reason why it is left out."""
    for number, path in enumerate(_files(paths)):
        if number >= _MOST_FILES:
            yield PlainDocument(
                path, reason=tr("more than {} files: stopped looking here").format(_MOST_FILES)
            )
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
    suffix = path.suffix.lower()
    if suffix in OTHERS:
        return PlainDocument(path, reason=tr("needs the training extra to be read"))
    if suffix not in SUFFIXES:
        return PlainDocument(path, reason=tr("no plain text by its name"))
    try:
        if not path.is_file():
            return PlainDocument(path, reason=tr("not a regular file"))
        if path.stat().st_size > _MOST_BYTES:
            return PlainDocument(path, reason=tr("larger than {} MB").format(_MOST_BYTES >> 20))
        opened = files.read(path)
    except (OSError, files.FileError) as error:
        return PlainDocument(path, reason=str(error).rstrip(".") or tr("cannot be read"))
    if opened.binary:
        return PlainDocument(path, reason=tr("not text (binary data)"))
    if not opened.text.strip():
        return PlainDocument(path, reason=tr("empty"))
    return PlainDocument(path, opened.text)
