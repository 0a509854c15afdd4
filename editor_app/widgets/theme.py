"""Colours and type: a light, a dark and a high-contrast theme, or whichever the system uses.

Every ink is chosen against the paper it stands on; :func:`contrast` is WCAG's formula and the tests
hold the ghost to 4.5:1. Must not know documents.
"""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

_ICONS = (Path(__file__).parent.parent / "resources" / "icons").as_posix()


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of inks and papers."""

    name: str
    dark: bool
    paper: str
    ink: str
    ghost: str
    chrome: str
    chrome_ink: str
    line: str
    accent: str
    on_accent: str
    selection: str
    found: str
    found_now: str
    quiet: str
    code: str
    wrong: str
    doubtful: str


LIGHT = Theme(
    name="light",
    dark=False,
    paper="#fdfcfa",
    ink="#23262b",
    ghost="#656b74",
    chrome="#f3f1ed",
    chrome_ink="#4a4f57",
    line="#e2ded7",
    accent="#2f6690",
    on_accent="#ffffff",
    selection="#cfe0ee",
    found="#fbe9a9",
    found_now="#f5c451",
    quiet="#656b74",
    code="#f1eee8",
    wrong="#c42b30",
    doubtful="#2b6cb0",
)
DARK = Theme(
    name="dark",
    dark=True,
    paper="#1c1e22",
    ink="#d8dae0",
    ghost="#8f95a0",
    chrome="#24272c",
    chrome_ink="#b3b8c1",
    line="#33373e",
    accent="#7fb2d9",
    on_accent="#10222f",
    selection="#2f4a60",
    found="#5a4c1c",
    found_now="#755c10",
    quiet="#8f95a0",
    code="#26292f",
    wrong="#f0787c",
    doubtful="#7fb2d9",
)
CONTRAST = Theme(
    name="contrast",
    dark=True,
    paper="#000000",
    ink="#ffffff",
    ghost="#b8b8b8",
    chrome="#000000",
    chrome_ink="#ffffff",
    line="#ffffff",
    accent="#ffd700",
    on_accent="#000000",
    selection="#004b87",
    found="#5a4c00",
    found_now="#8a6d00",
    quiet="#cccccc",
    code="#1a1a1a",
    wrong="#ff6b6b",
    doubtful="#66ccff",
)
THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}


def choose(wish: str) -> Theme:
    """The theme for the setting ``wish``; "system" follows the desktop, high contrast first."""
    if wish in THEMES:
        return THEMES[wish]
    hints = QGuiApplication.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def contrast(first: str, second: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    a, b = sorted((_luminance(QColor(first)), _luminance(QColor(second))), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(c) for c in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def text_font(family: str, size: int) -> QFont:
    """The text's font: the one that is wished for, or a serif face that reads well here."""
    known = set(QFontDatabase.families())
    liked = ("Charter", "Source Serif 4", "Noto Serif", "Georgia", "Cambria", "DejaVu Serif")
    names = [name for name in (family, *liked) if name in known]
    font = QFont(names[0]) if names else QFont("serif")
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSize(size)
    return font


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application."""
    palette = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, theme.chrome),
        (role.WindowText, theme.chrome_ink),
        (role.Base, theme.paper),
        (role.AlternateBase, theme.chrome),
        (role.Text, theme.ink),
        (role.PlaceholderText, theme.ghost),
        (role.Button, theme.chrome),
        (role.ButtonText, theme.chrome_ink),
        (role.BrightText, theme.accent),
        (role.Highlight, theme.selection),
        (role.HighlightedText, theme.ink),
        (role.Accent, theme.accent),
        (role.Link, theme.accent),
        (role.ToolTipBase, theme.chrome),
        (role.ToolTipText, theme.ink),
        (role.Light, theme.chrome),
        (role.Midlight, theme.line),
        (role.Mid, theme.line),
        (role.Dark, theme.line),
        (role.Shadow, theme.line),
    ):
        palette.setColor(which, QColor(colour))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(theme.ghost))
    app.setPalette(palette)
    app.setStyleSheet(_sheet(theme))


def _sheet(theme: Theme) -> str:
    return f"""
    QMainWindow, QStatusBar, QMenuBar {{ background: {theme.chrome}; color: {theme.chrome_ink}; }}
    QMenuBar {{ padding: 3px 6px; border: none; }}
    QMenuBar::item {{ padding: 4px 9px; border-radius: 5px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.selection}; color: {theme.ink}; }}
    QMenu {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line};
             padding: 5px; }}
    QMenu::item {{ padding: 5px 28px 5px 22px; border-radius: 4px; }}
    QMenu::item:selected {{ background: {theme.selection}; }}
    QMenu::item:disabled {{ color: {theme.ghost}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 5px 8px; }}
    QPlainTextEdit#text {{ background: {theme.paper}; color: {theme.ink}; border: none;
                           selection-background-color: {theme.selection};
                           selection-color: {theme.ink}; }}
    QTabWidget::pane {{ border: none; background: {theme.paper}; }}
    QTabBar {{ background: {theme.chrome}; qproperty-drawBase: 0; }}
    QTabBar::tab {{ background: transparent; color: {theme.chrome_ink}; padding: 6px 14px;
                    border: none; border-bottom: 2px solid transparent; }}
    QTabBar::tab:selected {{ color: {theme.ink}; border-bottom: 2px solid {theme.accent}; }}
    QTabBar::tab:hover {{ color: {theme.ink}; }}
    QTabBar::close-button {{ image: url({_ICONS}/close.svg); }}
    QTabBar::close-button:hover {{ image: url({_ICONS}/close-hover.svg); }}
    QStatusBar {{ border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.chrome_ink}; padding: 2px 8px; }}
    QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {theme.line}; border-radius: 4px; min-height: 32px;
                                   margin: 2px; }}
    QScrollBar::handle:vertical:hover {{ background: {theme.ghost}; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QDockWidget {{ color: {theme.chrome_ink}; titlebar-close-icon: url({_ICONS}/close.svg); }}
    QDockWidget::title {{ background: {theme.chrome}; padding: 8px 12px; text-align: left; }}
    QDockWidget::close-button {{ subcontrol-position: top right; subcontrol-origin: margin;
        top: 7px; right: 8px; width: 16px; height: 16px; border: none; }}
    QDockWidget::close-button:hover {{ background: {theme.selection}; border-radius: 4px; }}
    QMainWindow::separator {{ background: {theme.line}; width: 1px; height: 1px; }}
    #bar {{ background: {theme.chrome}; border-top: 1px solid {theme.line}; }}
    #notice {{ background: {theme.selection}; border: none; }}
    #notice QLabel {{ color: {theme.ink}; }}
    #practice {{ background: {theme.chrome}; }}
    QFrame#card {{ background: {theme.paper}; border: 1px solid {theme.line};
                   border-radius: 9px; }}
    QFrame#card[done="true"] {{ border: 1px solid {theme.accent}; }}
    QLabel#keycap {{ border: 1px solid {theme.quiet}; border-bottom: 2px solid {theme.quiet};
                     border-radius: 5px; padding: 2px 8px; font-weight: 600; }}
    QFrame#card QLabel#tick {{ color: {theme.accent}; font-weight: 700; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QLineEdit {{ background: {theme.paper}; color: {theme.ink};
        placeholder-text-color: {theme.ghost};
        border: 1px solid {theme.line}; border-radius: 5px; padding: 4px 7px;
        selection-background-color: {theme.selection}; selection-color: {theme.ink}; }}
    QLineEdit:focus {{ border: 1px solid {theme.accent}; }}
    QComboBox, QSpinBox, QKeySequenceEdit QLineEdit {{ background: {theme.paper};
        color: {theme.ink}; border: 1px solid {theme.line}; border-radius: 5px;
        padding: 4px 7px; selection-background-color: {theme.selection};
        selection-color: {theme.ink}; }}
    QComboBox:focus, QSpinBox:focus {{ border: 1px solid {theme.accent}; }}
    QSpinBox QLineEdit {{ border: none; padding: 0 2px; background: transparent; }}
    QSpinBox {{ padding: 2px 7px; }}
    QComboBox::drop-down {{ border: none; width: 22px; }}
    QComboBox::down-arrow {{ image: url({_ICONS}/down.svg); width: 10px; height: 6px; }}
    QSpinBox::up-button, QSpinBox::down-button {{ border: none; width: 20px; }}
    QSpinBox::up-arrow {{ image: url({_ICONS}/up.svg); width: 9px; height: 6px; }}
    QSpinBox::down-arrow {{ image: url({_ICONS}/down.svg); width: 9px; height: 6px; }}
    QComboBox QAbstractItemView {{ background: {theme.paper}; color: {theme.ink};
        border: 1px solid {theme.line}; selection-background-color: {theme.selection};
        selection-color: {theme.ink}; outline: none; }}
    QPushButton {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line};
                   border-radius: 5px; padding: 5px 13px; }}
    QPushButton:hover, QPushButton:focus {{ border: 1px solid {theme.accent}; }}
    QStatusBar QPushButton {{ background: transparent; color: {theme.chrome_ink};
        border: 1px solid transparent; padding: 2px 8px; }}
    QStatusBar QPushButton:hover, QStatusBar QPushButton:focus {{
        border: 1px solid {theme.accent}; }}
    QPushButton:default {{ background: {theme.accent}; color: {theme.on_accent};
                           border: 1px solid {theme.accent}; }}
    QPushButton:disabled {{ color: {theme.ghost}; background: {theme.chrome};
                            border: 1px solid {theme.line}; }}
    QProgressBar {{ background: {theme.paper}; border: 1px solid {theme.line};
                    border-radius: 5px; max-height: 10px; }}
    QProgressBar::chunk {{ background: {theme.accent}; border-radius: 4px; }}
    QHeaderView {{ background: {theme.paper}; }}
    QHeaderView::section {{ background: {theme.paper}; color: {theme.quiet}; border: none;
                            border-bottom: 1px solid {theme.line}; padding: 5px 8px; }}
    QTableView::item, QTreeView::item {{ padding: 3px 8px; }}
    QTableView::item:selected, QTreeView::item:selected {{ background: {theme.selection};
        color: {theme.ink}; }}
    QTableView, QTreeView, QListView, QTextEdit, QDialog QPlainTextEdit {{
        background: {theme.paper}; border: 1px solid {theme.line}; border-radius: 5px;
        selection-background-color: {theme.selection}; selection-color: {theme.ink}; }}
    QListView::item {{ padding: 4px 8px; border-radius: 4px; }}
    QListView::item:selected {{ background: {theme.selection}; color: {theme.ink}; }}
    QComboBox QAbstractItemView::item {{ border-radius: 0; }}
    #beside {{ border: none; border-radius: 0; padding: 6px; }}
    QTextBrowser#beside {{ padding: 0; }}
    QTableView::indicator {{ width: 12px; height: 12px; border: 1px solid {theme.quiet};
                             border-radius: 3px; background: {theme.paper}; }}
    QTableView::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url({_ICONS}/check-{"dark" if theme.dark else "light"}.svg); }}
    QCheckBox {{ padding-right: 2px; }}
    QCheckBox::indicator {{ width: 15px; height: 15px; border: 1px solid {theme.ghost};
                            border-radius: 4px; background: {theme.paper}; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent};
        image: url({_ICONS}/check-{"dark" if theme.dark else "light"}.svg); }}
    QCheckBox::indicator:focus {{ border: 2px solid {theme.accent}; }}
    QToolTip {{ background: {theme.paper}; color: {theme.ink}; border: 1px solid {theme.line}; }}
    """
