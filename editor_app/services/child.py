"""``python -m training`` as a child process: where it is, how it runs, how it is installed.

The child has a low priority and a session of its own, so that signals reach its helpers, too.
QtCore only; must not import torch or the training package, nor know what is trained.
"""

import logging
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Signal

import models
from models.progress import parse_lines

_log = logging.getLogger(__name__)
_NICE = 15
_ERROR_BYTES = 8000
ROOT = Path(models.__file__).resolve().parent.parent
"""Where the packages of this installation lie."""
NEEDED = ("torch", "onnx", "safetensors", "training")


# ---- the training extra -------------------------------------------------------------------------


def find_training(configured: str, data: Path) -> str:
    """The interpreter that can train, "" if there is none.

    ``configured`` wins, then this interpreter, then a virtual environment ``training`` in the
    folder ``data``. Nothing is imported.
    """
    if configured:
        return configured if os.access(configured, os.X_OK) else ""
    if not getattr(sys, "frozen", False) and all(_is_there(name) for name in NEEDED):
        return sys.executable
    own = own_environment(data)
    return str(own) if os.access(own, os.X_OK) else ""


def own_environment(data: Path) -> Path:
    """The interpreter of the environment that the app looks for beside the profiles."""
    inside = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
    return data.joinpath("training", *inside)


def how_to_install(data: Path) -> str:
    """The commands that install what training needs, one a line."""
    source = ROOT if (ROOT / "pyproject.toml").is_file() else "foretype"
    wanted = _quoted(f"{source}[training]")
    if getattr(sys, "frozen", False):
        python = str(own_environment(data))
        first = [f"python3 -m venv {_quoted(str(data / 'training'))}"]
        wanted = f"-r {_quoted(str(ROOT / 'training.txt'))}"
    else:
        python, first = sys.executable, []
    pip = f"{_quoted(python)} -m pip install"
    return "\n".join([*first, f"{pip} torch==2.13.0", f"{pip} {wanted}"])


def _quoted(text: str) -> str:
    plain = text.replace("/", "").replace("-", "").replace("_", "").replace(".", "").isalnum()
    return text if plain else f'"{text}"'


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False


# ---- the child process --------------------------------------------------------------------------


class Child(QObject):
    """One run of the training program."""

    told = Signal(object)
    """An ``models.progress.Event`` of its."""
    ended = Signal(int, str, str)
    """Exit status (-1: it was killed), what it said beside events, its last words on errors."""

    def __init__(
        self,
        python: str,
        arguments: Sequence[str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.setProgram(python)
        self._process.setArguments(["-m", "training", *arguments])
        self._process.setWorkingDirectory(str(ROOT))
        if sys.platform != "win32":
            unix = QProcess.UnixProcessParameters()
            unix.flags = QProcess.UnixProcessFlag.CreateNewSession
            self._process.setUnixProcessParameters(unix)
        self._process.started.connect(self._lower)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._read_errors)
        self._process.finished.connect(self._end)
        self._process.errorOccurred.connect(self._fail)
        self._rest = b""
        self._other = ""
        self._errors = b""

    def start(self) -> None:
        """Begin."""
        self._process.start(QProcess.OpenModeFlag.ReadOnly)

    @property
    def number(self) -> int:
        """The process id, 0 when it does not run."""
        return int(self._process.processId())

    def send(self, number: int) -> None:
        """Send a signal to the process and its helpers."""
        if self.number:
            signal_group(self.number, number)

    def kill(self) -> None:
        """End it and its helpers now."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return
        if sys.platform != "win32":
            self.send(signal.SIGKILL)
        self._process.kill()
        self._process.waitForFinished(2000)

    def _lower(self) -> None:
        """A low priority, for its later threads and helpers, too."""
        if sys.platform != "win32" and self.number:
            try:
                os.setpriority(os.PRIO_PROCESS, self.number, _NICE)
            except OSError as error:
                _log.info("training runs at the usual priority: %s", error)

    def _read(self) -> None:
        data = self._rest + bytes(self._process.readAllStandardOutput().data())
        *lines, self._rest = data.split(b"\n")
        self._take(lines)

    def _take(self, lines: Sequence[bytes]) -> None:
        for line in lines:
            text = line.decode("utf-8", "replace")
            found = list(parse_lines(iter([text])))
            for event in found:
                self.told.emit(event)
            if not found:
                self._other += text + "\n"

    def _read_errors(self) -> None:
        self._errors += bytes(self._process.readAllStandardError().data())
        self._errors = self._errors[-_ERROR_BYTES:]

    def _end(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._take([self._rest] if self._rest else [])
        self._rest = b""
        self._read_errors()
        killed = status is QProcess.ExitStatus.CrashExit
        errors = self._errors.decode("utf-8", "replace").strip()
        self.ended.emit(-1 if killed else code, self._other, errors)

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.ended.emit(127, "", self._process.errorString())


def signal_group(process: int, number: int) -> None:
    """Send a signal to all processes of a session."""
    try:
        os.killpg(process, number)
    except (OSError, AttributeError):
        with suppress(OSError):  # it has ended meanwhile
            os.kill(process, number)


def sentence(errors: str) -> str:
    """The last thing that a program said on its errors, without its name, as a sentence."""
    lines = [line.strip() for line in errors.splitlines() if line.strip()]
    if not lines:
        return ""
    text = lines[-1]
    for name in ("finetune: ", "inspect: ", "error: "):
        text = text.rpartition(name)[2]
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."
