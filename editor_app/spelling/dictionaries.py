"""Finds the spelling dictionaries of this computer: Hunspell's, LibreOffice's, the person's own.

Knows folders and names, nothing of what is in the files.
"""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.language import Language

_FOLDERS = (
    "/usr/share/hunspell",
    "/usr/local/share/hunspell",
    "/usr/share/myspell/dicts",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
)
_OFFICES = (
    "/usr/lib/libreoffice/share/extensions",
    "/usr/lib64/libreoffice/share/extensions",
    "/opt/libreoffice*/share/extensions",
    "/Applications/LibreOffice.app/Contents/Resources/extensions",
)


def find(language: Language, folders: Iterable[Path] | None = None) -> Path | None:
    """The dictionary of a language: a path without its suffixes ``.aff`` and ``.dic``.

    Args:
        language: whose record says which names its dictionaries have, the best first.
        folders: where to look instead of in the usual places.
    """
    places = list(_usual() if folders is None else folders)
    names = (language.tag.replace("-", "_"), *language.dictionaries, language.primary)
    for name in names:
        for place in places:
            path = place / name
            if path.with_name(f"{name}.aff").is_file() and path.with_name(f"{name}.dic").is_file():
                return path
    return None


def _usual() -> Iterator[Path]:
    if extra := os.environ.get("DICPATH"):  # as Hunspell's own program
        yield from map(Path, extra.split(os.pathsep))
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    yield Path(home) / "hunspell"
    yield from map(Path, _FOLDERS)
    for pattern in _OFFICES:
        root = Path(pattern)
        for office in root.parents[2].parent.glob(str(root.relative_to(root.parents[2].parent))):
            yield from sorted(office.glob("dict-*"))
