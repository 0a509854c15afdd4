"""Words made of others are spelt by rule, or they are none."""

import pytest

from editor_app.spelling.derivation import is_compound, is_derived

LISTED = {
    "tidy", "untidy", "remarkable", "courtesy", "bake", "happy", "quick", "wish", "surprise",
    "letter", "sole", "key", "press", "local", "time", "other", "penny", "value", "lady", "boat",
}  # fmt: skip


@pytest.mark.parametrize(
    "word",
    ["untidiness", "remarkably", "courtesies", "unhappily", "quickish", "wishes", "letterless",
     "solely", "baking", "cyberletter", "valuer", "unquickly", "happier"],
)  # fmt: skip
def test_a_regular_form_of_a_listed_word_is_derived(word: str) -> None:
    assert is_derived(word, LISTED.__contains__)


@pytest.mark.parametrize(
    "word",
    ["untidyness", "remarkablely", "courtesys", "happyly", "wishs", "letteres", "bakeing", "zorbly",
     "happyer", "ladys"],
)  # fmt: skip
def test_what_breaks_the_rule_is_not(word: str) -> None:
    assert not is_derived(word, LISTED.__contains__)


def test_two_words_make_one() -> None:
    assert is_compound("keypress", LISTED.__contains__)
    assert is_compound("localtime", LISTED.__contains__)
    assert not is_compound("keyprss", LISTED.__contains__)
    assert not is_compound("keybo", LISTED.__contains__)
