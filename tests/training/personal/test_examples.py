"""Sentences of held-out text with what a suggestion would have written."""

import torch

from models.vocabulary import SPECIAL, Vocabulary
from training.network.model import LanguageModel, ModelConfig
from training.personal.examples import examples, sentences

WORDS = ("the", "there", "thermometer", "cat", "saw", "and")


def vocabulary() -> Vocabulary:
    """A handful of words."""
    return Vocabulary((*SPECIAL, *WORDS), (0, 0, 0, *range(60, 0, -10)))


def biased(towards: str) -> LanguageModel:
    """A model that always expects one word, and the others by the order of their ids."""
    words = vocabulary()
    torch.manual_seed(0)
    model = LanguageModel(ModelConfig(len(words), 4, 4))
    with torch.no_grad():
        model.words.zero_()
        model.bias.copy_(-torch.arange(len(words), dtype=torch.float32))
        model.bias[words.id_of[towards]] = 9.0
    return model


def test_sentences_stand_at_even_distances_with_what_was_before() -> None:
    fit = "This one has just enough words in it to be shown."
    paragraphs = [f"Short. {fit} Tail number {n}." for n in range(10)]
    found = sentences(paragraphs, 3)
    assert found == [("Short. ", fit)] * 3
    assert sentences(["Nothing fits.", "x " * 80 + "."], 3) == []


def test_the_letters_that_nobody_typed_are_marked() -> None:
    text = "the cat saw the thermometer and there the cat saw."
    words = vocabulary()
    (shown,) = examples((biased("cat"), words), (biased("thermometer"), words), [text])
    assert shown["sentence"] == text

    def written(who: str) -> list[str]:
        ranges = shown[who]
        assert isinstance(ranges, list)
        return [text[start:end] for start, end in ranges]

    # "cat" comes without a letter typed where it is expected; other words by their first letters.
    assert written("base").count("cat") == 2
    assert written("profile").count("cat") == 0
    assert "thermometer" in written("profile") and "thermometer" not in written("base")
