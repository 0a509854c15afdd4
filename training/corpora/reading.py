"""Text files as the corpus takes them: sources, documents, paragraphs, and what is held out.

One paragraph is a line (hard-wrapped lines are joined); an empty line ends a document. What is held
out as one depends on the shape of a source (:class:`Shape`), and is decided by a hash of the text
alone, so that the same text is always on the same side. This module must not know tokens.
"""

import bz2
import gzip
import hashlib
import lzma
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import IO

from models.problem import Problem
from models.text import NARROW, SENTENCE_END

ONE_IN = 400
"""One unit in so many is held out for testing, and one for validation, by default."""
_OPENERS: Mapping[str, Callable[..., IO[str]]] = {
    ".xz": lzma.open,
    ".gz": gzip.open,
    ".bz2": bz2.open,
    ".txt": open,
}
_WIDEST = 120
"""A line with more characters was not broken because it was full."""
_PART = re.compile(r"-(\d+)\Z")


class CorpusError(Problem):
    """The corpus cannot be used; the message says why."""


class Split(StrEnum):
    """What a piece of text is for."""

    TRAIN = "train"
    VALIDATION = "validation"
    HELDOUT = "heldout"
    """Text that nothing here ever counts."""


class Shape(StrEnum):
    """What of a source belongs together."""

    RUNNING = "running"
    """Paragraphs of long texts: each paragraph is held out for itself."""
    DOCUMENTS = "documents"
    """Mail, letters, talk: what stands between empty lines is one document, held out whole."""
    LINES = "lines"
    """Every line is a document."""


@dataclass(frozen=True)
class SourceFiles:
    """One source: a file, or the files NAME-1, NAME-2, … of one name.

    Of a source in several files the last is held out whole.
    """

    name: str
    files: tuple[Path, ...]

    @property
    def size(self) -> int:
        """Bytes on the disk."""
        return sum(file.stat().st_size for file in self.files)


def is_text(path: Path) -> bool:
    """Is it a file that a corpus opens by itself?"""
    return path.suffix in _OPENERS


def find_sources(paths: Iterable[Path]) -> list[SourceFiles]:
    """The sources among ``paths`` and in their folders, in a stable order.

    Raises:
        CorpusError: there is none, or two of them have the same name.
    """
    files: list[Path] = []
    for path in paths:
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        files.extend(f for f in found if f.is_file() and is_text(f))
    if not files:
        raise CorpusError("no .txt, .txt.gz, .txt.xz or .txt.bz2 file was found in the corpus")
    files.sort(key=lambda file: (_source_name(file), _part(file)))
    sources = []
    for name, group in groupby(files, key=_source_name):
        parts = tuple(group)
        if len(set(map(_part, parts))) < len(parts):
            raise CorpusError(f"two files of the corpus have the same name, {name}")
        sources.append(SourceFiles(name, parts))
    return sources


def _stem(path: Path) -> str:
    return path.name.split(".")[0]


def _source_name(path: Path) -> str:
    """The name of a file's source: its own, without endings and the number of a part."""
    return _PART.sub("", _stem(path))


def _part(path: Path) -> int:
    """The number of a part; -1 where there is none."""
    found = _PART.search(_stem(path))
    return int(found.group(1)) if found else -1


def lines(path: Path) -> Iterator[str]:
    """The paragraphs of a text file, hard-wrapped lines joined; "" for one or more empty lines."""
    with _OPENERS[path.suffix](path, "rt", encoding="utf-8", errors="replace") as rows:
        held = before = ""
        gap = False
        for raw in rows:
            line = raw.strip()
            full = NARROW <= len(before) <= _WIDEST
            if full and line[:1].islower() and before[-1] not in SENTENCE_END:
                held += " " + line
            else:
                if held:
                    yield held
                held = line
            if not line and not gap:
                yield ""
            gap = not line
            before = line
        if held:
            yield held


def paragraphs(path: Path) -> Iterator[str]:
    """The paragraphs of a text file."""
    return (line for line in lines(path) if line)


def documents(path: Path) -> Iterator[list[str]]:
    """The documents of a text file, each a list of paragraphs."""
    document: list[str] = []
    for line in lines(path):
        if line:
            document.append(line)
        elif document:
            yield document
            document = []
    if document:
        yield document


def split_of(text: str, one_in: int = ONE_IN) -> Split:
    """The split of a paragraph or a document."""
    digest = hashlib.sha256(text.strip().encode("utf-8", "surrogatepass")).hexdigest()
    return {0: Split.HELDOUT, 1: Split.VALIDATION}.get(int(digest[:8], 16) % one_in, Split.TRAIN)


@dataclass(frozen=True)
class CorpusUnit:
    """Paragraphs that are learned or held out together."""

    paragraphs: tuple[str, ...]
    split: Split
    ends_document: bool
    """Whether a document ends here: what follows has nothing to do with it."""


def units(source: SourceFiles, shape: Shape, one_in: int = ONE_IN) -> Iterator[CorpusUnit]:
    """Everything in a source, in order, with its split."""
    for file in source.files:
        whole = len(source.files) > 1 and file == source.files[-1]
        if shape is Shape.DOCUMENTS:
            for document in documents(file):
                split = split_of("\n".join(document), 2 if whole else one_in)
                yield CorpusUnit(tuple(document), split, True)
        else:
            for paragraph in paragraphs(file):
                split = split_of(paragraph, 2 if whole else one_in)
                yield CorpusUnit((paragraph,), split, shape is Shape.LINES)
