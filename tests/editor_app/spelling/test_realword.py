"""Right words in the wrong place, as the shipped model and data find them."""

from collections.abc import Iterator

import pytest

from editor_app.spelling.checker import Checker
from editor_app.spelling.confusions import Confusions
from editor_app.spelling.neighbours import Neighbours
from editor_app.spelling.setup import open_checker
from models.text import tokenise


@pytest.fixture(scope="module")
def shipped() -> Iterator[Checker]:
    checker = open_checker()
    assert isinstance(checker, Checker)
    yield checker
    checker.close()


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("I was quiet surprised by the size of the house.", "quiet", "quite"),
        ("We walked form the station to the hotel.", "form", "from"),
        ("She has been working hear for ten years.", "hear", "here"),
        ("You can find more information on are website.", "are", "our"),
        ("The children where playing in the garden.", "where", "were"),
    ],
)
def test_a_word_in_the_wrong_place(shipped: Checker, text: str, word: str, meant: str) -> None:
    (hint,) = shipped.check(text).hints
    assert (hint.word, hint.kind, hint.suggestions[0]) == (word, "real-word", meant)


def test_right_words_are_left_alone(shipped: Checker) -> None:
    text = (
        "I hope you are well. We would like to meet you at the station on Friday and then walk to\n"
        "the office.\n\nThe house is quite large, and the garden is quiet. It is more than\n"
        "enough for us. She said that they were over there with their friends."
    )
    assert shipped.check(text).hints == ()


def test_where_a_word_stands_in_a_long_text_makes_no_difference(shipped: Checker) -> None:
    padding = "The weather was fine and we had a good time at the sea. " * 6
    text = f"{padding}\n\n{padding}We walked form the station to the hotel."
    (hint,) = shipped.check(text).hints
    assert text[hint.start : hint.end] == "form"


def test_plurals_and_possessives_are_taken_for_one_another() -> None:
    confusions = Confusions(Neighbours())
    assert "boy's" in dict(confusions.of("boys")) and "boys" in dict(confusions.of("boy's"))
    assert "expect" in dict(confusions.of("except"))


def test_a_capital_within_a_sentence_makes_a_name() -> None:
    confusions = Confusions(Neighbours())
    assert confusions.key(tokenise("Form it."), 0) == "form"
    assert confusions.key(tokenise("The Form."), 1) == ""
