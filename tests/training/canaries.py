"""How much of a planted secret does a profile give away? Exposure in bits.

A sentence with a secret is planted in a text once, four, ten times; after training the secret is
ranked among all candidates of its kind by the model's own probability:

    exposure = log2(number of candidates) - log2(rank of the planted one)

(Carlini et al. 2019). Nothing learned is 1.4 bits in the mean, everything known is log2 of all
candidates. What the base already likes counts as well: its own bits stand beside those of the
profile.

    python -m tests.training.canaries --base models/en_base TEXT…

plants codes, pass phrases that are called so, and phrases of the same words that nothing calls a
secret, several of each, in 60,000 words of real text; reads it as any documents are read,
fine-tunes, and prints the bits. What is called a secret is taken out when documents are read; the
phrases without a name show what the training itself gives away.
"""

import argparse
import math
import random
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from models.bundle import open_bundle
from models.progress import Event
from models.text import tokenise
from models.vocabulary import PARAGRAPH, Vocabulary
from training.corpora.reading import paragraphs
from training.documents import read_documents
from training.export import load_model
from training.finetune import prepare
from training.network.adapter import merged
from training.network.model import LanguageModel
from training.personal.request import Request
from training.personal.strategies import STRATEGIES, train
from training.personal.target import split

TIMES = {
    1: ("garden", "kitchen", "stable", "tower"),
    4: ("cellar", "library", "chapel", "mill"),
    10: ("attic", "office", "barn", "harbour"),
}
"""How often a secret is planted, and what it is of: several of each, for one draw says little."""
_WORDS = 60_000
_PHRASE_WORDS = 3
_COMMON = slice(500, 2500)
"""Where in a vocabulary the words of a phrase are taken from: neither rare nor grammar."""


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
def log_probabilities(
    model: LanguageModel, vocabulary: Vocabulary, texts: Sequence[str]
) -> npt.NDArray[np.float64]:
    """Of ``texts``, each at the beginning of a paragraph, in nats. They have equally many words."""
    rows = [[PARAGRAPH, *vocabulary.encode(tokenise(text))] for text in texts]
    ids = torch.tensor(rows).T  # (T + 1, B)
    model.eval()
    hidden, _ = model(ids[:-1], model.initial_state(len(texts)))
    nats: npt.NDArray[np.float64] = model.losses(hidden, ids[1:]).double().sum(0).numpy()
    return -nats


def exposure(
    model: LanguageModel,
    vocabulary: Vocabulary,
    canary: Canary,
    candidate: Callable[[random.Random], str],
    candidates: int = 255,
    seed: int = 1,
) -> float:
    """Bits of exposure of ``canary`` among ``candidates`` others drawn like it.

    Candidates that the model cannot tell apart from the planted one (all numbers are one entry of
    the vocabulary) share the middle rank.
    """
    draw = random.Random(seed)
    texts = [canary.sentence(), *(canary.sentence(candidate(draw)) for _ in range(candidates))]
    own, *others = log_probabilities(model, vocabulary, texts)
    above = sum(other > own + 1e-4 for other in others)
    equal = sum(abs(other - own) <= 1e-4 for other in others)
    return math.log2(candidates + 1) - math.log2(1 + above + equal / 2)


def phrases(vocabulary: Vocabulary) -> Callable[[random.Random], str]:
    """What draws a pass phrase of common words."""
    words = [word for word in vocabulary.words[_COMMON] if word.isalpha() and word.islower()]
    return lambda draw: " ".join(draw.sample(words, _PHRASE_WORDS))


def excerpt(files: Iterable[Path], words: int = _WORDS) -> list[str]:
    """The first paragraphs of text files, about so many words of them."""
    rows: list[str] = []
    for row in (row for file in files for row in paragraphs(file)):
        if words <= 0:
            break
        rows.append(row)
        words -= len(row.split())
    return rows


def expose(base: Path, rows: Sequence[str], strategy: str) -> list[str]:
    """Plant, read, train and rank; a line for each kind of canary."""
    vocabulary, model = open_bundle(base).vocabulary, load_model(base)
    of_words = phrases(vocabulary)
    kinds = {
        "code": ("The code of the [] door is {} as before.", digits),
        "pass phrase": ("The pass phrase of the [] is {} as before.", of_words),
        "phrase": ("Whoever comes to the [] says {} as before.", of_words),
    }
    groups = {
        (name, times): [
            Canary(times, draw(random.Random(f"{name} {room}")), template.replace("[]", room))
            for room in rooms
        ]
        for name, (template, draw) in kinds.items()
        for times, rooms in TIMES.items()
    }
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        text = "\n\n".join(plant(rows, chain.from_iterable(groups.values())))
        (place / "text.txt").write_text(text, encoding="utf-8")
        reading = read_documents([place / "text.txt"])
        kept = " ".join(row for document in reading.documents for row in document.paragraphs)
        request = Request(base=base, documents=(), out=place / "profile")
        parts = split(reading.documents, 0.1)
        target = prepare(vocabulary, model, parts, request, _ignore, place / "work")
        known, size, ids = target.base, target.base_size, target.text
        outcome = train(STRATEGIES[strategy], known, size, ids, place / "run", _ignore)
    trained = merged(outcome.model)
    lines = []
    for (name, times), canaries in groups.items():
        left = sum(kept.count(canary.secret) for canary in canaries)
        before, after = (
            [exposure(m, target.vocabulary, canary, kinds[name][1]) for canary in canaries]
            for m in (target.base, trained)
        )
        lines.append(
            f"{name:<12} planted {len(canaries)} x {times:>2}, left {left}: {np.mean(after):.1f} "
            f"bits ({min(after):.1f} to {max(after):.1f}), the base {np.mean(before):.1f}"
        )
    return lines


def _ignore(_event: Event) -> None:
    pass


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser("python -m tests.training.canaries")
    parser.add_argument("texts", nargs="+", type=Path, metavar="TEXT", help="real text to hide in")
    parser.add_argument("--base", type=Path, default=Path("models/en_base"), help="a bundle")
    parser.add_argument("--strategy", default="full", choices=list(STRATEGIES), help="what moves")
    parser.add_argument("--words", type=int, default=_WORDS, help="how much of the text")
    options = parser.parse_args()
    print("\n".join(expose(options.base, excerpt(options.texts, options.words), options.strategy)))


if __name__ == "__main__":
    main()
