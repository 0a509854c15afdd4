"""The text rules, on every kind of text that people write or paste."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.text import (
    NARROW,
    Kind,
    Tokeniser,
    capitalise,
    is_inside,
    keystrokes,
    normal,
    split_at_cursor,
    starts_sentence,
    tokenise,
)

AWKWARD = [
    "a\r\n\r\nb",
    "x\u00a0y",
    "nul\0here",
    "\ud800 lone \udfff",
    "👩‍👩‍👧 family 🇩🇪",
    "e\u0301te\u0301 n\u0303",
    "漢字かな交じり文",
    "ภาษาไทย",
    "שלום עולם, مرحبا",
    "can't won’t o'",
    "well-known- -x",
    "1,000.50.",
    "a.\n\nb:\nc\nd",
]
pieces = st.sampled_from(
    [
        "a",
        "B",
        "é",
        "'",
        "’",
        "-",
        " ",
        "\n",
        "\r\n",
        ".",
        ",",
        "1",
        "漢",
        "ก",
        "่",
        "\u0301",
        "\0",
        '"',
        "😀",
        "א",
    ]
)
texts = st.one_of(st.text(max_size=60), st.lists(pieces, max_size=30).map("".join))


def words(text: str) -> list[str]:
    return [token.text for token in tokenise(text)]


@given(texts)
def test_tokens_keep_their_places_and_lose_only_white_space(text: str) -> None:
    tokens = tokenise(text)
    end = 0
    for token in tokens:
        assert token.text == text[token.start : token.end]
        assert not text[end : token.start].strip()
        end = token.end
    assert not text[end:].strip()


@given(st.lists(texts, min_size=1, max_size=4))
@example(["can", "can'", "can't", "can' t"])
@example(["a.", "a.\n", "a.\n\n", "a.\n\n b"])
@example(["a", "a\n", "a\n \n", "a\nb"])
@example(AWKWARD)
def test_cutting_step_by_step_equals_cutting_the_whole(versions: list[str]) -> None:
    tokeniser = Tokeniser()
    for text in versions:
        tokeniser.update(text)
        assert tokeniser.tokens == tokenise(text)


@pytest.mark.parametrize("text", AWKWARD)
def test_typing_an_awkward_text_letter_by_letter(text: str) -> None:
    tokeniser = Tokeniser()
    for end in range(len(text) + 1):
        tokeniser.update(text[:end])
        assert tokeniser.tokens == tokenise(text[:end])


@given(texts)
def test_context_and_prefix_are_the_text(text: str) -> None:
    context, prefix = split_at_cursor(text)
    assert context + prefix == text
    if prefix:
        assert prefix[0].isalnum() and not prefix[0].isdecimal()
        assert len(tokenise(context + prefix)) >= len(tokenise(context))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Don’t stop, well-known friend!", ["Don’t", "stop", ",", "well-known", "friend", "!"]),
        ("rock 'n' roll", ["rock", "'", "n", "'", "roll"]),
        ("3,000.5 is 1/2", ["3,000.5", "is", "1", "/", "2"]),
        ("漢字 test", ["漢", "字", "test"]),
        ("snake_case", ["snake", "_", "case"]),
        ("a-", ["a", "-"]),
        ("10 m² ½", ["10", "m²", "½"]),
        ("", []),
        (" \t\n", []),
    ],
)
def test_what_a_word_is(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_combining_marks_stay_with_their_letter() -> None:
    assert words("cafe\u0301 noir") == ["cafe\u0301", "noir"]
    assert normal("cafe\u0301") == "caf\u00e9"
    assert words("נִקּוּד") == ["נִקּוּד"]


def test_paragraphs_end_at_blank_lines_and_after_sentences() -> None:
    wide = "wrapped" * 8
    kinds = [token.kind for token in tokenise(f"{wide}\n{wide}\n\nnew. \nnext: \nlist")]
    assert [i for i, kind in enumerate(kinds) if kind is Kind.PARAGRAPH] == [2, 5, 8]


def test_a_line_too_short_to_be_full_ends_a_paragraph() -> None:
    letter = tokenise("Dear Anna,\nthank you\r\nBest wishes,\nBen")
    assert [t.kind is Kind.PARAGRAPH for t in letter].count(True) == 3
    full = "a word " * 7 + "and"
    assert len(full) >= NARROW
    assert not any(t.kind is Kind.PARAGRAPH for t in tokenise(f"{full}\n{full}\nend"))


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("I would con", "con"),
        ("I would ", ""),
        ("don'", "don'"),
        ("don’t", "don’t"),
        ("well-kn", "well-kn"),
        ("end.", ""),
        ("漢字", ""),
        ("12", ""),
        ("'quo", "quo"),
        ("", ""),
    ],
)
def test_prefix_at_the_cursor(text: str, prefix: str) -> None:
    assert split_at_cursor(text)[1] == prefix


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", True),
        ("He came. ", True),
        ("He came ", False),
        ('"Stop!" ', True),
        ("He said: (", False),
        ("He came. (", True),
        ("One\n\n", True),
        ("e.g", False),
    ],
)
def test_sentence_starts(text: str, starts: bool) -> None:
    tokens = tokenise(text)
    assert starts_sentence(tokens, len(tokens)) is starts


def test_between_characters_without_spaces_no_cursor_stands_inside_a_word() -> None:
    assert is_inside("d") and is_inside("\u00e4") and is_inside("1")
    assert not is_inside("") and not is_inside(" d") and not is_inside("\u6211")


def test_characters_of_an_input_method_take_its_keys() -> None:
    assert keystrokes("\u6211 go\u3002", composed=3.0) == 3 + 1 + 2 + 1
    assert keystrokes("we go") == 5


def test_capitalise_touches_only_the_first_letter() -> None:
    assert capitalise("mcDonald") == "McDonald"
    assert capitalise("") == ""


def test_a_letter_costs_the_change_not_the_text() -> None:
    text = "The quick brown fox jumps over the lazy dog. " * 4000
    tokeniser = Tokeniser()
    whole = time.perf_counter()
    tokeniser.update(text)
    whole = time.perf_counter() - whole
    letter = time.perf_counter()
    kept = tokeniser.update(text + "a")
    letter = time.perf_counter() - letter
    assert kept >= len(tokeniser.tokens) - 3
    assert letter < whole / 5
