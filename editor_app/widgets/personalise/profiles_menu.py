"""The menu of profiles: which one is in use, going back, training again, deleting.

Filled whenever it opens. Must not know how profiles are stored.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from editor_app.language import tr
from editor_app.profiles.shelf import Profile, read_profile, read_report
from editor_app.profiles.wording import BASE, percent, rows
from editor_app.services.personaliser import Personaliser
from editor_app.widgets.parts import Ask

Train = Callable[[Profile], object]


def profiles_menu(service: Personaliser, train: Train, ask: Ask, parent: QWidget) -> QMenu:
    """A menu that does it all; ``train`` opens the wizard for a profile, ``ask`` asks back."""
    menu = QMenu(tr("Profiles"), parent)

    def fill() -> None:
        menu.clear()
        found = service.profiles.all()
        _add_choices(menu, service, found)
        now = next((p for p in found if p.path == service.places.chosen), None)
        menu.addSeparator()
        _add_going_back(menu, service, now)
        if now is not None:
            _add_changes(menu, service, now, train, ask)

    menu.aboutToShow.connect(fill)
    return menu


def _add_choices(menu: QMenu, service: Personaliser, found: list[Profile]) -> None:
    group = QActionGroup(menu)
    base = _choice(menu, group, tr("As it ships, with what you wrote since"))
    base.setChecked(service.places.chosen is None)
    base.triggered.connect(lambda: service.use(None))
    for profile in found:
        action = _choice(menu, group, _label(profile))
        action.setChecked(profile.path == service.places.chosen)
        action.triggered.connect(partial(_use, service, profile))


def _choice(menu: QMenu, group: QActionGroup, text: str) -> QAction:
    action = menu.addAction(text.replace("&", "&&"))
    action.setCheckable(True)
    group.addAction(action)
    return action


def _use(service: Personaliser, profile: Profile, _checked: bool = False) -> None:
    service.use(profile.path)


def _label(profile: Profile) -> str:
    report = read_report(profile.path)
    found = rows(report) if report else []
    adopted = next((row for row in found if row.adopted), None)
    base = next((row for row in found if row.name == BASE), None)
    if adopted is None or base is None or not adopted.keys.known:
        return tr("{}   (counts only)").format(profile.name)
    return tr("{}   ({} of the keystrokes instead of {})").format(
        profile.name, percent(adopted.keys.mean, 1), percent(base.keys.mean, 1)
    )


def _add_going_back(menu: QMenu, service: Personaliser, now: Profile | None) -> None:
    before = read_profile(service.places.before) if service.places.before else None
    if now is not None and service.profiles.can_restore(now):
        text = tr("Undo the last training of \u201c{}\u201d").format(now.name)
        action = menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(lambda: service.restore(now))
    if before is None or now is None or before.name != now.name:
        name = before.name if before else tr("how it ships")
        action = menu.addAction(tr("Go back to {}").format(name).replace("&", "&&"))
        action.triggered.connect(lambda: service.use(before.path if before else None))
        action.setEnabled(now is not None or before is not None)


def _add_changes(menu: QMenu, service: Personaliser, now: Profile, train: Train, ask: Ask) -> None:
    again = menu.addAction(tr("Train \u201c{}\u201d again\u2026").format(now.name))
    again.triggered.connect(lambda: train(now))
    again.setEnabled(bool(now.sources.chosen))
    delete = menu.addAction(tr("Delete \u201c{}\u201d\u2026").format(now.name))

    def ask_and_delete() -> None:
        sure = ask(
            tr("Delete the profile \u201c{}\u201d?").format(now.name),
            tr("Its model and its counts are removed. Your documents are not touched."),
            tr("Delete"),
        )
        if sure:
            service.delete(now)

    delete.triggered.connect(ask_and_delete)
