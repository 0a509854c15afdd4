"""The open documents in their tabs: opening, saving, closing, remembering, recovering.

Questions to the person go through :class:`Questions`, so that tests can answer them. Must not know
menus, status bar or theme.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QTabWidget, QWidget

from editor_app.documents import files
from editor_app.documents.recovery import Left, Recovery
from editor_app.language import tr
from editor_app.private_documents import is_private, set_private
from editor_app.services.assistant import Assistant
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.parts import plain_tip
from editor_app.widgets.window.disk_watch import DiskWatch
from editor_app.widgets.window.document import Document, new_id
from editor_app.widgets.window.opening import CalledOffError, Opening, OpeningBar
from editor_app.widgets.window.ready_text import ReadyText
from editor_app.widgets.window.recent_files import RecentFiles
from editor_app.widgets.window.saving import Saving, SavingQuestions
from models.disk import Sight, absolute, look


class Questions(SavingQuestions, Protocol):
    """What the workspace asks the person. Each returns at once in tests."""

    def ask_unsaved(self, title: str) -> str:
        """ "save", "discard" or "cancel"."""
        ...

    def ask_binary(self, name: str) -> bool:
        """Open what does not look like text?"""
        ...

    def ask_reload(self, title: str) -> bool:
        """Give up unsaved text for what stands in the file?"""
        ...


class Workspace(QTabWidget):
    """All documents of one window. GUI thread only."""

    document_changed = Signal()
    """Another document is in front, or something about the one in front changed."""
    notice = Signal(str)
    """A sentence for the person."""
    conflict = Signal(object, object)
    """A document, and how its file stands now: somebody else has changed it."""
    progress = Signal(str, int)
    private_changed = Signal(str, bool)
    """The path of a document from which nothing may be learned, or may again."""
    filling = Signal(object)
    """A document whose whole text is about to be replaced."""
    opened = Signal(object)
    """A document whose whole text was read and stands there."""
    written = Signal(str, str)
    """A document's path and text, saved just now, from which may be learned."""

    _opened = Signal(object, object, str)

    def __init__(
        self,
        settings: Settings,
        assistant: Assistant,
        recovery: Recovery,
        questions: Questions,
        make_editor: Callable[[str], Editor],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._assistant = assistant
        self.recovery = recovery
        self._questions = questions
        self._make_editor = make_editor
        self.files = Worker("foretype-files")
        self.reader = Worker("foretype-reader")
        """Reading is apart, so that a slow file never holds up a save or a safety copy."""
        self.saving = Saving(questions, self.documents, self)
        self.saving.notice.connect(self.notice)
        self.saving.saved.connect(self._on_saved)
        self.opening_bar = OpeningBar()
        self.opening_bar.called_off.connect(self._call_off)
        self.setDocumentMode(True)
        self.setTabsClosable(True)
        self.setMovable(True)
        self.setTabBarAutoHide(True)
        self.tabCloseRequested.connect(self._close_tab)
        self.currentChanged.connect(self.document_changed)
        self._opened.connect(self._show_opened)
        self.disk_watch = DiskWatch(self.documents, self.reader, self)
        self.disk_watch.conflict.connect(self.conflict)
        self._recent = RecentFiles(settings, self)
        settings.subscribe(self._on_setting)

    # -- the documents -------------------------------------------------------------------------

    def documents(self) -> list[Document]:
        """All of them, in the order of their tabs."""
        return [self.at(index) for index in range(self.count())]

    def at(self, index: int) -> Document:
        """The document in tab ``index``."""
        editor = self.widget(index)
        found = editor.property("document") if editor is not None else None
        assert isinstance(found, Document)
        return found

    @property
    def current(self) -> Document | None:
        """The document in front."""
        return self.at(self.currentIndex()) if self.count() else None

    def new(self) -> Document:
        """An empty page in a new tab."""
        editor = self._make_editor(new_id())
        document = Document(
            editor, self.files, self.recovery, self._settings.number("files.recovery")
        )
        editor.setProperty("document", document)
        document.changed.connect(self._refresh)
        document.progressed.connect(self._note_progress)
        document.filled.connect(self._note_filled)
        document.filling.connect(self._tell_filling)
        self.saving.adopt(document)
        document.trouble.connect(self.notice)
        editor.files_dropped.connect(self._open_all)
        editor.setDocumentTitle(document.title)
        index = self.addTab(editor, document.title)
        self.setCurrentIndex(index)
        editor.setFocus()
        return document

    # -- opening -------------------------------------------------------------------------------

    def open(
        self, path: Path, cursor: int = 0, then: Callable[[Document], None] | None = None
    ) -> None:
        """Open ``path`` in a tab; it is read in the background, and ``then`` is called."""
        path = absolute(path)
        for document in self.documents():
            if document.path == path:
                self.setCurrentWidget(document.editor)
                return
        if all(opening.path != path for opening in self.opening_bar.openings):
            self._read(Opening(path, cursor, then=then), lambda step: ReadyText.of_file(path, step))

    def _read(self, opening: Opening, read: Callable[[files.Step], ReadyText]) -> None:
        """Read in the background; ``_show_opened`` goes on."""

        def job() -> None:
            try:
                reading = read(opening.step)
            except CalledOffError:
                self._opened.emit(opening, None, "")
            except files.FileError as error:
                self._opened.emit(opening, None, str(error))
            except Exception as error:  # whatever it is, the person must hear of it
                why = tr("Cannot open \u201c{}\u201d: {}.").format(opening.path.name, error)
                self._opened.emit(opening, None, why)
                raise
            else:
                self._opened.emit(opening, reading, "")

        self.opening_bar.add(opening)
        self.reader.post(job)

    def _open_all(self, names: list[str]) -> None:
        for name in names:
            self.open(Path(name))

    def _page(self) -> Document:
        document = self.current
        return document if document is not None and document.pristine else self.new()

    def _show_opened(self, opening: Opening, reading: ReadyText | None, trouble: str) -> None:
        path = opening.path
        unwanted = reading is None or opening.called_off
        if not unwanted and reading is not None and reading.opened.binary:
            unwanted = not self._questions.ask_binary(path.name)
        document = opening.document
        if document is not None and document.editor.document().revision() != opening.revision:
            unwanted = True  # it was typed in since: the text on the screen is worth more
            self.look_at_disk()
        if reading is None or unwanted:
            self.opening_bar.remove(opening)
            if trouble:
                if look(path) is Sight.NOTHING:
                    self._recent.forget(path)
                self.notice.emit(trouble)
            return
        if document is None:
            document = self._page_for(path, reading)
        opening.document = document
        document.private = is_private(self._settings, path)
        if (before := self._filling_of(document)) is not None:
            self.opening_bar.remove(before)  # its text is about to be replaced
        opening.filling = True
        document.fill(path if opening.has_file else None, reading)

    def _page_for(self, path: Path, reading: ReadyText) -> Document:
        """Where to show it; recovered text goes where its file stands open and untouched."""
        if reading.unsaved:
            for document in self.documents():
                if document.path == path and not (document.modified or document.loading):
                    self.setCurrentWidget(document.editor)
                    return document
        return self._page()

    def _filling_of(self, document: QObject) -> Opening | None:
        """The file whose text is coming into ``document``."""
        found = (o for o in self.opening_bar.openings if o.filling and o.document is document)
        return next(found, None)

    @Slot()
    def _tell_filling(self) -> None:
        self.filling.emit(self.sender())

    @Slot(float)
    def _note_progress(self, done: float) -> None:
        opening = self._filling_of(self.sender())
        if opening is not None:
            opening.note_filled(done)

    @Slot()
    def _note_filled(self) -> None:
        opening = self._filling_of(self.sender())
        if opening is None or opening.document is None:
            return
        document = opening.document
        self.opening_bar.remove(opening)
        document.go_to(opening.cursor)
        if document.path is not None:
            if document.on_disk:
                self._recent.remember(document.path)
            self.disk_watch.add(document.path)
        if opening.then is not None:
            opening.then(document)
        self.opened.emit(document)
        if document.plain_mode:
            self.notice.emit(self._plain_notice(document.format))

    def _call_off(self, opening: Opening) -> None:
        """The person does not want a file that is on its way: part of a text is of no use."""
        document = opening.document
        if document is not None and document.loading:
            self.close_document(document)

    def _plain_notice(self, format_: files.Format) -> str:
        if format_.pieces:
            return tr(
                "Plain mode: very long lines are shown in pieces. They are saved as they were."
            )
        return tr("Plain mode: a large document, shown without styling.")

    # -- saving --------------------------------------------------------------------------------

    def save(self, document: Document, wait: bool = False) -> bool:
        """Save to its file, asking for one if it has none; ``False`` if that was cancelled."""
        return self.saving.save(document, wait)

    def save_as(self, document: Document, wait: bool = False) -> bool:
        """Ask where, and save there."""
        return self.saving.save_as(document, wait)

    def _on_saved(self, document: Document) -> None:
        if document.path is None:
            return
        self._recent.remember(document.path)
        self.disk_watch.add(document.path)
        if document.private and not is_private(self._settings, document.path):
            self.set_private(document, True)  # it has its file since now
        self._settings.refresh()  # another window may have made it private
        document.private = is_private(self._settings, document.path)  # or the one that it replaced
        if not document.private and not document.plain_mode:
            self.written.emit(str(document.path), "\n".join(document.lines.snapshot()))
        self.progress.emit(tr("Saved"), 100)

    def set_private(self, document: Document, private: bool) -> None:
        """Learn nothing from ``document``, or learn again; remembered once it has a file."""
        document.private = private
        if document.path is None:
            return
        real = set_private(self._settings, document.path, private)
        for name in {str(document.path), real}:
            self.private_changed.emit(name, private)

    def _on_setting(self, key: str) -> None:
        """A file is private or not in all tabs and windows alike."""
        if key == "learning.private":
            for document in self.documents():
                if document.path is not None:
                    document.private = is_private(self._settings, document.path)
            self.document_changed.emit()

    # -- closing -------------------------------------------------------------------------------

    @Slot(int)
    def _close_tab(self, index: int) -> None:
        self.close_document(self.at(index))

    def close_document(self, document: Document) -> bool:
        """Close its tab, asking about unsaved text; ``False`` if the person keeps it."""
        if not self.may_close(document):
            return False
        document.editor.ahead.dismiss()  # what it has asked is not answered any more
        self._assistant.close_document(document.id)
        for opening in self.opening_bar.openings:
            if opening.document is document:
                opening.called_off = True
                self.opening_bar.remove(opening)
        document.stop_filling()
        document.drop_copy()
        if document.path is not None:
            self.disk_watch.remove(document.path)
        self.removeTab(self.indexOf(document.editor))
        document.editor.deleteLater()
        if not self.count():
            self.new()
        return True

    def may_close(self, document: Document) -> bool:
        """Is the text safe, or given up?"""
        if not self.saving.finish(document):
            return False
        if not document.modified:
            return True
        self.setCurrentWidget(document.editor)
        match self._questions.ask_unsaved(document.title):
            case "save":
                return self.saving.save(document, wait=True)
            case "discard":
                return True
            case _:
                return False

    def shut(self) -> None:
        """The program ends: nothing runs or is left behind."""
        self._recent.write()
        for opening in self.opening_bar.openings:
            opening.called_off = True
        for document in self.documents():
            document.stop_filling()
            document.drop_copy()
        self.files.post(self.recovery.close)
        self.reader.stop(2)
        self.files.stop(10)

    # -- remembering ---------------------------------------------------------------------------

    def recover(self, left: Left) -> None:
        """Open the text that a crash left; the old copy goes once the text is safe elsewhere."""
        copy = left.copy

        def then(document: Document) -> None:
            if copy.private:
                self.set_private(document, True)
            document.keep_copy(then=lambda: self.recovery.discard(left))

        opening = Opening(Path(copy.path or copy.title), copy.cursor, bool(copy.path), then)
        self._read(opening, lambda _: ReadyText.of_copy(copy))

    # -- others' changes -----------------------------------------------------------------------

    @Slot()
    def look_at_disk(self) -> None:
        """The person comes back to the window: have files changed meanwhile?"""
        self.disk_watch.look_soon()

    def reload(self, document: Document) -> None:
        """Replace the text by what is on disk now; unsaved text only if the person agrees."""
        path = document.path
        if path is None or document.loading or not self.saving.finish(document):
            return
        if any(opening.document is document for opening in self.opening_bar.openings):
            return
        if document.modified and not self._questions.ask_reload(document.title):
            return
        cursor = document.editor.textCursor().position()
        revision = document.editor.document().revision()
        opening = Opening(path, cursor, document=document, revision=revision)
        self._read(opening, lambda step: ReadyText.of(files.read(path, step)))

    def save_again(self, document: Document) -> None:
        """Write a file that has gone from the disk once more."""
        self.saving.save(document)

    # -- inside --------------------------------------------------------------------------------

    def _refresh(self) -> None:
        document: QObject = self.sender()
        if isinstance(document, Document):
            index = self.indexOf(document.editor)
            document.editor.setDocumentTitle(document.title)
            if index >= 0:
                mark = "\u2022 " if document.modified else ""
                text = mark + document.title.replace("&", "&&")
                if text != self.tabText(index):  # for the bar then measures all of its tabs
                    self.setTabText(index, text)
                self.setTabToolTip(index, plain_tip(str(document.path or "")))
        self.document_changed.emit()
