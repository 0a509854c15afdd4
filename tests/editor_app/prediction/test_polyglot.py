"""Two languages at once: each word is suggested in the language it is in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
from editor_app.prediction.memory import PersonalMemory
from editor_app.prediction.polyglot import Polyglot
from editor_app.prediction.shares import LanguageShares
from editor_app.prediction.types import Answer, Query
from models.text import tokenise
from tests.tiny_bundle import make, words_of

GERMAN = (
    "das haus ist alt und der hund ist dick. die tante geht in das haus und der hund geht in den "
    "garten. das dicke buch ist sehr alt. die tante liest das dicke buch und der dicke hund liest "
    "nicht."
)
BOTH = ("en", "de")


class Bench:
    """The tiny bases of two languages, with counts of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bundles = {"en": make(folder / "en"), "de": make(folder / "de", GERMAN, "de")}
        self.engines = Polyglot(BOTH, self._engine, self._memory, ["en", "de", "gone"])

    def _engine(self, name: str) -> Engine:
        if name not in self.bundles:
            raise EngineError(f"There is no base for {name}.")
        return Engine.open(self.bundles[name], self.folder / f"profile-{name}")

    def _memory(self, name: str) -> PersonalMemory:
        return PersonalMemory(self.folder / f"profile-{name}")

    def ask(self, context: str, languages: tuple[str, ...] = BOTH, **more: int) -> Answer:
        """The engines' answer, with the gate open."""
        return self.engines.suggest(Query(context, languages=languages, asked=True, **more))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    found = Bench(tmp_path)
    yield found
    found.engines.close()


def words(answer: Answer) -> list[str]:
    return [suggestion.word for suggestion in answer.suggestions]


def test_a_document_in_one_language_gets_no_word_of_the_other(bench: Bench) -> None:
    english, german = words(bench.ask("The d", ("en",))), words(bench.ask("The d", ("de",)))
    assert "dog" in english and "dicke" not in english
    assert "dog" not in german and "dicke" in german


def test_the_words_before_decide_on_the_language(bench: Bench) -> None:
    """ "d" begins "dog" and "dick"; the same letter gets the word of the sentence's language."""
    assert words(bench.ask("We went to the sea. The cat sat on the d"))[0] == "dog"
    assert words(bench.ask("We went to the sea. Das haus ist alt und das d"))[0] == "dicke"


def test_the_first_letters_decide_where_the_words_before_do_not(bench: Bench) -> None:
    assert "tante" in words(bench.ask("The cat sat on the ta"))  # hardly an English word begins so


def test_the_same_letters_are_offered_once_and_the_likelier_first(bench: Bench) -> None:
    answer = bench.ask("The dog went i", k=9)
    chances = [each.probability for each in answer.suggestions]
    assert chances == sorted(chances, reverse=True) and max(chances) <= 1.0
    assert len(set(words(answer))) == len(answer.suggestions)


def test_several_words_come_in_the_language_of_the_first(bench: Bench) -> None:
    best = bench.ask("Der hund geht in den garten. Der hund ", words=3).suggestions[0]
    assert best.parts[0].strip() in words_of(GERMAN).words


def test_a_base_that_cannot_be_opened_is_said_and_done_without(bench: Bench) -> None:
    assert "dog" in words(bench.ask("The d", ("gone", "en")))
    assert bench.engines.trouble == "There is no base for gone."


def test_each_paragraph_is_learned_in_its_language_and_forgotten_in_all(bench: Bench) -> None:
    bench.ask("")  # both are open now
    memory, text = bench.engines.memory, "The dog sat on Quincunx.\n\nDer hund ist Zwirbel und alt."
    memory.learn("letter", text)
    stores = {name: PersonalMemory(bench.folder / f"profile-{name}") for name in BOTH}

    def known(word: str) -> list[str]:
        found = []
        for name, each in stores.items():
            each.block("nothing")  # opens the file
            assert each.store is not None
            if any(w.word == word for w in each.store.words()):
                found.append(name)
        return found

    assert (known("Quincunx"), known("Zwirbel")) == (["en"], ["de"])
    assert memory.forget("letter")
    assert (known("Quincunx"), known("Zwirbel")) == ([], [])
    for each in stores.values():
        each.close()


def test_everything_is_forgotten_in_a_language_that_is_not_open(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.ask("", ("de",))
    bench.engines.memory.learn("brief", "Der hund ist Zwirbel und das haus ist alt.")
    bench.engines.close()
    later = Polyglot(("en",), bench._engine, bench._memory, BOTH)
    later.memory.forget_everything()
    later.close()
    left = PersonalMemory(tmp_path / "profile-de")
    left.block("nothing")
    assert left.store is not None and not list(left.store.words())
    left.close()


def test_every_word_of_a_text_has_its_language() -> None:
    shares = LanguageShares([words_of(), words_of(GERMAN)])
    tokens = tokenise("The dog sat on the mat. Das haus ist alt und die Zwirbel liest. The cat")
    languages = shares.of_words(tokens)
    spoken = "".join(str(languages[i]) for i in sorted(languages))
    assert spoken == "000000" + "11111111" + "00"  # the unknown word goes with its neighbours


def test_shares_are_chances_whatever_stands_there() -> None:
    shares = LanguageShares([words_of(), words_of(GERMAN)])
    for text in ("", " ", "12 %", "Xyzzy plugh", "\u6211\u4eec", "a" * 1000):
        ahead = shares.ahead(text)
        assert abs(float(ahead.sum()) - 1.0) < 1e-9 and (ahead > 0).all()
