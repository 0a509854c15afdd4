"""A base bundle of a few kilobytes, really exported, and documents that it can learn from."""

import random
from pathlib import Path

import torch

from models.language import known
from models.text import tokenise
from models.vocabulary import SPECIAL, Vocabulary
from models.writing import Writing
from training.export import BundleFacts, export_bundle
from training.network.model import LanguageModel, ModelConfig

_WHO = ("the captain", "our teacher", "my sister", "the old man", "a young doctor", "the girl")
_DID = ("saw", "found", "painted", "bought", "lost", "carried", "forgot", "wanted", "kept")
_WHAT = ("the boat", "a letter", "two books", "the red door", "some bread", "her garden")
_WHERE = ("morning", "harbour", "kitchen", "theatre", "village", "distance")
_WHY = ("late", "cold", "market day", "empty", "quiet", "dark")
"""Both by who it was, which no row of four words shows: a model can learn it, counts cannot."""


def sentences(count: int, seed: int = 0) -> list[str]:
    """Different sentences of one small language."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    while len(found) < count:
        who, did, what = (draw.choice(row) for row in (_WHO, _DID, _WHAT))
        number = _WHO.index(who)
        text = f"{who} {did} {what} in the {_WHERE[number]}, for it was {_WHY[number]}."
        found[text[0].upper() + text[1:]] = None
    return list(found)


def documents(folder: Path, files: int = 6, each: int = 6, word: str = "") -> list[Path]:
    """Text files of ``each`` paragraphs; ``word`` stands in many of them."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = sentences(files * each * 2)
    paths = []
    for number in range(files):
        own = rows[number * each * 2 : (number + 1) * each * 2]
        if word:
            own = [row.replace("the girl", word).replace("The girl", word) for row in own]
        path = folder / f"{number}.txt"
        pairs = zip(own[::2], own[1::2], strict=True)
        path.write_text("\n\n".join(" ".join(pair) for pair in pairs), "utf-8")
        paths.append(path)
    return paths


def base(path: Path) -> Path:
    """A bundle with the words of that language, which has learned nothing yet."""
    counts: dict[str, int] = {}
    for sentence in sentences(300, seed=1):
        for token in tokenise(sentence[0].lower() + sentence[1:]):
            counts[token.text] = counts.get(token.text, 0) + 1
    words = sorted(counts, key=lambda word: -counts[word])
    numbers = (0, 0, 0, *(counts[word] for word in words))
    vocabulary = Vocabulary((*SPECIAL, *words), numbers, Writing.of(known("en")))
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(len(vocabulary), embedding=16, hidden=24))
    export_bundle(model, vocabulary, path, BundleFacts("tiny"))
    return path
