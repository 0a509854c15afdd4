"""The person's own words on disk: those that are right, and those never to be questioned.

Two text files of one word a line, made when the first word is added, which people may edit. Any
program of ours may add to them. This module must not know what checks words.
"""

import os
from pathlib import Path


class Dictionary:
    """The two lists. Every look reads the files anew: they are short."""

    def __init__(self, path: Path) -> None:
        """``path``: the list of right words; the other stands beside it."""
        self._words = path
        self._never = path.with_suffix(".never.txt")

    def words(self) -> frozenset[str]:
        """The words that are right, and may be suggested."""
        return _read(self._words)

    def never(self) -> frozenset[str]:
        """The words never to be questioned, right or wrong."""
        return _read(self._never)

    def add(self, *words: str) -> None:
        """Take words for right from now on; raises ``OSError``."""
        _append(self._words, *words)

    def never_question(self, word: str) -> None:
        """Leave ``word`` alone from now on; raises ``OSError``."""
        _append(self._never, word)


def _read(path: Path) -> frozenset[str]:
    try:
        return frozenset(path.read_text(encoding="utf-8", errors="replace").split())
    except OSError:
        return frozenset()


def _append(path: Path, *words: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "a", encoding="utf-8", opener=_privately) as file:
        file.writelines(f"{word}\n" for word in words)


def _privately(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)
