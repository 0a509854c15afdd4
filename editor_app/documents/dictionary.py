"""The person's own words on disk: those that are right, those never to be questioned, and those
that are never corrected by themselves.

Three text files of one word a line, made when the first word is added, which people may edit. Any
program of ours may add to them. This module must not know what checks words.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from models.replacing import write_own


class Dictionary:
    """The lists. Every look reads the files anew: they are short."""

    def __init__(self, path: Path) -> None:
        """``path``: the list of right words; the others stand beside it."""
        self._words = path
        self._never = path.with_suffix(".never.txt")
        self._as_typed = path.with_suffix(".as_typed.txt")

    @property
    def files(self) -> tuple[Path, Path, Path]:
        """Where the lists stand: right words, never questioned, never corrected by themselves."""
        return self._words, self._never, self._as_typed

    def words(self) -> frozenset[str]:
        """The words that are right, and may be suggested."""
        return _read(self._words)

    def never(self) -> frozenset[str]:
        """The words never to be questioned, right or wrong."""
        return _read(self._never)

    def as_typed(self) -> frozenset[str]:
        """The words that stay as they are typed, though a better one may be offered."""
        return _read(self._as_typed)

    def add(self, *words: str) -> None:
        """Take words for right from now on; raises ``OSError``."""
        _append(self._words, *words)

    def never_question(self, *words: str) -> None:
        """Leave words alone from now on; raises ``OSError``."""
        _append(self._never, *words)

    def keep_as_typed(self, *words: str) -> None:
        """Never correct these by themselves from now on; raises ``OSError``."""
        _append(self._as_typed, *words)

    def correct_again(self, words: Iterable[str]) -> None:
        """Take words off that list; raises ``OSError``."""
        left = sorted(self.as_typed() - set(words))
        write_own(self._as_typed, "".join(f"{word}\n" for word in left).encode())


def _read(path: Path) -> frozenset[str]:
    try:
        return frozenset(path.read_text(encoding="utf-8", errors="replace").split())
    except OSError:
        return frozenset()


def _append(path: Path, *words: str) -> None:
    if not words:
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8", opener=_privately) as file:
        file.writelines(f"{word}\n" for word in words)


def _privately(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
