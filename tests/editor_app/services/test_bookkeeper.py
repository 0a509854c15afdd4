"""The book of saved keys: what the window notes is what ``foretype stats`` prints."""

import json

import pytest

from editor_app.places import data_dir
from editor_app.services.bookkeeper import Bookkeeper
from editor_app.services.worker import Worker
from editor_app.statistics import FILE
from editor_app.terminal.commands import main


def test_notes_reach_the_file_that_stats_reads(
    qapp: object, capsys: pytest.CaptureFixture[str]
) -> None:
    worker = Worker("book")
    book = Bookkeeper(worker, data_dir() / FILE)
    for _ in range(3):
        book.note("letter", typed=1)
    book.note("letter", shown=1)
    book.write()
    book.note("letter", taken=1, saved=7)
    book.note("diary", typed=2)
    book.close()
    assert worker.stop(10.0)
    assert main(["stats", "--json"]) == 0
    (everything,) = json.loads(capsys.readouterr().out)["all"]
    assert {k: everything[k] for k in ("typed", "shown", "taken", "saved")} == {
        "typed": 5,
        "shown": 1,
        "taken": 1,
        "saved": 7,
    }
