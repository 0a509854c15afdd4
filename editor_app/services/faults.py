"""Faults that nobody caught: into the log, and a word for the person.

A program started from the desktop has no terminal: what Python and Qt would print there, nobody
sees. Must not know what is done about a fault.
"""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
_TOLD = logging.ERROR
"""From this level on the person is told of what Qt says."""


class Faults(QObject):
    """Listens for the faults of all threads while it is installed."""

    happened = Signal(str)
    """What went wrong, in a few words of the program; on the thread of whoever listens."""

    def install(self) -> Callable[[], None]:
        """Listen from now on; returns what ends it."""
        hook, thread_hook = sys.excepthook, threading.excepthook
        qt = qInstallMessageHandler(self._on_qt)
        sys.excepthook = self._on_fault

        def in_thread(fault: threading.ExceptHookArgs) -> None:
            if fault.exc_value is not None:
                self._on_fault(fault.exc_type, fault.exc_value, fault.exc_traceback)

        threading.excepthook = in_thread

        def remove() -> None:
            sys.excepthook, threading.excepthook = hook, thread_hook
            qInstallMessageHandler(qt)

        return remove

    def _on_fault(
        self, kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, fault, trace)
            return
        _log.error("a fault that nobody caught", exc_info=(kind, fault, trace))
        self.happened.emit(f"{kind.__name__}: {fault}"[:200])

    def _on_qt(self, kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        level = _LEVELS.get(kind, logging.WARNING)
        _log.log(level, "Qt: %s", message)
        if level >= _TOLD:
            self.happened.emit(message[:200])
