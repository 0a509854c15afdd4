"""What the actions do to documents: open, find, print, go somewhere.

Must not know menus or keys; actions find their command by name.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from editor_app.language import number, tr
from editor_app.settings import Settings
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.sheets import dialogs
from editor_app.widgets.window import paper
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.find_bar import FindBar
from editor_app.widgets.window.outline import show_outline
from editor_app.widgets.window.workspace import Workspace


class Commands:
    """Acts on the document in front. GUI thread only."""

    def __init__(
        self,
        window: QWidget,
        settings: Settings,
        workspace: Workspace,
        find_bar: FindBar,
        notice: NoticeBar,
    ) -> None:
        self._window = window
        self._settings = settings
        self._workspace = workspace
        self._find_bar = find_bar
        self._notice = notice
        find_bar.ran_out.connect(self._find_in_tabs)

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Every command under its action's name."""
        workspace, settings = self._workspace, self._settings

        def with_document(work: Callable[[Document], object]) -> Callable[[], object]:
            return lambda: work(workspace.current) if workspace.current else None

        def with_editor(work: Callable[[Editor], object]) -> Callable[[], object]:
            return lambda: work(workspace.current.editor) if workspace.current else None

        def toggle(key: str) -> Callable[[], object]:
            return lambda: settings.set(key, not settings.flag(key))

        return {
            "new": workspace.new,
            "open": self.open,
            "save": with_document(workspace.save),
            "save_as": with_document(workspace.save_as),
            "close": with_document(workspace.close_document),
            "undo": with_editor(Editor.undo),
            "redo": with_editor(Editor.redo),
            "cut": with_editor(Editor.cut),
            "copy": with_editor(Editor.copy),
            "paste": with_editor(Editor.paste),
            "select_all": with_editor(Editor.selectAll),
            "print": with_document(self._print),
            "pdf": with_document(self._export_pdf),
            "export_as": with_document(self._export_as),
            "focus": self._turn_focus,
            "outline_panel": toggle("look.outline"),
            "preview": toggle("look.preview"),
            "outline": with_editor(lambda editor: show_outline(editor, self._window)),
            "find": lambda: self._find_bar.open_bar(replacing=False),
            "replace": lambda: self._find_bar.open_bar(replacing=True),
            "find_next": lambda: self._find(1),
            "find_previous": lambda: self._find(-1),
            "go_to_line": self._ask_line,
            "zoom_in": lambda: self.zoom(1),
            "zoom_out": lambda: self.zoom(-1),
            "zoom_reset": lambda: settings.reset("look.size"),
            "typewriter": toggle("text.typewriter"),
            "next_tab": lambda: self._turn(1),
            "previous_tab": lambda: self._turn(-1),
            "show_ghosts": toggle("ghost.show"),
            "strip": toggle("strip.show"),
            "learning": toggle("learning.on"),
        }

    def open(self) -> None:
        """Ask which files to open."""
        document = self._workspace.current
        folder = str(document.path.parent) if document and document.path else ""
        for path in dialogs.choose_files(self._window, folder):
            self._workspace.open(path)

    def fill_recent(self, menu: QMenu) -> None:
        """List the files that were open before."""
        menu.clear()
        names = self._settings.items("window.recent")
        for name in names:
            path = Path(name)
            text = f"{path.name}   {path.parent}".replace("&", "&&")
            menu.addAction(text, partial(self._workspace.open, path))
        if not names:
            menu.addAction(tr("Nothing yet")).setEnabled(False)
            return
        menu.addSeparator()
        menu.addAction(tr("Clear this list"), lambda: self._settings.reset("window.recent"))

    def zoom(self, steps: int) -> None:
        """Text larger or smaller."""
        size = self._settings.number("look.size") + steps
        if self._settings.table["look.size"].clean(size) == size:
            self._settings.set("look.size", size)

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the start of ``line``, counted from 1."""
        document = self._workspace.current
        if document is not None:
            cursor = document.editor.textCursor()
            cursor.setPosition(document.editor.document().findBlockByNumber(line - 1).position())
            document.editor.setTextCursor(cursor)
            document.editor.centerCursor()

    def _find(self, by: int) -> None:
        if not self._find_bar.isVisible():
            self._find_bar.open_bar(replacing=False)
        self._find_bar.step(by)

    def _find_in_tabs(self, by: int) -> None:
        """On to the next tab in which stands what is looked for, at last round to this one."""
        count, here = self._workspace.count(), self._workspace.currentIndex()
        for step in range(1, count + 1):
            index = (here + by * step) % count
            if self._find_bar.wanted_in(self._workspace.at(index).editor.raw_text()):
                self._workspace.setCurrentIndex(index)
                self._find_bar.go_to_end(by)
                return

    def _ask_line(self) -> None:
        document = self._workspace.current
        if document is None:
            return
        editor = document.editor
        count, now = editor.blockCount(), editor.textCursor().blockNumber() + 1
        question = tr("Line (1 to {}):").format(number(count))
        line, ok = QInputDialog.getInt(self._window, tr("Go to line"), question, now, 1, count)
        if ok:
            self.go_to_line(line)

    def _turn(self, by: int) -> None:
        count = self._workspace.count()
        self._workspace.setCurrentIndex((self._workspace.currentIndex() + by) % max(1, count))

    def _print(self, document: Document) -> None:
        paper.ask_and_print(paper.Printout.of(document), self._window)

    def _export_as(self, document: Document) -> None:
        path = (document.path or Path(document.title)).with_suffix(".html")
        sheet = paper.Printout.of(document)
        self._notice.say(paper.ask_and_export_as(sheet, str(path), self._taken(), self._window))

    def _turn_focus(self) -> None:
        """The next kind of focus: off, paragraph, sentence."""
        choices = [value for value, _ in self._settings.table["text.focus"].choices]
        now = choices.index(self._settings.text("text.focus"))
        self._settings.set("text.focus", choices[(now + 1) % len(choices)])

    def _export_pdf(self, document: Document) -> None:
        path = (document.path or Path(document.title)).with_suffix(".pdf")
        sheet = paper.Printout.of(document)
        self._notice.say(paper.ask_and_export(sheet, str(path), self._taken(), self._window))

    def _taken(self) -> list[Path]:
        """Files that are open: an export must not take their place."""
        return [d.path for d in self._workspace.documents() if d.path is not None]
