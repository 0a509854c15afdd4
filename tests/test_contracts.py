"""The import contracts catch what they say they catch: each fault is planted in a copy and seen."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.contracts import imported_parts

ROOT = Path(__file__).parents[1]
CODE = ("editor_app", "models", "training")
PLANTED = {
    "widgets in a service": ("editor_app/services/worker.py", "from PySide6 import QtWidgets"),
    "painting in a service": ("editor_app/services/child.py", "from PySide6.QtGui import QIcon"),
    "a model in the blend": ("editor_app/prediction/blend.py", "import onnxruntime"),
    "a model in a widget": ("editor_app/widgets/theme.py", "import onnxruntime"),
    "Qt in the engine": ("editor_app/prediction/gate.py", "from PySide6.QtCore import QTimer"),
    "Qt under the documents": ("editor_app/documents/files.py", "import PySide6"),
    "torch in the editor": ("editor_app/profiles/shelf.py", "import torch"),
    "training in the editor": ("editor_app/services/trainer.py", "import training.finetune"),
    "the editor in training": ("training/runs/loop.py", "import editor_app.settings"),
    "numpy in the contract": ("models/text.py", "import numpy"),
    "a room above its own": ("editor_app/prediction/gate.py", "import editor_app.spelling.skip"),
    "a tool that fits in what runs": ("editor_app/app.py", "import editor_app.fitting.blend"),
    "a command under its parts": ("training/network/model.py", "import training.finetune"),
    "a window under the page": (
        "editor_app/widgets/page/ghost.py",
        "import editor_app.widgets.window.status",
    ),
    "a circle": ("models/grams.py", "import models.counts"),
    "a new room nobody gave a floor": ("editor_app/newcomer.py", ""),
    "a new module of the contract": ("models/newcomer.py", ""),
    "a new part of training": ("training/newcomer.py", ""),
    "a new part of the window": ("editor_app/widgets/newcomer.py", ""),
}


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all code, without data."""
    copy = tmp_path_factory.mktemp("tree")
    for source in [path for room in CODE for path in (ROOT / room).rglob("*.py")]:
        place = copy / source.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
    (copy / "tests").mkdir()
    for name in ("pyproject.toml", "tests/__init__.py", "tests/contracts.py"):
        shutil.copyfile(ROOT / name, copy / name)
    return copy


def lint(tree: Path) -> subprocess.CompletedProcess[str]:
    """What ``make contracts`` runs, over a copy."""
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
    ]
    surroundings = {**os.environ, "PYTHONPATH": str(tree)}
    return subprocess.run(
        [*command, "--no-logo"], cwd=tree, env=surroundings, capture_output=True, text=True
    )


def test_the_house_as_it_stands_keeps_them(tree: Path) -> None:
    done = lint(tree)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("name", PLANTED)
def test_what_is_planted_is_seen(tree: Path, name: str) -> None:
    path, line = PLANTED[name]
    module = tree / path
    before = module.read_text() if module.exists() else None
    module.write_text(f"{before or ''}\n{line}\n")
    try:
        done = lint(tree)
    finally:
        module.unlink() if before is None else module.write_text(before)
    assert done.returncode != 0
    broken = done.stdout.split("Broken contracts", 1)[1]
    assert path.removesuffix(".py").replace("/", ".") in broken


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("from PySide6.QtCore import QObject, Signal", {"QtCore"}),
        ("from PySide6.QtCore import (", {"QtCore"}),
        ("import PySide6.QtWidgets as w", {"QtWidgets"}),
        ("    from PySide6 import QtCore, QtGui as g", {"QtCore", "QtGui"}),
        ("from PySide6 import (", {"*"}),
        ("import PySide6", {"*"}),
    ],
)
def test_parts_are_read_from_a_line(line: str, parts: set[str]) -> None:
    assert imported_parts(line, "PySide6") == parts


MOST_LINES, MOST_LINES_OF_A_FUNCTION = 450, 70
LONGER = {
    "editor_app/widgets/theme.py: _sheet": "one style sheet",
    "editor_app/terminal/commands.py: _parser": "one table of commands",
}
"""What is longer all the same, and why: nothing is added here without a reason."""


def test_files_and_functions_can_be_seen_whole() -> None:
    too_long = []
    for path in [path for room in CODE for path in (ROOT / room).rglob("*.py")]:
        name, text = path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        if text.count("\n") > MOST_LINES:
            too_long.append(name)
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    too_long.append(f"{name}: {node.name}")
    assert set(too_long) - set(LONGER) == set()
