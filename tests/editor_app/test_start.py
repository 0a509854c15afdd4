"""The start is for the window: what the engine needs is loaded behind it."""

import re
import subprocess
import sys

from editor_app.start import parser
from editor_app.terminal import COMMANDS

HEAVY = ("numpy", "onnxruntime", "torch", "PySide6.QtNetwork", "PySide6.QtPrintSupport")


def test_the_window_s_modules_load_nothing_heavy() -> None:
    code = "import sys, editor_app.app; print(*sys.modules, sep='\\n')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(HEAVY) & set(told.stdout.split()) == set()


def test_help_names_every_command_and_what_it_does() -> None:
    told = parser().format_help()
    for name, does in COMMANDS.items():
        assert re.search(rf"^  {name} +{re.escape(does)}$", told, re.MULTILINE)
    assert "lsp" in told
