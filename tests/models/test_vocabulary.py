"""Looking words up: case, compounds, specials, the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language import known
from models.text import tokenise
from models.vocabulary import (
    NUMBER,
    PARAGRAPH,
    SPECIAL,
    UNKNOWN,
    Vocabulary,
    VocabularyError,
)
from models.writing import Writing

WORDS = ["the", ",", ".", "-", "'s", "captain", "sea", "London", "May", "may", "10", "don't"]
ENGLISH = Writing.of(known("en"))


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary((*SPECIAL, *WORDS), range(len(SPECIAL) + len(WORDS), 0, -1), ENGLISH)


def spelt(vocabulary: Vocabulary, text: str) -> list[str]:
    return [vocabulary.words[i] for i in vocabulary.encode(tokenise(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The captain", ["the", "captain"]),
        ("the LONDON", ["the", "London"]),
        ("the london", ["the", "London"]),
        ("the sea-captain", ["the", "sea", "-", "captain"]),
        ("the Captain’s", ["the", "captain", "'s"]),
        ("the don’t", ["the", "don't"]),
        ("the zebra", ["the", "<unk>"]),
        ("10 12", ["10", "<num>"]),
        ("sea.\n\nsea", ["sea", ".", "<p>", "sea"]),
        ("sea \u2603", ["sea", "<unk>"]),
    ],
)
def test_encoding(vocabulary: Vocabulary, text: str, expected: list[str]) -> None:
    assert spelt(vocabulary, text) == expected


def test_a_capital_at_a_sentence_start_may_be_the_sentences(vocabulary: Vocabulary) -> None:
    assert spelt(vocabulary, "May sea May") == ["May", "sea", "May"]
    swapped = Vocabulary((*SPECIAL, "may", "May", "sea"))
    assert spelt(swapped, "May sea May") == ["may", "sea", "May"]


def test_encoding_from_a_place_on_knows_what_stands_before(vocabulary: Vocabulary) -> None:
    tokens = tokenise("sea. The sea")
    assert vocabulary.encode(tokens, 2) == vocabulary.encode(tokens)[2:]


@given(st.text(max_size=40))
def test_any_text_has_ids(text: str) -> None:
    vocabulary = Vocabulary((*SPECIAL, *WORDS), writing=ENGLISH)
    tokens = tokenise(text)
    ids = vocabulary.encode(tokens)
    assert len(ids) >= len(tokens)
    assert all(0 <= i < len(vocabulary) for i in ids)


def test_the_file_comes_back(vocabulary: Vocabulary, tmp_path: Path) -> None:
    vocabulary.write(tmp_path / "vocab.txt")
    again = Vocabulary.read(tmp_path / "vocab.txt")
    assert (again.words, again.counts) == (vocabulary.words, vocabulary.counts)


@pytest.mark.parametrize(
    "content",
    ["", "a\t1\n", "<unk>\t1\n<num>\t1\n<p>\t1\nno count\n", "<unk>\t1\n<num>\t1\n<p>\tx\n"],
)
def test_a_file_that_is_no_vocabulary_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "vocab.txt"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(VocabularyError):
        Vocabulary.read(path)


def test_a_word_stands_once() -> None:
    with pytest.raises(VocabularyError, match="twice"):
        Vocabulary((*SPECIAL, "a", "a"))


def test_growing_keeps_the_ids(vocabulary: Vocabulary) -> None:
    grown = vocabulary.grown(["Almayer"], [7])
    assert grown.words[: len(vocabulary)] == vocabulary.words
    assert grown.ids_of("Almayer") == (len(vocabulary),)
    assert vocabulary.ids_of("Almayer") == (UNKNOWN,)


def test_specials_have_their_places() -> None:
    assert (SPECIAL[UNKNOWN], SPECIAL[NUMBER], SPECIAL[PARAGRAPH]) == ("<unk>", "<num>", "<p>")
