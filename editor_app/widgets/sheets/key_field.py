"""A key of an action, to be pressed anew; says whose key it is already. Must not know actions."""

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import tr
from editor_app.settings import Settings, actions_with_key
from editor_app.widgets.page.announce import announce

_FORM = QKeySequence.SequenceFormat.PortableText


_WRITING = frozenset(
    {"Space", "Return", "Enter", "Backspace", "Del", "Left", "Right", "Up", "Down"}
    | {"Home", "End", "PgUp", "PgDown"}
)


def writes(key: str) -> bool:
    """Is ``key``, in Qt's portable form, one that texts are written with, so that no action may
    take it away?"""
    if any(f"{modifier}+" in key for modifier in ("Ctrl", "Alt", "Meta")):
        return False
    name = key.removeprefix("Shift+")
    return len(name) == 1 or name in _WRITING


class _KeyEdit(QKeySequenceEdit):
    """Takes any key but Escape, which belongs to the dialog."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As said."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class KeyField(QWidget):
    """One row: press the new key, or go back to the usual one."""

    def __init__(self, settings: Settings, key: str) -> None:
        super().__init__()
        self._settings = settings
        self._key = key
        self._wanted = ""
        self.edit = _KeyEdit()
        self.edit.setMaximumSequenceLength(1)
        for line in self.edit.findChildren(QLineEdit):
            line.setAccessibleName(tr(settings.table[key].label))
        self.usual = QPushButton(tr("Usual"))
        self.usual.setToolTip(_shown(str(settings.table[key].default)) or tr("no key"))
        self.usual.clicked.connect(lambda: self._wish(str(settings.table[key].default)))
        self.none = QPushButton(tr("None"))
        self.none.clicked.connect(lambda: self._wish(""))
        self._conflict = QLabel(wordWrap=True)
        self.move_here = QPushButton(tr("Use it here"))
        self.move_here.clicked.connect(self._take_over)
        self._lay_out()
        self.setFocusProxy(self.edit)
        self.follow()
        self.edit.keySequenceChanged.connect(self._on_pressed)
        self.edit.editingFinished.connect(self._on_finished)

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.edit, 1)
        first.addWidget(self.usual)
        first.addWidget(self.none)
        second.addWidget(self._conflict, 1)
        second.addWidget(self.move_here)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addLayout(second)
        for button in (self.usual, self.none, self.move_here):
            button.setAutoDefault(False)
            # A button that has done its work goes grey or away, and the focus with it.
            button.clicked.connect(lambda: self.edit.setFocus())

    @property
    def conflict(self) -> str:
        """What is said about the key that was pressed, or ""."""
        return self._conflict.text()

    def setAccessibleName(self, name: str) -> None:
        """The name goes to the parts that take the focus."""
        super().setAccessibleName(name)
        self.edit.setAccessibleName(name)
        self.usual.setAccessibleName(tr("Usual key: {}").format(name))
        self.none.setAccessibleName(tr("No key: {}").format(name))

    def follow(self) -> None:
        """Show the key that holds now."""
        with QSignalBlocker(self.edit):
            self.edit.setKeySequence(QKeySequence(self._settings.text(self._key)))
        self._say("")
        self.usual.setEnabled(self._settings[self._key] != self._settings.table[self._key].default)
        self.none.setEnabled(bool(self._settings[self._key]))

    def _on_pressed(self, keys: QKeySequence) -> None:
        """A key was pressed; none is Qt's way to begin."""
        if not keys.isEmpty():
            self._wish(keys.toString(_FORM))

    def _on_finished(self) -> None:
        if self.edit.keySequence().isEmpty():  # Ctrl alone, say
            self.follow()

    def _wish(self, wanted: str) -> None:
        others = [key for key in actions_with_key(self._settings, wanted) if key != self._key]
        self._wanted = wanted
        if writes(wanted):
            self.follow()
            self._say(tr("{} is for writing. Take it with Ctrl or Alt.").format(_shown(wanted)))
            self.move_here.hide()
            return
        if not others:
            self._settings.set(self._key, wanted)
            self.follow()
            return
        labels = ", ".join(tr(self._settings.table[key].label) for key in others)
        self._say(tr("{} is the key of \u201c{}\u201d.").format(_shown(wanted), labels))

    def _take_over(self) -> None:
        """The others go without."""
        for key in actions_with_key(self._settings, self._wanted):
            self._settings.set(key, "")
        self._settings.set(self._key, self._wanted)
        self.follow()

    def _say(self, text: str) -> None:
        self._conflict.setText(text)
        self._conflict.setVisible(bool(text))
        self.move_here.setVisible(bool(text))
        announce(self, text)


def _shown(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
