"""Wavy lines under words that look wrong, and the menu that mends them.

Marks are laid only on the lines in sight, from what :class:`SpellService` knows about their text;
the rest of the document is checked line by line in idle moments, for the count. Until an edited
line is checked again its marks stay with their words; only that of a word that is no longer the
same goes. The word that is being typed is never marked. A fix is one step of undo. Must not know
how hints are found.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from editor_app.language import tr
from editor_app.services.spell_service import SpellService
from editor_app.spelling.fences import fence_after
from editor_app.spelling.hints import Checked, Hint
from editor_app.widgets.page.announce import announce
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.ghost import units

LAYER = "spelling"
_AT_ONCE = 300
"""Lines looked through between two events."""
_LONGEST_LINE = 20_000
"""Letters; longer lines are data, not prose."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A hint with its place in the document, in Qt's units (UTF-16)."""

    hint: Hint
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Laid:
    """A hint on the page, with a cursor that follows its word through edits."""

    hint: Hint
    cursor: QTextCursor

    def placed(self) -> Placed | None:
        """Where it is now, or ``None`` where its word is no longer the same."""
        if self.cursor.selectedText() != self.hint.word:
            return None
        return Placed(self.hint, self.cursor.selectionStart(), self.cursor.selectionEnd())


class SpellMarks(QObject):
    """The spell hints of one editor. GUI thread only."""

    count_changed = Signal(int)
    """Hints in the whole document, as far as it is checked."""

    def __init__(self, editor: Editor, service: SpellService) -> None:
        super().__init__(editor)
        self._editor = editor
        self._service = service
        self._on = True
        self._typing = False
        self._colours = {"misspelling": QColor("#d13438"), "real-word": QColor("#2b6cb0")}
        self._fenced: set[int] = set()
        self._next: QTextBlock | None = None
        self._fence = ""
        self._counted = 0
        self._words = Counter[str]()
        self._ignored: set[str] = set()
        self._laid: list[Laid] = []
        self.count = 0
        self._paint_timer = QTimer(self, singleShot=True, interval=60)
        self._paint_timer.timeout.connect(self._paint)
        self._scan_timer = QTimer(self, singleShot=True, interval=400)
        self._scan_timer.timeout.connect(self._scan)
        editor.viewport().installEventFilter(self)
        editor.blocks_changed.connect(self._on_text)
        editor.languages_changed.connect(self.refresh)
        editor.cursorPositionChanged.connect(self._on_cursor)
        editor.verticalScrollBar().valueChanged.connect(self._paint_soon)
        service.checked.connect(self._paint_timer.start)
        service.checked.connect(self._scan_timer.start)
        service.forgotten.connect(self.refresh)
        self.refresh()

    # -- settings ------------------------------------------------------------------------------

    def set_enabled(self, on: bool) -> None:
        """Show hints or not."""
        self._on = on
        self.refresh()

    def set_colours(self, misspelling: QColor, real_word: QColor) -> None:
        """The inks of the two kinds of lines."""
        self._colours = {"misspelling": misspelling, "real-word": real_word}
        self._paint_timer.start()

    def refresh(self) -> None:
        """Look at everything anew."""
        self._next = None
        self._paint_timer.start()
        self._scan_timer.start()

    def ignore(self, word: str) -> None:
        """Do not question ``word`` in this document as long as it is open."""
        self._ignored.add(word)
        self.refresh()

    # -- what is where -------------------------------------------------------------------------

    def hints_in(self, block: QTextBlock) -> Iterator[Placed]:
        """The hints of a line: as it was last checked, or what of its marks still stands."""
        if not self._on or block.blockNumber() in self._fenced:
            return
        found = self._look_up(block.text())
        placed = self._kept_in(block) if found is None else _place(found.hints, block)
        for one in placed:
            if one.hint.word not in self._ignored:
                yield one

    def _kept_in(self, block: QTextBlock) -> Iterator[Placed]:
        first, last = block.position(), block.position() + block.length()
        for laid in self._laid:
            if first <= laid.cursor.selectionStart() < last and (placed := laid.placed()):
                yield placed

    def _look_up(self, text: str) -> Checked | None:
        return self._service.look_up(text, self._editor.languages)

    def hint_at(self, position: int) -> Placed | None:
        """The hint at a place of the document, or else the variant there."""
        block = self._editor.document().findBlock(position)
        found = self._look_up(block.text()) if self._on else None
        row = [*self.hints_in(block), *_place(found.variants if found else (), block)]
        return next((p for p in row if p.start <= position <= p.end), None)

    def _is_being_typed(self, placed: Placed) -> bool:
        cursor = self._editor.textCursor().position()
        return self._typing and placed.start <= cursor <= placed.end

    # -- mending -------------------------------------------------------------------------------

    def fix(self, placed: Placed, word: str) -> None:
        """Put ``word`` in the place of a hint: one step of undo; the cursor stays where it is."""
        cursor = self._select(placed)
        cursor.beginEditBlock()
        cursor.insertText(word)
        cursor.endEditBlock()

    def fix_last(self) -> bool:
        """Take the best suggestion for the nearest mark in sight before the cursor, or say that
        there is none."""
        at = self._editor.textCursor().position()
        before = [
            placed
            for block in self._visible()
            for placed in self.hints_in(block)
            if placed.end <= at and placed.hint.suggestions and not self._is_being_typed(placed)
        ]
        if not before:
            self._say(tr("No marked word in sight before the cursor"))
            return False
        self.fix(before[-1], before[-1].hint.suggestions[0])
        return True

    def _say(self, text: str) -> None:
        below = self._editor.cursorRect().bottomLeft()
        QToolTip.showText(self._editor.viewport().mapToGlobal(below), text, self._editor)
        announce(self._editor, text)

    def go(self, by: int) -> bool:
        """Put the cursor on the next (1) or previous (-1) hint, round the document's ends."""
        document = self._editor.document()
        at = self._editor.textCursor().position()
        block = document.findBlock(at)
        for _ in range(document.blockCount() + 1):
            found = list(self.hints_in(block))
            if by > 0:
                target = next((p for p in found if p.start > at), None)
            else:
                target = next((p for p in reversed(found) if p.end < at), None)
            if target is not None:
                cursor = self._editor.textCursor()
                cursor.setPosition(target.start)
                self._editor.setTextCursor(cursor)
                return True
            block = block.next() if by > 0 else block.previous()
            if not block.isValid():
                block = document.firstBlock() if by > 0 else document.lastBlock()
                at = -1 if by > 0 else document.characterCount() + 1
        return False

    def menu(self, placed: Placed, parent: QMenu | None = None) -> QMenu:
        """Suggestions and what else can be done about a hint; fills ``parent`` where given."""
        menu = parent or QMenu(self._editor)
        first = menu.actions()[0] if menu.actions() else None
        made = QMenu(menu)
        for number, word in enumerate(placed.hint.suggestions, start=1):
            action = made.addAction(f"&{number}  {word}")
            action.triggered.connect(lambda _=False, w=word: self.fix(placed, w))
        if not placed.hint.suggestions:
            made.addAction(tr("No suggestions")).setEnabled(False)
        made.addSeparator()
        word = placed.hint.word
        if placed.hint.kind == "variant":  # nothing is wrong with it
            return self._filled(menu, made, first)
        if placed.hint.kind == "misspelling":
            action = made.addAction(tr("&Add “{}” to the dictionary").format(word))
            action.triggered.connect(lambda: self._service.add_words([word]))
        action = made.addAction(tr("&Ignore in this document"))
        action.triggered.connect(lambda: self.ignore(word))
        action = made.addAction(tr("&Never correct this"))
        action.triggered.connect(lambda: self._service.never_correct(word))
        return self._filled(menu, made, first)

    @staticmethod
    def _filled(menu: QMenu, made: QMenu, first: QAction | None) -> QMenu:
        """``menu`` with the actions of ``made`` before its ``first``."""
        made.addSeparator()
        menu.insertActions(first, made.actions())  # type: ignore[arg-type]
        for action in made.actions():
            action.setParent(menu)
        return menu

    def open_menu(self) -> bool:
        """The menu of the hint at the cursor, under it, or over it where there is no room."""
        placed = self.hint_at(self._editor.textCursor().position())
        if placed is None:
            return False
        word = self._editor.cursorRect()
        menu = self.menu(placed)
        menu.setActiveAction(menu.actions()[0])  # Enter takes the best at once
        place = self._editor.viewport().mapToGlobal(word.bottomLeft())
        height = menu.sizeHint().height()
        if place.y() + height > self._editor.screen().availableGeometry().bottom():
            place.setY(place.y() - word.height() - height)
        menu.popup(place)
        return True

    # -- menu and hover ---------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the text: a context menu that begins with the hint's, and the best hint on hover."""
        if isinstance(event, QContextMenuEvent):
            placed = self._hint_under(event.pos())
            if placed is None:
                return False
            menu = self._editor.createStandardContextMenu(event.pos())
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.menu(placed, menu).popup(event.globalPos())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            placed = self._hint_under(event.pos())
            words = placed.hint.suggestions if placed else ()
            QToolTip.showText(event.globalPos(), words[0] if words else "", self._editor)
            return placed is not None
        return False

    def _hint_under(self, point: QPoint) -> Placed | None:
        if self._editor.ahead.ghost.visible:  # Qt's places are off while a ghost stands there
            return None
        return self.hint_at(self._editor.cursorForPosition(point).position())

    # -- following the text --------------------------------------------------------------------

    @Slot()
    def _paint_soon(self) -> None:
        """In the usual time: a timer told to ``start`` by a number takes it for milliseconds."""
        self._paint_timer.start()

    def _on_text(self, first: int, last: int) -> None:
        self._typing = True
        self._paint_timer.start()
        self._next = None
        self._scan_timer.start()

    def _on_cursor(self) -> None:
        cursor = self._editor.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()]
        if not before or not (before[-1].isalnum() or before[-1] in "'\u2019-"):
            self._typing = False
        self._paint_timer.start()

    def _visible(self) -> Iterator[QTextBlock]:
        editor = self._editor
        block = editor.firstVisibleBlock()
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        while block.isValid() and top < editor.viewport().height():
            if block.isVisible():
                yield block
                top += editor.blockBoundingRect(block).height()
            block = block.next()

    def _paint(self) -> None:
        """Lay the marks of the lines in sight, and wish for those not checked yet."""
        if not self._on or self._editor.plain:
            self._laid = []
            self._editor.set_layer(LAYER, [])
            return
        laid: list[Laid] = []
        unchecked: list[str] = []
        for block in self._visible():
            if self._is_checkable(block) and self._look_up(block.text()) is None:
                unchecked.append(block.text())
            laid += [Laid(placed.hint, self._select(placed)) for placed in self.hints_in(block)]
        self._laid = laid
        shown = [one for one in laid if (p := one.placed()) and not self._is_being_typed(p)]
        self._editor.set_layer(LAYER, [self._mark(one) for one in shown])
        self._service.want(unchecked, self._editor.languages)

    def _is_checkable(self, block: QTextBlock) -> bool:
        return block.blockNumber() not in self._fenced and 1 < block.length() < _LONGEST_LINE

    def _select(self, placed: Placed) -> QTextCursor:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(placed.start)
        cursor.setPosition(placed.end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _mark(self, laid: Laid) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        real = laid.hint.kind == "real-word"
        style = QTextCharFormat.UnderlineStyle
        form.setUnderlineStyle(style.DashUnderline if real else style.SpellCheckUnderline)
        form.setUnderlineColor(self._colours[laid.hint.kind])
        if laid.hint.suggestions:
            form.setToolTip(laid.hint.suggestions[0])
        mark.cursor, mark.format = laid.cursor, form
        return mark

    def _scan(self) -> None:
        """Go on through the document: find fences, wish for lines, count hints."""
        if not self._on or self._editor.plain:
            self._note_count(0)
            return
        if self._next is None:
            self._next, self._fence, self._counted = self._editor.document().firstBlock(), "", 0
            self._words = Counter[str]()
        block = self._next
        unchecked: list[str] = []
        for _ in range(_AT_ONCE):
            if not block.isValid():
                break
            self._look_at(block, unchecked)
            block = block.next()
        if unchecked:  # come again when they are checked
            self._service.want(unchecked, self._editor.languages)
            self._next = None
        elif block.isValid():
            self._next = block
            QTimer.singleShot(0, self, self._scan)
        else:
            self._next = None
            self._note_count(self._counted)
            self._service.note_uses(self._editor.document_id, self._words)

    def _look_at(self, block: QTextBlock, unchecked: list[str]) -> None:
        text = block.text()
        number = block.blockNumber()
        fence, self._fence = self._fence, fence_after(text, self._fence, first=number == 0)
        fenced = bool(fence or self._fence)
        if fenced is not (number in self._fenced):
            (self._fenced.add if fenced else self._fenced.discard)(number)
            self._paint_timer.start()
        if fenced:
            return
        found = self._look_up(text)
        if found is not None:
            self._counted += sum(not self._is_being_typed(p) for p in self.hints_in(block))
            self._words.update(found.unknown)
        elif self._is_checkable(block):
            unchecked.append(text)

    def _note_count(self, count: int) -> None:
        if count != self.count:
            self.count = count
            self.count_changed.emit(count)


def _place(hints: Iterable[Hint], block: QTextBlock) -> Iterator[Placed]:
    """Hints of a line's text where they stand in the document."""
    text, first = block.text(), block.position()
    wide = any(ord(letter) > 0xFFFF for letter in text)
    for hint in hints:
        start, end = hint.start, hint.end
        if wide:
            start, end = units(text[:start]), units(text[:end])
        yield Placed(hint, first + start, first + end)
