"""Another word here: words of a thesaurus in the order in which the language model likes them in a
place. Must not know where the words come from, nor who shows them.
"""

from collections.abc import Sequence

import numpy as np

from editor_app.spelling.corrections import in_case_of
from editor_app.spelling.sentence import LOOK_AHEAD, LOOK_BACK, SentenceModel
from editor_app.spelling.thesaurus import Other, Thesaurus
from models.text import Kind, Token, normal, starts_sentence

MOST = 12
"""Words that are offered."""
_JUDGED = 60
"""Words that the model is asked about."""
_BESIDE = 2.0
"""Nats by which a word that is merely near must be likelier than a synonym."""


def word_at(tokens: Sequence[Token], place: int) -> int | None:
    """The token at a place of the text, or right before it, if that is a word."""
    found = (i for i, t in enumerate(tokens) if t.start <= place <= t.end and t.kind is Kind.WORD)
    return next(found, None)


def other_words(
    thesaurus: Thesaurus | None, model: SentenceModel | None, tokens: Sequence[Token], place: int
) -> tuple[Token, tuple[str, ...]] | None:
    """The word at ``place`` and others that may stand for it, the likeliest in this place first, in
    its case; ``None`` where there is no word."""
    index = word_at(tokens, place)
    if index is None:
        return None
    token = tokens[index]
    others = thesaurus.others(normal(token.text))[:_JUDGED] if thesaurus is not None else []
    if model is not None and others:
        others = _in_order(model, others, tokens, index)
    return token, tuple(dict.fromkeys(in_case_of(token.text, o.word) for o in others[:MOST]))


def _in_order(
    model: SentenceModel, others: Sequence[Other], tokens: Sequence[Token], index: int
) -> list[Other]:
    vocabulary = model.vocabulary
    start = starts_sentence(tokens, index)
    first = index
    while first > max(0, index - LOOK_BACK) and tokens[first - 1].kind is not Kind.PARAGRAPH:
        first -= 1
    before = [i for k in range(first, index) for i in vocabulary.encode_one(tokens, k)]
    behind = range(index + 1, min(index + 1 + LOOK_AHEAD, len(tokens)))
    after = [i for k in behind for i in vocabulary.encode_one(tokens, k)]
    ids = [
        tuple(i for part in other.word.split() for i in vocabulary.ids_of(part, start))
        for other in others
    ]
    place = model.place(before)
    scores = model.left(place, ids) + model.right(place, ids, after)
    scores -= _BESIDE * np.array([other.beside for other in others], np.float32)
    return [others[k] for k in np.argsort(-scores, kind="stable").tolist()]
