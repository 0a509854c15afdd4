"""Every action of the window, made from the table of keys; menus are lists of their names.

A key is a setting, so actions take theirs from the settings and follow when they change. Must not
know what the actions do.
"""

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from editor_app.language import tr
from editor_app.settings import Settings
from editor_app.settings_table import KEYS

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("&File", ("new", "open", "recent", "", "save", "save_as", "", "print", "pdf", "export_as", "",
               "close", "quit")),
    ("&Edit", ("undo", "redo", "", "cut", "copy", "paste", "select_all", "", "find", "replace",
               "find_next", "find_previous", "go_to_line", "outline", "", "preferences")),
    ("&View", ("zoom_in", "zoom_out", "zoom_reset", "", "theme", "", "typewriter", "focus",
               "full_screen", "", "outline_panel", "preview",
               "", "next_area", "next_tab", "previous_tab")),
    ("&Suggestions", ("show_ghosts", "eagerness", "strip", "why", "",
                      "insights", "glossary", "",
                      "learning", "private")),
    ("&Help", ("practice", "keys", "", "about")),
)  # fmt: skip
CHECKABLE = frozenset(
    {
        "typewriter",
        "full_screen",
        "outline_panel",
        "preview",
        "show_ghosts",
        "strip",
        "learning",
        "private",
    }
)


class Actions:
    """The window's actions by name."""

    def __init__(
        self, window: QWidget, settings: Settings, handlers: Mapping[str, Callable[[], object]]
    ) -> None:
        self._settings = settings
        self._actions: dict[str, QAction] = {}
        self._window = window
        labels = {name: label for name, label, _ in KEYS}
        for name, handler in handlers.items():
            action = QAction(tr(labels[name]), window)
            action.setCheckable(name in CHECKABLE)
            action.triggered.connect(_without_argument(handler))
            self._add(name, action)
        self._actions["quit"].setMenuRole(QAction.MenuRole.QuitRole)
        self._actions["about"].setMenuRole(QAction.MenuRole.AboutRole)
        self._actions["preferences"].setMenuRole(QAction.MenuRole.PreferencesRole)
        self.take_keys()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def adopt(self, made: Mapping[str, QAction]) -> None:
        """Actions of other menus, by the names of their keys."""
        for name, action in made.items():
            self._add(name, action)
        self.take_keys()

    def _add(self, name: str, action: QAction) -> None:
        action.setObjectName(name)
        self._actions[name] = action
        self._window.addAction(action)  # keys work while the menus are hidden

    def take_keys(self) -> None:
        """Give each action the key that the settings name."""
        for name, action in self._actions.items():
            action.setShortcut(QKeySequence(self._settings.text(f"keys.{name}")))

    def fill(self, bar: QMenuBar, submenus: Mapping[str, QMenu]) -> dict[str, QMenu]:
        """Build the menus; ``submenus`` stand where their name does. Returns them by title."""
        menus = {}
        for title, names in MENUS:
            menu = menus[title.replace("&", "").lower()] = bar.addMenu(tr(title))
            for name in names:
                if not name:
                    menu.addSeparator()
                elif name in submenus:
                    menu.addMenu(submenus[name])
                else:
                    menu.addAction(self._actions[name])
        return menus


def choice_menu(
    title: str, settings: Settings, key: str, parent: QMenuBar
) -> tuple[QMenu, Callable[[], None]]:
    """A menu with the choices of setting ``key``, and what brings it up to date."""
    menu = QMenu(title, parent)
    group = QActionGroup(menu)
    for value, label in settings.table[key].choices:
        action = QAction(tr(label), menu, checkable=True)
        action.setData(value)
        group.addAction(action)
        menu.addAction(action)
    group.triggered.connect(lambda action: settings.set(key, str(action.data())))

    def update() -> None:
        for action in group.actions():
            action.setChecked(action.data() == settings[key])

    update()
    return menu, update


def _without_argument(handler: Callable[[], object]) -> Callable[[], None]:
    def call() -> None:
        handler()

    return call
