"""Counts words block by block as a document changes, so that a keystroke counts one paragraph only.

Must not know widgets or files.
"""

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextDocument


class WordCount(QObject):
    """The number of words (runs between white space) in ``document``. GUI thread only."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self._document = document
        self._counts = [0]
        self.total = 0
        self._recount(0, document.blockCount() - 1, document.blockCount() - 1)
        document.contentsChange.connect(self._follow)

    def _follow(self, position: int, removed: int, added: int) -> None:
        document = self._document
        first = document.findBlock(position).blockNumber()
        last_block = document.findBlock(position + added)
        last = last_block.blockNumber() if last_block.isValid() else document.blockCount() - 1
        self._recount(first, last, last - (document.blockCount() - len(self._counts)))

    def _recount(self, first: int, last: int, last_before: int) -> None:
        block = self._document.findBlockByNumber(first)
        new = []
        for _ in range(last - first + 1):
            new.append(len(block.text().split()))
            block = block.next()
        self.total += sum(new) - sum(self._counts[first : last_before + 1])
        self._counts[first : last_before + 1] = new
