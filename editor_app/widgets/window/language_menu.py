"""The language of each document: found out, changed in the status bar, remembered.

Stands in the status bar only where this computer has several bases. Up to two languages can be
chosen: both then suggest, and which fits is decided word by word. A text that grows is looked at
again now and then, until the person has chosen. Must not know how a language is
found out, nor how anything is suggested or checked in one.
"""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from editor_app.documents.chosen_languages import ChosenLanguages
from editor_app.documents.detection import Settling
from editor_app.language import tr
from editor_app.places import Places
from editor_app.services.linguist import Linguist
from editor_app.settings import Settings
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.main_window import MainWindow

_BEGINNING = 100
"""Lines of a document by which its language is found out."""
_AT_ONCE = 2


class LanguageMenu(QObject):
    """Serves one window. GUI thread only."""

    def __init__(
        self,
        window: MainWindow,
        places: Places,
        names: Mapping[str, str],
        linguist: Linguist,
        chosen: ChosenLanguages,
    ) -> None:
        """``names``: of each base → what its language is called."""
        super().__init__(window)
        self._workspace = window.workspace
        self._places = places
        self._names = names
        self._linguist = linguist
        self._chosen = chosen
        self._unnamed: set[str] = set()
        self._growing: dict[str, Settling] = {}
        """Of each document whose language nobody chose."""
        self._seen: set[str] = set()
        self.button = QToolButton(window)
        self.button.setAutoRaise(True)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setAccessibleName(tr("Languages of this document"))
        self.button.setToolTip(tr("Languages of this document"))
        self.menu = QMenu(self.button)
        self.button.setMenu(self.menu)
        self._actions = {name: self._action(name, label) for name, label in names.items()}
        window.statusBar().addPermanentWidget(self.button)
        self._workspace.opened.connect(self._on_opened)
        self._workspace.document_changed.connect(self._show)
        linguist.found.connect(self._on_found)
        self._show()

    def follow(self, settings: Settings) -> None:
        """Show what is usual now, whenever that changes."""

        def on_setting(key: str) -> None:
            if key in ("ghost.language", "ghost.also"):
                self._show()

        settings.subscribe(on_setting)

    def _action(self, name: str, label: str) -> QAction:
        action = QAction(tr(label), self.menu, checkable=True)
        action.triggered.connect(partial(self._toggle, name))
        self.menu.addAction(action)
        return action

    def languages_of(self, document: Document) -> tuple[str, ...]:
        """The names of the bases that serve a document."""
        return document.editor.languages or self._places.usual

    @Slot(object)
    def _on_opened(self, document: Document) -> None:
        """What was chosen for a file comes first; else its beginning is looked at."""
        chosen = self._chosen.of(document.path) if document.path is not None else ()
        chosen = tuple(name for name in chosen if name in self._names)
        document.editor.set_languages(chosen)
        self._growing.pop(document.id, None)
        if not chosen:
            self._follow(document)
            self._look(document)
        self._seen.add(document.id)
        self._show()

    def _follow(self, document: Document) -> None:
        """Look again while it grows."""
        self._growing[document.id] = Settling(document.editor.document().characterCount())
        if document.id not in self._seen:
            document.editor.ahead.typed.connect(self._on_typed)

    def _look(self, document: Document) -> None:
        self._linguist.ask(document.id, "\n".join(document.lines.snapshot()[:_BEGINNING]))

    @Slot(int)
    def _on_typed(self, _letters: int) -> None:
        document = self._workspace.current
        if document is None:
            return
        growing = self._growing.get(document.id)
        if growing and growing.is_due(document.editor.document().characterCount()):
            self._look(document)

    @Slot(str, str)
    def _on_found(self, id_: str, name: str) -> None:
        """Where the usual languages do not have it, the document gets its own."""
        growing = self._growing.get(id_)
        if growing is None or not growing.take(name):
            return  # the person has chosen meanwhile, or it must be found again
        for document in self._workspace.documents():
            if document.id == id_:
                document.editor.set_languages(() if name in self._places.usual else (name,))
        self._show()

    def _toggle(self, name: str) -> None:
        document = self._workspace.current
        if document is None:
            return
        others = [each for each in self.languages_of(document) if each != name]
        on = self._actions[name].isChecked()
        wanted = tuple([*others, name][-_AT_ONCE:]) if on else tuple(others)
        if wanted:  # a text is in some language
            self._growing.pop(document.id, None)
            document.editor.set_languages(wanted)
            self._remember(document)
        self._show()

    def _remember(self, document: Document) -> None:
        """Once the document has a file."""
        self._unnamed.discard(document.id)
        if document.path is None:
            self._unnamed.add(document.id)
            return
        self._chosen.choose(document.path, document.editor.languages)
        self._workspace.files.post(partial(self._chosen.write, self._chosen.as_json()))

    @Slot()
    def _show(self) -> None:
        document = self._workspace.current
        if document is not None and document.id not in self._seen:  # a new page
            self._follow(document)
            self._seen.add(document.id)
        if document is not None and document.path and document.id in self._unnamed:
            self._remember(document)
        spoken = self.languages_of(document) if document is not None else ()
        for name, action in self._actions.items():
            action.setChecked(name in spoken)
        self.button.setText(" + ".join(tr(self._names.get(name, name)) for name in spoken))
