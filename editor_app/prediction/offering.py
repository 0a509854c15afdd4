"""Which words may be offered at all: none that is blocked, offensive or a slip.

What the person or the document wrote is another matter: an offensive word that stands there is
offered, and a slip that was written often enough is a word. Knows words and how often they were
written, neither places nor chances.
"""

from editor_app.prediction.cache import DocumentCache
from editor_app.prediction.compact import CompactSet
from editor_app.prediction.lexicon import Lexicon
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.offensive import Offensive
from models.slips import USES, Probation


class Offering:
    """The rules for one lexicon. Not thread-safe."""

    def __init__(self, lexicon: Lexicon, memory: PersonalMemory, offensive: Offensive) -> None:
        self._lexicon = lexicon
        self._memory = memory
        self._listed = offensive
        self._offensive: dict[int, bool] = {}
        self._probation = Probation(lexicon.vocabulary, CompactSet)
        self.document: DocumentCache | None = None
        """What the document in question says."""

    def allows(self, word: int) -> bool:
        """Whether a word of the lexicon may be offered."""
        text = self._lexicon.words[word]
        if self._memory.blocked and text.lower() in self._memory.blocked:
            return False
        own = self._memory.count(word)
        if word >= self._lexicon.base_size:
            needed = self._probation.uses_needed(text) if own < USES else 1
            return needed == 1 or own + self._said(word) >= needed
        offensive = self._offensive.get(word)
        if offensive is None:
            offensive = self._offensive[word] = text in self._listed
        return not offensive or own > 0 or self._said(word) > 0

    def refuses(self, word: str) -> bool:
        """Whether a word beyond the lexicon may not be offered."""
        blocked = self._memory.blocked
        return word in self._listed or bool(blocked and word.lower() in blocked)

    def _said(self, word: int) -> int:
        return self.document.count(word) if self.document is not None else 0
