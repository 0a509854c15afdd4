"""Lost apostrophes, a small "i", doubled words, a and an: found by rule, judged by a model."""

import pytest

from editor_app.spelling.checker import Checker
from editor_app.spelling.detectors import Detectors
from editor_app.spelling.neighbours import Neighbours
from models.text import tokenise


def found(checker: Checker, text: str) -> list[tuple[str, str]]:
    """Without a model: what needs no judgement."""
    return [(hint.word, hint.suggestions[0]) for hint in checker.check(text).hints]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("Thats right.", "Thats", "That's"),
        ("Im here.", "Im", "I'm"),
        ("Ive seen it.", "Ive", "I've"),
        ("Whats up?", "Whats", "What's"),
        ("They dont know, dont they? I dont, dont, dont.", "dont", "don't"),
        ("They said i know.", "i", "I"),
        ("And i'm here.", "i'm", "I'm"),
        ("The the dog sat.", "The the", "The"),
        ("It sat on on it.", "on on", "on"),
        ("It was a old house.", "a", "an"),
        ("An big car.", "An", "A"),
        ("It is a hour.", "a", "an"),
    ],
)
def test_slips_that_no_list_shows(checker: Checker, text: str, word: str, meant: str) -> None:
    assert (word, meant) in found(checker, text)


@pytest.mark.parametrize(
    "text",
    [
        "Jony Ive made it.",
        "That, i.e. this (i) or i) and x_i.",
        "I know that that is so, and he had had enough.",
        "He said no, no. Duran Duran played. New York.",
        "An hour, a university, an MBA, a one-off, an honest man, a European.",
        "A a.b thing and vitamin A.",
        "The plan a and plan b.",
    ],
)
def test_right_text_stays_clean(checker: Checker, text: str) -> None:
    assert found(checker, text) == []


def test_what_the_person_has_added_is_left_alone(checker: Checker) -> None:
    checker.lexicon.add(["dont"])
    try:
        assert found(checker, "They dont know.") == []
    finally:
        checker.lexicon.remove("dont")


def test_where_both_may_be_right_the_sentence_must_decide() -> None:
    tokens = tokenise("Cant and lets. That that.")
    found = Detectors(Neighbours(), None).suspicions("Cant and lets. That that.", tokens)
    assert [(s.instead, s.certain) for s in found] == [
        ("Can't", False),
        ("let's", False),
        ("That", False),
    ]


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("Look at your self there.", ["yourself"]),
        ("Some thing is wrong.", ["Something"]),
        ("I have some time to see a way in to it.", []),
        ("He sat in the bed, room after room.", []),
    ],
)
def test_a_word_in_two_is_suspected(text: str, instead: list[str]) -> None:
    suspicions = Detectors(Neighbours(), None).suspicions(text, tokenise(text))
    assert [found.instead for found in suspicions if found.finder == "apart"] == instead
