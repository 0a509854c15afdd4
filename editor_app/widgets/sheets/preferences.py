"""The preferences, generated from the table of settings: one row each, searched, applied at once.

Must not know what any setting does.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import tr
from editor_app.settings import Settings
from editor_app.settings_table import GROUPS, Setting
from editor_app.widgets.parts import Ask, asker, quiet, search_field, size_window
from editor_app.widgets.sheets.key_field import KeyField

_LABEL_CHARACTERS = 42
_LEAST_CHARACTERS = 12
"""Of a list of choices, where the window is narrow; open, it shows them whole."""


class _WheelGuard(QObject):
    """The wheel scrolls the page; a field under the pointer keeps its value."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass every turn of the wheel on to the page."""
        if event.type() != QEvent.Type.Wheel:
            return False
        event.ignore()
        return True


class Preferences(QDialog):
    """Every change holds at once and is written to the settings file."""

    def __init__(
        self, settings: Settings, parent: QWidget | None = None, ask: Ask | None = None
    ) -> None:
        super().__init__(parent)
        self._ask = ask or asker(self)
        self._settings = settings
        self._rows: list[tuple[str, QFormLayout, QWidget]] = []
        self._headings: list[tuple[QLabel, QWidget]] = []
        self._key_fields: dict[str, KeyField] = {}
        self._wheel = _WheelGuard(self)
        self._settings.subscribe(self._follow_key)
        self.destroyed.connect(lambda _=None: settings.unsubscribe(self._follow_key))
        self.setWindowTitle(tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        size_window(self, 680, 680)
        self.search = search_field()
        self.search.textChanged.connect(self._filter)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the field that has the focus
        area.setWidget(self._page())
        self.nothing = quiet(tr("No setting has these words."))
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.nothing.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        restore = buttons.addButton(tr("Put all back\u2026"), QDialogButtonBox.ButtonRole.ResetRole)
        restore.clicked.connect(self._restore)
        for button in buttons.buttons():  # Enter in the search field presses none of them
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(area, 1)
        column.addWidget(buttons)
        self.search.setFocus()

    def _page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setSpacing(4)
        column.setContentsMargins(4, 0, 12, 0)
        for group, title in GROUPS.items():
            shown = [s for s in self._settings.table.values() if s.group == group and s.shown]
            if not shown:
                continue
            heading = QLabel(tr(title))
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            heading.setContentsMargins(0, 14, 0, 2)
            column.addWidget(heading)
            body = QWidget()
            form = QFormLayout(body)
            form.setContentsMargins(0, 0, 0, 0)
            form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            form.setHorizontalSpacing(18)
            form.setVerticalSpacing(7)
            for setting in shown:
                self._add_row(form, setting, title)
            column.addWidget(body)
            self._headings.append((heading, body))
        column.addStretch()
        return page

    def _add_row(self, form: QFormLayout, setting: Setting, title: str) -> None:
        field = self._field(setting)
        field.setObjectName(setting.key)
        if setting.help:
            field.setToolTip(tr(setting.help))
            field.setAccessibleDescription(tr(setting.help))
        field.setAccessibleName(tr(setting.label))
        if isinstance(field, QSpinBox | QComboBox):
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self._wheel)
        if isinstance(field, QCheckBox):
            field.setText(tr(setting.label))
            form.addRow(field)
        else:
            form.addRow(self._label(tr(setting.label), field), field)
        said = (title, setting.label, setting.help, setting.unit, setting.zero)
        words = " ".join([*said, *map(tr, filter(None, said)), setting.key]).casefold()
        self._rows.append((words, form, field))

    def _label(self, text: str, field: QWidget) -> QLabel:
        """All labels are as wide as the longest, so that fields stand in one column."""
        label = QLabel(text, wordWrap=True)
        label.setFixedWidth(QFontMetrics(self.font()).averageCharWidth() * _LABEL_CHARACTERS)
        label.setMinimumHeight(field.sizeHint().height())  # in the middle of the field's side
        label.setBuddy(field)
        return label

    def _field(self, setting: Setting) -> QWidget:
        key, value = setting.key, self._settings[setting.key]
        if isinstance(setting.default, bool):
            box = QCheckBox()
            box.setChecked(bool(value))
            box.toggled.connect(self._setter(key))
            return box
        if isinstance(setting.default, int):
            spin = QSpinBox(minimum=setting.minimum, maximum=min(setting.maximum, 2**31 - 1))
            spin.setSuffix(f" {tr(setting.unit)}" if setting.unit else "")
            spin.setSpecialValueText(tr(setting.zero) if setting.zero else "")
            spin.setValue(self._settings.number(key))
            spin.lineEdit().setTextMargins(5, 0, 5, 0)
            spin.valueChanged.connect(self._setter(key))
            return spin
        if setting.choices or key == "look.font":
            return self._choice(setting)
        if setting.group == "keys":
            keys = KeyField(self._settings, key)
            self._key_fields[key] = keys
            return keys
        line = QLineEdit(str(value))
        line.editingFinished.connect(lambda: self._settings.set(key, line.text()))
        return line

    def _choice(self, setting: Setting) -> QComboBox:
        choices = setting.choices or (
            ("", tr("The usual one")),
            *((name, name) for name in QFontDatabase.families()),
        )
        combo = QComboBox(minimumContentsLength=_LEAST_CHARACTERS)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, label in choices:
            combo.addItem(tr(label), value)
        combo.setCurrentIndex(max(0, combo.findData(self._settings[setting.key])))
        combo.currentIndexChanged.connect(
            lambda index: self._settings.set(setting.key, combo.itemData(index))
        )
        return combo

    def _follow_key(self, key: str) -> None:
        """A key was taken over by another action."""
        if key in self._key_fields:
            self._key_fields[key].follow()

    def _setter(self, key: str) -> Callable[[int], None]:
        def change(value: int) -> None:
            self._settings.set(key, value)

        return change

    def _filter(self, wanted: str) -> None:
        words = wanted.casefold().split()
        for text, form, field in self._rows:
            form.setRowVisible(field, all(word in text for word in words))
        found = False
        for heading, body in self._headings:
            body_shown = any(
                form.parentWidget() is body and form.isRowVisible(field)
                for _, form, field in self._rows
            )
            heading.setVisible(body_shown)
            body.setVisible(body_shown)
            found = found or body_shown
        self.nothing.setVisible(not found)

    def _restore(self) -> None:
        sure = self._ask(
            tr("Put all preferences back?"),
            tr("Keys, too, are then as they were when Foretype was new."),
            tr("Put back"),
        )
        if not sure:
            return
        for key, setting in self._settings.table.items():
            if setting.shown:
                self._settings.reset(key)
        self.close()
