"""The start is for the window: what the engine needs is loaded behind it."""

import subprocess
import sys

HEAVY = ("numpy", "onnxruntime", "torch", "PySide6.QtNetwork", "PySide6.QtPrintSupport")


def test_the_window_s_modules_load_nothing_heavy() -> None:
    code = "import sys, editor_app.app; print(*sys.modules, sep='\\n')"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(HEAVY) & set(told.stdout.split()) == set()
