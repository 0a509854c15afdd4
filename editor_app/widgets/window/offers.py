"""What the window offers after a crash, or when another program has changed a file.

Always at the person's leisure, in the notice bar. Must not know menus or settings.
"""

from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale
from PySide6.QtWidgets import QWidget

from editor_app.documents import files
from editor_app.documents.recovery import Left
from editor_app.language import tr
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.sheets import dialogs
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.dressing import Dresser
from editor_app.widgets.window.workspace import Workspace


class Offers:
    """Offers to recover, to compare, to load anew."""

    def __init__(
        self, window: QWidget, workspace: Workspace, notice: NoticeBar, dresser: Dresser
    ) -> None:
        self._window = window
        self._workspace = workspace
        self._notice = notice
        self._dresser = dresser
        workspace.conflict.connect(self.offer_reload)

    def offer_recovery(self, found: list[Left]) -> None:
        """Offer what a crash left: recovered, compared or given up."""
        if not found:
            return
        left, rest = found[0], found[1:]
        moment = QDateTime.fromSecsSinceEpoch(int(left.copy.when))
        when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)

        def compare() -> None:
            lines = dialogs.differences(_on_disk(left), left.copy.text)
            sheet = dialogs.difference_sheet(lines, self._dresser.theme, self._window)
            sheet.finished.connect(lambda _: self.offer_recovery(found))
            sheet.open()

        def recover() -> None:
            self._workspace.recover(left)
            self.offer_recovery(rest)

        def discard() -> None:
            self._workspace.recovery.discard(left)
            self.offer_recovery(rest)

        self._notice.say(
            tr("Unsaved text of \u201c{}\u201d was kept ({}).").format(left.copy.title, when),
            (
                (tr("Recover"), recover),
                (tr("Compare\u2026"), compare),
                (tr("Discard"), discard),
            ),
        )

    def offer_reload(self, document: Document) -> None:
        """The file was changed, or is gone."""
        if document.path is None:
            return
        if document.path.exists():
            self._notice.say(
                tr("Another program changed \u201c{}\u201d.").format(document.title),
                ((tr("Load the new text"), lambda: self._workspace.reload(document)),),
            )
            return
        self._notice.say(
            tr("\u201c{}\u201d is gone from the disk; the text is still here.").format(
                document.title
            ),
            ((tr("Save again"), lambda: self._workspace.save_again(document)),),
        )
        document.editor.document().setModified(True)


def _on_disk(left: Left) -> str:
    """The text of the file that a safety copy belongs to, "" if there is none."""
    try:
        return files.read(Path(left.copy.path)).text if left.copy.path else ""
    except files.FileError:
        return ""
