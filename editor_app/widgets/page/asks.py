"""Whom a page asks for what comes next. Must not know who answers."""

from collections.abc import Callable
from typing import Protocol

from editor_app.services.assistant import Reply, Snapshot


class Asks(Protocol):
    """The part of the assistant that is used here."""

    def ask(self, snapshot: Snapshot, reply_to: Callable[[Reply], object]) -> None:
        """Answer this place soon."""
        ...

    def forget_request(self, snapshot: Snapshot) -> None:
        """No answer to it is wanted any more."""
        ...
