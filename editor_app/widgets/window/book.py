"""The book of what suggestions save in all documents of a window, and its page.

Every ghost is watched by a :class:`Sightings`, which tells the bookkeeper and the status line
alike. Must not know how the book is kept.
"""

from PySide6.QtCore import QObject, Slot

from editor_app.services.bookkeeper import Bookkeeper
from editor_app.widgets.page.editor import Editor
from editor_app.widgets.page.sightings import Sightings
from editor_app.widgets.sheets.insights_window import InsightsWindow
from editor_app.widgets.window.main_window import MainWindow


class Book(QObject):
    """Watches the editors of one window. GUI thread only."""

    def __init__(self, keeper: Bookkeeper, window: MainWindow) -> None:
        super().__init__(window)
        self._keeper, self._window = keeper, window
        window.editor_made.connect(self._watch)
        window.insights_wanted.connect(self._show)
        keeper.saved.connect(window.status.show_saved_in_all)

    @Slot(object)
    def _watch(self, editor: Editor) -> None:
        seen = Sightings(editor, self._keeper)
        seen.saved.connect(self._window.status.count_saved)

    @Slot()
    def _show(self) -> None:
        document = self._window.workspace.current
        title = document.title if document else ""
        InsightsWindow(self._keeper, title, self._window).open_up()
