"""All keys at a glance, in groups, narrowed as one types. Must not know what the actions do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeySequence
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from editor_app.language import mark, tr
from editor_app.settings import Settings
from editor_app.settings_table import KEYS
from editor_app.widgets.parts import quiet, rows_below, search_field, size_window
from editor_app.widgets.sheets.dialogs import Sheet

_GROUPS: tuple[tuple[str, str], ...] = (
    ("take", mark("Suggestions")),
    ("strip", mark("Word strip and slow hands")),
    ("new", mark("Files")),
    ("undo", mark("Writing")),
    ("find", mark("Finding")),
    ("zoom_in", mark("View")),
    ("preferences", mark("Window")),
    ("show_ghosts", mark("Learning")),
    ("spell_menu", mark("Spelling")),
    ("learn", mark("Help and the rest")),
)
"""The first action of each group, in the order of the table of keys, and the group's name."""


class KeysSheet(Sheet):
    """Keys and what they do; those without a key come last in their group."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(tr("Keys"), parent)
        size_window(self, 560, 600)
        self.search = search_field()
        self.list = QTreeWidget(columnCount=2)
        self.list.setRootIsDecorated(False)
        self.list.setHeaderHidden(True)
        self.list.setAccessibleName(tr("Keys"))
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._fill(settings)
        self.search.textChanged.connect(self._narrow)
        self.nothing = quiet(tr("No key is called that."))
        self.nothing.hide()
        self.column.addWidget(self.search)
        self.column.addWidget(self.nothing)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(quiet(tr("Every action can have another key: see the preferences.")))
        self.finish()

    def _fill(self, settings: Settings) -> None:
        begins = dict(_GROUPS)
        bold = QFont(self.font())
        bold.setBold(True)
        group = self.list.invisibleRootItem()
        for name, label, _ in KEYS:
            if name in begins:
                group = QTreeWidgetItem(self.list, [tr(begins[name])])
                group.setFirstColumnSpanned(True)
                group.setFont(0, bold)
                group.setFlags(Qt.ItemFlag.ItemIsEnabled)
            key = QKeySequence(settings.text(f"keys.{name}"))
            shown = key.toString(QKeySequence.SequenceFormat.NativeText)
            row = QTreeWidgetItem(group, [tr(label), shown or "\u2013"])
            row.setFont(1, bold)
        self.list.expandAll()
        self.list.resizeColumnToContents(0)

    def _narrow(self, wanted: str) -> None:
        words = wanted.casefold().split()
        found = False
        for group in rows_below(self.list.invisibleRootItem()):
            rows = rows_below(group)
            for row in rows:
                text = f"{row.text(0)} {row.text(1)} {group.text(0)}".casefold()
                row.setHidden(not all(word in text for word in words))
            group.setHidden(all(row.isHidden() for row in rows))
            found = found or not group.isHidden()
        self.nothing.setVisible(not found)
