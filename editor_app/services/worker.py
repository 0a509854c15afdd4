"""One thread for one slow resource: posted jobs all run in order, in each lane the newest wins, and
what can wait is done while nothing else is.

The thread is a daemon, so a job that hangs can never keep the program from closing. Must not know
what the jobs do; results travel back through Qt signals that the jobs emit themselves.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable

Job = Callable[[], None]

_log = logging.getLogger(__name__)


class Worker:
    """Runs jobs one after the other on its own thread. All methods may be called from any
    thread."""

    def __init__(self, name: str) -> None:
        self._wake = threading.Condition()
        self._posted: deque[Job] = deque()
        self._lanes: dict[str, Job] = {}
        self._idle: deque[Job] = deque()
        self._stopping = False
        self._busy = False
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._thread.start()

    def newest(self, lane: str, job: Job) -> None:
        """Run ``job`` soon; one still waiting in the same lane is dropped in its favour."""
        with self._wake:
            if self._stopping:
                return
            self._lanes.pop(lane, None)
            self._lanes[lane] = job
            self._wake.notify_all()

    def post(self, job: Job) -> None:
        """Run ``job`` after all posted before it; it is never dropped while the worker lives."""
        with self._wake:
            if not self._stopping:
                self._posted.append(job)
                self._wake.notify_all()

    def later(self, job: Job) -> None:
        """Run ``job`` when nothing else waits, after all that were put off before it."""
        with self._wake:
            if not self._stopping:
                self._idle.append(job)
                self._wake.notify_all()

    def drop(self, lane: str) -> None:
        """Forget the job that waits in ``lane``."""
        with self._wake:
            self._lanes.pop(lane, None)

    def wait_idle(self, seconds: float) -> bool:
        """Block until nothing runs or waits; ``False`` if that took longer than ``seconds``."""
        with self._wake:
            return self._wake.wait_for(lambda: not (self._busy or self._waiting()), timeout=seconds)

    def stop(self, seconds: float = 2.0) -> bool:
        """Finish posted jobs, drop all others, end the thread; ``False`` if it did not end in
        time."""
        with self._wake:
            self._stopping = True
            self._lanes.clear()
            self._idle.clear()
            self._wake.notify_all()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _waiting(self) -> bool:
        return bool(self._posted or self._lanes or self._idle)

    def _next(self) -> Job | None:
        with self._wake:
            self._busy = False
            self._wake.notify_all()
            self._wake.wait_for(lambda: self._stopping or self._waiting())
            if self._posted:
                job = self._posted.popleft()
            elif self._lanes:
                job = self._lanes.pop(next(iter(self._lanes)))
            elif self._idle:
                job = self._idle.popleft()
            else:
                return None
            self._busy = True
            return job

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:  # a job's fault must not end the thread that others wait for
                _log.exception("a background job failed")
            del job  # what it holds must not outlive it while we wait
