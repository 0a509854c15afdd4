"""Large files arrive in slices, can be called off, and nothing of theirs is lost meanwhile."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor_app.documents import files
from editor_app.documents.recovery import Recovery
from editor_app.widgets.page import filling
from editor_app.widgets.window import document as documents
from tests.editor_app.conftest import House

LINE = "The quick brown fox jumps over the lazy dog.\n"


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text comes in slices of a line, one between two events."""
    monkeypatch.setattr(documents, "AT_ONCE", 10)
    monkeypatch.setattr(filling, "_SLICE", 10)
    monkeypatch.setattr(filling, "_SECONDS", 0.0)


def arriving(house: House, path: Path) -> None:
    """Open ``path`` and stop while it is under way."""
    house.window.workspace.open(path)
    assert house.window.workspace.reader.wait_idle(10)
    while not house.document.loading or house.document.editor.document().isEmpty():
        QApplication.processEvents()


@pytest.mark.usefixtures("slow")
def test_while_it_arrives_it_is_read_only_and_never_saved(
    house: House, home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "large.txt"
    path.write_text(LINE * 100)
    house.open()
    arriving(house, path)
    document = house.document
    assert document.editor.raw_text().startswith(LINE)
    house.bot.keyClicks(document.editor, "typed too early")
    house.window.workspace.save(document)
    assert not document.modified
    assert document.loading
    house.bot.waitUntil(lambda: not document.loading, timeout=20_000)
    house.settle()
    assert document.editor.raw_text() == path.read_text() == LINE * 100
    assert document.lines.words == 9 * 100
    assert not document.modified
    assert not document.editor.document().isUndoAvailable()
    house.bot.keyClicks(document.editor, "Now ")
    house.window.workspace.save(document)
    house.settle()
    assert path.read_text() == "Now " + LINE * 100
    assert Recovery(home / "state" / "foretype" / "recovery").left() == []


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("how", ["button", "tab"])
def test_called_off_the_file_is_as_it_was(house: House, tmp_path: Path, how: str) -> None:
    path = tmp_path / "large.txt"
    path.write_text(LINE * 100)
    house.open()
    arriving(house, path)
    bar = house.window.workspace.opening_bar
    if how == "button":
        bar.cancel.click()
    else:
        assert house.window.workspace.close_document(house.document)
    house.settle()
    assert bar.openings == ()
    assert house.document.path is None
    assert house.document.editor.document().isEmpty()
    assert path.read_text() == LINE * 100
    house.window.workspace.open(path)  # it can be wanted again
    house.bot.waitUntil(
        lambda: house.document.path == path and not house.document.loading, timeout=20_000
    )
    assert house.document.editor.raw_text() == LINE * 100


def test_called_off_while_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text(LINE * 100_000)

    class CalledOffError(Exception):
        pass

    told: list[float] = []

    def step(done: float) -> None:
        told.append(done)
        if done > 0.3:
            raise CalledOffError

    with pytest.raises(CalledOffError):
        files.read(path, step)
    assert told == sorted(told)
    assert told[-1] < 0.6


def test_the_window_answers_while_a_large_file_arrives(house: House, tmp_path: Path) -> None:
    """Own work between two looks at the events: CPU time, so that a busy machine is no fault."""
    path = tmp_path / "large.txt"
    path.write_text(LINE * 70_000)  # 3 MB
    house.open()
    gaps: list[float] = []
    last = [time.thread_time()]

    def beat() -> None:
        now = time.thread_time()
        gaps.append(now - last[0])
        last[0] = now

    pulse = QTimer(interval=1)
    pulse.timeout.connect(beat)
    pulse.start()
    house.window.workspace.open(path)
    house.bot.waitUntil(
        lambda: house.document.path == path and not house.document.loading, timeout=60_000
    )
    pulse.stop()
    assert house.document.editor.blockCount() == 70_001
    assert max(gaps) < 0.1


@pytest.mark.usefixtures("slow")
@pytest.mark.parametrize("how", ["as the same", "as another", "again"])
def test_part_of_a_text_never_takes_the_place_of_the_whole(
    house: House, tmp_path: Path, how: str
) -> None:
    path = tmp_path / "large.txt"
    path.write_text(LINE * 100)
    house.open()
    arriving(house, path)
    workspace = house.window.workspace
    if how == "again":
        path.rename(tmp_path / "moved.txt")
        workspace.save_again(house.document)
    else:
        house.person.path = str(path if how == "as the same" else tmp_path / "copy.txt")
        assert not workspace.save_as(house.document)
    assert workspace.files.wait_idle(10)
    assert "still on its way" in house.window.notice.text
    assert {p.read_text() for p in tmp_path.iterdir() if p.is_file()} == {LINE * 100}
