"""What a start needs before anything is built: its options, a log, the Qt application."""

import argparse
import logging
import logging.handlers
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from editor_app.terminal import COMMANDS

RESOURCES = Path(__file__).parent / "resources"


def parser() -> argparse.ArgumentParser:
    """The options of the command that opens a window; its help names the other commands."""
    others = {**COMMANDS, "lsp": "ghosts and spell hints in other editors"}
    listed = "\n".join(f"  {name:<13}{told}" for name, told in others.items())
    found = argparse.ArgumentParser(
        prog="foretype",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        description="A text editor that types ahead.",
        epilog=f"commands without a window (foretype COMMAND --help says more):\n{listed}",
    )
    found.add_argument("files", nargs="*", metavar="FILE", help="text to open")
    found.add_argument("--bundle", metavar="DIR", help="the model to use instead of the usual one")
    found.add_argument("--profile", metavar="DIR", help="where personal counts are kept")
    return found


def keep_log(folder: Path) -> None:
    """Faults go to a file, not to the person's terminal."""
    log = logging.getLogger("editor_app")
    if log.handlers:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            folder / "foretype.log", maxBytes=200_000, backupCount=1, delay=True, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)


def qt_application() -> QApplication:
    """The one application object of this process, made now if there is none."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # The interpreter hands over between the GUI and the engine's thread this often (default: 5 ms).
    sys.setswitchinterval(0.001)
    QApplication.setHighDpiScaleFactorRoundingPolicy(
        Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
    )
    qt = QApplication(["foretype"])
    qt.setApplicationName("foretype")
    qt.setApplicationDisplayName("Foretype")
    qt.setDesktopFileName("foretype")
    qt.setStyle("Fusion")
    qt.setWindowIcon(QIcon(str(RESOURCES / "icons" / "foretype.svg")))
    return qt
