"""The menu that leads to the wizard, to what was learned, and to the profiles.

Makes each window when it is first wanted. Must not know what they do.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMainWindow, QMenu, QPushButton

from editor_app.language import plural, tr
from editor_app.prediction.own_gate import OwnGate
from editor_app.profiles.shelf import Profile
from editor_app.profiles.sources import Changes
from editor_app.profiles.wording import percent, time_left
from editor_app.services.learned import Learned
from editor_app.services.personaliser import Personaliser
from editor_app.services.trainer import State
from editor_app.widgets.notice import NoticeBar
from editor_app.widgets.parts import asker
from editor_app.widgets.personalise.learned_window import LearnedWindow
from editor_app.widgets.personalise.profiles_menu import profiles_menu
from editor_app.widgets.personalise.wizard import PersonaliseWizard

_KEPT_NOTICE_SECONDS = 20
_LOOK_AFTER = 4000
"""Milliseconds after the start at which documents are looked at: the start is for writing."""


class PersonaliseMenu(QMenu):
    """Stands before the last menu of ``window``."""

    def __init__(
        self,
        window: QMainWindow,
        service: Personaliser,
        notice: NoticeBar,
        gate: OwnGate | None = None,
        languages: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """``languages``: of each base on this computer → what its language is called."""
        super().__init__(tr("Pe&rsonalise"), window)
        self._window, self._service, self._notice = window, service, notice
        self._gate = gate or OwnGate()
        self._languages = languages
        self._told = ""
        self._wizard: PersonaliseWizard | None = None
        self._learned: LearnedWindow | None = None
        self._learn = self.addAction(tr("Learn from my documents\u2026"))
        self._learn.triggered.connect(self.open_wizard)
        learned = self.addAction(tr("What it has learned\u2026"))
        learned.triggered.connect(self.open_learned)
        self.named = {"learn": self._learn, "learned": learned}
        """Actions by the names of their keys."""
        self._profiles = profiles_menu(service, self.train_again, asker(window), self)
        self.addMenu(self._profiles)
        bar = window.menuBar()
        bar.insertMenu(bar.actions()[-1], self)
        service.failed.connect(self._notice.say)
        self.aboutToShow.connect(self._show_progress)
        service.changed.connect(self._offer_training)
        service.kept.connect(self._tell_kept)
        service.trainer.finished.connect(self._tell_finished)
        self._behind = QPushButton(flat=True)
        self._behind.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # it goes by itself
        self._behind.setToolTip(tr("Show the training"))
        self._behind.clicked.connect(self.open_wizard)
        self._behind.hide()
        window.statusBar().addPermanentWidget(self._behind)
        service.trainer.told.connect(self._show_behind)
        service.trainer.state_changed.connect(self._show_behind)
        self._timer = QTimer(self, singleShot=True, interval=_LOOK_AFTER)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @property
    def wizard(self) -> PersonaliseWizard:
        """The wizard; there is one."""
        if self._wizard is None:
            self._wizard = PersonaliseWizard(self._service, self._window)
            self._wizard.finished.connect(self._show_behind)
        return self._wizard

    @property
    def learned(self) -> LearnedWindow:
        """The window of what was learned; there is one."""
        if self._learned is None:
            learned = Learned(self._service, self._gate, self._languages)
            self._learned = LearnedWindow(learned, self._window)
            self._learned.train_again.connect(self.train_again)
        return self._learned

    def open_wizard(self) -> None:
        """Show the wizard where it was; what called for it has done its work."""
        if self._told and self._notice.text == self._told:
            self._notice.say("")
        self.wizard.open_up()

    def open_learned(self) -> None:
        """Show what was learned."""
        self.learned.open_up()

    def train_again(self, profile: Profile) -> None:
        """Show the wizard for ``profile``."""
        self.wizard.train_again(profile)

    def _say(self, text: str, label: str, work: Callable[[], object]) -> None:
        self._told = text
        self._notice.say(text, ((label, work),))

    def _show_progress(self) -> None:
        """Say how far a training is that goes on behind."""
        text = tr("Learn from my documents\u2026")
        if self._wizard is not None and self._service.trainer.state is not State.IDLE:
            text += f"   {percent(self._wizard.progress.share)}"
        self._learn.setText(text)

    def _show_behind(self) -> None:
        """Quietly, in the status bar: how far a training is, while its window is closed."""
        state = self._service.trainer.state
        shown = self._wizard is not None and self._wizard.isVisible()
        self._behind.setVisible(state is not State.IDLE and not shown)
        if self._wizard is None or state is State.IDLE:
            return
        progress = self._wizard.progress
        text = tr("Learning: {}").format(percent(progress.share))
        if state is State.PAUSED:
            text = tr("Learning is paused")
        elif left := time_left(progress.seconds_left):
            text += f" \u00b7 {left}"
        self._behind.setText(text)

    def _look(self) -> None:
        """After the start: is a training unfinished, have documents changed?"""
        jobs = self._service.profiles.unfinished()
        if jobs and self._service.trainer.state is State.IDLE:
            name = jobs[0].name
            done = self._service.profiles.report(name) is not None
            text = (
                tr("The training of \u201c{}\u201d is ready for you to decide.")
                if done
                else tr("The training of \u201c{}\u201d was interrupted; it can go on.")
            )
            self._say(text.format(name), tr("Look\u2026"), self.open_wizard)
            return
        self._service.look_for_changes()

    def _offer_training(self, profile: Profile, changes: Changes) -> None:
        if profile.forgotten:
            text = tr(
                "\u201c{}\u201d was trained on documents that you have had forgotten since."
            ).format(profile.name)
        else:
            text = plural(
                "{n} document of \u201c{}\u201d is new or has changed.",
                "{n} documents of \u201c{}\u201d are new or have changed.",
                changes.count,
            ).format(profile.name)
        self._say(text, tr("Train again\u2026"), lambda: self.train_again(profile))

    def _tell_kept(self, profile: Profile) -> None:
        text = tr("\u201c{}\u201d is in use now. Personalise \u203a Profiles takes you back.")
        self._notice.say(text.format(profile.name), seconds=_KEPT_NOTICE_SECONDS)

    def _tell_finished(self, trouble: str) -> None:
        self._behind.hide()
        if self._wizard is not None and self._wizard.isVisible():
            return
        told = trouble or tr("Foretype has finished learning.")
        self._say(told, tr("Look\u2026"), self.open_wizard)
