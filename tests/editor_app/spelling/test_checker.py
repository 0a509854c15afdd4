"""A text goes in, hints come out."""

import time

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from editor_app.prediction.further_words import FurtherWords
from editor_app.spelling.checker import Checker
from editor_app.spelling.hints import Hint, Ignored
from editor_app.spelling.standing import Lexicon
from tests.editor_app.spelling.checker import COUNTS


def hints(checker: Checker, text: str) -> dict[str, Hint]:
    return {hint.word: hint for hint in checker.check(text).hints}


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("We recieve letters.", "recieve", "receive"),
        ("Then teh world ended.", "teh", "the"),
        ("It is definately so.", "definately", "definitely"),
        ("Recieve it.", "Recieve", "Receive"),
        ("THE GOVERMENT IS", "GOVERMENT", "GOVERNMENT"),
        ("I like it alot.", "alot", "a lot"),
        ("I dont know.", "dont", "don't"),
        ("In london it rains.", "london", "London"),
        ("The Brittish came.", "Brittish", "British"),
        ("They went to gether.", "to gether", "together"),
    ],
)
def test_the_word_meant_comes_first(checker: Checker, text: str, word: str, meant: str) -> None:
    found = hints(checker, text)
    assert found[word].suggestions[0] == meant
    assert found[word].kind == "misspelling"
    assert text[found[word].start : found[word].end] == word


@pytest.mark.parametrize(
    "text",
    [
        "A right sentence about the world and its government.",
        "Mrs Dalloway met Szymanowska at noon.",
        "The colour and the color.",
        "He said 'twas the dog 's bone.",
        "Use `recieve()` and see https://teh.org.",
        "",
        "слово за словом",
    ],
)
def test_right_text_stays_clean(checker: Checker, text: str) -> None:
    assert checker.check(text).hints == ()


@pytest.mark.parametrize(
    "text",
    ["A café and a naïve fiancée.", "Une idée à la mode.", "The caf\u00e9 in Zürich."],
)
def test_a_word_that_is_right_but_for_its_accents_is_right(checker: Checker, text: str) -> None:
    assert not {"café", "naïve", "fiancée", "idée", "à", "Zürich"} & hints(checker, text).keys()


def test_the_accented_form_is_offered_quietly(checker: Checker) -> None:
    found = checker.check("A Cafe in London.")
    assert found.hints == ()
    assert [(v.word, v.kind, v.suggestions) for v in found.variants] == [
        ("Cafe", "variant", ("Café",))
    ]


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("The brwon dog.", "brwon", "brown"),
        ("The Brwon dog.", "Brwon", "Brown"),
        ("In lonodn it rains.", "lonodn", "London"),
        ("A caffé there.", "caffé", "café"),
    ],
)
def test_the_form_follows_the_text(checker: Checker, text: str, word: str, meant: str) -> None:
    assert hints(checker, text)[word].suggestions[0] == meant


@pytest.mark.parametrize(
    "text",
    [
        "Das ist ein deutscher Satz, der hier einfach so im Text steht und nicht stimmen muss.",
        "Wir haben das nicht gewusst, und sie haben es auch nicht gesagt.",
        "He said \u201cje ne sais pas pourquoi il est parti\u201d to her.",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit sed eiusmod tempor incididunt.",
        "The point q and the type b of an x.",
        "See the html files, et al.",
    ],
)
def test_other_languages_and_lone_letters_are_left_alone(checker: Checker, text: str) -> None:
    assert checker.check(text).hints == ()


def test_many_slips_make_no_other_language(checker: Checker) -> None:
    text = "We recieve teh lettres and beleive taht thay wil definitly com."
    assert len(hints(checker, text)) >= 6


@pytest.mark.parametrize(
    "text",
    ["a-" * 20_000, "recieve" * 15_000, "a.b-" * 10_000, "`" * 3 + "` `` " * 5_000, "a@" * 9_000],
)
def test_work_grows_no_faster_than_the_text(checker: Checker, text: str) -> None:
    begin = time.process_time()
    checker.check(text)
    assert time.process_time() - begin < 2  # the square of it would be a minute


def test_a_name_is_believed_where_its_misspelling_would_not_be(checker: Checker) -> None:
    assert "szymanowska" in hints(checker, "the szymanowska thing")


def test_a_word_used_again_and_again_is_believed(checker: Checker) -> None:
    assert "zorblaxian" in hints(checker, "One zorblaxian thing.")
    assert not hints(checker, "The zorblaxian way, the zorblaxian day. " * 4)


def test_words_can_be_ignored(checker: Checker) -> None:
    assert checker.check("We recieve it.", Ignored(frozenset({"recieve"}))).hints == ()


def test_a_typo_of_the_vocabulary_is_not_suggested(checker: Checker) -> None:
    assert "definately" not in hints(checker, "It is definatly so.")["definatly"].suggestions


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("I did not loose my keys.", "loose", "lose"),
        ("It was a letter form my mother.", "form", "from"),
        ("It is more then enough.", "then", "than"),
    ],
)
def test_a_right_word_in_the_wrong_place(
    checker: Checker, text: str, word: str, meant: str
) -> None:
    hint = hints(checker, text)[word]
    assert (hint.kind, hint.suggestions[0]) == ("real-word", meant)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_can_be_checked(checker: Checker, text: str) -> None:
    end = 0
    for hint in checker.check(text).hints:
        assert text[hint.start : hint.end] == hint.word
        assert hint.start >= end
        end = hint.end


@pytest.mark.parametrize(
    ("text", "word", "meant"),
    [
        ("The govenment's plan.", "govenment's", "government's"),
        ("A world-definitly thing.", "world-definitly", "world-definitely"),
        ("It is their's now.", "their's", "theirs"),
    ],
)
def test_only_the_wrong_part_of_a_word_is_mended(
    checker: Checker, text: str, word: str, meant: str
) -> None:
    assert meant in hints(checker, text)[word].suggestions[:3]


def test_a_word_met_beyond_the_vocabulary_is_held_against_its_slips() -> None:
    met = {"bisphosphonates": 20.0, "recieve": 5.0, "qwzrtly": 1.0}
    further = FurtherWords.of(met, sum(met.values()), sum(COUNTS.values()))
    checker = Checker(Lexicon("both", COUNTS, further=further))
    text = "They take bisphosphonates and recieve qwzrtly."
    assert [hint.word for hint in checker.check(text).hints] == ["recieve", "qwzrtly"]
