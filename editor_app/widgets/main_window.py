"""The main window: menus, tabs, find bar, notices and status bar around the documents.

It connects what others do; documents live in the workspace, settings in their table. Must not know
engines or bundles beyond the assistant's state.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QDateTime, QEvent, QSettings, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QInputDialog,
    QMainWindow,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from editor_app import files
from editor_app.language import tr
from editor_app.recovery import Left, Recovery
from editor_app.services.assistant import Assistant
from editor_app.settings import Settings
from editor_app.widgets import dialogs, paper, theme
from editor_app.widgets.actions import Actions, choice_menu
from editor_app.widgets.document import Document
from editor_app.widgets.editor import GHOST_KEYS, Editor
from editor_app.widgets.find_bar import FindBar
from editor_app.widgets.markdown import LIMIT, MarkdownStyle
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.outline import show_outline
from editor_app.widgets.page import PageEditor
from editor_app.widgets.preferences import Preferences
from editor_app.widgets.status import StatusLine
from editor_app.widgets.workspace import Questions, Workspace

VERSION = "0.1"


class MainWindow(QMainWindow):
    """One window with all its documents. GUI thread only."""

    editor_made = Signal(object)
    """A new :class:`Editor`, before it shows anything."""

    def __init__(
        self,
        settings: Settings,
        assistant: Assistant,
        recovery: Recovery,
        state: Path,
        questions: Questions | None = None,
    ) -> None:
        super().__init__()
        self._settings = settings
        self._assistant = assistant
        self._state = state
        self._preferences: Preferences | None = None
        self.theme = theme.choose(settings.text("look.theme"))
        self.workspace = Workspace(
            settings, assistant, recovery, questions or dialogs.Asking(self), self._make_editor
        )
        self.find_bar = FindBar()
        self.notice = NoticeBar()
        self._lay_out()
        self._make_menus()
        self.status = StatusLine(settings)
        self.setStatusBar(self.status)
        self.workspace.document_changed.connect(self._on_document)
        self.workspace.filling.connect(self._unstyle)
        self.workspace.notice.connect(self.notice.say)
        self.workspace.conflict.connect(self._offer_reload)
        self.workspace.progress.connect(self.status.show_progress)
        assistant.state_changed.connect(self.status.show_engine)
        settings.subscribe(self._on_setting)
        QGuiApplication.styleHints().colorSchemeChanged.connect(lambda _: self._apply_look())
        self.resize(1000, 720)
        geometry = QSettings("foretype", "window").value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        self._apply_look()

    # -- making it -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.notice, self.workspace.opening_bar, self.workspace, self.find_bar):
            column.addWidget(widget)
        self.setCentralWidget(middle)

    def _make_menus(self) -> None:
        self.actions_ = Actions(self, self._settings, self._handlers())
        bar = self.menuBar()
        self._recent = QMenu(tr("Open recent"), bar)
        self._recent.aboutToShow.connect(self._fill_recent)
        themes, self._update_themes = choice_menu(tr("Theme"), self._settings, "look.theme", bar)
        eager, self._update_eagerness = choice_menu(
            tr("How often"), self._settings, "ghost.eagerness", bar
        )
        self.menus = self.actions_.fill(
            bar, {"recent": self._recent, "theme": themes, "eagerness": eager}
        )
        self.actions_["show_ghosts"].setChecked(self._settings.flag("ghost.show"))
        self.actions_["typewriter"].setChecked(self._settings.flag("text.typewriter"))

    def _handlers(self) -> dict[str, Callable[[], object]]:
        workspace, settings = self.workspace, self._settings

        def with_document(work: Callable[[Document], object]) -> Callable[[], object]:
            return lambda: work(workspace.current) if workspace.current else None

        def with_editor(work: Callable[[Editor], object]) -> Callable[[], object]:
            return lambda: work(workspace.current.editor) if workspace.current else None

        def toggle(key: str) -> Callable[[], object]:
            return lambda: settings.set(key, not settings.flag(key))

        return {
            "new": workspace.new,
            "open": self._open,
            "save": with_document(workspace.save),
            "save_as": with_document(workspace.save_as),
            "close": with_document(workspace.close_document),
            "quit": self.close,
            "undo": with_editor(Editor.undo),
            "redo": with_editor(Editor.redo),
            "cut": with_editor(Editor.cut),
            "copy": with_editor(Editor.copy),
            "paste": with_editor(Editor.paste),
            "select_all": with_editor(Editor.selectAll),
            "print": with_document(self._print),
            "pdf": with_document(self._export_pdf),
            "outline": with_editor(lambda editor: show_outline(editor, self)),
            "find": lambda: self.find_bar.open_bar(replacing=False),
            "replace": lambda: self.find_bar.open_bar(replacing=True),
            "find_next": lambda: self._find(1),
            "find_previous": lambda: self._find(-1),
            "go_to_line": self._go_to_line,
            "zoom_in": lambda: self._zoom(1),
            "zoom_out": lambda: self._zoom(-1),
            "zoom_reset": lambda: settings.reset("look.size"),
            "full_screen": self._toggle_full_screen,
            "typewriter": toggle("text.typewriter"),
            "preferences": self.show_preferences,
            "keys": lambda: dialogs.keys_sheet(settings, self).open(),
            "next_tab": lambda: self._turn(1),
            "previous_tab": lambda: self._turn(-1),
            "show_ghosts": toggle("ghost.show"),
            "private": with_document(self._toggle_private),
            "about": lambda: dialogs.about_sheet(VERSION, self._model_name(), self).open(),
        }

    def _make_editor(self, document_id: str) -> Editor:
        editor = PageEditor(self._assistant, document_id)
        editor.setObjectName("text")
        editor.setAccessibleName(tr("Text"))
        editor.textChanged.connect(self.status.refresh)
        editor.cursorPositionChanged.connect(self.status.refresh)
        editor.zoom_wanted.connect(self._zoom)
        editor.ahead.taken.connect(lambda _, keys: self.status.count_saved(document_id, keys))
        self._dress(editor)
        self.editor_made.emit(editor)
        return editor

    # -- look ----------------------------------------------------------------------------------

    def _apply_look(self) -> None:
        self.theme = theme.choose(self._settings.text("look.theme"))
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, self.theme)
        self.find_bar.set_theme(self.theme)
        for document in self.workspace.documents():
            self._dress(document.editor)
            self._style(document, anew=True)
        self._update_themes()

    def _dress(self, editor: Editor) -> None:
        settings = self._settings
        editor.setFont(theme.text_font(settings.text("look.font"), settings.number("look.size")))
        editor.set_ghost_colour(QColor(self.theme.ghost))
        editor.set_column(settings.number("look.column"))
        editor.set_tab_width(settings.number("text.tab"))
        editor.set_ghost_keys({name: settings.text(f"keys.{name}") for name in GHOST_KEYS})
        editor.announces = settings.flag("ghost.announce")
        editor.typewriter = settings.flag("text.typewriter")
        editor.hint = self._hint()
        editor.ahead.enabled = settings.flag("ghost.show")
        editor.ahead.words = settings.number("ghost.words")
        if isinstance(editor, PageEditor):
            editor.lists = settings.flag("text.lists")

    def _hint(self) -> str:
        def key(name: str) -> str:
            return QKeySequence(self._settings.text(f"keys.{name}")).toString(
                QKeySequence.SequenceFormat.NativeText
            )

        return tr("Write. Grey words run ahead of you: {} takes them, {} takes one.").format(
            key("take"), key("take_word")
        )

    def _style(self, document: Document, anew: bool = False) -> None:
        """Markdown styling where it belongs: not in plain mode, not in very long texts."""
        editor = document.editor
        wanted = (
            self._settings.flag("look.markdown")
            and not (document.plain_mode or document.loading)
            and editor.document().characterCount() < LIMIT
            and (document.path is None or document.path.suffix.lower() in _MARKDOWN)
        )
        style = editor.property("style")
        if wanted and style is None:
            editor.setProperty("style", MarkdownStyle(editor.document(), self.theme))
        elif not wanted:
            self._unstyle(document)
        elif wanted and anew and isinstance(style, MarkdownStyle):
            style.set_theme(self.theme)

    def _unstyle(self, document: Document) -> None:
        style = document.editor.property("style")
        if isinstance(style, MarkdownStyle):
            style.setDocument(None)
            style.deleteLater()
            document.editor.setProperty("style", None)

    def _on_setting(self, key: str) -> None:
        group = key.partition(".")[0]
        if key in ("look.theme", "look.markdown"):
            self._apply_look()
        elif group in ("look", "ghost", "text", "keys"):
            for document in self.workspace.documents():
                self._dress(document.editor)
        if group == "keys":
            self.actions_.take_keys()
        if key == "files.recovery":
            for document in self.workspace.documents():
                document.set_copy_interval(self._settings.number(key))
        if key == "ghost.show" and not self._settings.flag(key):
            for document in self.workspace.documents():
                document.editor.ahead.dismiss()
        self.actions_["show_ghosts"].setChecked(self._settings.flag("ghost.show"))
        self.actions_["typewriter"].setChecked(self._settings.flag("text.typewriter"))
        self._update_eagerness()
        self.status.refresh()

    def _zoom(self, steps: int) -> None:
        size = self._settings.number("look.size") + steps
        if self._settings.table["look.size"].clean(size) == size:
            self._settings.set("look.size", size)

    def _toggle_full_screen(self) -> None:
        full = not self.isFullScreen()
        self.menuBar().setVisible(not full)
        self.status.setVisible(not full)
        self.workspace.tabBar().setVisible(not full and self.workspace.count() > 1)
        for action in self.actions_.all():  # keys work without their menus
            self.addAction(action)
        self.showFullScreen() if full else self.showNormal()
        self.actions_["full_screen"].setChecked(full)

    # -- the document in front -----------------------------------------------------------------

    def _on_document(self) -> None:
        document = self.workspace.current
        if document is None:
            return
        self.find_bar.set_editor(document.editor)
        self._style(document)
        self.setWindowTitle(f"{document.title}[*] \u2014 Foretype")
        self.setWindowFilePath(str(document.path or ""))
        self.setWindowModified(document.modified)
        self.actions_["private"].setChecked(document.private)
        self.status.show_document(document)

    def _model_name(self) -> str:
        return self._assistant.reason or self._assistant.state.value

    # -- what actions do -----------------------------------------------------------------------

    def _open(self) -> None:
        document = self.workspace.current
        folder = str(document.path.parent) if document and document.path else ""
        for path in dialogs.choose_files(self, folder):
            self.workspace.open(path)

    def _fill_recent(self) -> None:
        self._recent.clear()
        names = self._settings.items("window.recent")
        for name in names:
            path = Path(name)
            text = f"{path.name}   {path.parent}".replace("&", "&&")
            self._recent.addAction(text, partial(self.workspace.open, path))
        if not names:
            self._recent.addAction(tr("Nothing yet")).setEnabled(False)

    def _find(self, by: int) -> None:
        if not self.find_bar.isVisible():
            self.find_bar.open_bar(replacing=False)
        self.find_bar.step(by)

    def _go_to_line(self) -> None:
        document = self.workspace.current
        if document is None:
            return
        editor = document.editor
        count, now = editor.blockCount(), editor.textCursor().blockNumber() + 1
        line, ok = QInputDialog.getInt(
            self, tr("Go to line"), tr("Line (1 to {}):").format(count), now, 1, count
        )
        if ok:
            self.go_to_line(line)

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the start of ``line``, counted from 1."""
        document = self.workspace.current
        if document is not None:
            cursor = document.editor.textCursor()
            cursor.setPosition(document.editor.document().findBlockByNumber(line - 1).position())
            document.editor.setTextCursor(cursor)
            document.editor.centerCursor()

    def show_preferences(self) -> Preferences:
        """Open the preferences beside the text; the text follows at once."""
        self._preferences = Preferences(self._settings, self)
        self._preferences.show()
        return self._preferences

    def _turn(self, by: int) -> None:
        count = self.workspace.count()
        self.workspace.setCurrentIndex((self.workspace.currentIndex() + by) % max(1, count))

    def _print(self, document: Document) -> None:
        paper.ask_and_print(document.editor.document(), document.editor.font(), self)

    def _export_pdf(self, document: Document) -> None:
        path = (document.path or Path(document.title)).with_suffix(".pdf")
        self.notice.say(
            paper.ask_and_export(
                document.editor.document(), document.editor.font(), str(path), self
            )
        )

    def _toggle_private(self, document: Document) -> None:
        self.workspace.set_private(document, not document.private)
        self.actions_["private"].setChecked(document.private)

    # -- crashes and others' changes -----------------------------------------------------------

    def offer_recovery(self, found: list[Left]) -> None:
        """Offer what a crash left: recovered, compared or given up, at the person's leisure."""
        if not found:
            return
        left, rest = found[0], found[1:]
        when = self.locale().toString(_date(left.copy.when), "d MMM, HH:mm")

        def compare() -> None:
            lines = dialogs.differences(_on_disk(left), left.copy.text)
            sheet = dialogs.difference_sheet(lines, self.theme, self)
            sheet.finished.connect(lambda _: self.offer_recovery(found))
            sheet.open()

        def recover() -> None:
            self.workspace.recover(left)
            self.offer_recovery(rest)

        def discard() -> None:
            self.workspace.recovery.discard(left)
            self.offer_recovery(rest)

        self.notice.say(
            tr("Unsaved text of \u201c{}\u201d was kept ({}).").format(left.copy.title, when),
            (
                (tr("Recover"), recover),
                (tr("Compare\u2026"), compare),
                (tr("Discard"), discard),
            ),
        )

    def _offer_reload(self, document: Document) -> None:
        path = document.path
        if path is None:
            return
        if not path.exists():
            self.notice.say(
                tr("\u201c{}\u201d is gone from the disk; the text is still here.").format(
                    document.title
                ),
                ((tr("Save again"), lambda: self.workspace.save_again(document)),),
            )
            document.editor.document().setModified(True)
            return
        self.notice.say(
            tr("Another program changed \u201c{}\u201d.").format(document.title),
            ((tr("Load the new text"), lambda: self.workspace.reload(document)),),
        )

    # -- the end -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window: look whether files have changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.workspace.look_at_disk()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about each unsaved text; then remember what was open and end in good order."""
        if not all(self.workspace.may_close(d) for d in self.workspace.documents()):
            event.ignore()
            return
        self.workspace.save_session(self._state / "session.json")
        self.status.put_by()
        QSettings("foretype", "window").setValue("geometry", self.saveGeometry())
        self.workspace.shut()
        event.accept()


_MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd", ""})


def _date(seconds: float) -> QDateTime:
    return QDateTime.fromSecsSinceEpoch(int(seconds))


def _on_disk(left: Left) -> str:
    """The text of the file that a safety copy belongs to, "" if there is none."""
    try:
        return files.read(Path(left.copy.path)).text if left.copy.path else ""
    except files.FileError:
        return ""
