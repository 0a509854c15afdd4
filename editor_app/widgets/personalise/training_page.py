"""Third page of the wizard: the training as it goes on, and what can be done meanwhile.

Must not know processes; shows what it is told.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from editor_app.language import tr
from editor_app.profiles.progress import TrainingProgress
from editor_app.profiles.wording import STAGES, time_left
from editor_app.services.trainer import State
from editor_app.widgets.parts import heading, lead, quiet
from editor_app.widgets.personalise.curve import CurveView, lines_of

_RESOLUTION = 1000


class TrainingPage(QWidget):
    """Stage, bar, time left, curve, and buttons to pause and to give up."""

    pause = Signal()
    go_on = Signal()
    cancel = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = heading(tr("Learning"))
        self._stage, self._left = lead(), quiet()
        self._note = lead()
        self._note.hide()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _RESOLUTION)
        self.bar.setAccessibleName(tr("Progress"))
        self.curve = CurveView()
        self.pause_button = QPushButton(tr("Pause"))
        self.pause_button.clicked.connect(self._toggle)
        self.cancel_button = QPushButton(tr("Give up"))
        self.cancel_button.clicked.connect(self.cancel)
        self._state = State.IDLE
        buttons = QHBoxLayout()
        buttons.addWidget(self._left, 1)
        buttons.addWidget(self.pause_button)
        buttons.addWidget(self.cancel_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._stage)
        column.addWidget(self.bar)
        column.addLayout(buttons)
        column.addWidget(self._note)
        column.addWidget(self.curve, 1)
        column.addWidget(
            quiet(
                tr(
                    "You can write on meanwhile and close this window; training takes only what "
                    "the computer has to spare. If it is interrupted, it goes on where it was."
                )
            )
        )

    def show_progress(self, progress: TrainingProgress) -> None:
        """Bring everything up to date."""
        self._stage.setText(tr("{}\u2026").format(tr(STAGES[progress.stage])))
        self.bar.setValue(round(_RESOLUTION * progress.share))
        if self._state is State.RUNNING:
            self._left.setText(time_left(progress.seconds_left))
        curves = {
            name: [(float(p.tokens), p.perplexity) for p in points]
            for name, points in progress.curves.items()
        }
        self.curve.show_lines(lines_of(curves), progress.base)

    @property
    def paused(self) -> bool:
        """Does it stand still?"""
        return self._state is State.PAUSED

    def show_state(self, state: State) -> None:
        """Running or paused."""
        self._state = state
        paused = self.paused
        self._title.setText(tr("Paused") if paused else tr("Learning"))
        self.pause_button.setText(tr("Go on") if paused else tr("Pause"))
        if paused:
            self._left.setText(tr("It goes on where it is whenever you like."))
        else:
            self._note.hide()
            self._left.setText("")

    def say(self, text: str) -> None:
        """A remark over the curve; "" takes it away."""
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def _toggle(self) -> None:
        if self._state is State.PAUSED:
            self.go_on.emit()
        else:
            self.pause.emit()
