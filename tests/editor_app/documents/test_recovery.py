"""Safety copies: found after a crash, gone after a good end, never taken from a living editor."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.documents.recovery import Copy, Recovery

ROOT = Path(__file__).resolve().parents[3]
COPY = Copy("d1", "", "Untitled", "text\n", "utf-8", "", "\n", 0, 3, 1.0)


def crashed(root: Path, copy: Copy) -> None:
    """What an editor leaves that dies: its lock goes with it."""
    recovery = Recovery(root)
    assert recovery.keep(copy)
    assert recovery._lock is not None
    recovery._lock.close()


def test_a_crash_leaves_a_copy_that_is_found(tmp_path: Path) -> None:
    crashed(tmp_path, COPY)
    other = Recovery(tmp_path)
    (left,) = other.left()
    assert left.copy == COPY
    other.discard(left)
    assert other.left() == []
    assert list(tmp_path.iterdir()) == []


@given(st.text(alphabet=st.characters(exclude_categories=[])))
@settings(deadline=None, max_examples=50)
def test_any_text_is_kept(tmp_path_factory, text: str) -> None:  # type: ignore[no-untyped-def]
    root = tmp_path_factory.mktemp("recovery")
    crashed(root, replace(COPY, text=text))
    (left,) = Recovery(root).left()
    assert left.copy.text == text


def test_a_living_editor_keeps_its_own(tmp_path: Path) -> None:
    living = Recovery(tmp_path)
    living.keep(COPY)
    assert Recovery(tmp_path).left() == []
    living.close()
    assert list(tmp_path.iterdir()) == []


def test_damaged_copies_are_passed_over(tmp_path: Path) -> None:
    crashed(tmp_path, COPY)
    folder = next(tmp_path.iterdir())
    for name, data in (("a", b""), ("b", b"{"), ("c", b'{"text": 99}\nx'), ("d", b"[1]\n")):
        (folder / f"{name}.copy").write_bytes(data)
    assert [left.copy for left in Recovery(tmp_path).left()] == [COPY]


def test_a_full_or_missing_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    recovery = Recovery(tmp_path / "file" / "x")
    assert not recovery.keep(COPY)
    assert recovery.trouble
    assert recovery.left() == []


_TYPIST = textwrap.dedent(
    """
    import sys
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest
    from editor_app.app import build
    from editor_app.prediction.types import Answer
    class Mute:
        def suggest(self, query): return Answer((), "", 0.0, False)
    built = build([], predictor_factory=Mute)
    built.window.show()
    editor = built.window.workspace.current.editor
    count = [0]
    def tick():
        count[0] += 1
        QTest.keyClicks(editor, f"w{count[0]} ")
        print(count[0], flush=True)
    timer = QTimer(interval=50)
    timer.timeout.connect(tick)
    timer.start()
    built.qt.exec()
    """
)


def test_killed_while_typing_at_most_five_seconds_are_lost(home: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", _TYPIST], cwd=ROOT, stdout=subprocess.PIPE, text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    typed: list[tuple[float, int]] = []
    while len(typed) < 40 or time.monotonic() - typed[5][0] < 6.0:  # busy machines start slowly
        typed.append((time.monotonic(), int(process.stdout.readline())))
    process.send_signal(signal.SIGKILL)
    died = time.monotonic()
    process.wait()
    process.stdout.close()
    (left,) = Recovery(home / "state" / "foretype" / "recovery").left()
    kept = int(left.copy.text.split()[-1][1:])
    when = next(at for at, number in typed if number >= kept)
    assert left.copy.title.startswith("Untitled")
    assert died - when < 5.0
