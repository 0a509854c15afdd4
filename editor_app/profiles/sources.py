"""The documents that a profile is made from, and how they have changed since.

Knows files and nothing of what is learned from them.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from models.profile import strings


@dataclass(frozen=True, slots=True)
class SourceStamp:
    """What a document was when it was read."""

    size: int
    modified: int
    """Nanoseconds since the epoch."""
    digest: str = ""
    """SHA-256, "" for a file that was left out."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What a profile is made from."""

    chosen: tuple[str, ...] = ()
    """Files and folders as the person chose them."""
    left_out: tuple[str, ...] = ()
    """Files that the person took off the list, or had forgotten."""
    stamps: Mapping[str, SourceStamp] = field(default_factory=dict)
    """Every file that was looked at, read or not."""
    taken_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By file, what the person wants read of it although a guess leaves it out: codes of
    ``models.reasons.GUESSED``."""

    def without(self, documents: Iterable[str]) -> "Sources":
        """The same, with ``documents`` off the list."""
        return replace(self, left_out=tuple(sorted({*self.left_out, *documents})))

    @property
    def paths(self) -> list[Path]:
        """What is to be read: folders stay whole where nothing in them is left out."""
        return _leave_out(map(Path, self.chosen), frozenset(map(Path, self.left_out)))


@dataclass(frozen=True, slots=True)
class Changes:
    """How the documents differ from those a profile was made from."""

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Documents that are not what they were."""
        return len(self.new) + len(self.changed) + len(self.gone)


def stamp_files(read: Iterable[Path], left_out: Iterable[Path]) -> dict[str, SourceStamp]:
    """Stamps of documents. Slow: reads those that are ``read`` from end to end."""
    stamps: dict[str, SourceStamp] = {}
    for paths, whole in ((read, True), (left_out, False)):
        for path in paths:
            stamp = _stamp(path, whole)
            if stamp is not None:
                stamps[str(path)] = stamp
    return stamps


def changes(sources: Sources) -> Changes:
    """How the documents are different now. Slow: walks folders, reads what looks changed."""
    new, changed = [], []
    left_out = set(sources.left_out)
    met: set[str] = set()
    for path in _walk(map(Path, sources.chosen)):
        name = str(path)
        met.add(name)
        known = sources.stamps.get(name)
        now = _stamp(path, whole=False)
        if name in left_out or now is None:
            continue
        if known is None:
            new.append(name)
        elif (now.size, now.modified) != (known.size, known.modified):
            whole = _stamp(path, whole=True)
            if whole is not None and whole.digest != known.digest:
                changed.append(name)
    gone = [name for name, s in sources.stamps.items() if s.digest and name not in met]
    return Changes(tuple(new), tuple(changed), tuple(n for n in gone if n not in left_out))


def read_sources(values: object) -> Sources:
    """Sources as they stand in a profile's note; what is damaged is as good as none."""
    if not isinstance(values, Mapping):
        return Sources()
    try:
        stamps = {str(p): SourceStamp(**stamp) for p, stamp in values.get("stamps", {}).items()}
    except (TypeError, AttributeError):
        stamps = {}
    also = values.get("taken_in")
    taken_in = {str(k): strings(v) for k, v in also.items()} if isinstance(also, Mapping) else {}
    return Sources(strings(values.get("chosen")), strings(values.get("left_out")), stamps, taken_in)


def _stamp(path: Path, whole: bool) -> SourceStamp | None:
    try:
        status = path.stat()
        digest = ""
        if whole:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return None
    return SourceStamp(status.st_size, status.st_mtime_ns, digest)


def _walk(paths: Iterable[Path], most: int = 50_000) -> Iterable[Path]:
    """The visible regular files under ``paths``; links to folders are not followed."""
    count = 0
    for start in paths:
        if start.is_file():
            yield start
            continue
        for folder, folders, files in os.walk(start):
            folders[:] = sorted(name for name in folders if name[0] != ".")
            for name in sorted(files):
                path = Path(folder, name)
                if name[0] != "." and path.is_file():
                    count += 1
                    yield path
            if count > most:
                return


def _leave_out(paths: Iterable[Path], left_out: frozenset[Path]) -> list[Path]:
    kept: list[Path] = []
    for path in paths:
        if path in left_out:
            continue
        if not any(path in out.parents for out in left_out):
            kept.append(path)
        elif path.is_dir():
            inside = sorted(p for p in path.iterdir() if p.name[0] != ".")
            kept += _leave_out(inside, left_out)
    return kept
