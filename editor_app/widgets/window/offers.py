"""What the window offers after a crash, or when another program has changed a file.

Always at the person's leisure, in the notice bar. Must not know menus or settings.
"""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from editor_app.documents import files
from editor_app.documents.recovery import Left
from editor_app.language import plural, tr
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.sheets import dialogs
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.dressing import Dresser
from editor_app.widgets.window.kept_texts import KeptTexts, first_line, moment
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
        self._given_up: list[Left] = []
        """Kept texts that are wanted no more; they go when the window closes."""
        workspace.conflict.connect(self.offer_reload)

    def offer_recovery(self, found: list[Left]) -> None:
        """Offer what a crash left: one text in the notice bar, several in a list."""
        found = [left for left in found if left not in self._given_up]
        if len(found) == 1:
            self._offer_one(found[0])
        elif found:
            self._notice.say(
                plural("{n} unsaved text was kept.", "{n} unsaved texts were kept.", len(found)),
                (
                    (tr("Look\u2026"), partial(self._show_list, found)),
                    (tr("Recover all"), partial(self._recover_all, found)),
                ),
            )

    def settle(self) -> None:
        """The window closes: what was given up goes for good."""
        for left in self._given_up:
            self._workspace.recovery.discard(left)
        self._given_up.clear()

    def _offer_one(self, left: Left) -> None:
        told = tr("Unsaved text of \u201c{}\u201d was kept ({}).").format(
            left.copy.title, moment(left)
        )
        if begins := first_line(left):
            told += " " + tr("\u201c{}\u201d").format(begins)
        self._notice.say(
            told,
            (
                (tr("Recover"), partial(self._workspace.recover, left)),
                (tr("Compare\u2026"), partial(self._compare, left, [left])),
                (tr("Discard"), partial(self._discard_one, left)),
            ),
        )

    def _discard_one(self, left: Left) -> None:
        self._given_up.append(left)

        def take_back() -> None:
            self._given_up.remove(left)
            self._offer_one(left)

        told = tr("The kept text of \u201c{}\u201d is discarded.").format(left.copy.title)
        self._notice.say(told, ((tr("Take back"), take_back),))

    def _recover_all(self, found: list[Left]) -> None:
        for left in found:
            self._workspace.recover(left)

    def _show_list(self, found: list[Left]) -> None:
        sheet = KeptTexts(found, self._compare, self._window)
        undecided = list(found)
        sheet.recover.connect(undecided.remove)
        sheet.recover.connect(self._workspace.recover)
        sheet.discard.connect(self._given_up.append)
        sheet.take_back.connect(self._given_up.pop)
        sheet.finished.connect(lambda _: self.offer_recovery(undecided))
        sheet.open()

    def _compare(self, left: Left, again: list[Left] | None = None) -> None:
        lines = dialogs.differences(_on_disk(left), left.copy.text)
        sheet = dialogs.difference_sheet(lines, self._dresser.theme, self._window)
        if again:
            sheet.finished.connect(lambda _: self.offer_recovery(again))
        sheet.open()

    def offer_reload(self, document: Document, standing: files.FileStanding) -> None:
        """The file was changed, or is gone."""
        if standing is files.FileStanding.GONE:
            self._notice.say(
                tr("\u201c{}\u201d is gone from the disk; the text is still here.").format(
                    document.title
                ),
                ((tr("Save again"), lambda: self._workspace.save_again(document)),),
            )
            document.editor.document().setModified(True)
            return
        told = tr("Another program changed \u201c{}\u201d.").format(document.title)
        if document.modified:
            told += " " + tr("Your own changes are not saved.")
        self._notice.say(
            told, ((tr("Load the new text"), lambda: self._workspace.reload(document)),)
        )


def _on_disk(left: Left) -> str:
    """The text of the file that a safety copy belongs to, "" if there is none."""
    try:
        return files.read(Path(left.copy.path)).text if left.copy.path else ""
    except files.FileError:
        return ""
