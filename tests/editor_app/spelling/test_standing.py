"""Is it a word? Dictionaries, forms, names, the person."""

import random

import pytest
from hunspell import Hunspell

from editor_app.fitting.words import DATA, expand
from editor_app.prediction.word_table import AMERICAN, BRITISH, QUIET, shipped_table
from editor_app.spelling.standing import Lexicon, Standing
from tests.editor_app.spelling.checker import COUNTS


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon("both", COUNTS)


@pytest.mark.parametrize(
    "word",
    [
        "house", "House", "HOUSE", "colour", "color", "don't", "Don\u2019t", "dog's", "dogs'"[:4],
        "well-known", "self-made", "X-ray", "they'll", "who'd", "café", "naïve", "London's", "I",
        "Marlow", "O'Brien", "re-elect", "sister-in-law",
    ],
)  # fmt: skip
def test_words_and_their_forms_are_known(lexicon: Lexicon, word: str) -> None:
    assert lexicon.standing(word) is Standing.KNOWN


@pytest.mark.parametrize(
    "word", ["recieve", "teh", "their's", "london", "xqzt", "well-knwon", "dont", "hte's"]
)
def test_misspellings_have_no_standing(lexicon: Lexicon, word: str) -> None:
    assert lexicon.standing(word) is Standing.NONE


def test_a_word_of_the_vocabulary_alone_is_only_seen(lexicon: Lexicon) -> None:
    assert lexicon.standing("definately") is Standing.SEEN
    assert lexicon.standing("website") is Standing.KNOWN


def test_regular_derivations_count_for_something(lexicon: Lexicon) -> None:
    assert lexicon.standing("unsurprisable") <= Standing.DERIVED
    assert lexicon.standing("cyberletter") is Standing.DERIVED


def test_a_word_of_the_large_list_is_rare(lexicon: Lexicon) -> None:
    assert lexicon.standing("ommatidia") is Standing.RARE
    assert lexicon.standing("Courtauld") is Standing.RARE
    assert lexicon.standing("ommatidio") is Standing.NONE


def test_a_variety_rejects_the_other_spelling() -> None:
    american, british = Lexicon("us"), Lexicon("gb")
    assert american.standing("color") is british.standing("colour") is Standing.KNOWN
    assert american.standing("colour") is not Standing.KNOWN
    assert british.standing("color") is not Standing.KNOWN


def test_the_person_may_add_and_remove_a_word() -> None:
    lexicon = Lexicon("both")
    assert lexicon.standing("frobnicate") is Standing.NONE
    lexicon.add(["frobnicate"])
    assert lexicon.standing("Frobnicate") is Standing.KNOWN
    lexicon.remove("frobnicate")
    assert lexicon.standing("frobnicate") is Standing.NONE


def test_words_that_the_person_uses_are_known() -> None:
    class Uses:
        def uses(self, word: str) -> int:
            return 4 if word == "zorgle" else 0

        def words(self) -> list[str]:
            return ["zorgle"]

        def used(self) -> list[str]:
            return ["zorgle"]

        def pair_uses(self, first: str, second: str) -> int:
            return 0

    lexicon = Lexicon("both", personal=Uses())
    assert lexicon.standing("zorgle") is Standing.KNOWN
    assert lexicon.prior("zorgle") > lexicon.prior("zirgle")
    places, others = lexicon.suggestable()
    assert others == ["zorgle"]
    assert lexicon.priors(places, others)[-1] == pytest.approx(lexicon.prior("zorgle"))


@pytest.mark.parametrize("name", ["en_US", "en_GB"])
def test_the_expansion_agrees_with_hunspell(name: str) -> None:
    hunspell = Hunspell(name, hunspell_data_dir=str(DATA / "hunspell"))
    words, _ = expand(DATA / "hunspell" / f"{name}.dic")
    for word in random.Random(1).sample(sorted(words), 2000):
        assert hunspell.spell(word), word


def test_the_shipped_list_is_what_the_dictionaries_expand_to() -> None:
    american, _ = expand(DATA / "hunspell" / "en_US.dic")
    british, _ = expand(DATA / "hunspell" / "en_GB.dic")
    table = shipped_table()
    words = {table.word(place): int(mark) for place, mark in enumerate(table.marks)}
    assert words.keys() == american | british
    assert {word for word, mark in words.items() if mark & (AMERICAN | QUIET)} >= american
    assert not {w for w, mark in words.items() if mark == BRITISH} & american
