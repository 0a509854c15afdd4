"""Where the base is of another language, nothing English is used; what is missing is silent."""

from pathlib import Path

import pytest

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Answer, Query
from editor_app.spelling import dictionaries
from editor_app.spelling.setup import NoDictionaryError, open_checker
from models.language import OFFENSIVE, RECORD, WORDS, known
from tests.tiny_bundle import make

GERMAN = (
    "Das Haus ist alt und der Hund ist dick. Die Tante geht in das Haus und der Hund geht in den "
    "Garten. Das dicke Buch ist sehr alt. Die Tante liest das dicke Buch und der dicke Hund liest "
    "nicht."
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
