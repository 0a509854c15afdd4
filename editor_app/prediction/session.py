"""The language model as one function: ids and state in, log-probabilities and state out.

The only module that imports onnxruntime. It knows the step graph's names and shapes, nothing of
words, documents or suggestions. One thread, no telemetry, no custom operators, bounded time and
memory.
"""

import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from editor_app.prediction.graph_check import ForeignGraphError, check_graph

Floats = npt.NDArray[np.float32]

_STATES = (["h", "c"], ["h", "c", "slow"])
"""What a step graph may remember, as its inputs are called; its outputs are called so with _NEXT.
"slow" are the fading averages of a model with slow context."""
_NEXT = "_next"
_FIRST_RUN_SECONDS = 10.0
"""A graph that needs longer for one token is no step graph."""
_MOST_MEMORY = 1 << 30
"""Bytes that all models together may have at any time, weights included."""


class SessionError(Exception):
    """The model cannot be used; the message is one sentence for a person."""


State = tuple[Floats, ...]
"""What the model remembers after some ids: (…, 1, …) for each input that carries it."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one run gives."""

    log_probs: Floats  # (K, V)
    hidden: Floats  # (K, E)
    state: State


class StepModel:
    """The step graph of a bundle, loaded. Not thread-safe."""

    def __init__(self, path: Path) -> None:
        """Check and load ``path``.

        Raises:
            SessionError: the file is missing, foreign, damaged, or gives the wrong shapes.
        """
        try:
            check_graph(path)
            self._session = _session(path)
        except ForeignGraphError as error:
            raise SessionError(f"This model is refused: {error}.") from error
        except Exception as error:  # onnxruntime raises its own, unrelated kinds
            raise SessionError("The model file cannot be loaded.") from error
        self._check_shapes()

    def _check_shapes(self) -> None:
        inputs = {value.name: value.shape for value in self._session.get_inputs()}
        outputs = {value.name for value in self._session.get_outputs()}
        self._names = [name for name in inputs if name not in ("ids", "last")]
        self._outputs = ["log_probs", "hidden", *(name + _NEXT for name in self._names)]
        if (
            not {"ids", "last"} <= set(inputs)
            or sorted(self._names) not in map(sorted, _STATES)
            or not outputs.issuperset(self._outputs)
        ):
            raise SessionError("The model's inputs or outputs are not those of a step graph.")
        shapes = [(inputs[name][0], 1, inputs[name][2]) for name in self._names]
        if not all(isinstance(size, int) for shape in shapes for size in shape):
            raise SessionError("The model does not say how large its state is.")
        self._zero = tuple(np.zeros(shape, np.float32) for shape in shapes)
        options = ort.RunOptions()
        timer = threading.Timer(_FIRST_RUN_SECONDS, setattr, (options, "terminate", True))
        timer.daemon = True
        timer.start()
        try:
            step = self.run([0, 0], self._zero, 2, options)
        except Exception as error:
            raise SessionError("The model cannot be run.") from error
        finally:
            timer.cancel()
            timer.join()
        if step.log_probs.ndim != 2 or [part.shape for part in step.state] != shapes:
            raise SessionError("The model gives results of the wrong shape.")
        self.vocabulary_size = int(step.log_probs.shape[1])
        self.hidden_size = int(step.hidden.shape[1])

    @property
    def zero(self) -> State:
        """The state before anything was read."""
        return self._zero

    def run(
        self, ids: list[int], state: State, last: int = 1, options: ort.RunOptions | None = None
    ) -> Step:
        """Read ``ids`` (at least one) after ``state``; answers for the ``last`` of them."""
        feed = dict(zip(self._names, state, strict=True))
        feed |= {"ids": np.array([ids], np.int64), "last": np.array([last], np.int64)}  # (1, T)
        log_probs, hidden, *after = self._session.run(self._outputs, feed, options)
        return Step(log_probs[0], hidden[0], tuple(after))

    def run_rows(self, rows: list[list[int]], states: list[State], last: int = 1) -> list[Step]:
        """Read rows of the same length, one behind each of several states; answers for the ``last``
        ids of each."""
        lanes = (np.concatenate(parts, axis=1) for parts in zip(*states, strict=True))
        feed = dict(zip(self._names, lanes, strict=True))
        feed |= {"ids": np.array(rows, np.int64), "last": np.array([last], np.int64)}  # (B, T)
        log_probs, hidden, *after = self._session.run(self._outputs, feed)
        return [
            Step(log_probs[b], hidden[b], tuple(part[:, b : b + 1] for part in after))
            for b in range(len(rows))
        ]

    def run_batch(self, ids: list[int], states: list[State]) -> list[Step]:
        """One id for each of several states at once."""
        return self.run_rows([[i] for i in ids], states)


_sessions: WeakValueDictionary[tuple[str, int, int], ort.InferenceSession] = WeakValueDictionary()
_sessions_lock = threading.Lock()


def _session(path: Path) -> ort.InferenceSession:
    """The session of a file, the same one for all who use the file as it is now: suggestions and
    spelling share the weights in memory. onnxruntime runs one session from several threads."""
    about = path.stat()
    key = (str(path.resolve()), about.st_mtime_ns, about.st_size)
    with _sessions_lock:
        session = _sessions.get(key)
        if session is None:
            _prepare()
            session = _sessions[key] = ort.InferenceSession(
                str(path), _options(), providers=["CPUExecutionProvider"]
            )
        return session


@cache
def _prepare() -> None:
    """No telemetry, and a bound on memory: a model that wants more fails instead of the program.

    Small blocks that grow by what is asked for, so that little is held back.
    """
    ort.disable_telemetry_events()
    place = ort.OrtMemoryInfo(
        "Cpu", ort.OrtAllocatorType.ORT_ARENA_ALLOCATOR, 0, ort.OrtMemType.DEFAULT
    )
    bounds = {
        "max_mem": _MOST_MEMORY,
        "arena_extend_strategy": 1,
        "initial_chunk_size_bytes": 1 << 16,
        "max_dead_bytes_per_chunk": 1 << 16,
    }
    ort.create_and_register_allocator(place, ort.OrtArenaCfg(bounds))


def _options() -> ort.SessionOptions:
    options = ort.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 4
    options.add_session_config_entry("session.use_env_allocators", "1")  # see _prepare
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return options
