"""What of a text goes into personal counts: its words in order, with gaps where secrets stood.

The editor and training count alike through this one walk. It goes piece by piece, cut where a line
surely ends a paragraph, since nothing that matters reaches across but a block of key: whoever
counts a text again after every save keeps a :class:`Known` and pays for what changed. It must not
know vocabularies: the caller says which words a token is.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from models.secrets import find_secrets, paragraphs
from models.text import Token, tokenise

WordsOf = Callable[[Sequence[Token], int], Iterable[str]]
"""The words that the token at an index is counted as."""
Words = list[str | None]
"""Words in order; ``None`` is a gap, across which no n-gram is counted."""
_AT_ONCE = 8_000
"""Characters that are counted in one step."""


class Known:
    """What the paragraphs of one text came to when it was last counted."""

    def __init__(self, joiners: str = "") -> None:
        """``joiners`` as for :func:`models.text.tokenise`."""
        self._joiners = joiners
        self._paragraphs: dict[str, Words] = {}

    def countable(self, text: str, words_of: WordsOf) -> Iterator[Words]:
        """The words of ``text``, in short steps; it begins with a gap."""
        before, self._paragraphs = self._paragraphs, {}
        ready: Words = [None]
        gap, fresh = True, 0
        for _, paragraph in paragraphs(text):
            words = before.get(paragraph)
            if words is None:
                words = _words(paragraph, words_of, self._joiners)
                fresh += len(paragraph)
            self._paragraphs[paragraph] = words
            ready += words[1:] if gap and words[:1] == [None] else words
            gap = ready[-1] is None if ready else gap
            if fresh >= _AT_ONCE:
                yield ready
                ready, fresh = [], 0
        yield ready


def countable(text: str, words_of: WordsOf, joiners: str = "") -> Words:
    """The words of ``text``; it begins with a gap."""
    return [word for some in Known(joiners).countable(text, words_of) for word in some]


def _words(text: str, words_of: WordsOf, joiners: str) -> Words:
    """The words of a paragraph, a gap for each run of secrets."""
    secrets = find_secrets(text)
    tokens = tokenise(text, joiners)
    words: Words = []
    at = 0
    for index, token in enumerate(tokens):
        while at < len(secrets) and secrets[at].end <= token.start:
            at += 1
        if at < len(secrets) and secrets[at].start < token.end:
            if not words or words[-1] is not None:
                words.append(None)
            continue
        words.extend(words_of(tokens, index))
    return words
