"""A whole session of the real program, in a process of its own that may be killed or traced.

    python -m tests.faults.typist [--bundle DIR] [--every 0.05] [--words N] [--train DIR] [FILE]

Types numbered words into the window (and takes every ghost that shows), printing the number of each
word; after N words it saves, trains if asked to, closes the window and prints what it has done.
"""

import argparse
import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from editor_app import app as application
from editor_app.services.child import Child
from editor_app.widgets.window.document import SaveOutcome
from tests.faults.machine import ROOT

SENTENCES = "I cons the cat s and the dog w on the mat "


class Typist:
    """Types, saves, trains, leaves."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        arguments = ["--bundle", options.bundle] if options.bundle else []
        self.built = application.build([*arguments, *options.file])
        self.built.window.show()
        self.count = self.ghosts = 0
        self.timer = QTimer(interval=round(1000 * options.every))
        self.timer.timeout.connect(self.type)
        QTimer.singleShot(300, self.begin)

    def begin(self) -> None:
        """Wait for the engine and the file."""
        document = self.built.window.workspace.current
        assert document is not None
        unread = self.options.file and document.path is None
        if unread or self.built.assistant.state.value == "loading":
            QTimer.singleShot(100, self.begin)
            return
        self.document = document
        editor = document.editor
        editor.moveCursor(editor.textCursor().MoveOperation.End)
        self.timer.start()

    def type(self) -> None:
        """The next word."""
        editor = self.document.editor
        self.count += 1
        if editor.ahead.ghost.visible:
            self.ghosts += 1
            QTest.keyClick(editor, Qt.Key.Key_Tab)
        word = SENTENCES.split()[self.count % len(SENTENCES.split())]
        QTest.keyClicks(editor, f"w{self.count} {word}" if self.count % 2 else f" {word}")
        print(self.count, flush=True)
        if self.count == self.options.words:
            self.timer.stop()
            QTimer.singleShot(800, self.save)

    def save(self) -> None:
        """Save, then train or leave."""
        self.document.written.connect(self.saved)
        self.built.window.workspace.save(self.document)

    def saved(self, outcome: SaveOutcome) -> None:
        """It is on the disk."""
        assert outcome.stamp is not None, outcome.why
        if not self.options.train:
            self.leave(0, "", "")
            return
        folder = Path(self.options.train)
        self.child = Child(
            sys.executable,
            ["finetune", "--json", "--base", str(folder / "base"), "--strategy", "features",
             "--no-control", "--documents", str(folder / "docs"), "--out", str(folder / "profile")],
        )  # fmt: skip
        self.child.ended.connect(self.leave)
        self.child.start()

    def leave(self, code: int, _said: str, errors: str) -> None:
        """Close the window in good order."""
        assert code == 0, errors
        self.built.window.close()
        self.built.close()
        print(json.dumps({"words": self.count, "ghosts": self.ghosts}), flush=True)
        os._exit(0)


def _give_up(*what: object) -> None:
    """An exception in a slot: whoever waits for this session must not wait for ever."""
    sys.__excepthook__(*what)  # type: ignore[arg-type]
    os._exit(1)


def main() -> None:
    """Run until done or killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bundle", default="")
    parser.add_argument("--every", type=float, default=0.05)
    parser.add_argument("--words", type=int, default=0)
    parser.add_argument("--train", default="")
    parser.add_argument("file", nargs="*")
    sys.excepthook = _give_up
    typist = Typist(parser.parse_args())
    typist.built.qt.exec()


if __name__ == "__main__":
    assert ROOT.is_dir()
    main()
