"""A second start, and whatever else comes to the socket: the window never waits for it."""

import contextlib
import json
import multiprocessing
import os
import socket
import time
from pathlib import Path

import pytest

from editor_app import handover
from editor_app.widgets.window.door import Door
from tests.editor_app.conftest import House
from tests.faults.machine import linux_only

pytestmark = linux_only


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "state" / "open.socket"


def ask(place: Path, said: bytes) -> socket.socket:
    line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.settimeout(10)
    line.connect(str(place))
    with contextlib.suppress(OSError):  # it may be refused before all of it was said
        line.sendall(said)
    return line


def hand_over(place: Path, names: list[str]) -> None:
    assert handover.hand_over(names, place)


def test_who_says_nothing_does_not_hold_the_window_up(house: House, place: Path) -> None:
    house.open()
    door = Door(house.window, place)
    silent = [ask(place, b"") for _ in range(3)]
    began = time.monotonic()
    for _ in range(20):
        house.type("a")
    assert time.monotonic() - began < 2.0
    assert house.document.editor.raw_text() == "a" * 20
    for line in silent:
        line.close()
    door.close()


@pytest.mark.parametrize(
    "said",
    [
        b"\n", b"{}\n", b"[]\n", b'{"files": "abc"}\n', b'{"files": {"a": 1}}\n',
        b'{"files": [1, null, "relative.txt"]}\n', b"\xff\xfe\n", b"[" * 100_000 + b"\n",
        b'{"files": ' + b"[" * 90_000 + b"]" * 90_000 + b"}\n", b"x" * (2 << 20),
        json.dumps({"files": ["/tmp/x"] * 5000}).encode() + b"\n",
        b'{"files": [' + b"1" * 50_000 + b"]}\n",
    ],
)  # fmt: skip
def test_what_is_no_question_opens_nothing(house: House, place: Path, said: bytes) -> None:
    house.open()
    door = Door(house.window, place)
    ask(place, said).close()
    asker = multiprocessing.get_context("spawn").Process(
        target=hand_over, args=(place, [str(place.parent / "real.txt")])
    )
    asker.start()
    house.bot.waitUntil(lambda: house.document.title == "real.txt", timeout=30_000)
    asker.join()
    assert asker.exitcode == 0
    assert len(house.window.workspace.documents()) == 1
    door.close()


def test_a_busy_window_is_not_taken_for_a_dead_one(place: Path) -> None:
    listening = handover.listen(place)
    assert listening is not None
    waiting = []
    for _ in range(100):  # until no more may wait there
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.setblocking(False)
        waiting.append(line)
        try:
            line.connect(str(place))
        except OSError:
            break
    assert handover.listen(place) is None
    assert place.is_socket()
    for line in waiting:
        line.close()
    listening.close()
    assert not place.exists()


def test_a_window_that_closes_leaves_another_s_socket(place: Path) -> None:
    first = handover.listen(place)
    assert first is not None
    place.unlink()  # somebody cleared the folder
    second = handover.listen(place)
    assert second is not None
    first.close()
    assert place.is_socket()
    second.close()


@pytest.mark.parametrize("there", ["file", "folder", "pipe", "link"])
def test_what_stands_in_the_socket_s_place_does_no_harm(place: Path, there: str) -> None:
    place.parent.mkdir()
    match there:
        case "file":
            place.write_text("")
        case "folder":
            place.mkdir()
        case "pipe":
            os.mkfifo(place)
        case "link":
            place.symlink_to("/nowhere")
    listening = handover.listen(place)
    if listening is not None:
        assert place.is_socket()
        listening.close()
    assert not handover.hand_over(["a"], place)


def test_names_of_any_bytes_arrive(house: House, place: Path, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"odd \xff\n name.txt")
    path.write_text("here\n")
    house.open()
    door = Door(house.window, place)
    asked = []
    house.window.workspace.reader.post(
        lambda: asked.append(handover.hand_over([os.path.relpath(path)], place))
    )
    house.bot.waitUntil(lambda: asked == [True])
    house.settle()
    assert house.document.editor.raw_text() == "here\n"
    door.close()
