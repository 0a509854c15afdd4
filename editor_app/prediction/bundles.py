"""Opened bundles: suggestions and spelling verify and keep the same files once.

Knows files and when they change, nothing of words or models.
"""

import threading
from pathlib import Path
from weakref import WeakValueDictionary

from models.bundle import Bundle, open_bundle

_bundles: WeakValueDictionary[tuple[object, ...], Bundle] = WeakValueDictionary()
_lock = threading.Lock()


def open_shared(path: Path) -> Bundle:
    """:func:`models.bundle.open_bundle`, verified once for as long as the files stay as they are.

    Raises:
        BundleError: with a sentence that says what is wrong.
    """
    with _lock:
        key = _identity(path)
        bundle = _bundles.get(key)
        if bundle is None:
            bundle = _bundles[key] = open_bundle(path)
        return bundle


def _identity(path: Path) -> tuple[object, ...]:
    """What changes when any file of the bundle does."""
    try:
        files = sorted(path.iterdir())
        about = [(file.name, file.lstat()) for file in files]
    except OSError:  # opening will say what is wrong
        return (str(path),)
    return (
        str(path),
        *((name, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns) for name, at in about),
    )
