"""How languages write their words, as their records say it; where they say nothing, as Unicode."""

import pytest

from models.language import known
from models.writing import PLAIN, Writing


def of(tag: str) -> Writing:
    return Writing.of(known(tag))


@pytest.mark.parametrize(
    ("word", "prefix", "start", "expected"),
    [
        ("nation", "", True, "Nation"),
        ("nation", "", False, "nation"),
        ("nation", "NA", False, "NATION"),
        ("nation", "Na", False, "Nation"),
        ("London", "lon", False, "London"),
        ("nation", "n", True, "nation"),
        ("iPhone", "I", True, "IPhone"),
        ("élan", "", True, "Élan"),
    ],
)
def test_case_is_redone(word: str, prefix: str, start: bool, expected: str) -> None:
    assert PLAIN.redo_case(word, prefix, start) == expected


@pytest.mark.parametrize(
    ("tag", "word", "prefix", "start", "expected"),
    [
        ("tr", "istanbul", "", True, "İstanbul"),
        ("tr", "ışık", "", True, "Işık"),
        ("tr", "izin", "İZ", False, "İZİN"),
        ("nl", "ijs", "", True, "IJs"),
        ("nl", "ijs", "I", False, "IJs"),
        ("nl", "ijs", "IJ", False, "IJs"),
        ("nl", "ijs", "IJS", False, "IJS"),
        ("de", "straße", "ST", False, "STRASSE"),
        ("de", "Haus", "", False, "Haus"),
        ("he", "\u05e9\u05dc\u05d5\u05dd", "", True, "\u05e9\u05dc\u05d5\u05dd"),
        ("ar", "\u0643\u062a\u0627\u0628", "", True, "\u0643\u062a\u0627\u0628"),
        ("en", "ijs", "", True, "Ijs"),
        ("en", "istanbul", "", True, "Istanbul"),
    ],
)
def test_capitals_are_those_of_the_language(
    tag: str, word: str, prefix: str, start: bool, expected: str
) -> None:
    assert of(tag).redo_case(word, prefix, start) == expected


def test_small_letters_are_those_of_the_language() -> None:
    assert of("tr").lower("ISPARTA İZMİR") == "ısparta izmir"
    assert of("en").lower("ISPARTA") == "isparta"
    assert of("tr").is_capitalised("İzmir") and of("nl").is_capitalised("IJsland")
    assert not of("en").is_capitalised("IJsland")


@pytest.mark.parametrize(
    ("tag", "word", "parts"),
    [
        ("en", "sea-captain's", ["sea", "-", "captain's"]),
        ("en", "a-b-c", ["a", "-", "b", "-", "c"]),
        ("en", "captain's", ["captain", "'s"]),
        ("en", "'s", ["'s"]),
        ("en", "sea", ["sea"]),
        ("en", "l'arbre", ["l'arbre"]),
        ("fr", "l'arbre", ["l", "'", "arbre"]),
        ("fr", "Qu'arrive", ["Qu", "'", "arrive"]),
        ("fr", "aujourd'hui", ["aujourd'hui"]),
        ("fr", "captain's", ["captain's"]),
        ("de", "Hans's", ["Hans's"]),
        ("it", "dell'acqua", ["dell", "'", "acqua"]),
        ("nl", "foto's", ["foto", "'s"]),
        ("tlh", "captain's", ["captain's"]),
    ],
)
def test_parts_are_those_of_the_language(tag: str, word: str, parts: list[str]) -> None:
    assert of(tag).parts(word) == parts


@pytest.mark.parametrize(
    ("tag", "prefix", "letters"),
    [
        ("fr", "l'arb", 2),
        ("fr", "L\u2019arb", 2),
        ("fr", "l'", 2),
        ("fr", "peut-\u00eatre", 5),
        ("fr", "est-ce-qu'on", 10),
        ("fr", "aujourd'h", 0),
        ("en", "l'arb", 0),
        ("en", "well-kn", 5),
    ],
)
def test_what_is_finished_of_a_word(tag: str, prefix: str, letters: int) -> None:
    assert of(tag).finished(prefix) == letters


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("ca", "la col\u00b7lecci\u00f3", ["la", "col\u00b7lecci\u00f3"]),
        (
            "he",
            'ב\u05e6\u05d4"\u05dc "\u05e9\u05dc\u05d5\u05dd"',
            ['ב\u05e6\u05d4"\u05dc', '"', "\u05e9\u05dc\u05d5\u05dd", '"'],
        ),
        ("en", "a\u00b7b", ["a", "\u00b7", "b"]),
    ],
)
def test_what_joins_letters(tag: str, text: str, words: list[str]) -> None:
    assert [token.text for token in of(tag).tokenise(text)] == words
