"""The window's way to the checker, where one checker follows another."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.services.spell_service import SpellService
from editor_app.services.worker import Worker
from editor_app.spelling.checker import Checker
from editor_app.spelling.setup import NoDictionaryError


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("test-spelling")
    yield worker
    worker.stop(5.0)


def test_a_language_without_a_dictionary_is_not_checked_by_the_one_before(
    qtbot: QtBot, worker: Worker, checker: Checker, tmp_path: Path
) -> None:
    service = SpellService(worker, tmp_path / "words.txt")
    with qtbot.waitSignal(service.opened):
        service.load(lambda: checker)
    with qtbot.waitSignal(service.checked):
        service.want(["We recieve it."])
    found = service.look_up("We recieve it.")
    assert found is not None and found.hints

    def missing() -> Checker:
        raise NoDictionaryError("There is no dictionary.")

    with qtbot.waitSignals([service.failed, service.forgotten]):
        service.load(missing)
    assert not service.ready and service.look_up("We recieve it.") is None
    with qtbot.assertNotEmitted(service.checked, wait=0):
        service.want(["Die Tante recieve."])
        done = threading.Event()
        worker.post(done.set)
        assert done.wait(10)
    assert service.look_up("Die Tante recieve.") is None
