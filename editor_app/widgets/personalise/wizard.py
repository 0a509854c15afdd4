"""The wizard that makes a profile: choose, review, train, compare, keep or discard.

Shows one page after another and passes wishes on to the personaliser, which does everything that
takes time. Closing it stops nothing. Must not know files, processes or engines.
"""

from collections.abc import Mapping
from enum import IntEnum

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from editor_app.language import plural, tr
from editor_app.profiles.progress import TrainingProgress
from editor_app.profiles.shelf import Job, Profile, clean_name
from editor_app.profiles.sources import Sources
from editor_app.profiles.wording import is_measurable
from editor_app.services.inspector import FileRow
from editor_app.services.personaliser import Personaliser
from editor_app.services.power import on_battery
from editor_app.services.trainer import State
from editor_app.widgets.parts import Ask, asker, lead, size_window
from editor_app.widgets.personalise.choose_page import ChoosePage
from editor_app.widgets.personalise.result_page import ResultPage
from editor_app.widgets.personalise.review_page import ReviewPage
from editor_app.widgets.personalise.training_page import TrainingPage
from models.progress import Event
from models.reasons import Reason, Remark


class WizardStep(IntEnum):
    """The pages in order."""

    CHOOSE = 0
    REVIEW = 1
    TRAIN = 2
    RESULT = 3


class PersonaliseWizard(QDialog):
    """One per window; shown again it is where it was."""

    def __init__(
        self, personaliser: Personaliser, parent: QWidget | None = None, ask: Ask | None = None
    ) -> None:
        super().__init__(parent)
        self._service = personaliser
        self._ask = ask or asker(self)
        self._job: Job | None = None
        self._rows: list[FileRow] = []
        self._before = Sources()
        self._retrained = ""
        self.progress = TrainingProgress()
        self.setWindowTitle(tr("Learn from my documents"))
        size_window(self, 760, 620)
        self.choose, self.review = ChoosePage(), ReviewPage()
        self.training, self.outcome = TrainingPage(), ResultPage()
        self.stack = QStackedWidget()
        for page in (self.choose, self.review, self.training, self.outcome):
            self.stack.addWidget(page)
        self._trouble = lead()
        self._trouble.hide()
        self.back_button, self.other_button = QPushButton(tr("Back")), QPushButton()
        self.next_button = QPushButton(default=True)
        self._lay_out()
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(button is self.next_button)
        self._connect()
        self._show(WizardStep.CHOOSE)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.back_button)
        buttons.addStretch()
        buttons.addWidget(self.other_button)
        buttons.addWidget(self.next_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 22, 26, 18)
        column.setSpacing(12)
        column.addWidget(self.stack, 1)
        column.addWidget(self._trouble)
        column.addLayout(buttons)

    def _connect(self) -> None:
        service, trainer = self._service, self._service.trainer
        self.choose.changed.connect(self._show_buttons)
        self.choose.look_again.connect(self._show_missing)
        self.review.changed.connect(self._show_buttons)
        self.training.pause.connect(trainer.pause)
        self.training.go_on.connect(self._go_on)
        self.training.cancel.connect(self._give_up)
        self.back_button.clicked.connect(self._go_back)
        self.next_button.clicked.connect(self._next)
        self.other_button.clicked.connect(self._other)
        service.looked.connect(self._on_rows)
        service.begun.connect(self._on_begun)
        service.kept.connect(self._on_kept)
        service.counted.connect(self._on_counted)
        service.failed.connect(self._on_failed)
        trainer.told.connect(self._on_event)
        trainer.state_changed.connect(self._show_state)
        trainer.unplugged.connect(self._on_unplugged)
        trainer.finished.connect(self._on_finished)

    # ---- where it is

    @property
    def step(self) -> WizardStep:
        """The page that is shown."""
        return WizardStep(self.stack.currentIndex())

    @property
    def can_train(self) -> bool:
        """Is the training extra there?"""
        return bool(self._service.python)

    def open_up(self) -> None:
        """Show the wizard, at what is unfinished if something is."""
        if self._job is None:
            jobs = self._service.profiles.unfinished()
            if jobs:
                self._take_up(jobs[0])
            else:
                self._show(WizardStep.CHOOSE)
        self.show()
        self.activateWindow()

    def train_again(self, profile: Profile) -> None:
        """Begin with what ``profile`` was made from; unchanged files are not read again."""
        if self._job is None:
            self.choose.clear()
            self.choose.add(profile.sources.paths)
            self.choose.name.setText(profile.name)
            self._retrained = profile.name
            self._before = profile.sources
            self._show(WizardStep.CHOOSE)
            self._look()
        self.show()
        self.activateWindow()

    def _take_up(self, job: Job) -> None:
        """Continue with a job from before: decide on its result, or train on."""
        self._job = job
        report = self._service.profiles.report(job.name)
        if report is not None:
            self._show_result(report)
            return
        self._show(WizardStep.TRAIN)
        self._show_state(State.PAUSED)
        self.training.say(
            tr("The training of \u201c{}\u201d was interrupted. It can go on where it was.").format(
                job.name
            )
        )

    @Slot()
    def _go_back(self) -> None:
        self._show(WizardStep(self.step - 1))

    def _show(self, step: WizardStep) -> None:
        self.stack.setCurrentIndex(step)
        self.next_button.setDefault(True)
        self._say("")
        if step is WizardStep.CHOOSE:
            self._show_missing()
        self._show_buttons()

    def _show_missing(self) -> None:
        self.choose.show_missing("" if self.can_train else self._service.how_to_install())
        self._show_buttons()

    @Slot(object)
    def _show_state(self, state: State) -> None:
        self.training.show_state(state)
        self._show_buttons()

    def _show_buttons(self) -> None:
        step = self.step
        leave = tr("Close") if self.training.paused else tr("Close, go on in the background")
        self.back_button.setVisible(step is WizardStep.REVIEW)
        self.other_button.setText(
            {
                WizardStep.TRAIN: leave,
                WizardStep.RESULT: tr("Discard"),
            }.get(step, tr("Close"))
        )
        self.next_button.setVisible(step is not WizardStep.TRAIN)
        ready = {
            WizardStep.CHOOSE: bool(self.choose.paths()),
            WizardStep.REVIEW: self.review.enough if self.can_train else self.review.words > 0,
        }
        self.next_button.setEnabled(ready.get(step, True))
        label = {
            WizardStep.CHOOSE: tr("Look at them"),
            WizardStep.REVIEW: tr("Learn") if self.can_train else tr("Count the words"),
            WizardStep.RESULT: tr("Keep and use it"),
        }
        self.next_button.setText(label.get(step, ""))

    def _say(self, text: str) -> None:
        """What is wrong, under the page."""
        self._trouble.setText(text)
        self._trouble.setVisible(bool(text))

    # ---- buttons

    def _next(self) -> None:
        if self.step is WizardStep.CHOOSE:
            self._look()
        elif self.step is WizardStep.REVIEW:
            self._begin()
        elif self.step is WizardStep.RESULT and self._job is not None:
            self.next_button.setEnabled(False)
            self._service.keep(self._job)

    def _other(self) -> None:
        if self.step is WizardStep.RESULT and self._job is not None:
            sure = self._ask(
                tr("Discard what was learned?"),
                tr("Your documents are not touched, and Foretype stays as it is."),
                tr("Discard"),
            )
            if sure:
                self._service.discard(self._job)
                self._end()
            return
        self.close()

    def _look(self) -> None:
        self._show(WizardStep.REVIEW)
        self.review.show_waiting()
        self._show_buttons()
        self._service.look(self.choose.paths())

    def _begin(self) -> None:
        left_out = tuple(sorted(self.review.table.left_out))
        if not self.can_train:
            self.next_button.setEnabled(False)
            self._service.count(self.choose.paths(), left_out)
            return
        if on_battery() and not self._ask(
            tr("The computer runs on its battery. Learn now?"),
            tr("It works hard for a while and uses power. It can be paused at any time."),
            tr("Learn now"),
        ):
            return
        self._service.trainer.heeds_battery = not on_battery()
        name = clean_name(self.choose.name.text())
        if name != self._retrained:
            name = self._service.profiles.free_name(name)
        chosen = tuple(map(str, self.choose.paths()))
        self.progress = TrainingProgress()
        self.training.show_progress(self.progress)
        self.training.say("")
        self._show(WizardStep.TRAIN)
        # What the service knows to be private is left out like what the person took off.
        private = {row.path for row in self._rows if row.remark == Remark(Reason.PRIVATE)}
        sources = Sources(chosen, taken_in=self.review.table.taken_in)
        sources = sources.without({*left_out, *private})
        self._service.train(name, sources, self._rows)

    def _go_on(self) -> None:
        trainer = self._service.trainer
        if trainer.state is State.PAUSED:
            trainer.heeds_battery = not on_battery()
            trainer.go_on()
        elif self._job is not None:
            if not self.can_train:
                self._say(tr("The training extra is not installed any more."))
                return
            self.training.say("")
            self._service.go_on(self._job)

    def _give_up(self) -> None:
        sure = self._ask(
            tr("Give this training up?"),
            tr("What it has learned so far is removed. Foretype stays as it is."),
            tr("Give up"),
        )
        if not sure:
            return
        job = self._job
        self._service.trainer.stop()
        if job is not None:
            self._service.discard(job)
        self._end()

    def _end(self) -> None:
        self._job = None
        self._retrained = ""
        self._before = Sources()
        self._show(WizardStep.CHOOSE)

    # ---- answers

    def _on_failed(self, reason: str) -> None:
        self._say(reason)
        self._show_buttons()

    def _on_rows(self, rows: list[FileRow]) -> None:
        self._rows = rows
        self.review.show_rows(rows, self._before)
        self._show_buttons()

    def _on_begun(self, job: Job) -> None:
        self._job = job

    def _on_event(self, event: Event) -> None:
        self.progress.take(event)
        self.training.show_progress(self.progress)

    def _on_unplugged(self) -> None:
        self.training.say(
            tr("Paused, because the computer runs on its battery now. It goes on when you say so.")
        )

    def _on_finished(self, trouble: str) -> None:
        if trouble or self._job is None:
            self._show_state(State.PAUSED)
            self.training.say(trouble)
            return
        report = self._service.profiles.report(self._job.name)
        if report is not None:
            self._show_result(report)

    def _show_result(self, report: Mapping[str, object]) -> None:
        self.outcome.show_report(report)
        self._show(WizardStep.RESULT)
        if not report.get("adopted"):
            self.next_button.setText(tr("Keep the counts"))
        # Where it made no difference no answer is marked: neither button is the one that Enter
        # presses.
        self.next_button.setDefault(is_measurable(report))
        self.next_button.setAutoDefault(is_measurable(report))

    def _on_kept(self, profile: Profile) -> None:
        self._end()
        self.close()

    def _on_counted(self, documents: int, words: int) -> None:
        self._say(
            tr("Counted: {words}, {documents}. They already help what you write.").format(
                words=plural("{n} word", "{n} words", words),
                documents=plural("{n} document", "{n} documents", documents),
            )
        )
        self.next_button.setEnabled(False)
