"""How good a model is on a text, in torch: perplexity, hit@k and KSR@k with their intervals.

The same definitions as ``training.evaluate`` has for whole programs, without an engine around the
model: no counts, no cache, no gate. It serves to compare strategies on one text cheaply. Words that
the vocabulary cannot write as one entry are typed in full.

Base and profile have different vocabularies, so their perplexities are taken over one closed list
of words: the base's, and the U different words of the person's documents that the base has no entry
for. A model whose vocabulary grew by N of these has U - N left that it can only call unknown, and
pays for which one it was:

    P(w) = P(entry of w)              where the model has an entry for w
    P(w) = P(<unk>) / (U - N)         else

Both models' probabilities sum to one over the same words (the adjusted perplexity of Ueberla 1994).
Counting all words foreign to the base as one unknown token instead would hide what a profile gains
by knowing them; comparing each model's own perplexity would punish a profile for knowing them.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
import numpy.typing as npt
import torch

from models.text import Kind, Token, normal, tokenise
from models.vocabulary import PARAGRAPH, UNKNOWN, Vocabulary
from training.measure.intervals import Figure, ratio
from training.network.model import LanguageModel

_STEP = 64
_BLOCK = 500
"""Words of one bootstrap block."""
_LAST = "\U0010ffff"


@dataclass(frozen=True)
class Score:
    """What a model reaches on a text."""

    perplexity: Figure
    """Per token over the closed list of words, so that profiles and base compare."""
    known_perplexity: float | None
    """Of it, on the words that the base knows."""
    foreign_perplexity: float | None
    """Of it, on the words that the base does not know; None where there are none."""
    foreign_share: float
    own_perplexity: float
    """Per token of the model's own vocabulary, every unknown word one and the same token."""
    hit1: Figure
    hit3: Figure
    ksr1: Figure
    unknown_share: float
    tokens: int
    words: int

    def as_json(self) -> dict[str, object]:
        """A JSON-ready view."""
        return asdict(self)


class Completer:
    """Finds the likeliest words with a prefix: words sorted by spelling, a prefix is a range."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        writable = [i for i, w in enumerate(vocabulary.words) if w[:1].isalpha()]
        self._order = np.array(
            sorted(writable, key=lambda i: vocabulary.words[i].casefold()), np.int64
        )
        self._spelt = [vocabulary.words[i].casefold() for i in self._order]

    def keys(self, logs: npt.NDArray[np.float32], word: str) -> tuple[bool, bool, int]:
        """(first, among the first three, letters typed until first) for ``word`` given the
        log-probabilities ``logs`` (V,); the letters are ``len(word)`` when it never comes first."""
        spelt = word.casefold()
        low = bisect_left(self._spelt, spelt)
        high = bisect_right(self._spelt, spelt)
        if low == high:
            return False, False, len(spelt)
        ordered = logs[self._order]
        better = np.flatnonzero(ordered > ordered[low:high].max())  # places in the sorted words
        for typed in range(len(spelt)):
            first, last = 0, len(self._spelt)
            if typed:
                first = bisect_left(self._spelt, spelt[:typed])
                last = bisect_left(self._spelt, spelt[:typed] + _LAST)
            if np.searchsorted(better, first) == np.searchsorted(better, last):
                return typed == 0, len(better) < 3, typed
        return False, len(better) < 3, len(spelt)


@dataclass
class _Word:
    """One word of the text, and what typing it costs."""

    characters: int
    keys: int
    hit1: bool = False
    hit3: bool = False


@torch.inference_mode()
def score(
    model: LanguageModel,
    vocabulary: Vocabulary,
    paragraphs: Sequence[str],
    base_size: int,
    foreign: int,
) -> Score:
    """Read ``paragraphs`` as one text. ``base_size``: how many entries the base has; ``foreign``:
    how many different words of the documents it has none for."""
    tokens, ids, token_of = encode_tokens(vocabulary, paragraphs)
    completer = Completer(vocabulary)
    model.eval()
    state = model.initial_state(1)
    losses = np.empty(len(ids))
    spelling = spelling_loss(foreign, len(vocabulary) - base_size)
    words: list[_Word] = []
    reading = torch.tensor([PARAGRAPH, *ids[:-1]])[:, None]  # (N, 1): the text begins a paragraph
    for start in range(0, len(ids), _STEP):
        stop = min(start + _STEP, len(ids))
        hidden, state = model(reading[start:stop], state)
        logs = model.log_probabilities(hidden[:, 0])  # (t, V)
        target = torch.tensor(ids[start:stop])
        own = logs.gather(1, target[:, None])[:, 0]
        losses[start:stop] = -own.numpy()
        table = logs.numpy()
        for place in range(start, stop):
            index = token_of[place]
            token = tokens[index]
            if token.kind is Kind.WORD and (place == 0 or token_of[place - 1] != index):
                whole = place + 1 == len(ids) or token_of[place + 1] != index
                words.append(type_word(completer, table[place - start], tokens, index, whole))
    return _summary(words, losses, spelling, base_size, ids, tokens)


def spelling_loss(foreign: int, grown: int) -> float:
    """Nats for which of the words without an entry an unknown one is."""
    return math.log(max(1, foreign - grown))


def encode_tokens(
    vocabulary: Vocabulary, paragraphs: Sequence[str]
) -> tuple[list[Token], list[int], list[int]]:
    """Tokens, ids, and for each id the index of its token."""
    tokens: list[Token] = []
    ids: list[int] = []
    token_of: list[int] = []
    for paragraph in paragraphs:
        row = tokenise(paragraph + "\n\n")
        for index in range(len(row)):
            found = vocabulary.encode_one(row, index)
            ids.extend(found)
            token_of.extend([len(tokens)] * len(found))
            tokens.append(row[index])
    return tokens, ids, token_of


def type_word(
    completer: Completer,
    logs: npt.NDArray[np.float32],
    tokens: Sequence[Token],
    index: int,
    whole: bool,
) -> _Word:
    """Type one word with the perfect user's one key for a suggestion; it brings the space."""
    token = tokens[index]
    length = token.end - token.start
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    space = int(following is not None and following.start > token.end)
    typed = _Word(length + space, length + space)
    if whole:
        typed.hit1, typed.hit3, letters = completer.keys(logs, normal(token.text))
        if letters < length:
            typed.keys = min(typed.keys, letters + 1)
    return typed


def _summary(
    words: Sequence[_Word],
    losses: npt.NDArray[np.float64],
    spelling: float,
    base_size: int,
    ids: Sequence[int],
    tokens: Sequence[Token],
) -> Score:
    hit1 = np.array([w.hit1 for w in words], float)
    hit3 = np.array([w.hit3 for w in words], float)
    saved = np.array([w.characters - w.keys for w in words], float)
    letters = np.array([w.characters for w in words], float)
    others = sum(t.end - t.start for t in tokens if t.kind in (Kind.NUMBER, Kind.PUNCTUATION))
    entries = np.array(ids, np.int64)
    closed = losses + spelling * (entries == UNKNOWN)
    foreign = (entries == UNKNOWN) | (entries >= base_size)
    all_letters = letters * (1 + others / max(1.0, letters.sum()))
    return Score(
        ratio(closed, np.ones(len(closed)), _BLOCK).mapped(np.exp),
        _perplexity(closed[~foreign]),
        _perplexity(closed[foreign]),
        float(foreign.mean()) if ids else 0.0,
        math.exp(float(losses.mean())) if len(losses) else math.inf,
        ratio(hit1, np.ones(len(words)), _BLOCK),
        ratio(hit3, np.ones(len(words)), _BLOCK),
        ratio(saved, all_letters, _BLOCK),
        float(np.mean(np.array(ids) == UNKNOWN)) if ids else 0.0,
        len(ids),
        len(words),
    )


def _perplexity(losses: npt.NDArray[np.float64]) -> float | None:
    return math.exp(float(losses.mean())) if len(losses) else None
