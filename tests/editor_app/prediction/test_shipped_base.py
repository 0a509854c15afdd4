"""The shipped base: what people type every day, whole phrases, and faults that must not return."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Answer, Query

BASE = Path(__file__).parents[3] / "models" / "en_base"


@pytest.fixture(scope="module")
def base() -> Iterator[Engine]:
    engine = Engine.open(BASE)
    yield engine
    engine.close()


def _ask(engine: Engine, context: str, words: int = 1, level: str = "normal") -> Answer:
    return engine.suggest(Query(context, None, 5, words, document=context, eagerness=level))


def _words(engine: Engine, context: str) -> list[str]:
    return [suggestion.word for suggestion in _ask(engine, context).suggestions]


@pytest.mark.parametrize("context", ["I think I'", "and then I'"])
def test_what_stands_behind_an_i_is_in_small_letters(base: Engine, context: str) -> None:
    assert {"I'm", "I've", "I'll"} <= set(_words(base, context))
    assert not {"I'M", "I'VE", "I'LL"} & set(_words(base, context))


def test_the_form_that_begins_with_the_typed_letters_wins(base: Engine) -> None:
    assert "ApIs" not in _words(base, "We use the Ap")
    assert _words(base, "We use the API")[0] == "APIs"
    assert _words(base, "We bought two PC")[0] == "PCs"


def test_an_ending_is_glued_to_a_figure_and_a_word_is_not(base: Engine) -> None:
    assert _ask(base, "On May 19").suggestions[0].text == "th"
    texts = {suggestion.text for suggestion in _ask(base, "It is 10:30").suggestions}
    assert " pm" in texts
    assert not {"pm", "th", " th"} & texts


@pytest.mark.parametrize(
    ("context", "ghost"), [("in the U.", "S"), ("at 10 p.", "m"), ("It is I.", " ")]
)
def test_a_second_initial_is_glued_to_the_first(base: Engine, context: str, ghost: str) -> None:
    assert _ask(base, context).suggestions[0].text.startswith(ghost)


def test_a_content_word_of_two_words_ago_is_not_offered_next(base: Engine) -> None:
    assert "garden" not in _words(base, "She saw the garden and ")
    assert "committee" not in _words(base, "He asked the committee about ")


@pytest.mark.parametrize(
    ("context", "ghost"),
    [
        ("Hi Anna,\n\nthank you for your help.\n\nBest wi", "shes,"),
        ("Dear Anna,\n\nI look forward to h", "earing from you"),
        ("Please let me know if you have any qu", "estions"),
        ("Please l", "et me know"),
        ("Yours s", "incerely,"),
        ("Looking f", "orward to"),
    ],
)
def test_set_phrases_come_whole(base: Engine, context: str, ghost: str) -> None:
    for words in range(1, 6):  # as the window asks
        answer = _ask(base, context, words)
    assert answer.show
    assert answer.suggestions[0].text.startswith(ghost)


def test_words_beyond_the_vocabulary_and_possessives(base: Engine) -> None:
    assert _words(base, "She works as a dermatolog")[0] == "dermatologist"
    assert "Fitzhugh's" in _words(base, "We went to see Fitzhugh'")
    assert _words(base, "It was a sea-cap")[0] == "sea-captain"
