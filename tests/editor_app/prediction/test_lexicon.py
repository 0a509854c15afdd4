"""All words that can be offered, and the order of their letters."""

from editor_app.prediction.lexicon import Lexicon
from models.vocabulary import SPECIAL, Vocabulary


def test_thousands_of_words_at_once_are_as_one_by_one() -> None:
    vocabulary = Vocabulary([*SPECIAL, "alpha", "Beta", "the"])
    words = [f"{a}{b}{c}" for a in "abT" for b in "aeiou" for c in map(str, range(60))] + ["the"]
    words = [word.replace("1", "x").replace("2", "y") for word in words]
    once, slowly = Lexicon(vocabulary), Lexicon(vocabulary)
    assert once.add_all(words) == [slowly.add(word) for word in words]
    assert once.words == slowly.words
    for prefix in ("a", "t", "Ta", "b", "zz", "the"):
        assert sorted(once.starting_with(prefix)) == sorted(slowly.starting_with(prefix))
