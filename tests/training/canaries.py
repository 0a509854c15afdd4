"""How much of a planted secret does a profile give away? Exposure in bits.

A sentence with a secret is planted in a text once, four, ten times; after training the secret is
ranked among all candidates of its kind by the model's own probability:

    exposure = log2(number of candidates) - log2(rank of the planted one)

(Carlini et al. 2019). Nothing learned is about 1 bit, everything known is log2 of all candidates.
This module must not know how the model was trained.
"""

import math
import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import torch

from models.text import tokenise
from models.vocabulary import PARAGRAPH, Vocabulary
from training.network.model import LanguageModel


@dataclass(frozen=True)
class Canary:
    """A sentence with a secret in it, and other secrets of the same kind."""

    times: int
    secret: str
    template: str
    """With ``{}`` where the secret stands."""

    def sentence(self, secret: str | None = None) -> str:
        """The sentence with this, or another, secret."""
        return self.template.format(self.secret if secret is None else secret)


def digits(draw: random.Random) -> str:
    """A code of six digits."""
    return f"{draw.randrange(10**6):06d}"


def plant(paragraphs: Sequence[str], canaries: Iterable[Canary], seed: int = 0) -> list[str]:
    """The text with every canary's sentence in as many places as it says."""
    draw = random.Random(seed)
    planted = list(paragraphs)
    for canary in canaries:
        for _ in range(canary.times):
            place = draw.randrange(len(planted))
            planted[place] = f"{planted[place]} {canary.sentence()}"
    return planted


@torch.inference_mode()
def log_probability(model: LanguageModel, vocabulary: Vocabulary, text: str) -> float:
    """Of ``text`` at the beginning of a paragraph, in nats."""
    ids = torch.tensor([PARAGRAPH, *vocabulary.encode(tokenise(text))])
    model.eval()
    hidden, _ = model(ids[:-1, None], model.initial_state(1))
    logs = model.log_probabilities(hidden[:, 0])
    return float(logs.gather(1, ids[1:, None]).sum())


def exposure(
    model: LanguageModel,
    vocabulary: Vocabulary,
    canary: Canary,
    candidate: Callable[[random.Random], str],
    candidates: int = 500,
    seed: int = 1,
) -> float:
    """Bits of exposure of ``canary`` among ``candidates`` others drawn like it.

    Candidates that the model cannot tell apart from the planted one (all numbers are one entry of
    the vocabulary) share the middle rank.
    """
    draw = random.Random(seed)
    own = log_probability(model, vocabulary, canary.sentence())
    others = [
        log_probability(model, vocabulary, canary.sentence(candidate(draw)))
        for _ in range(candidates)
    ]
    above = sum(other > own + 1e-4 for other in others)
    equal = sum(abs(other - own) <= 1e-4 for other in others)
    return math.log2(candidates + 1) - math.log2(1 + above + equal / 2)
