"""How long is the window busy while a large file is opened, edited, copied for safety and saved?

    python tests/bench/opening.py [--megabytes 100] [--lines short|one|crlf] [--tiny]

Makes the file, opens it in the real window (display: the platform that is set, else offscreen) and
prints for each phase how long it took, the longest gaps between two looks at the events, and the
CPU time that the main thread itself used in the longest of them: a gap with little of it was the
machine's, not ours.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SENTENCE = "The quick brown fox jumps over the lazy dog and goes on writing more words here."
BEAT = 0.004


def main() -> int:
    """Run all phases."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--lines", choices=("short", "one", "crlf"), default="short")
    parser.add_argument("--tiny", action="store_true", help="a tiny model instead of the base")
    options = parser.parse_args()
    sys.path[:0] = [str(ROOT)]
    with tempfile.TemporaryDirectory() as folder:
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
            os.environ[name] = folder
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        path = Path(folder) / "large.txt"
        _make(path, options.megabytes * 1_000_000, options.lines)
        arguments = []
        if options.tiny:
            from tests import tiny_bundle

            arguments = ["--bundle", str(tiny_bundle.make(Path(folder) / "bundle"))]
        _Run(path, arguments).all()
    return 0


def _make(path: Path, size: int, lines: str) -> None:
    end = {"short": "\n", "one": " ", "crlf": "\r\n"}[lines]
    line = (SENTENCE if lines != "crlf" else SENTENCE.replace("fox", "f\u00f6x")) + end
    piece = line.encode() * 1000
    with path.open("wb") as file:
        for _ in range(size // len(piece)):
            file.write(piece)


class _Run:
    """The window with a heartbeat."""

    def __init__(self, path: Path, arguments: list[str]) -> None:
        from PySide6.QtCore import Qt, QTimer

        from editor_app import app as application

        self.path = path
        self.built = application.build(arguments)
        self.built.window.show()
        self.gaps: list[tuple[float, float]] = []
        self.last = (time.monotonic(), time.thread_time())
        self.pulse = QTimer(interval=round(BEAT * 1000))
        self.pulse.setTimerType(Qt.TimerType.PreciseTimer)
        self.pulse.timeout.connect(self._beat)
        self.pulse.start()

    def _beat(self) -> None:
        now = (time.monotonic(), time.thread_time())
        self.gaps.append((now[0] - self.last[0], now[1] - self.last[1]))
        self.last = now

    def phase(self, name: str, act: Callable[[], object], until: Callable[[], bool]) -> None:
        """Do something, serve events until it is done, and tell how it was."""
        self.gaps.clear()
        self.last = (time.monotonic(), time.thread_time())
        began, cpu = time.monotonic(), time.process_time()
        act()
        while not until():
            self.built.qt.processEvents()
            time.sleep(0.0005)
        self._beat()
        longest = sorted(self.gaps, reverse=True)[:3]
        shown = ", ".join(f"{1000 * gap:.0f} ({1000 * own:.0f})" for gap, own in longest)
        memory = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() >> 20
        print(
            f"{name:22} {time.monotonic() - began:6.2f} s  CPU {time.process_time() - cpu:5.2f} s"
            f"  longest gaps, ms (own CPU): {shown}   resident {memory} MB",
            flush=True,
        )

    def all(self) -> None:
        """Open, type, wait for the safety copy, save, close the tab."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        workspace = self.built.window.workspace
        self.phase("start", lambda: None, lambda: self.built.assistant.state.value != "loading")

        def current():  # type: ignore[no-untyped-def]
            document = workspace.current
            assert document is not None
            return document

        self.phase(
            "open: first text",
            lambda: workspace.open(self.path),
            lambda: not current().editor.document().isEmpty(),
        )
        self.phase("open: all of it", lambda: None, lambda: not current().loading)
        document = current()
        keys = iter("going on and on ")
        due = [time.monotonic()]

        def typed() -> bool:
            if time.monotonic() < due[0]:
                return False
            due[0] += 0.12
            key = next(keys, "")
            if key:
                QTest.keyClicks(document.editor, key)
            return not key

        end = document.editor.textCursor().MoveOperation.End
        self.phase("go to the end", lambda: document.editor.moveCursor(end), lambda: True)
        self.phase("type 16 letters", lambda: None, typed)
        self.phase(
            "new line at the start",
            lambda: (
                document.go_to(0),
                QTest.keyClick(document.editor, Qt.Key.Key_Return),
            ),
            lambda: True,
        )
        wait = time.monotonic() + 6
        self.phase("safety copy", lambda: None, lambda: time.monotonic() > wait)
        saved: list[bool] = []
        document.written.connect(lambda outcome: saved.append(outcome.stamp is not None))
        self.phase("save", lambda: workspace.save(document), lambda: bool(saved))
        self.phase("reload", lambda: workspace.reload(document), lambda: document.loading)
        self.phase("reload: all of it", lambda: None, lambda: not document.loading)
        self.phase("close the tab", lambda: workspace.close_document(document), lambda: True)
        settle = time.monotonic() + 1
        self.phase("after it", lambda: None, lambda: time.monotonic() > settle)
        os._exit(0 if saved == [True] else 1)


if __name__ == "__main__":
    sys.exit(main())
