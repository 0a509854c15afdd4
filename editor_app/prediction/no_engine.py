"""What stands in while there is no engine: it suggests nothing, and says why it cannot learn.

Plain, so that whoever asks an engine never has to ask whether there is one.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import NoReturn, TypeVar

from editor_app.prediction.errors import EngineError
from editor_app.prediction.types import Answer, Memory, Query
from models.counts import CountStore

_Result = TypeVar("_Result")


class NoMemory:
    """Learns nothing and has nothing to forget; every change is refused with one sentence."""

    revision = 0

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def _refuse(self) -> NoReturn:
        raise EngineError(self._reason)

    def learn(self, document: str, text: str) -> None:
        """As the Protocol says, refused."""
        self._refuse()

    def learning(self, document: str, text: str) -> Iterator[int]:
        """As the Protocol says, refused."""
        self._refuse()

    def forget(self, document: str) -> bool:
        """As the Protocol says, refused."""
        self._refuse()

    def forget_word(self, word: str) -> int:
        """As the Protocol says, refused."""
        self._refuse()

    def in_weights(self, word: str) -> bool:
        """As the Protocol says: nothing is known."""
        return False

    def forget_everything(self) -> None:
        """As the Protocol says, refused."""
        self._refuse()

    def block(self, word: str) -> None:
        """As the Protocol says, refused."""
        self._refuse()

    def unblock(self, word: str) -> None:
        """As the Protocol says, refused."""
        self._refuse()

    def change(self, change: Callable[[CountStore], _Result]) -> _Result:
        """As the Protocol says, refused."""
        self._refuse()

    def note_takes(self, taken: int, missed: int) -> None:
        """Nobody is asked, so nothing is said."""

    def set_private(self, document: str, private: bool) -> None:
        """As the Protocol says, refused."""
        self._refuse()

    def within(self, language: str) -> AbstractContextManager["NoMemory"]:
        """Nothing, in any language."""
        return nullcontext(self)


class NoEngine:
    """An engine that cannot. With the counts of a profile it still forgets."""

    trouble = ""

    def __init__(self, reason: str = "There is no engine.", memory: Memory | None = None) -> None:
        """``reason``: why there is none, a sentence; ``memory``: the counts, where they are."""
        self.memory: Memory = memory or NoMemory(reason)

    def suggest(self, query: Query) -> Answer:
        """Nothing."""
        return Answer((), "", 0.0, False)

    def settle(self, document: str) -> bool:
        """Nothing to do."""
        return False

    def set_eagerness(self, level: str) -> None:
        """Nothing to set."""

    def close_document(self, document: str) -> None:
        """Nothing to forget."""

    def close(self) -> None:
        """Nothing to close."""
