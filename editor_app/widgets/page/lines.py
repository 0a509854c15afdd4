"""A document's lines as Python strings, kept in step block by block as it changes.

A keystroke touches one paragraph here, never the whole text; a snapshot is the copy of a list, so
that joining, encoding and writing a large text can be left to another thread. Must not know files.
"""

import re
from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument

from editor_app.widgets.page.line_ends import LineEnds

_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Characters of Chinese and Japanese, which are written without spaces between words."""


def count_words(lines: Sequence[str]) -> list[int]:
    """Words of each line: runs between white space; of Chinese and Japanese, characters.
    Thread-safe."""
    return [len((line if line.isascii() else _spaced(line)).split()) for line in lines]


def _spaced(line: str) -> str:
    return _UNSPACED.sub(r" \g<0> ", line)


class Lines(QObject):
    """The lines and words of ``document``. GUI thread only."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._lines = [""]
        self._counts = [0]
        self._primed: tuple[list[str], list[int]] | None = None
        self._ends: LineEnds | None = None
        self.words = 0
        self._take(0, document.blockCount() - 1, 0)
        document.contentsChange.connect(self._follow)

    def prime(
        self,
        lines: list[str],
        counts: list[int],
        ends: list[str] | None = None,
        usual: str = "\n",
    ) -> None:
        """The next changes put exactly these lines into the document: do not read them back until
        ``arrive`` says that the last of them stands there.

        ``ends`` are theirs where they differ; new lines get the ``usual`` one.
        """
        self._primed = (lines, counts)
        if self._ends is not None:
            self._ends.stop()
        self._ends = None if ends is None else LineEnds(self._document, ends.copy(), usual)

    def arrive(self, first: int, last: int) -> None:
        """The primed lines ``first`` to before ``last`` stand in the document now."""
        if self._ends is not None:
            self._ends.arrive(first, last)
        if self._primed is not None and last == len(self._primed[0]):
            self._lines, self._counts = self._primed
            self.words, self._primed = sum(self._counts), None

    def ends(self) -> list[str] | None:
        """What each line ends with, in step with ``snapshot``; ``None`` where all end alike."""
        return None if self._ends is None else self._ends.snapshot()

    def snapshot(self) -> list[str]:
        """All lines, to be used by any thread."""
        if len(self._lines) != self._document.blockCount():  # never seen; a text is worth the look
            self._take(0, self._document.blockCount() - 1, len(self._lines) - 1)
        return self._lines.copy()

    def _follow(self, position: int, removed: int, added: int) -> None:
        document = self._document
        blocks = document.blockCount()
        if self._primed is not None:  # slice by slice; before them what stood there is cleared
            return
        first = document.findBlock(position).blockNumber()
        last_block = document.findBlock(position + added)
        last = last_block.blockNumber() if last_block.isValid() else blocks - 1
        self._take(first, last, last - (blocks - len(self._lines)))

    def _take(self, first: int, last: int, last_before: int) -> None:
        """Read blocks ``first`` to ``last`` in place of the lines ``first`` to ``last_before``."""
        block = self._document.findBlockByNumber(first)
        lines = []
        for _ in range(last - first + 1):
            lines.append(block.text())
            block = block.next()
        if self._ends is not None:
            self._ends.follow(first, self._lines[first : last_before + 1], lines)
        counts = count_words(lines)
        self.words += sum(counts) - sum(self._counts[first : last_before + 1])
        self._lines[first : last_before + 1] = lines
        self._counts[first : last_before + 1] = counts
