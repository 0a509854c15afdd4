"""A few sentences of held-out text, with the letters that a suggestion would have written.

They are taken at even distances, not chosen for looking good. The same perfect user types them as
in ``training.measure.score``; must not know how they are shown.
"""

import re
from collections.abc import Mapping, Sequence

import torch

from models.text import Kind
from models.vocabulary import PARAGRAPH, Vocabulary
from training.measure.score import Completer, encode_tokens, type_word
from training.network.model import LanguageModel

_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\u201d\u2019\"')]*")
_LEAST_WORDS, _MOST_WORDS = 8, 26
_MOST_CONTEXT = 600
"""Characters of the paragraph that are read before a sentence."""

Range = tuple[int, int]


def sentences(paragraphs: Sequence[str], count: int) -> list[tuple[str, str]]:
    """At most ``count`` (what stands before it in its paragraph, sentence) at even distances."""
    found: list[tuple[str, str]] = []
    for paragraph in paragraphs:
        for match in _SENTENCE.finditer(paragraph):
            sentence = match.group()
            if _LEAST_WORDS <= len(sentence.split()) <= _MOST_WORDS:
                start = match.start() + len(sentence) - len(sentence.lstrip())
                found.append((paragraph[max(0, start - _MOST_CONTEXT) : start], sentence.strip()))
                break
    step = max(1.0, len(found) / count)
    return [found[int(step * n)] for n in range(min(count, len(found)))]


@torch.inference_mode()
def written(
    model: LanguageModel,
    vocabulary: Vocabulary,
    completer: Completer,
    before: str,
    sentence: str,
) -> list[Range]:
    """(start, end) in ``sentence`` of what a suggestion wrote and nobody typed."""
    tokens, ids, token_of = encode_tokens(vocabulary, [before + sentence])
    model.eval()
    reading = torch.tensor([PARAGRAPH, *ids[:-1]])[:, None]  # (N, 1)
    hidden, _ = model(reading, model.initial_state(1))
    ranges: list[Range] = []
    for place, index in enumerate(token_of):
        token = tokens[index]
        begins = place == 0 or token_of[place - 1] != index
        if token.kind is not Kind.WORD or not begins or token.start < len(before):
            continue
        whole = place + 1 == len(ids) or token_of[place + 1] != index
        logs = model.log_probabilities(hidden[place])[0].numpy()  # (V,)
        typed = type_word(completer, logs, tokens, index, whole)
        if typed.keys < typed.characters:
            start = token.start + typed.keys - 1
            ranges.append((start - len(before), token.end - len(before)))
    return ranges


def examples(
    base: tuple[LanguageModel, Vocabulary],
    profile: tuple[LanguageModel, Vocabulary],
    paragraphs: Sequence[str],
    count: int = 5,
) -> list[Mapping[str, object]]:
    """``sentence`` with what ``base`` and ``profile`` write of it, ready for JSON."""
    completers = [Completer(vocabulary) for _, vocabulary in (base, profile)]
    return [
        {
            "sentence": sentence,
            "base": written(*base, completers[0], before, sentence),
            "profile": written(*profile, completers[1], before, sentence),
        }
        for before, sentence in sentences(paragraphs, count)
    ]
