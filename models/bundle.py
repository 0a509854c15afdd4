"""A bundle: the one thing that training hands to the editor.

A directory with ``model.onnx``, ``vocab.txt``, ``golden.json``, ``CARD.md`` and ``manifest.json``,
which names the version of everything and the size and SHA-256 of every other file. It is verified
whenever it is opened, and published by swapping directories, so that whoever reads it sees an old
bundle or a new one, never a mixture. This module must not know how to run a model, nor how one is
made.
"""

import ctypes
import errno
import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from models.disk import Sight, look, read_file
from models.language import language_of
from models.problem import Problem
from models.profile import EXTRA
from models.profile import MODEL as MODEL  # a bundle's file, too
from models.replacing import flush
from models.text import RULES_READ, RULES_VERSION
from models.vocabulary import SPECIAL, Vocabulary, VocabularyError
from models.writing import Writing

FORMAT_VERSION = 1
MANIFEST = "manifest.json"
VOCABULARY, GOLDEN, CARD = "vocab.txt", "golden.json", "CARD.md"
REQUIRED = (MODEL, VOCABULARY, GOLDEN)
MOST_BYTES = 1 << 30
"""A larger bundle is refused before it is read."""
_RENAME_EXCHANGE = 2
_AT_FDCWD = -100


class BundleError(Problem):
    """A bundle cannot be used; the message says what is wrong."""


@dataclass(frozen=True)
class FileRecord:
    """What a file of the bundle must be."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself."""

    name: str
    language: str
    created: str
    """Time of export, ISO 8601, UTC."""
    licence: str
    vocabulary_size: int
    model: Mapping[str, int]
    """``embedding``, ``hidden``, ``layers``: the sizes of state and vectors."""
    tensors: Mapping[str, list[int | str]]
    """Name of each input and output of the graph → its shape, symbols for free sizes."""
    files: Mapping[str, FileRecord]
    training: Mapping[str, Any] = field(default_factory=dict)
    """A summary for people: tokens seen, settings, figures."""
    base: str = ""
    """SHA-256 of the base's weights, for a profile."""
    special: Mapping[str, int] = field(
        default_factory=lambda: {word: i for i, word in enumerate(SPECIAL)}
    )
    format_version: int = FORMAT_VERSION
    text_rules: int = RULES_VERSION

    @classmethod
    def read(cls, directory: Path) -> "Manifest":
        """Read and check the form of a manifest.

        Raises:
            BundleError: it is missing, malformed, or of another version.
        """
        path = directory / MANIFEST
        try:
            values = json.loads(read_file(path, _MOST_MANIFEST).decode("utf-8"))
        except OSError as error:
            if error.errno == errno.EFBIG:
                raise BundleError(
                    f"the manifest of {directory.name} is too large to be one"
                ) from error
            raise BundleError(f"{directory} holds no bundle: {error.strerror}") from error
        except (ValueError, RecursionError) as error:
            raise BundleError(f"the manifest of {directory.name} is damaged") from error
        if not isinstance(values, dict):
            raise BundleError(f"the manifest of {directory.name} is damaged")
        version = values.get("format_version")
        if version != FORMAT_VERSION:
            raise BundleError(
                f"the bundle {directory.name} has format version {version}; "
                f"this program reads version {FORMAT_VERSION}"
            )
        if values.get("text_rules") not in RULES_READ:
            raise BundleError(
                f"the bundle {directory.name} was made with text rules "
                f"{values.get('text_rules')}; this program has version {RULES_VERSION}"
            )
        try:
            files = {str(n): FileRecord(**r) for n, r in values.pop("files").items()}
            if not all(type(r.size) is int and isinstance(r.sha256, str) for r in files.values()):
                raise TypeError("a record of a file")
            manifest = cls(files=files, **values)
            wanted = (manifest.vocabulary_size, *(manifest.model[k] for k in _SIZES))
        except (TypeError, KeyError, AttributeError) as error:
            raise BundleError(f"the manifest of {directory.name} is incomplete") from error
        if not all(isinstance(n, int) and 0 < n <= 1 << 24 for n in wanted):
            raise BundleError(f"the manifest of {directory.name} names impossible sizes")
        if dict(manifest.special) != {word: i for i, word in enumerate(SPECIAL)}:
            raise BundleError(f"the bundle {directory.name} has other special words")
        return manifest

    def write(self, directory: Path) -> None:
        """Write ``manifest.json``."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        (directory / MANIFEST).write_text(text + "\n", encoding="utf-8")


_MOST_MANIFEST = 1 << 20
_SIZES = ("embedding", "hidden", "layers")


@dataclass(frozen=True)
class Bundle:
    """An opened, verified bundle."""

    path: Path
    manifest: Manifest
    vocabulary: Vocabulary


def open_bundle(path: Path) -> Bundle:
    """Open a bundle after checking every file of it.

    Raises:
        BundleError: with a sentence that says what is wrong.
    """
    manifest = Manifest.read(path)
    for name in REQUIRED:
        if name not in manifest.files:
            raise BundleError(f"the bundle {path.name} lacks {name}")
    for name, record in manifest.files.items():
        _verify(path, name, record)
    try:
        writing = Writing.of(language_of(path, manifest.language))
        vocabulary = Vocabulary.read(path / VOCABULARY, writing)
    except (VocabularyError, OSError, UnicodeDecodeError) as error:
        raise BundleError(f"the vocabulary of {path.name} cannot be used: {error}") from error
    if len(vocabulary) != manifest.vocabulary_size:
        raise BundleError(
            f"the vocabulary of {path.name} has {len(vocabulary)} words, "
            f"its manifest says {manifest.vocabulary_size}"
        )
    return Bundle(path, manifest, vocabulary)


def _verify(directory: Path, name: str, record: FileRecord) -> None:
    file = directory / name
    if Path(name).name != name or "\0" in name or file.is_symlink():
        raise BundleError(f"the bundle {directory.name} points outside itself: {name!r}")
    if look(file) is Sight.OTHER:  # opening a pipe would wait for ever
        raise BundleError(f"{name} of {directory.name} is no plain file")
    try:
        size = file.stat().st_size
        if size > MOST_BYTES:
            raise BundleError(f"{name} of {directory.name} is too large: {size:,} bytes")
        if size != record.size:
            raise BundleError(
                f"{name} of {directory.name} has {size:,} bytes instead of {record.size:,}"
            )
        if sha256(file) != record.sha256:
            raise BundleError(f"{name} of {directory.name} was changed or damaged (SHA-256)")
    except OSError as error:
        raise BundleError(f"{name} of {directory.name} cannot be read: {error.strerror}") from error


def sha256(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def record_files(directory: Path) -> dict[str, FileRecord]:
    """Records of all files that belong to the bundle in ``directory``."""
    return {
        file.name: FileRecord(file.stat().st_size, sha256(file))
        for file in sorted(directory.iterdir())
        if file.is_file() and file.name != MANIFEST and file.name not in EXTRA
    }


def publish(staged: Path, final: Path) -> None:
    """Put the directory ``staged`` in the place of ``final`` in one step, whatever is there.

    Both must be on one file system. What stood at ``final`` is removed afterwards; a reader that
    opened files there keeps them.

    Raises:
        OSError: the swap failed; ``final`` is as it was.
    """
    for file in staged.iterdir():
        flush(file)
    flush(staged)
    if not final.exists():
        staged.rename(final)
    elif _exchange(staged, final):
        shutil.rmtree(staged, ignore_errors=True)
    else:
        old = final.with_name(f".{final.name}.old")
        shutil.rmtree(old, ignore_errors=True)
        final.rename(old)
        try:
            staged.rename(final)
        except OSError:
            old.rename(final)
            raise
        shutil.rmtree(old, ignore_errors=True)
    flush(final.parent)


def recover(final: Path) -> None:
    """Bring back what an interrupted :func:`publish` had set aside."""
    old = final.with_name(f".{final.name}.old")
    if old.exists() and not final.exists():
        old.rename(final)


def _exchange(a: Path, b: Path) -> bool:
    """Swap two directories in one system call, where there is such a call (Linux)."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError, TypeError):
        return False
    arguments = (_AT_FDCWD, os.fsencode(a), _AT_FDCWD, os.fsencode(b), _RENAME_EXCHANGE)
    return bool(rename(*arguments) == 0)
