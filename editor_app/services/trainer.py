"""Trains profiles in a child process, for a window to watch.

The training is paused and continued by signals, ended without ceremony (its checkpoints are made
for that), and gone on with later by the same command. QtCore only; must not know how anything is
shown.
"""

import logging
import os
import signal
import sys
from dataclasses import replace
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.language import mark, tr
from editor_app.profiles.shelf import Job, Profiles
from editor_app.services.child import Child, sentence, signal_group
from editor_app.services.power import on_battery
from models.progress import Event

_log = logging.getLogger(__name__)
_POWER_SECONDS = 20


class State(Enum):
    """What a trainer does."""

    IDLE = "idle"
    RUNNING = "running"
    PAUSED = "paused"


class Trainer(QObject):
    """Carries out one job at a time. GUI thread only; it never waits for the child."""

    told = Signal(object)
    """A ``models.progress.Event`` of the training."""
    state_changed = Signal(object)
    """The :class:`State` now."""
    unplugged = Signal()
    """It was paused because the computer runs on its battery now."""
    finished = Signal(str)
    """"" when the draft is ready, else what went wrong, in a sentence."""

    def __init__(self, profiles: Profiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.profiles = profiles
        self.state = State.IDLE
        self.job: Job | None = None
        self.heeds_battery = True
        self._python = ""
        self._reason = ""
        self._child: Child | None = None
        self._power = QTimer(self, interval=_POWER_SECONDS * 1000)
        self._power.timeout.connect(self._look_at_power)

    def start(self, python: str, job: Job) -> None:
        """Begin ``job``, or go on with it where it was interrupted.

        Raises:
            ProfileError: nothing can be written where profiles stand.
        """
        self.stop()
        end_leftover(job, self.profiles.draft(job.name))
        self._python = python
        self.profiles.begin(replace(job, process=0))
        self.job = job
        self._launch()

    def _launch(self) -> None:
        job = self.job
        assert job is not None
        child = Child(self._python, self._arguments(job), self)
        child.told.connect(self._on_told)
        child.ended.connect(self._on_end)
        self._child, self._reason = child, ""
        self._become(State.RUNNING)
        child.start()
        self.profiles.begin(replace(job, process=child.number))
        self._power.start()

    def _arguments(self, job: Job) -> list[str]:
        out = self.profiles.draft(job.name)
        paths = map(str, job.sources.paths)
        places = ["--base", job.base, "--out", str(out), "--cache", str(self.profiles.cache)]
        also = [
            word
            for file, kinds in job.sources.taken_in.items()
            for kind in kinds
            for word in ("--also", kind, file)
        ]
        return ["finetune", "--json", *places, *also, "--documents", *paths]

    def pause(self) -> None:
        """Stop computing until :meth:`go_on`; the work stays in memory where the system can."""
        if self.state is not State.RUNNING or self._child is None:
            return
        self._become(State.PAUSED)
        self._power.stop()
        if sys.platform != "win32":
            self._child.send(signal.SIGSTOP)
        else:
            self._drop_child()

    def go_on(self) -> None:
        """Continue after :meth:`pause`."""
        if self.state is not State.PAUSED:
            return
        if self._child is None:
            self._launch()
        elif sys.platform != "win32":
            self._child.send(signal.SIGCONT)
            self._become(State.RUNNING)
            self._power.start()

    def stop(self) -> None:
        """End the process; the job can be gone on with later."""
        self._power.stop()
        self._drop_child()
        self.job = None
        if self.state is not State.IDLE:
            self._become(State.IDLE)

    def _drop_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.ended.disconnect()
            child.kill()
            child.deleteLater()

    def _on_told(self, event: Event) -> None:
        if event.name == "failed":
            self._reason = str(event.values.get("reason", ""))
        self.told.emit(event)

    def _on_end(self, code: int, _output: str, errors: str) -> None:
        job, child = self.job, self._child
        self._child = None
        if child is not None:
            child.deleteLater()
        if code == 0 and job is not None and self.profiles.report(job.name) is not None:
            self._finish("")
            return
        _log.info("training ended with %s: %s", code, errors)
        self._finish(sentence(self._reason or errors) or tr(_UNEXPECTED))

    def _finish(self, reason: str) -> None:
        self.job = None
        self._power.stop()
        self._become(State.IDLE)
        self.finished.emit(reason)

    def _look_at_power(self) -> None:
        if self.heeds_battery and on_battery():
            self.pause()
            self.unplugged.emit()

    def _become(self, state: State) -> None:
        self.state = state
        self.state_changed.emit(state)


_UNEXPECTED = mark("The training ended unexpectedly. It can go on where it was.")


def end_leftover(job: Job, draft: Path) -> None:
    """End the process of ``job`` that an editor which crashed left behind (paused, perhaps)."""
    if not job.process or sys.platform == "win32":
        return
    try:
        command = Path(f"/proc/{job.process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return  # it is gone, or the system does not tell: its pipe is closed, so it ends by itself
    if os.fsencode(draft) in command:
        signal_group(job.process, signal.SIGKILL)
