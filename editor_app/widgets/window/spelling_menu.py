"""The menu of spell hints and their count; gives every document of a window its marks.

Must not know how hints are found, nor how they are painted.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QFileDialog, QMainWindow, QMenu, QToolButton

from editor_app.language import plural, tr
from editor_app.services.spell_service import SpellService
from editor_app.settings import Settings
from editor_app.widgets.page.mending import Mending
from editor_app.widgets.page.other_words import OtherWords
from editor_app.widgets.page.spell_marks import SpellMarks
from editor_app.widgets.theme import LIGHT, Theme
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.workspace import Workspace


class SpellingMenu(QMenu):
    """Stands before the last menu of ``window``. GUI thread only."""

    toggled = Signal(bool)
    """The person switched checking on or off."""
    told = Signal(str)
    """What came of a wish, a sentence for the person."""

    def __init__(self, window: QMainWindow, workspace: Workspace, service: SpellService) -> None:
        super().__init__(tr("S&pelling"), window)
        self._workspace = workspace
        self._service = service
        self._marks: dict[str, SpellMarks] = {}
        self._mendings: dict[str, Mending] = {}
        self._mends = False
        self.named = self._make_actions()
        self._check = self.named["spell_on"]
        self._check.setCheckable(True)
        self._check.setChecked(True)
        self._check.toggled.connect(self.set_enabled)
        self._check.toggled.connect(self.toggled)
        self._counts = True
        self._inks = LIGHT
        self._count = QToolButton(window)
        self._count.setAutoRaise(True)
        self._count.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._count.clicked.connect(self._go_on)
        self._count.hide()
        window.statusBar().addPermanentWidget(self._count)
        bar = window.menuBar()
        bar.insertMenu(bar.actions()[-1] if bar.actions() else self.menuAction(), self)
        workspace.document_changed.connect(self._follow)
        self._follow()

    def follow(self, settings: Settings) -> None:
        """Let the menu and the preferences say the same."""

        def on_setting(key: str) -> None:
            if key == "spelling.on":
                self.set_enabled(settings.flag(key))
            elif key == "look.hints":
                self.show_count(settings.flag(key))
            elif key == "spelling.mend":
                self.set_mending(settings.flag(key))

        for key in ("spelling.on", "look.hints", "spelling.mend"):
            on_setting(key)
        settings.subscribe(on_setting)
        self.toggled.connect(partial(settings.set, "spelling.on"))

    def show_count(self, on: bool) -> None:
        """Whether the status bar tells how many hints there are."""
        self._counts = on
        self._show_count()

    @Slot(object)
    def set_inks(self, inks: Theme) -> None:
        """Mark in the colours of the theme."""
        self._inks = inks
        for marks in self._marks.values():
            marks.set_colours(QColor(inks.wrong), QColor(inks.doubtful))

    def set_enabled(self, on: bool) -> None:
        """Show hints in all documents or in none."""
        self._check.setChecked(on)
        for marks in self._marks.values():
            marks.set_enabled(on)

    def set_mending(self, on: bool) -> None:
        """Mend slips beyond doubt in all documents, or in none."""
        self._mends = on
        for mending in self._mendings.values():
            mending.on = on

    def marks(self, document: Document) -> SpellMarks:
        """The marks of a document; made when it is first seen."""
        marks = self._marks.get(document.id)
        if marks is None:
            marks = self._marks[document.id] = SpellMarks(document.editor, self._service)
            marks.set_enabled(self._check.isChecked())
            marks.set_colours(QColor(self._inks.wrong), QColor(self._inks.doubtful))
            marks.count_changed.connect(self._show_count)
            mending = Mending(document.editor, self._service, lambda: not document.private)
            mending.on = self._mends
            self._mendings[document.id] = mending
            document.editor.destroyed.connect(lambda _=None, id=document.id: self._forget(id))
        return marks

    def _forget(self, document: str) -> None:
        self._marks.pop(document, None)
        self._mendings.pop(document, None)
        self._service.close_document(document)

    def _current(self) -> SpellMarks | None:
        document = self._workspace.current
        return self.marks(document) if document is not None else None

    def _follow(self) -> None:
        self._current()
        self._show_count()

    def _show_count(self) -> None:
        marks = self._current()
        count = marks.count if marks is not None else 0
        self._count.setText(plural("{n} spell hint", "{n} spell hints", count))
        self._count.setVisible(self._counts and count > 0)

    def _go_on(self) -> None:
        marks = self._current()
        if marks is not None:
            marks.go(1)

    def _make_actions(self) -> dict[str, QAction]:
        """The menu's actions by the names of their keys; all but the last act on the document in
        front."""
        table: tuple[tuple[str, str, Callable[[SpellMarks], bool]], ...] = (
            ("spell_menu", tr("Correct the word\u2026"), SpellMarks.open_menu),
            ("spell_last", tr("Correct the last hint"), SpellMarks.fix_last),
            ("spell_next", tr("Next spell hint"), lambda marks: marks.go(1)),
            ("spell_previous", tr("Previous spell hint"), lambda marks: marks.go(-1)),
        )
        actions = {name: self._make_action(label, work) for name, label, work in table}
        self.addSeparator()
        actions["other_word"] = other = self.addAction(tr("Another word here\u2026"))
        other.triggered.connect(self._other_words)
        self.addSeparator()
        actions["spell_on"] = self.addAction(tr("Check while typing"))
        self.addAction(tr("Add words from a list\u2026")).triggered.connect(self._import)
        return actions

    @Slot()
    def _other_words(self) -> None:
        document = self._workspace.current
        if document is not None:
            editor = document.editor
            (editor.findChild(OtherWords) or OtherWords(editor, self._service)).ask()

    def _import(self) -> None:
        """Ask for a word list of another program and add its words."""
        asking = QFileDialog(self.parentWidget(), tr("Add words from a list"))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asking.setNameFilters([tr("Word lists (*.dic *.txt *.pws)"), tr("All files (*)")])
        asking.fileSelected.connect(self.import_words)
        asking.open()

    def import_words(self, name: str) -> None:
        """Add the words of a list to the dictionary, and say what came of it."""
        try:
            count = self._service.import_words(Path(name))
        except OSError as error:
            self.told.emit(f"{Path(name).name}: {error.strerror or error}")
        else:
            self.told.emit(
                plural("{n} word is in the dictionary", "{n} words are in the dictionary", count)
            )

    def _make_action(self, label: str, work: Callable[[SpellMarks], bool]) -> QAction:
        def act() -> None:
            marks = self._current()
            if marks is not None:
                work(marks)

        action = self.addAction(label)
        action.triggered.connect(act)
        return action
