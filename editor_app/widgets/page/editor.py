"""The text area: plain text in a calm column, the ghost at the cursor, layers of decorations.

It offers other rooms a clean way in: :meth:`Editor.set_layer` for decorations that stay right while
a ghost stands in the line, :attr:`Editor.blocks_changed` for whoever checks text, and
:attr:`Editor.document_id`. Must not know files, settings or engines.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QMimeData,
    QPointF,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextBlock,
    QTextCursor,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from editor_app.language import tr
from editor_app.widgets.page.announce import announce
from editor_app.widgets.page.asks import Asks
from editor_app.widgets.page.ghost import mark_format
from editor_app.widgets.page.keys import GHOST_KEYS, GhostKeys, is_menu_key, is_turn, typed_by
from editor_app.widgets.page.typeahead import TypeAhead
from editor_app.widgets.page.undo_steps import UndoSteps

_HOLD_MS = 250
"""So long is Ctrl held before it is held for a ghost, and not for a shortcut."""
_CURSOR = 2
"""Its width in pixels."""


class Editor(QPlainTextEdit):
    """One document on the screen. GUI thread only."""

    blocks_changed = Signal(int, int)
    """First and last block number whose text changed."""
    zoom_wanted = Signal(int)
    """Ctrl and the wheel: steps up or down."""
    files_dropped = Signal(list)
    languages_changed = Signal()

    _ordinary: ClassVar[frozenset[int]] = frozenset(
        {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr}
    )

    def __init__(self, assistant: Asks, document_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document_id = document_id
        self.announces = True
        self.column = 72
        self.typewriter = False
        self.hint = ""
        self.plain = False
        """Is the text too long for whatever looks at all of it?"""
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._marked = False
        self._keys = GhostKeys(GHOST_KEYS)
        self.ahead = TypeAhead(self, assistant, document_id)
        self._undo_steps = UndoSteps(self)
        self._held = QTimer(self, singleShot=True, interval=_HOLD_MS)
        self._held.timeout.connect(lambda: self.ahead.request(asked=True))
        self.ahead.shown.connect(self._announce)
        self.ahead.painted.connect(self._place_marks)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().rangeChanged.connect(self._pin)
        self.setCursorWidth(_CURSOR)
        self.document().setDocumentMargin(_CURSOR)  # for the cursor at a full line's end
        self.document().setModified(False)  # Qt counts the margin as a change
        self.document().contentsChange.connect(self._report_blocks)
        self.cursorPositionChanged.connect(self._follow)

    # -- settings ------------------------------------------------------------------------------

    def set_ghost_keys(self, keys: Mapping[str, str]) -> None:
        """Which keys act on the ghost: action → key sequence in Qt's portable form, "" for none."""
        self._keys = GhostKeys(keys)

    def set_ghost_colour(self, colour: QColor, replacing: QColor) -> None:
        """The ghost's ink, and that of one which replaces letters; the theme sees to the
        contrast."""
        self.ahead.ghost.replacing_colour = replacing
        self.ahead.ghost.set_colour(colour)

    @property
    def languages(self) -> tuple[str, ...]:
        """Names of the bases whose languages the text is in, the likelier first; () as usual."""
        return self.ahead.languages

    def set_languages(self, languages: tuple[str, ...]) -> None:
        """Suggest and check in other languages from now on."""
        if languages != self.ahead.languages:
            self.ahead.dismiss()
            self.ahead.languages = languages
            self.languages_changed.emit()

    def set_column(self, characters: int) -> None:
        """Text column of about this many characters, centred; 0 uses the whole window."""
        self.column = characters
        self._fit_column()

    def set_typewriter(self, on: bool) -> None:
        """Keep the cursor's line in the middle of the window, at the text's end too."""
        self.typewriter = on
        self.setCenterOnScroll(on)
        self._follow()

    def set_tab_width(self, characters: int) -> None:
        """How wide a tab stands."""
        self.setTabStopDistance(characters * QFontMetricsF(self.font()).horizontalAdvance(" "))

    # -- layers of decorations -----------------------------------------------------------------

    def set_layer(self, name: str, marks: Sequence[QTextEdit.ExtraSelection]) -> None:
        """Replace the decorations of layer ``name``; later layers paint over earlier ones.

        Each mark is a ``QTextEdit.ExtraSelection`` (a cursor with a selection, and a format): it
        follows the text as it is edited, and moves aside with it while a ghost stands before it.
        Do not call this from a slot of the document's change signals (see ``_place_marks``).
        """
        if marks:
            self._layers[name] = list(marks)
        elif self._layers.pop(name, None) is None:
            return
        ghost = self.ahead.ghost
        if ghost.visible:
            ghost.show(ghost.position, ghost.text)
        self._place_marks()

    def layer(self, name: str) -> list[QTextEdit.ExtraSelection]:
        """The decorations of layer ``name``."""
        return list(self._layers.get(name, []))

    def _place_marks(self) -> None:
        """Give each mark to the widget, or, in the ghost's line, to the layout that holds the
        ghost.

        Never within a document's signal: marks own cursors, and one that dies while Qt clears the
        document corrupts its memory.
        """
        if self.ahead.in_change:
            if self._marked:
                QTimer.singleShot(0, self, self._place_marks)
            return
        if not self._layers:
            if self._marked:
                self._marked = False
                self.setExtraSelections([])
            return
        self._marked = True
        ghost = self.ahead.ghost
        block = self.document().findBlockByNumber(ghost.block_number) if ghost.visible else None
        outside, inside = [], []
        for mark in (mark for layer in self._layers.values() for mark in layer):
            cursor = mark.cursor
            if block is not None and block.contains(cursor.selectionStart()):
                piece = QTextLayout.FormatRange()
                piece.start = cursor.selectionStart() - block.position()
                piece.length = cursor.selectionEnd() - cursor.selectionStart()
                piece.format = mark_format(mark.format)
                inside.append(piece)
            else:
                outside.append(mark)
        if inside:
            ghost.show(ghost.position, ghost.text, inside)
        self.setExtraSelections(outside)

    # -- text ----------------------------------------------------------------------------------

    def raw_text(self) -> str:
        """The whole text with line feeds between lines, every other character as it stands.

        (``toPlainText`` would turn no-break spaces into spaces.)
        """
        return self.document().toRawText().replace("\u2029", "\n")

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste plain text; files go to the window."""
        if source.hasUrls() and any(url.isLocalFile() for url in source.urls()):
            self.files_dropped.emit([u.toLocalFile() for u in source.urls() if u.isLocalFile()])
            return
        super().insertFromMimeData(source)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and files dropped on the window."""
        return source.hasUrls() or super().canInsertFromMimeData(source)

    # -- keys ----------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim the ghost's keys before any menu shortcut gets them, while they mean something."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            action = self._ghost_action(event)
            if action and (action == "ask" or self.ahead.ghost.visible):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The typing path: ghost keys first, then Qt's own editing, then the ghost follows."""
        if event.key() in self._ordinary:
            if self.ahead.held and event.key() == Qt.Key.Key_Control and not event.isAutoRepeat():
                self._held.start()
            super().keyPressEvent(event)
            return
        self._held.stop()
        action = self._ghost_action(event)
        if self._act(action) or is_turn(action, event):
            event.accept()  # the ghost may have gone this moment: its key is no letter
            return
        if (
            len(event.text()) == 1
            and event.text().isprintable()
            and self.ahead.swallow(event.text())
        ):
            event.accept()
            return
        if is_menu_key(event):
            event.ignore()
            return
        with self.ahead.typing(), self._undo_steps.typing(typed_by(event)):
            if not self._continue_list(event):
                super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A ghost that shows only while Ctrl is held goes when it is let go."""
        if self.ahead.held and event.key() == Qt.Key.Key_Control:
            self._held.stop()
            self.ahead.dismiss()
        super().keyReleaseEvent(event)

    def _ghost_action(self, event: QKeyEvent) -> str:
        return self._keys.action(event, self.ahead.held and self.ahead.ghost.visible)

    def _act(self, action: str) -> bool:
        match action:
            case "take":
                return self.ahead.take()
            case "take_word":
                return self.ahead.take_part()
            case "next":
                return self.ahead.cycle(1)
            case "previous":
                return self.ahead.cycle(-1)
            case "dismiss":
                return self.ahead.hush()
            case "ask":
                self.ahead.request(asked=True)
                return True
            case _:
                return False

    def _continue_list(self, event: QKeyEvent) -> bool:
        """Enter at the end of a list item; a subclass that knows a markup may continue the list."""
        return False

    # -- everything that makes a ghost stale ---------------------------------------------------

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """A composition owns the pre-edit area: the ghost goes first, and follows what is
        committed."""
        self.ahead.hide()
        self.ahead.composing = bool(event.preeditString())
        with self.ahead.typing():
            super().inputMethodEvent(event)
        if event.preeditString():
            self.ahead.dismiss()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ghost in a window that nobody types in."""
        self.ahead.dismiss()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click goes to the text that was clicked, although the ghost goes away first."""
        if not self.ahead.ghost.visible:
            super().mousePressEvent(event)
            return
        block, place = self._place_at(event.position())
        offset = self.ahead.ghost.offset_of(block, place)
        if offset >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.ahead.take_until(offset)
            event.accept()
            return
        position = self.ahead.ghost.plain_position(block, place)
        self.ahead.dismiss()
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        point = QPointF(self.cursorRect(cursor).center())
        moved = QMouseEvent(
            event.type(),
            point,
            self.viewport().mapToGlobal(point),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )
        super().mousePressEvent(moved)
        event.accept()

    def _place_at(self, point: QPointF) -> tuple[QTextBlock, int]:
        """The block under ``point`` and the place in its layout, a ghost's letters included.

        (Qt's own answer is off by the ghost's length, and may be outside the document.)
        """
        block = self.firstVisibleBlock()
        area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        while area.bottom() < point.y() and block.next().isValid():
            block = block.next()
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
        layout = block.layout()
        inside = point - area.topLeft()
        hit = 0
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            hit = line.xToCursor(inside.x(), QTextLine.CursorPosition.CursorOnCharacter)
            if hit < line.textStart() + line.textLength() - 1 and not self._on_ghost(block, hit):
                hit = line.xToCursor(inside.x())
            if inside.y() < line.y() + line.height():
                break
        return block, hit

    def _on_ghost(self, block: QTextBlock, place: int) -> bool:
        return self.ahead.ghost.offset_of(block, place) >= 0

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu speaks of the text only."""
        self.ahead.dismiss()
        super().contextMenuEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """What is dropped lands where the person sees it."""
        self.ahead.dismiss()
        super().dropEvent(event)

    # -- look ----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column centred."""
        super().resizeEvent(event)
        self._fit_column()

    def showEvent(self, event: QShowEvent) -> None:
        """A tab that comes to the front: text laid out while it was hidden has the wrong width."""
        super().showEvent(event)
        margins = self.viewportMargins()
        self.setViewportMargins(margins - QMargins(0, 0, 1, 0))
        self.setViewportMargins(margins)

    def changeEvent(self, event: QEvent) -> None:
        """Another font means another column."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit_column()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text; on an empty page, the hint."""
        super().paintEvent(event)
        if self.hint and self.document().isEmpty() and not self.ahead.ghost.visible:
            painter = QPainter(self.viewport())
            painter.setPen(self.ahead.ghost.colour)
            area = QRect(self.cursorRect().topLeft(), self.viewport().rect().bottomRight())
            painter.drawText(area.adjusted(6, 0, 0, 0), Qt.TextFlag.TextWordWrap, self.hint)

    def _fit_column(self) -> None:
        margin = 28
        if self.column:
            wanted = self.column * QFontMetricsF(self.font()).horizontalAdvance("abcdefghij ") / 11
            bar = self.verticalScrollBar().sizeHint().width()
            margin = max(margin, int((self.width() - bar - wanted) / 2))
        if self.viewportMargins().left() != margin:
            self.setViewportMargins(margin, 24, margin, 0)

    def _pin(self) -> None:
        """Lines wrap, so the view never slides sideways (a space may hang over the column)."""
        self.horizontalScrollBar().setRange(0, 0)

    def _follow(self) -> None:
        if self.typewriter:
            self.centerCursor()

    def _fit_direction(self) -> None:
        """A text that begins in a right-to-left script stands at the right edge."""
        rtl = self.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
        option = self.document().defaultTextOption()
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

    def _report_blocks(self, position: int, removed: int, added: int) -> None:
        document = self.document()
        if position < document.firstBlock().length():
            QTimer.singleShot(0, self, self._fit_direction)
        first = document.findBlock(position).blockNumber()
        last = document.findBlock(position + added).blockNumber()
        self.blocks_changed.emit(first, last if last >= 0 else document.blockCount() - 1)

    def _announce(self, _text: str) -> None:
        """Tell a screen reader what stands at the cursor."""
        if self.announces:
            announce(self, tr("suggestion: {}").format(self.ahead.offered))
