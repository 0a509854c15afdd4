"""What of a text goes into personal counts: its words in order, with gaps where secrets stood.

The editor and training count alike through this one walk. It must not know vocabularies: the caller
says which words a token is.
"""

from collections.abc import Callable, Iterable, Sequence

from models.secrets import find_secrets
from models.text import Token, tokenise

WordsOf = Callable[[Sequence[Token], int], Iterable[str]]
"""The words that the token at an index is counted as."""


def countable(text: str, words_of: WordsOf) -> list[str | None]:
    """The words of ``text``; ``None`` is a gap, across which no n-gram is counted. It begins with
    one."""
    secrets = find_secrets(text)
    tokens = tokenise(text)
    words: list[str | None] = [None]
    at = 0
    for index, token in enumerate(tokens):
        while at < len(secrets) and secrets[at].end <= token.start:
            at += 1
        if at < len(secrets) and secrets[at].start < token.end:
            if words[-1] is not None:
                words.append(None)
            continue
        words.extend(words_of(tokens, index))
    return words
