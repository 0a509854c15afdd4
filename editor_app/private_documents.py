"""Which files nothing may be learned from, by whatever name they are opened.

The one answer for the window, the terminal and other editors. The list stands in the settings,
which all windows share; untitled documents are their window's own matter. Must not know Qt.
"""

import os
from pathlib import Path

from editor_app.settings import Settings
from editor_app.settings_file import Value

_KEY = "learning.private"


def real_name(path: Path | str) -> str:
    """The one name of a file that has many: links and detours followed, as far as can be."""
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        return str(path)


def private_documents(settings: Settings) -> frozenset[str]:
    """The real names of all private documents."""
    return frozenset(map(real_name, settings.items(_KEY)))


def is_private(settings: Settings, path: Path | str) -> bool:
    """Is nothing to be learned from this file?"""
    marked = settings.items(_KEY)
    return bool(marked) and real_name(path) in private_documents(settings)


def set_private(settings: Settings, path: Path | str, private: bool) -> str:
    """Learn nothing from this file, or learn again, in all windows; its real name."""
    real = real_name(path)

    def listed(names: Value) -> Value:
        assert isinstance(names, tuple)
        others = tuple(name for name in names if real_name(name) != real)
        return (*others, real) if private else others

    settings.change(_KEY, listed)
    return real
