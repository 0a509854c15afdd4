"""What each line ends with, in a document whose lines end differently; ends go with their lines.

A text widget knows one kind of break. Which end a block has stands in the block's state, which Qt
keeps when blocks are joined and leaves in front when one is split; what an undo brings back, whose
blocks are new to Qt, is found again by its lines. Must not know files.
"""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtGui import QTextBlock, QTextDocument

from editor_app.documents.text_format import ENDS

FENCE = 1
"""The bit of a block's state that is not about ends; it belongs to whoever styles the text."""
_CODES = {end: code for code, end in enumerate(ENDS)}
_REMEMBERED = 400_000
"""So many lines that went are remembered for undo."""


class LineEnds:
    """The ends of the lines of ``document``, in step with them. GUI thread only."""

    def __init__(self, document: QTextDocument, ends: list[str], usual: str) -> None:
        """``ends``: one for each line; the last line's does not count. New lines get ``usual``."""
        self._document = document
        self._usual = usual
        self._ends = ends
        if ends:  # what was last need not stay so
            ends[-1] = usual
        self._gone: OrderedDict[tuple[str, ...], list[str]] = OrderedDict()
        self._gone_lines = 0
        self._steps = document.availableUndoSteps()
        self._edited = False
        document.undoCommandAdded.connect(self._on_new_step)

    def stop(self) -> None:
        """Another text comes: these ends are of no use any more."""
        self._document.undoCommandAdded.disconnect(self._on_new_step)

    def snapshot(self) -> list[str]:
        """One end for each line, the last "", to be used by any thread."""
        return [*self._ends[:-1], ""]

    def arrive(self, first: int, last: int) -> None:
        """The lines ``first`` to before ``last`` stand in the document now."""
        block = self._document.findBlockByNumber(first)
        for end in self._ends[first:last]:
            _set(block, end)
            block = block.next()
        self._steps, self._edited = self._document.availableUndoSteps(), False

    def follow(self, first: int, gone: Sequence[str], come: Sequence[str]) -> None:
        """From line ``first`` on, the lines ``come`` stand where the lines ``gone`` were."""
        undone = self._was_undo()
        blocks = self._blocks(first, len(come))
        found = [_end(block) for block in blocks]
        if len(come) == len(gone) and None not in found:
            return
        last = first + len(gone)
        before = self._ends[first:last]
        ends = self._brought_back(come, found) if undone else None
        if ends is None:
            ends = _placed(found, self._usual)
        self._remember(gone, before)
        self._ends[first:last] = ends
        for block, end in zip(blocks, ends, strict=True):
            _set(block, end)

    # -- inside --------------------------------------------------------------------------------

    def _blocks(self, first: int, count: int) -> list[QTextBlock]:
        block = self._document.findBlockByNumber(first)
        blocks = []
        for _ in range(count):
            blocks.append(block)
            block = block.next()
        return blocks

    def _on_new_step(self) -> None:
        self._edited = True

    def _was_undo(self) -> bool:
        """Was the last change an undo or a redo? They move between steps and make none."""
        steps, edited = self._steps, self._edited
        self._steps, self._edited = self._document.availableUndoSteps(), False
        return self._steps != steps and not edited

    def _remember(self, lines: Sequence[str], ends: list[str]) -> None:
        if len(lines) < 2:
            return
        key = tuple(lines)
        if self._gone.pop(key, None) is None:
            self._gone_lines += len(key)
        self._gone[key] = ends
        while self._gone_lines > _REMEMBERED and len(self._gone) > 1:
            self._gone_lines -= len(self._gone.popitem(last=False)[0])

    def _brought_back(self, lines: Sequence[str], found: Sequence[str | None]) -> list[str] | None:
        """The ends that these lines had before they went, if it is known."""
        exact = self._gone.get(tuple(lines))
        if exact is not None:
            return exact
        # Qt may tell of more or less than it told of when they went: by neighbours, then.
        wanted = {pair for pair, end in zip(_pairs(lines), found, strict=True) if end is None}
        known: dict[tuple[str, str], str] = {}
        for key, ends in reversed(self._gone.items()):
            for pair, end in zip(_pairs(key), ends, strict=True):
                if pair in wanted:
                    known.setdefault(pair, end)
            if len(known) == len(wanted):
                break
        if not known:
            return None
        return [
            known.get(pair, end)
            for pair, end in zip(_pairs(lines), _placed(found, self._usual), strict=True)
        ]


def _pairs(lines: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(lines, [*lines[1:], ""], strict=True))


def _placed(found: Sequence[str | None], usual: str) -> list[str]:
    """New breaks where Qt has none: a block that was split kept its state in front, but its own
    end now comes after the last of its parts."""
    ends: list[str] = []
    waiting: str | None = None
    for end in found:
        if end is None:
            ends.append(usual)
            continue
        if waiting is not None:
            ends.append(waiting)
        waiting = end
    if waiting is not None:
        ends.append(waiting)
    return ends


def _end(block: QTextBlock) -> str | None:
    state = block.userState() >> 1
    return ENDS[state - 1] if 0 < state <= len(ENDS) else None


def _set(block: QTextBlock, end: str) -> None:
    state = block.userState()
    fence = state & FENCE if state > 0 else 0
    block.setUserState((_CODES[end] + 1) << 1 | fence)
