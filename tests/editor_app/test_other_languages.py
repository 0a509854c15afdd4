"""Where the base is of another language, nothing English is used; what is missing is silent."""

from pathlib import Path

import pytest

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Answer, Query
from editor_app.spelling import dictionaries
from editor_app.spelling.listed import DictionaryChecker, KnownWords
from editor_app.spelling.setup import NoDictionaryError, open_checker
from models.language import OFFENSIVE, RECORD, WORDS, known
from models.writing import Writing
from tests.tiny_bundle import make

GERMAN = (
    "Das Haus ist alt und der Hund ist dick. Die Tante geht in das Haus und der Hund geht in den "
    "Garten. Das dicke Buch ist sehr alt. Die Tante liest das dicke Buch und der dicke Hund liest "
    "nicht."
)
FRENCH = (
    "Le chat voit l ' arbre. L ' arbre est grand. Le chat aime l ' arbre et le grand mur. On voit "
    "le mur et on aime le chat."
)
CHINESE = "我们去北京。我们去上海。我们天天看书。他们去北京看书。"


def _ask(bundle: Path, context: str, **more: int) -> Answer:
    engine = Engine.open(bundle)
    try:
        return engine.suggest(Query(context, asked=True, fixes=True, k=9, **more))
    finally:
        engine.close()


def _words(answer: Answer) -> set[str]:
    return {suggestion.word for suggestion in answer.suggestions}


def test_no_english_word_completes_a_german_prefix(tmp_path: Path) -> None:
    english, german = make(tmp_path / "en"), make(tmp_path / "de", GERMAN, "de")
    assert any("computer" in word for word in _words(_ask(english, "Now compute")))
    assert _words(_ask(german, "Die compute")) == set()  # the shipped list is not used here


def test_words_for_bodies_are_not_judged_by_another_language(tmp_path: Path) -> None:
    assert "dick" not in _words(_ask(make(tmp_path / "en", GERMAN, "en"), "Der Hund ist dic"))
    assert "dick" in _words(_ask(make(tmp_path / "de", GERMAN, "de"), "Der Hund ist dic"))


def test_no_english_ending_stands_behind_a_number(tmp_path: Path) -> None:
    text = GERMAN + " Der 19 th Hund. Der 19 th Hund. Der 19 th Hund."
    answer = _ask(make(tmp_path / "de", text, "de"), "Das ist der 19")
    assert all(s.text.startswith(" ") for s in answer.suggestions)


def test_tables_that_a_bundle_brings_are_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    folder.mkdir()
    (folder / WORDS).write_text("Computerspiel\nComputer\n", encoding="utf-8")
    (folder / OFFENSIVE).write_text("", encoding="ascii")
    (folder / RECORD).write_text(known("de").as_json(), encoding="utf-8")
    assert _words(_ask(make(folder, GERMAN, "de"), "Die Compute")) == {"Computer", "Computerspiel"}


def test_a_planted_english_record_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    folder.mkdir()
    (folder / RECORD).write_text(known("en").as_json(), encoding="utf-8")
    engine = Engine.open(make(folder, GERMAN, "de"))
    assert engine.language == known("de")
    assert engine.lexicon.vocabulary.writing == Writing.of(known("de"))  # no "Hans's" in two
    engine.close()


def test_a_missing_dictionary_is_said_and_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "_FOLDERS", ())
    monkeypatch.setattr(dictionaries, "_OFFICES", ())
    with pytest.raises(NoDictionaryError, match=r"Deutsch.*hunspell-de-de"):
        open_checker(make(tmp_path / "de", GERMAN, "de"))


def test_a_dictionary_of_the_system_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("hunspell")
    (tmp_path / "de_DE.aff").write_text("SET UTF-8\nTRY enirs\n", encoding="utf-8")
    (tmp_path / "de_DE.dic").write_text("6\nund\nschön\nwohnt\nTante\nalt\ndie\n", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    checker = open_checker(make(tmp_path / "de", GERMAN, "de"))
    (hint,) = checker.check("Die Tante wohnt schön udn alt.").hints
    assert (hint.word, hint.suggestions[0]) == ("udn", "und")


def test_an_english_sentence_in_a_german_text_is_not_questioned_word_by_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("hunspell")
    (tmp_path / "de_DE.aff").write_text("SET UTF-8\nTRY enirs\n", encoding="utf-8")
    (tmp_path / "de_DE.dic").write_text("5\nund\nTante\nalt\ndie\nsagt\n", encoding="utf-8")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    checker = open_checker(make(tmp_path / "de", GERMAN, "de"))
    text = "Die Tante sagt udn sagt. She will come to the house on Sunday and bring her dog."
    assert [hint.word for hint in checker.check(text).hints] == ["udn"]


def test_scripts_without_spaces(tmp_path: Path) -> None:
    bundle = make(tmp_path / "zh", CHINESE, "zh")
    engine = Engine.open(bundle)
    best = engine.suggest(Query("我们去北京。我", words=3)).suggestions[0]
    assert best.text.startswith("们去") and " " not in best.text  # several, and no space
    assert engine.suggest(Query("我们去北京。我")).show  # one character is keys enough
    doubled = engine.suggest(Query("他们天", k=3)).suggestions
    assert "天" in {suggestion.text for suggestion in doubled}  # said twice, as is usual
    engine.close()
    assert open_checker(bundle).check(CHINESE).hints == ()


def test_english_keeps_its_tables(tmp_path: Path) -> None:
    checker = open_checker(make(tmp_path / "en"))
    assert checker.check("We recieve it.").hints[0].suggestions[0] == "receive"


def test_an_elided_word_goes_on_with_the_next(tmp_path: Path) -> None:
    bundle = make(tmp_path / "fr", FRENCH, "fr")
    assert [s.text for s in _ask(bundle, "On aime l'ar").suggestions] == ["bre"]
    assert [s.word for s in _ask(bundle, "On aime l\u2019ar").suggestions] == ["l\u2019arbre"]
    assert _ask(bundle, "On aime l'").suggestions[0].text == "arbre"
    german = make(tmp_path / "de", FRENCH, "de")
    assert _words(_ask(german, "On aime l'ar")) == set()  # no rule of another language
    engine = Engine.open(bundle)
    trail = engine.trail("letter")
    trail.follow("On aime l'arbre.")
    assert [engine.lexicon.words[n] for n in trail.words(4)] == ["l", "'", "arbre", "."]
    engine.close()


def test_marks_keep_their_space_only_where_the_language_has_it(tmp_path: Path) -> None:
    assert "?" in _ask(make(tmp_path / "fr", FRENCH, "fr"), "On aime").spaced
    assert _ask(make(tmp_path / "en"), "We went").spaced == ""


def test_capitals_of_suggestions_are_those_of_the_language(tmp_path: Path) -> None:
    turkish = make(tmp_path / "tr", "bu iyi bir istek. o iyi bir istek.", "tr")
    assert _words(_ask(turkish, "Bu. İs")) == {"İstek"}
    assert _words(_ask(turkish, "bu İS")) == {"İSTEK"}
    dutch = make(tmp_path / "nl", "het ijs is koud. ijs is koud en het ijs is mooi.", "nl")
    assert "IJs" in _words(_ask(dutch, "Het is koud. I"))
    hebrew = make(
        tmp_path / "he", '\u05d6\u05d4 \u05e6\u05d4"\u05dc. \u05d6\u05d4 \u05d8\u05d5\u05d1.', "he"
    )
    assert "\u05d8\u05d5\u05d1" in _words(_ask(hebrew, "\u05d6\u05d4 "))


def test_a_word_of_the_document_is_joined_as_its_language_joins_it(tmp_path: Path) -> None:
    catalan = make(tmp_path / "ca", "la casa gran. la casa gran.", "ca")
    said = 3 * "la col\u00b7lecci\u00f3 gran, " + "la col\u00b7l"
    assert "col\u00b7lecci\u00f3" in _words(_ask(catalan, said))


class _Book:
    def spell(self, word: str) -> bool:
        return word in ("arbre", "grand", "peut", "foto")

    def suggest(self, word: str) -> tuple[str, ...]:
        return ("l'arbre",)


@pytest.mark.parametrize(
    ("tag", "word", "right"),
    [
        ("fr", "l'arbre", True),
        ("fr", "Qu\u2019arbre", True),
        ("fr", "l'arbbre", False),
        ("fr", "x'arbre", False),
        ("fr", "arbre's", False),
        ("de", "l'arbre", False),
        ("nl", "foto's", True),
        ("de", "foto's", False),
        ("fr", "grand-arbre", True),
        ("fr", "grand-l'arbre", True),
    ],
)
def test_a_word_is_right_by_the_rules_of_its_language(tag: str, word: str, right: bool) -> None:
    known_words = KnownWords(_Book(), {}, writing=Writing.of(known(tag)))
    assert known_words.is_right(word) is right
    assert (DictionaryChecker(known_words).check(f"grand {word} grand").hints == ()) is right
