"""The worker and the assistant: newest wins, nothing stale, faults stay where they are."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from editor_app.prediction.errors import EngineError
from editor_app.prediction.no_engine import NoEngine
from editor_app.prediction.types import Answer, Query
from editor_app.services.assistant import Assistant, EngineState, Reply, Snapshot
from editor_app.services.worker import Worker


def test_the_newest_of_a_lane_wins_and_posted_jobs_all_run() -> None:
    worker, ran, gate = Worker("test-w"), [], threading.Event()
    worker.post(lambda: gate.wait(5) and None)
    for number in range(5):
        worker.newest("lane", lambda number=number: ran.append(f"lane {number}"))
        worker.post(lambda number=number: ran.append(f"post {number}"))
    gate.set()
    assert worker.wait_idle(5)
    assert ran == [f"post {n}" for n in range(5)] + ["lane 4"]
    assert worker.stop()


def test_a_failing_job_does_not_end_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    worker, ran = Worker("test-w"), []
    worker.post(lambda: 1 // 0 and None)
    worker.post(lambda: ran.append(1))
    assert worker.wait_idle(5)
    assert ran == [1]
    assert "ZeroDivisionError" in caplog.text
    assert worker.stop()


def test_a_hanging_job_cannot_keep_the_program() -> None:
    worker, gate = Worker("test-w"), threading.Event()
    worker.post(lambda: gate.wait(10) and None)
    assert not worker.stop(0.05)
    gate.set()
    assert worker.stop(5)


class Echo(NoEngine):
    """Answers nothing; can be told to hang or to fail."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.gate.set()
        self.fails = False
        self.seen: list[str] = []
        self.threads: set[int] = set()
        self.closed = 0

    def close(self) -> None:
        self.closed += 1

    def suggest(self, query: Query) -> Answer:
        self.gate.wait(5)
        self.threads.add(threading.get_ident())
        self.seen.append(query.context)
        if self.fails:
            raise RuntimeError("broken")
        return Answer((), "", 0.0, False)


def snapshot(text: str) -> Snapshot:
    return Snapshot(Query(text, document="d"), 1, len(text))


def test_only_the_newest_answer_arrives(qtbot: QtBot) -> None:
    worker, echo, replies = Worker("test-w"), Echo(), []
    assistant = Assistant(worker)
    assistant.load(lambda: echo)
    qtbot.waitUntil(lambda: assistant.state is EngineState.READY)
    echo.gate.clear()
    for text in ("a", "ab", "abc", "abcd"):
        assistant.ask(snapshot(text), replies.append)
    echo.gate.set()
    qtbot.waitUntil(lambda: bool(replies))
    assert worker.wait_idle(5)
    assert [r.snapshot.query.context for r in replies if isinstance(r, Reply)] == ["abcd"]
    assert len(echo.seen) <= 2
    assert echo.threads.isdisjoint({threading.get_ident()})
    assistant.close()
    assert worker.stop()


def test_a_missing_engine_is_said_and_another_can_be_loaded(qtbot: QtBot) -> None:
    worker, said = Worker("test-w"), []
    assistant = Assistant(worker)
    assistant.state_changed.connect(lambda state, why: said.append((state, why)))

    def broken() -> Echo:
        raise EngineError("The bundle is missing")

    assistant.load(broken)
    qtbot.waitUntil(lambda: len(said) == 2)
    assert said[-1] == (EngineState.OFF, "The bundle is missing.")
    replies: list[Reply] = []
    assistant.ask(snapshot("a"), replies.append)  # nothing, but an answer
    qtbot.waitUntil(lambda: bool(replies))
    assert replies[0].answer.suggestions == ()
    assistant.load(Echo)
    qtbot.waitUntil(lambda: assistant.state is EngineState.READY)
    assistant.close()
    assert worker.stop()


def test_an_engine_that_gives_way_is_closed_even_to_none(qtbot: QtBot) -> None:
    worker, first = Worker("test-w"), Echo()
    assistant = Assistant(worker)
    assistant.load(lambda: first)

    def broken() -> Echo:
        raise EngineError("The bundle is missing.")

    assistant.load(broken)
    qtbot.waitUntil(lambda: assistant.reason != "")
    assert first.closed == 1
    assistant.close()
    assert worker.stop()
    assert first.closed == 1


def test_a_failing_engine_is_survived(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    worker, echo, replies = Worker("test-w"), Echo(), []
    assistant = Assistant(worker)
    assistant.load(lambda: echo)
    for fails, text in ((True, "a"), (False, "ab")):
        echo.fails = fails
        assistant.ask(snapshot(text), replies.append)
        qtbot.waitUntil(lambda: bool(replies))
        assert replies.pop().snapshot.query.context == text
    assert "broken" in caplog.text
    assistant.close()
    assert worker.stop()
