"""The ghost: a suggestion painted in the text without being in the document.

It stands in the pre-edit area of a block's layout, the place where input methods show a composition
before it is text: it wraps, moves the rest of the line aside and takes part in right-to-left order,
while document, undo stack, clipboard and selection know nothing of it. Must not know where
suggestions come from or which keys take them.
"""

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextLayout,
)


def units(text: str) -> int:
    """Length of ``text`` as Qt counts it, in UTF-16 units."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character > "\uffff" for character in text)


class Ghost:
    """Paints at most one ghost into ``document``. GUI thread only."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        # A cursor, not a block: blocks come and go with edits, and a stale one names another. One
        # for life: while Qt clears a document it puts its list of cursors aside, and a cursor that
        # dies meanwhile (in a slot of ours) would come back with it.
        self._anchor = QTextCursor(document)
        self._anchor.setKeepPositionOnInsert(True)
        self._format = QTextCharFormat()
        self._marks: list[QTextLayout.FormatRange] = []
        self.replacing = False
        """Does it stand for letters that give way, so that it has the other ink?"""
        self.replacing_colour = QColor()
        self.text = ""
        self.position = -1
        """Where in the document it stands."""
        document.contentsChange.connect(self._before_layout)

    @property
    def visible(self) -> bool:
        """Is a ghost painted now?"""
        return bool(self.text)

    @property
    def block_number(self) -> int:
        """The block it stands in, or -1."""
        return self._anchor.blockNumber() if self.text else -1

    @property
    def colour(self) -> QColor:
        """Its ink."""
        return self._format.foreground().color()

    def set_colour(self, colour: QColor) -> None:
        """Paint in ``colour`` from now on."""
        self._format.setForeground(colour)
        if self.visible:
            self.show(self.position, self.text, self._marks)

    def show(
        self, position: int, text: str, marks: list[QTextLayout.FormatRange] | None = None
    ) -> None:
        """Paint ``text`` at ``position``, in place of a ghost painted before.

        ``marks`` are decorations of the block that must move aside with its text, in positions of
        the block without ghost.
        """
        block = self._document.findBlock(position)
        if self.text and self._anchor.block() != block:
            self.clear()
        self._anchor.setPosition(block.position())
        self.text, self.position = text, position
        self._marks = marks or []
        self._paint(block, position - block.position(), text)

    def clear(self) -> None:
        """Take the ghost away."""
        shown, self.text, self.position, self._marks = self.text, "", -1, []
        if shown:
            self._paint(self._anchor.block(), -1, "")

    def forget(self) -> None:
        """The layout that held the ghost is gone (the whole text was replaced)."""
        self.text, self.position, self._marks = "", -1, []

    def offset_of(self, block: QTextBlock, place: int) -> int:
        """How many units of the ghost stand before ``place`` in the layout of ``block``, -1 where
        that is not within the ghost."""
        if not self.text or self._anchor.block() != block:
            return -1
        offset = place - (self.position - block.position())
        return offset if 0 <= offset < units(self.text) else -1

    def plain_position(self, block: QTextBlock, place: int) -> int:
        """The document's position for ``place`` in the layout of ``block``, ghost included."""
        here = self.text and self._anchor.block() == block
        if here and place > (at := self.position - block.position()):
            place = max(at, place - units(self.text))
        return block.position() + min(place, block.length() - 1)

    def _before_layout(self, position: int, removed: int, _added: int) -> None:
        """Step aside before Qt lays out a change that may leave the ghost behind the block's end.

        (Qt writes past its own arrays then. It emits ``contentsChange`` before it lays out.)
        """
        if self.text and (removed or position != self.position):
            self._strip(self._anchor.block().layout())

    @staticmethod
    def _strip(layout: QTextLayout) -> list[QTextLayout.FormatRange]:
        """Take pre-edit text and its format out of ``layout``; returns the formats that stay."""
        start, length = layout.preeditAreaPosition(), units(layout.preeditAreaText())
        if not length:
            return layout.formats()
        kept = _without(layout.formats(), start, length)
        layout.setPreeditArea(-1, "")
        layout.setFormats(kept)
        return kept

    def _paint(self, block: QTextBlock, at: int, text: str) -> None:
        layout = block.layout()
        kept = self._strip(layout)
        if text:
            layout.setPreeditArea(at, text)
            shifted = _with(kept + self._marks, at, units(text))
            shifted.append(_range(at, units(text), self._like_neighbour(kept, at)))
            layout.setFormats(shifted)
        self._document.markContentsDirty(block.position(), block.length())

    def _like_neighbour(self, formats: list[QTextLayout.FormatRange], at: int) -> QTextCharFormat:
        """The ghost's format in size and weight of the character before it (in a heading, say)."""
        result = QTextCharFormat()
        for item in formats:
            if item.start < at <= item.start + item.length:
                result = QTextCharFormat(item.format)
        result.merge(self._format)
        if self.replacing:
            result.setForeground(self.replacing_colour)
        return result


_MARK = int(QTextCharFormat.Property.UserProperty) + 1


def mark_format(format_: QTextCharFormat) -> QTextCharFormat:
    """A copy of ``format_`` that disappears from the layout together with the ghost."""
    marked = QTextCharFormat(format_)
    marked.setProperty(_MARK, True)
    return marked


def _range(start: int, length: int, format_: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, format_
    return made


def _with(
    formats: list[QTextLayout.FormatRange], at: int, length: int
) -> list[QTextLayout.FormatRange]:
    """``formats`` moved aside for ``length`` units inserted at ``at``; what spans it is cut in
    two."""
    result = []
    for item in formats:
        end = item.start + item.length
        if end <= at:
            result.append(item)
        elif item.start >= at:
            result.append(_range(item.start + length, item.length, item.format))
        else:
            result.append(_range(item.start, at - item.start, item.format))
            result.append(_range(at + length, end - at, item.format))
    return result


def _without(
    formats: list[QTextLayout.FormatRange], at: int, length: int
) -> list[QTextLayout.FormatRange]:
    """The inverse of :func:`_with`, without the ghost's own range and the marks."""
    result = []
    for item in formats:
        if item.format.hasProperty(_MARK):
            continue
        start, end = item.start, item.start + item.length
        if start >= at:
            start = max(at, start - length)
        if end > at:
            end = max(at, end - length)
        if end > start:
            result.append(_range(start, end - start, item.format))
    return result
