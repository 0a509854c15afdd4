"""What happens to the ghost while a person types: shown, consumed, replaced, taken, dismissed.

The rules in one place: the document changes only by what is typed or taken; typing the ghost's
letters keeps and consumes it, another letter replaces it at once; everything that is not typing
takes it away. Must not know how suggestions are found; it talks to an assistant in snapshots and
replies.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from editor_app.prediction.types import Query
from editor_app.services.assistant import Reply, Snapshot
from editor_app.widgets.page.alternatives import Alternatives
from editor_app.widgets.page.asks import Asks
from editor_app.widgets.page.choices import Choice, choice_of, closes, expansion
from editor_app.widgets.page.ghost import Ghost, units
from editor_app.widgets.page.insertion import close_up, insert
from editor_app.widgets.page.manners import Why
from editor_app.widgets.page.second_tab import SecondTab
from editor_app.widgets.page.surroundings import Surroundings
from editor_app.widgets.page.wish import Wish
from editor_app.widgets.page.witness import Witness
from models.text import is_inside, keystrokes, split_at_cursor


class TypeAhead(QObject):
    """The ghost's behaviour in one editor. GUI thread only."""

    taken = Signal(str, int)
    """Text taken, and the keys that it saved."""
    typed = Signal(int)
    """So many characters were typed at the cursor."""
    acted = Signal(str)
    """A key acted on the ghost: "take", "take_word", "dismiss"."""
    shown = Signal(str)
    """A new ghost stands at the cursor."""
    judged = Signal(int, int)
    """Right ghosts that were taken, and typed past although they stood visibly."""
    found = Signal(int, object)
    """With so many letters of a word before the cursor, these words were found, best first."""
    finished = Signal(str)
    """A word was written to its end, by hand or by a take; "": the cursor went away from it."""
    cycled = Signal(int, int)
    """Another alternative shows: its number, and how many there are."""
    painted = Signal()
    """The ghost appeared, changed or went."""

    def __init__(self, editor: QPlainTextEdit, assistant: Asks, document_id: str) -> None:
        super().__init__(editor)
        self._editor = editor
        self._assistant = assistant
        self.document_id = document_id
        self.ghost = Ghost(editor.document())
        self._around = Surroundings(editor.document())
        self.enabled = True
        self.held = False
        """Do ghosts show only while a key is held?"""
        self.in_change = False
        """Is a signal of the document under way? Cursors must not be destroyed meanwhile."""
        self.composing = False
        """Is an input method at work? Then the pre-edit area is its own."""
        self.words = 5
        self.wish = Wish()
        self.fade_after = 0.0
        """Seconds after which a ghost that nobody took goes; 0: it stays."""
        self.shortcuts: Mapping[str, str] = {}
        """What a person types, and what the key that takes a ghost puts in its place."""
        self.languages: tuple[str, ...] = ()
        """Of the document: names of bases; () as usual."""
        self._witness = Witness()
        self._faded = False
        self._fade = QTimer(self, singleShot=True)
        self._fade.timeout.connect(self._fade_away)
        self._offers = Alternatives()
        self._own_change = False
        self._pending: Snapshot | None = None
        self._quiet = False
        self._space_at = -1  # the cursor's position right after a space that a taken word brought
        self._key_at = 0.0
        self._pause = 1.0
        self._composed = 1.0
        self._spaced = ""
        self._tab = SecondTab(self, self._plain_tab)
        editor.document().contentsChanged.connect(self._on_foreign_change)
        editor.cursorPositionChanged.connect(self._on_foreign_change)
        editor.selectionChanged.connect(self._on_foreign_change)

    # -- what the person does ------------------------------------------------------------------

    @contextmanager
    def typing(self) -> Iterator[None]:
        """Around whatever inserts typed text: keeps, consumes or replaces the ghost after it."""
        cursor = self._editor.textCursor()
        document = self._editor.document()
        plain = not cursor.hasSelection()
        position, count = cursor.position(), document.characterCount()
        revision = document.revision()
        pressed = time.monotonic()
        self._witness.press()
        self._pause, self._key_at = pressed - self._key_at, pressed
        self._own_change = True
        try:
            yield
        finally:
            self._own_change = False
        now = self._editor.textCursor()
        grown = document.characterCount() - count
        if document.revision() == revision and grown == 0:
            self._on_foreign_change()  # a key that went somewhere else, or nowhere
            return
        self._tab.stop()
        self._space_at = -1
        if plain and grown > 0 and now.position() == position + grown:
            self._witnessed(now, position)
            self._typed(self._around.text(position, now.position()))
        else:
            self._witness.forget()
            self.dismiss()
            self.wish.delete()
            if not plain and now.position() > cursor.selectionStart():  # typed over a selection
                self.request()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Around a change of the text before the cursor that nobody typed: what was on show belongs
        to the text before it, and the cursor's place is asked about anew."""
        self.dismiss()
        self._space_at = -1
        self._own_change = True
        try:
            yield
        finally:
            self._own_change = False
        self.request()

    def swallow(self, typed: str) -> bool:
        """Handle a character typed right after the space of a taken word; ``True`` if done."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection() or cursor.position() != self._space_at:
            return False
        if typed == " ":  # the habitual space after a word: it stands already
            self._space_at = -1
            return True
        if not closes(typed, cursor.block().text()[: cursor.positionInBlock()], self._spaced):
            return False
        self._space_at = -1
        self._own_change = True
        try:
            close_up(cursor, typed)
        finally:
            self._own_change = False
        self.dismiss()
        self._quiet = False
        self.request()
        return True

    def take(self) -> bool:
        """Take the whole ghost; ``False`` if there is none to take now or in a moment."""
        if self.ghost.visible:
            if not (self._tab.is_quick or self.wish.manners.may_take):
                self.dismiss()
                return False
            self._take(self._offers.current.text)
            self.acted.emit("take")
            return True
        if self._tab.is_quick and self._pending is not None:
            self._tab.wait()
            return True
        return False

    def take_part(self) -> bool:
        """Take one word of the ghost."""
        if not self.ghost.visible or not (self._tab.is_quick or self.wish.manners.may_take):
            return False
        choice = self._offers.current
        self._take(choice.beginning(len(choice.parts[0])))
        self.acted.emit("take_word")
        return True

    def take_until(self, offset: int) -> bool:
        """Take the ghost up to the end of the word that holds unit ``offset`` of what is painted
        (a click); one that replaces letters is taken whole."""
        if not self.ghost.visible:
            return False
        choice = self._offers.current
        end, pieces = 0, 0
        for part in choice.parts:
            end += units(part)
            pieces += len(part)
            if offset < end:
                break
        whole = bool(choice.replace) or pieces >= len(choice.text)
        self._take(choice.text if whole else choice.beginning(pieces))
        self.acted.emit("take" if whole else "take_word")
        return True

    def take_choice(self, choice: Choice) -> None:
        """Take ``choice``, which was on show beside the text, as if it were the ghost."""
        self.dismiss()
        self._offers.put([choice])
        self._take(choice.text)

    def cycle(self, step: int) -> bool:
        """Show the next or previous alternative."""
        if not self.ghost.visible:
            return False
        if len(self._offers) > 1:
            self._offers.turn(step)
            self._show()
            self.shown.emit(self._offers.current.text)
            self.cycled.emit(self._offers.index + 1, len(self._offers))
        return True

    def hush(self) -> bool:
        """Dismiss the ghost and stay quiet until the next word."""
        if not self.ghost.visible:
            return False
        self.dismiss()
        self._quiet = True
        self.acted.emit("dismiss")
        return True

    def dismiss(self) -> None:
        """Take the ghost away and want no answer for it."""
        self._offers.put()
        self._tab.stop()
        if self._pending is not None:
            self._assistant.forget_request(self._pending)
            self._pending = None
        self._unpaint()

    def hide(self) -> None:
        """Unpaint the ghost for a moment (a composition begins) but keep the choices for typing
        on."""
        self._unpaint()

    def request(self, asked: bool = False) -> None:
        """Ask what comes at the cursor."""
        self._faded = False
        if asked:
            self._quiet = False
            self.wish.manners.wanted()
        by_itself = self.enabled and self.wish.is_welcome(self._editor.textCursor())
        if self._quiet or not (asked or by_itself):
            return
        # One word is shown at once; what follows is asked for word by word, so that no key waits.
        if (snapshot := self.snapshot(asked=asked)) is not None:
            self._ask(snapshot)

    @property
    def why(self) -> Why:
        """Why no ghost stands at the cursor."""
        if self.ghost.visible:
            return Why.SHOWN
        reasons = (
            (self.held, Why.HELD),
            (not self.enabled, Why.OFF),
            (self._quiet, Why.QUIET),
            (self._faded, Why.FADED),
            (self.wish.manners.back, Why.BACK),
            (not self.wish.is_welcome(self._editor.textCursor()), Why.PLACE),
            (self.snapshot() is None, Why.INSIDE),
        )
        return next((why for holds, why in reasons if holds), Why.UNSURE)

    def _fade_away(self) -> None:
        if self.ghost.visible:
            self.dismiss()
            self._faded = True

    def snapshot(self, *, k: int = 5, words: int = 1, asked: bool = False) -> Snapshot | None:
        """This place as a question for ``k`` suggestions of up to ``words`` words each; ``None``
        where nothing can come: in a selection, inside a word, in a text only to be read."""
        cursor = self._editor.textCursor()
        if cursor.hasSelection() or self._editor.isReadOnly() or self.composing:
            return None
        after = self._around.after(cursor)
        if is_inside(after):
            return None
        context, start = self._around.context(cursor)
        query = Query(
            context=context,
            start=start,
            k=k,
            words=words,
            document=self.document_id,
            after=after,
            asked=asked,
            pause=self._pause,
            fixes=True,
            passed=self._witness.passed,
            languages=self.languages,
        )
        return Snapshot(query, self._editor.document().revision(), cursor.position())

    def _ask(self, snapshot: Snapshot) -> None:
        self._pending = snapshot
        self._assistant.ask(snapshot, self.answer)

    @property
    def offered(self) -> str:
        """The ghost as whole words: with the letters before the cursor that it goes on with."""
        choice = self._offers.current
        cursor = self._editor.textCursor()
        before = self._around.text(cursor.block().position(), cursor.position())
        return choice.text if choice.replace else split_at_cursor(before)[1] + choice.text

    # -- what comes back -----------------------------------------------------------------------

    def answer(self, reply: Reply) -> None:
        """Show the answer if it is still the one that is wanted here."""
        if reply.snapshot is not self._pending:
            return
        self._pending = None
        self._composed = reply.answer.composed
        self._spaced = reply.answer.spaced
        cursor = self._editor.textCursor()
        here = (self._editor.document().revision(), cursor.position())
        if here != (reply.snapshot.revision, reply.snapshot.position) or cursor.hasSelection():
            self.dismiss()
            return
        choices = [choice_of(each) for each in reply.answer.suggestions if each.text.strip()]
        if reply.snapshot.query.words == 1:
            self.found.emit(len(reply.answer.prefix), [choice.word for choice in choices])
        if self.ghost.visible:
            if self._offers.refresh(choices, reply.answer.show):
                self._show()
        elif choices and self.wish.allows(choices[0], reply, cursor):
            self._offers.put(choices)
            self.wish.manners.appear()
            self._show()
            self.shown.emit(choices[0].text)
        if self._tab.waits:
            self._tab.stop()
            if not self.take():
                self._plain_tab()
        elif reply.answer.grows and (words := reply.snapshot.query.words) < self.words:
            longer = replace(reply.snapshot.query, words=words + 1)
            self._ask(replace(reply.snapshot, query=longer))

    def _show_shortcut(self) -> bool:
        """Offer what the word at the cursor is short for; whether it is short for anything."""
        cursor = self._editor.textCursor()
        before = cursor.block().text()[: cursor.positionInBlock()] if self.shortcuts else ""
        whole = expansion(before, self.shortcuts)
        if whole is None:
            return False
        self.dismiss()
        self._offers.put([whole])
        self.wish.look_away()
        self._show()
        self.shown.emit(whole.text)
        return True

    # -- inside --------------------------------------------------------------------------------

    def _typed(self, text: str) -> None:
        """``text`` was typed at the cursor: consume, replace, or look for a new ghost."""
        self.typed.emit(len(text))
        if not text[-1].isalnum() and text[-1] not in "'\u2019-":
            self._quiet = False
            self.wish.finish_word()
        if self._quiet:
            self.dismiss()
            return
        refused = self.ghost.visible and self._offers.current.after(text) is None
        if self._offers.type(text):
            self._show()
        else:
            # An alternative that fits is not shown in its place: the answer that is on its way
            # knows whether it is worth a look, and every third is not.
            if refused:
                self.wish.judge(taken=False)
            self.hide()
        if not self._show_shortcut():
            self.request()

    def _witnessed(self, cursor: QTextCursor, start: int) -> None:
        """One key typed the text from ``start`` to ``cursor``: what was seen is judged."""
        before = self._around.text(cursor.block().position(), cursor.position())
        if split_at_cursor(before)[1]:
            self._witness.letter()
            return
        word = split_at_cursor(before[: max(0, len(before) - (cursor.position() - start))])[1]
        self.finished.emit(word)
        missed = self._witness.finish(word)
        if missed:
            self.judged.emit(0, missed)

    def _take(self, text: str) -> None:
        """Put ``text`` of the ghost into the document, as an undo step of its own."""
        choice = self._offers.current
        self.wish.judge(taken=True)
        self.judged.emit(1, self._witness.finish(choice.word))
        self.finished.emit(choice.word)
        self.ghost.clear()
        self._own_change = True
        done = insert(self._editor, self._around, choice, text)
        self._own_change = False
        self._offers.put([done.left] if done.left is not None else ())
        self._space_at = done.end if done.text.endswith(" ") else -1
        self._tab.begin()
        if self._offers:
            self._show()
        else:
            self.painted.emit()
        keys = round(keystrokes(done.text, self._composed))
        self.taken.emit(done.text, max(0, keys - done.replaced - 1))
        self.request()

    def _show(self) -> None:
        choice = self._offers.current
        self.ghost.replacing = bool(choice.replace)
        self.ghost.show(self._editor.textCursor().position(), choice.painted)
        if self.fade_after:
            self._fade.start(round(1000 * self.fade_after))
        # A ghost behind a space is the next word's: letters typed say nothing of it.
        self._witness.look("" if choice.text.startswith(" ") else choice.word)
        self.painted.emit()

    def _unpaint(self) -> None:
        self._witness.look("")
        if self.ghost.visible:
            self.ghost.clear()
            self.painted.emit()

    def _plain_tab(self) -> None:
        """The second Tab found no ghost: it is an ordinary Tab after all."""
        self._editor.textCursor().insertText("\t")

    def _on_foreign_change(self) -> None:
        """Undo, delete, paste, jump, selection: whatever was shown or wanted is stale."""
        if not self._own_change:
            self._quiet = False
            self._space_at = -1
            self._witness.forget()
            self.finished.emit("")
            self.in_change = True
            self.dismiss()
            self.in_change = False
