"""The main window: menus, tabs, find bar, notices and status bar around the documents.

It connects what others do; documents live in the workspace, settings in their table. Must not know
engines or bundles beyond the assistant's state.
"""

import logging
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QVBoxLayout, QWidget

from editor_app.documents.recovery import Left, Recovery
from editor_app.language import tr
from editor_app.places import geometry_file
from editor_app.services.assistant import Assistant, EngineState
from editor_app.settings import Settings
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.page import PageEditor
from editor_app.widgets.parts import size_window
from editor_app.widgets.sheets import dialogs
from editor_app.widgets.sheets.keys_sheet import KeysSheet
from editor_app.widgets.sheets.practice import Practice
from editor_app.widgets.sheets.preferences import Preferences
from editor_app.widgets.strip.strip import MOST, Strip
from editor_app.widgets.theme import Theme
from editor_app.widgets.window import geometry, open_documents
from editor_app.widgets.window.actions import Actions, choice_menu
from editor_app.widgets.window.commands import Commands
from editor_app.widgets.window.dressing import Dresser
from editor_app.widgets.window.find_bar import FindBar
from editor_app.widgets.window.offers import Offers
from editor_app.widgets.window.panels import OutlinePanel, PreviewPanel
from editor_app.widgets.window.status import StatusLine
from editor_app.widgets.window.workspace import Questions, Workspace

_log = logging.getLogger(__name__)
_FULL_SCREEN_NOTICE_SECONDS = 4
_BY_TAB = Qt.FocusPolicy.TabFocus


class MainWindow(QMainWindow):
    """One window with all its documents. GUI thread only."""

    editor_made = Signal(object)
    """A new :class:`Editor`, before it shows anything."""
    insights_wanted = Signal()
    about_wanted = Signal()
    glossary_wanted = Signal()
    closing = Signal()
    """The window closes for good."""
    look_changed = Signal(object)
    """Another :class:`Theme` holds."""

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
        self._preferences: Preferences | None = None
        self._dresser = Dresser(settings)
        self.workspace = Workspace(
            settings, assistant, recovery, questions or dialogs.Asking(self), self._make_editor
        )
        self.find_bar = FindBar()
        self.strip = Strip(settings, assistant)
        self.notice = NoticeBar()
        self.practice: Practice | None = None
        self._lay_out()
        self.outline_panel, self.preview_panel = OutlinePanel(), PreviewPanel()
        self.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, self.outline_panel)
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.preview_panel)
        self.outline_panel.closed.connect(partial(settings.set, "look.outline", False))
        self.preview_panel.closed.connect(partial(settings.set, "look.preview", False))
        self.commands = Commands(self, settings, self.workspace, self.find_bar, self.notice)
        self._make_menus()
        self.status = StatusLine(settings)
        self.setStatusBar(self.status)
        self._open_documents = open_documents.Keeper(self.workspace, state / "session.json")
        self._offers = Offers(self, self.workspace, self.notice, self._dresser)
        self.workspace.document_changed.connect(self._on_document)
        self.workspace.filling.connect(self._dresser.unstyle)
        self.workspace.notice.connect(self.notice.say)
        self.notice.left.connect(self._to_text)
        self.workspace.progress.connect(self.status.show_progress)
        assistant.state_changed.connect(self.status.show_engine)
        assistant.state_changed.connect(self._on_engine)
        assistant.failed.connect(self.notice.say)
        settings.subscribe(self._on_setting)
        settings.subscribe_trouble(self.notice.say)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._apply_look)
        hints.accessibility().contrastPreferenceChanged.connect(self._apply_look)
        size_window(self, 1000, 720)
        geometry.put_back(self, geometry_file())
        self._apply_look()

    # -- making it -----------------------------------------------------------------------------

    def _lay_out(self) -> None:
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        bars = (self.notice, self.workspace.opening_bar)
        for widget in (*bars, self.workspace, self.strip, self.find_bar):
            self._column.addWidget(widget)
        self.setCentralWidget(middle)

    def _make_menus(self) -> None:
        commands: dict[str, Callable[[], object]] = {
            **self.commands.by_name(),
            "quit": self.close,
            "full_screen": self.toggle_full_screen,
            "next_area": self._next_area,
            "preferences": self.show_preferences,
            "keys": lambda: KeysSheet(self._settings, self).open(),
            "private": self._toggle_private,
            **{f"word_{n + 1}": partial(self.strip.take, n) for n in range(MOST)},
            "scan_next": self.strip.scanner.step,
            "scan_choose": self.strip.scanner.choose,
            "insights": self.insights_wanted.emit,
            "glossary": self.glossary_wanted.emit,
            "why": self._say_why,
            "practice": self.show_practice,
            "about": self.about_wanted.emit,
        }
        self.actions_ = Actions(self, self._settings, commands)
        bar = self.menuBar()
        recent = QMenu(tr("Open recent"), bar)
        recent.aboutToShow.connect(partial(self.commands.fill_recent, recent))
        themes, self._update_themes = choice_menu(tr("Theme"), self._settings, "look.theme", bar)
        eager, self._update_eagerness = choice_menu(
            tr("How often"), self._settings, "ghost.eagerness", bar
        )
        self.menus = self.actions_.fill(
            bar, {"recent": recent, "theme": themes, "eagerness": eager}
        )
        self._show_choices()

    def _make_editor(self, document_id: str) -> Editor:
        editor = PageEditor(self._assistant, document_id)
        editor.setObjectName("text")
        editor.setAccessibleName(tr("Text"))
        editor.textChanged.connect(self.status.refresh)
        editor.cursorPositionChanged.connect(self.status.refresh)
        editor.ahead.cycled.connect(self.status.show_alternative)
        for over in (editor.ahead.acted, editor.ahead.typed):
            over.connect(self.status.end_turn)
        editor.zoom_wanted.connect(self.commands.zoom)
        editor.ahead.judged.connect(self._assistant.note_takes)
        self._dresser.dress(editor)
        self.editor_made.emit(editor)
        return editor

    # -- look ----------------------------------------------------------------------------------

    @Slot()
    def _apply_look(self) -> None:
        self._dresser.dress_application()
        self.find_bar.set_theme(self._dresser.theme)
        for document in self.workspace.documents():
            self._dresser.style(document, anew=True)
        self._dress_all()
        self._show_choices()
        self.look_changed.emit(self.theme)

    @property
    def theme(self) -> Theme:
        """The theme that holds now."""
        return self._dresser.theme

    def _dress_all(self) -> None:
        editors = [document.editor for document in self.workspace.documents()]
        if self.practice is not None:
            editors.append(self.practice.editor)
        for editor in editors:
            self._dresser.dress(editor)

    def _show_choices(self) -> None:
        """Let the menus say what the settings say."""
        self.actions_["show_ghosts"].setChecked(self._settings.flag("ghost.show"))
        self.actions_["typewriter"].setChecked(self._settings.flag("text.typewriter"))
        for name, key, panel in (
            ("outline_panel", "look.outline", self.outline_panel),
            ("preview", "look.preview", self.preview_panel),
        ):
            self.actions_[name].setChecked(self._settings.flag(key))
            panel.set_shown(self._settings.flag(key))
        self.actions_["strip"].setChecked(self._settings.flag("strip.show"))
        self.actions_["learning"].setChecked(self._settings.flag("learning.on"))
        self._update_themes()
        self._update_eagerness()

    def _on_setting(self, key: str) -> None:
        group = key.partition(".")[0]
        if key in ("look.theme", "look.markdown"):
            self._apply_look()
        elif group in ("look", "ghost", "text", "keys"):
            self._dress_all()
        if group == "keys":
            self.actions_.take_keys()
        if group in ("strip", "keys"):
            self.strip.apply()
        if key == "look.language":
            self.notice.say(tr("The language changes when Foretype starts again."))
        for document in self.workspace.documents():
            if key == "files.recovery":
                document.set_copy_interval(self._settings.number(key))
            elif key == "ghost.show" and not self._settings.flag(key):
                document.editor.ahead.dismiss()
        self._show_choices()
        self.status.refresh()

    def toggle_full_screen(self) -> None:
        """Nothing but the text on the whole screen, and back."""
        full = not self.isFullScreen()
        self.menuBar().setVisible(not full)
        self.status.setVisible(not full)
        self.workspace.tabBar().setVisible(not full and self.workspace.count() > 1)
        self.showFullScreen() if full else self.showNormal()
        self.actions_["full_screen"].setChecked(full)
        told = tr("{} brings menus and window back.").format(self._dresser.key("full_screen"))
        if full:
            self.notice.say(told, seconds=_FULL_SCREEN_NOTICE_SECONDS)
        elif self.notice.text == told:
            self.notice.hide_text()

    def _next_area(self) -> None:
        """The focus to the next part of the window: from the text, where Tab is a letter, too."""
        parts = (self.notice, self.workspace.opening_bar, self.outline_panel, self.workspace)
        areas = [
            area
            for area in (*parts, self.practice, self.preview_panel, self.strip, self.find_bar)
            if area is not None and area.isVisible()
        ]
        now = QApplication.focusWidget()
        inside = (n for n, area in enumerate(areas) if now is not None and area.isAncestorOf(now))
        here = next(inside, -1) + 1
        stops = (_first_stop(area) for area in areas[here:] + areas[:here])
        if (stop := next(filter(None, stops), None)) is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _to_text(self) -> None:
        if (document := self.workspace.current) is not None:
            document.editor.setFocus()

    # -- the document in front -----------------------------------------------------------------

    def _on_document(self) -> None:
        document = self.workspace.current
        if document is None:
            return
        if not document.pristine:
            self._end_practice()
        self.find_bar.set_editor(document.editor)
        self.strip.set_editor(document.editor)
        for panel in (self.outline_panel, self.preview_panel):
            if panel.editor is not document.editor:
                panel.set_editor(document.editor)
        self._dresser.style(document)
        self.setWindowTitle(f"{document.title}[*] \u2014 Foretype")
        self.setWindowFilePath(str(document.path or ""))
        self.setWindowModified(document.modified)
        self.actions_["private"].setChecked(document.private)
        self.status.show_document(document)

    def _say_why(self) -> None:
        self.status.say_why()

    def _toggle_private(self) -> None:
        document = self.workspace.current
        if document is not None:
            self.workspace.set_private(document, not document.private)
            self.actions_["private"].setChecked(document.private)

    # -- sheets and pages ----------------------------------------------------------------------

    def show_preferences(self) -> Preferences:
        """Open the preferences beside the text; the text follows at once."""
        self._preferences = Preferences(self._settings, self)
        self._preferences.show()
        return self._preferences

    def show_practice(self) -> None:
        """The page on which the keys can be tried, in place of the documents."""
        if self._assistant.state is EngineState.OFF:
            self.notice.say(tr("No suggestions: {}").format(self._assistant.reason))
            return
        if self.practice is not None:
            return
        self.practice = Practice(self._assistant, self._dresser.key)
        self.practice.done.connect(self._end_practice)
        self._dresser.dress(self.practice.editor)
        self._column.addWidget(self.practice)
        self.workspace.hide()
        self.find_bar.hide()
        self.practice.editor.setFocus()

    def _end_practice(self) -> None:
        practice, self.practice = self.practice, None
        if practice is None:
            return
        self._settings.set("window.welcomed", True)
        self._column.removeWidget(practice)
        practice.hide()
        practice.deleteLater()
        self.workspace.show()
        if (document := self.workspace.current) is not None:
            document.editor.setFocus()

    @Slot(object, str)
    def _on_engine(self, state: EngineState, why: str) -> None:
        """Suggestions are there, but there is something to know of them."""
        if state is EngineState.READY and why:
            self.notice.say(why)

    @Slot()
    def offer_what_was_left(self) -> None:
        """Offer what a crash left, if anything is there."""
        self.offer_recovery(self.workspace.recovery.left())

    def offer_recovery(self, found: list[Left]) -> None:
        """Offer what a crash left."""
        self._offers.offer_recovery(found)

    # -- the end -------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Coming back to the window: look whether files have changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self._settings.refresh()  # another window may have set something
            self.workspace.look_at_disk()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about each unsaved text; then remember what was open and end in good order.

        Until every text is in its file or given up the window stays, whatever goes wrong; after
        that it goes, whatever goes wrong.
        """
        event.ignore()
        if not all(self.workspace.may_close(d) for d in self.workspace.documents()):
            return
        for step in (self._put_by, self.workspace.shut):
            try:
                step()
            except Exception:
                _log.exception("closing the window")
        event.accept()

    def _put_by(self) -> None:
        if self.isFullScreen():
            self.toggle_full_screen()  # the next start shows the window whole
        self._open_documents.keep()
        self._offers.settle()
        self.closing.emit()
        geometry.keep(self, geometry_file())


def _first_stop(area: QWidget) -> QWidget | None:
    """The first widget of ``area`` that takes the focus; the text where there is one."""
    stops = [
        widget
        for widget in area.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.focusPolicy() & _BY_TAB
    ]
    return next((w for w in stops if isinstance(w, Editor)), next(iter(stops), None))
