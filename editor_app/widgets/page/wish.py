"""Is a ghost wished for here and now? By the manners, and by the gate of the person's own.

Remembers of the place no more than a gate may know, which is no word of it. Must not know how a
ghost is found, painted or taken.
"""

from PySide6.QtGui import QTextCursor

from editor_app.prediction.own_gate import GhostSight, OwnGate
from editor_app.services.assistant import Reply
from editor_app.widgets.page.choices import Choice
from editor_app.widgets.page.manners import Manners, kind_of_line, kind_of_place


class Wish:
    """Of one editor. GUI thread only."""

    def __init__(self) -> None:
        self.manners = Manners()
        self.gate: OwnGate | None = None
        """What this person's takes say of showing a ghost."""
        self.level = "normal"
        """How sure a ghost must be."""
        self._sight: GhostSight | None = None
        self._since_take = 99
        self._deleted = False

    def is_welcome(self, cursor: QTextCursor) -> bool:
        """May a ghost come by itself at ``cursor``, now?"""
        if self.manners.back:
            return False
        silent = self.manners.silent_in
        return not silent or kind_of_place(cursor.block(), cursor.positionInBlock()) not in silent

    def allows(self, best: Choice, reply: Reply, cursor: QTextCursor) -> bool:
        """Is it worth a look, by the engine's gate and then by the person's own?"""
        query = reply.snapshot.query
        self._sight = GhostSight(
            chance=best.probability,
            letters=len(best.parts[0].strip()),
            pause=query.pause,
            since_take=self._since_take,
            deleted=self._deleted,
            typed=len(reply.answer.prefix),
            kind=kind_of_line(cursor.block().text()),
        )
        if query.asked or not reply.answer.show:
            return query.asked
        return self.gate is None or self.gate.allows(self._sight, self.level)

    def judge(self, taken: bool) -> None:
        """The ghost was taken, or replaced by what was typed."""
        if taken:
            self.manners.wanted()
            self._since_take = 0
        elif not self.manners.ignored():
            return
        if self.gate is not None and self._sight is not None:
            self.gate.learn(self._sight, taken)
        self._sight = None

    def look_away(self) -> None:
        """What stands there now is no guess: nothing is learned of it."""
        self._sight = None

    def delete(self) -> None:
        """Something was deleted in this word."""
        self._deleted = True

    def finish_word(self) -> None:
        """A word was typed to its end."""
        self._deleted = False
        self._since_take += 1
        self.manners.finish_word()
