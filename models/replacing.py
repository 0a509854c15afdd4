"""Files that are the old one or the new one at every moment, never half of either.

What is new is written beside its place, flushed to the disk and put there in one step. A person's
own documents are not written through here: ``editor_app.documents.files`` keeps links, owners and
attributes as well. This module must not know what files hold.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from models.disk import is_file, own_file, own_folder


@contextlib.contextmanager
def replaced(path: Path, durable: bool = True) -> Iterator[Path]:
    """A name beside ``path`` to write to, which takes its place when the block ends.

    Where the block raises, ``path`` is as it was and nothing is left beside it; what a killed
    process left there, the next one writes over. One writer at a time. What is not ``durable`` may
    be the old file again after the power failed.

    Raises:
        OSError: it cannot be flushed or put in its place.
    """
    draft = path.with_name(f".{path.name}.partial")
    try:
        yield draft
        if durable:
            flush(draft)
        draft.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            draft.unlink()
        raise
    if durable:
        flush(path.parent)


def write_text(path: Path, text: str) -> None:
    """Put a file of ``text`` (UTF-8), for its owner's eyes alone, in the place of ``path``; raises
    as :func:`replaced`."""
    with replaced(path) as draft:
        own_file(draft)
        draft.write_text(text, encoding="utf-8")


def write_own(path: Path, data: bytes, durable: bool = True) -> None:
    """Put a file of the program's own in the place of ``path``, in a folder and with a mode for its
    owner alone; a link to a file stays one. Raises as :func:`replaced`."""
    own_folder(path.parent)
    target = Path(os.path.realpath(path)) if is_file(path) else path
    with replaced(target, durable) as draft:
        own_file(draft)
        draft.write_bytes(data)


def flush(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no handle to flush for a folder
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
