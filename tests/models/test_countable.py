"""The editor and the training count the same words of the same text."""

from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from editor_app.prediction.lexicon import Lexicon
from models.countable import countable
from models.counts import CountStore
from models.vocabulary import SPECIAL, Vocabulary
from training.documents.records import Document
from training.personal.profile import count_documents

WORDS = ("the", "captain", "sea", "-", "'s", ".", ",", "London", "may", "May")
VOCABULARY = Vocabulary((*SPECIAL, *WORDS))
PIECES = st.sampled_from(
    [
        "zorblax",
        "Zorblax",
        "Zorblax-Sea",
        "the",
        "The",
        "May",
        "sea-zorblax's",
        ".",
        "12",
        "\n\n",
        "☃",
    ]
)


def by_the_editor(texts: list[str]) -> list[list[str | None]]:
    lexicon = Lexicon(VOCABULARY)
    return [
        countable(text, lambda t, i: [lexicon.words[unit.word] for unit in lexicon.units(t, i)])
        for text in texts
    ]


@given(st.lists(st.lists(PIECES, max_size=12).map(" ".join), min_size=1, max_size=3))
def test_they_count_alike(texts: list[str]) -> None:
    documents = [Document(str(number), 0.0, (text,)) for number, text in enumerate(texts)]
    with closing(CountStore(None)) as trained, closing(CountStore(None)) as typed:
        count_documents(trained, VOCABULARY, documents)
        for number, words in enumerate(by_the_editor(texts)):
            typed.add(str(number), words)
        assert list(trained.content()) == list(typed.content())


def test_a_form_that_was_seen_decides_for_the_first_word_of_a_sentence() -> None:
    text = "the zorblax. Zorblax may. Quux may."
    with closing(CountStore(None)) as store:
        count_documents(store, VOCABULARY, [Document("a", 0.0, (text,))])
        assert [store.count(word) for word in ("zorblax", "Zorblax", "Quux")] == [2, 0, 1]


def test_a_secret_below_its_name_is_not_counted() -> None:
    text = "We came home.\n\nPassword:\nsunflower\n\nIt was late."
    words = countable(text, lambda tokens, at: [tokens[at].text])
    assert "sunflower" not in words
    assert "late" in words
