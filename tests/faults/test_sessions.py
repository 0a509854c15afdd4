"""Whole sessions that end badly: killed while typing, two at once, with a clock that jumps."""

import contextlib
import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from editor_app.documents.recovery import Recovery
from editor_app.statistics import Statistics
from tests.editor_app.conftest import House
from tests.faults.machine import ROOT, environment, faketime, linux_only
from tests.tiny_bundle import make

pytestmark = linux_only


@dataclass
class Session:
    """A typist at work, and when each of its words was typed."""

    process: "subprocess.Popen[str]"
    typed: list[tuple[float, int]] = field(default_factory=list)

    def work(self, seconds: float) -> None:
        """Let it type for so long, from its next word on; on a busy machine, so many words."""
        assert self.process.stdout is not None
        end = float("inf")
        least = len(self.typed) + 8 * seconds
        while time.monotonic() < end or len(self.typed) < least:
            line = self.process.stdout.readline()
            assert line, "the session ended"
            if end == float("inf"):
                end = time.monotonic() + seconds
            self.typed.append((time.monotonic(), int(line)))

    def kill(self) -> float:
        """SIGKILL; the moment of it."""
        self.process.send_signal(signal.SIGKILL)
        died = time.monotonic()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()
        return died

    def lost(self, died: float, kept: str) -> float:
        """Seconds of typing that ``kept`` lacks."""
        # A number may follow a word without a space, where no ghost was there to bring one.
        words = [int(number) for number in re.findall(r"w(\d+)", kept)]
        return died - next(at for at, number in self.typed if number >= max(words))


@contextlib.contextmanager
def session(*arguments: str, **more: str) -> Iterator[Session]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typist", *arguments],
        cwd=ROOT, env=environment(**more), stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        yield Session(process)
    finally:
        with contextlib.suppress(OSError):
            process.kill()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


@pytest.fixture
def bundle(tmp_path: Path) -> str:
    return str(make(tmp_path / "bundle"))


def press(house: House, label: str) -> None:
    """A button of the notice."""
    buttons = house.window.notice.findChildren(QPushButton)
    next(button for button in buttons if button.text().startswith(label)).click()
    house.settle()


@pytest.mark.parametrize("titled", [True, False])
def test_killed_while_typing_the_text_is_offered_with_its_differences(
    house: House, home: Path, tmp_path: Path, bundle: str, titled: bool
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n")
    with session("--bundle", bundle, *([str(path)] if titled else [])) as typist:
        typist.work(4.2)
        died = typist.kill()
    assert path.read_text() == "Dear all,\n"

    house.open(factory=lambda: house.engine)
    house.bot.waitUntil(lambda: "was kept" in house.window.notice.text, timeout=10_000)
    press(house, "Compare")
    sheet = next(w for w in house.window.findChildren(QPlainTextEdit) if w.isReadOnly())
    shown = sheet.toPlainText()
    assert "w1 " in shown
    assert shown.count("\n+") + shown.startswith("+") >= 1
    sheet.window().close()
    house.settle()
    press(house, "Recover")
    text = house.document.editor.raw_text()
    assert text.startswith("Dear all,\nw1 " if titled else "w1 ")
    assert house.document.modified
    assert house.document.path == (path if titled else None)
    assert typist.lost(died, text) < 5.0
    house.settle()
    assert len(Recovery(home / "state" / "foretype" / "recovery").left()) == 0  # held by us now


def test_what_changed_on_disk_meanwhile_is_not_overwritten_unasked(
    house: House, tmp_path: Path, bundle: str
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n")
    with session("--bundle", bundle, str(path)) as typist:
        typist.work(4.2)
        typist.kill()
    path.write_text("Somebody else wrote this.\n")
    house.open(factory=lambda: house.engine)
    house.bot.waitUntil(lambda: "was kept" in house.window.notice.text, timeout=10_000)
    press(house, "Recover")
    house.person.yes = False
    house.window.workspace.save(house.document)  # the disk is looked at off this thread
    house.bot.waitUntil(lambda: "overwrite letter.txt" in house.person.asked, timeout=10_000)
    assert path.read_text() == "Somebody else wrote this.\n"
    assert house.document.modified


def test_two_instances_each_keep_their_own(home: Path, bundle: str) -> None:
    root = home / "state" / "foretype" / "recovery"
    with session("--bundle", bundle) as one, session("--bundle", bundle) as other:
        one.work(4.2)
        other.work(2.5)
        assert Recovery(root).left() == []  # both are alive
        one.kill()
        other.work(2.0)
        (left,) = Recovery(root).left()
        assert one.typed[0][1] == 1
        assert left.copy.text.startswith("w1 ")
        other.kill()
        assert len(Recovery(root).left()) == 2


def test_a_clock_that_jumps_changes_nothing(home: Path, tmp_path: Path, bundle: str) -> None:
    """Days back and forth: copies go on, ghosts go on, no key is lost from the statistics."""
    library, clock = faketime(), tmp_path / "clock"
    clock.write_text("@2026-06-15 12:00:00")
    with session(
        "--bundle", bundle, "--every", "0.25",
        LD_PRELOAD=library, FAKETIME_TIMESTAMP_FILE=str(clock), FAKETIME_NO_CACHE="1",
        DONT_FAKE_MONOTONIC="1", FAKETIME_DONT_FAKE_MONOTONIC="1",
        # What it takes for a fix makes timed waits return at once here: threads then wrestle for
        # the interpreter's lock instead of working.
        FAKETIME_FORCE_MONOTONIC_FIX="0",
    ) as typist:  # fmt: skip
        for seconds, jump in (
            (5.5, "@2026-06-12 08:00:00"),  # the first counts are written by then
            (1.0, "@2027-08-01 00:00:01"),
            (1.0, "@1999-12-31 23:59:58"),
        ):
            before = len(typist.typed)
            typist.work(seconds)
            assert len(typist.typed) > before + 3
            clock.write_text(jump)
        typist.work(5.5)
        died = typist.kill()
    (left,) = Recovery(home / "state" / "foretype" / "recovery").left()
    assert typist.lost(died, left.copy.text) < 5.0
    book = Statistics(home / "data" / "foretype" / "statistics.sqlite")
    days = book.days()
    whole = book.everything()
    book.close()
    assert len(days) > 1
    assert whole.typed == sum(day.typed for day in days) > 0
    assert whole.taken > 0
    assert all(min(day.typed, day.shown, day.taken, day.saved) >= 0 for day in days)


def test_a_whole_session_ends_in_good_order(home: Path, tmp_path: Path, bundle: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear all,\n")
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.typist", "--bundle", bundle, "--words", "12",
         str(path)],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    done = json.loads(run.stdout.splitlines()[-1])
    assert done["ghosts"] > 0
    assert "w11" in path.read_text()
    assert list((home / "state" / "foretype" / "recovery").glob("*")) == []
    assert (home / "state" / "foretype" / "session.json").is_file()
