"""Other words: in the form of the word that stands there, and from the system where it has them."""

from pathlib import Path

import pytest

from editor_app.spelling import thesaurus
from editor_app.spelling.checker import Checker
from editor_app.spelling.thesaurus import MyThes, Other, Synonyms, of_system
from models.language import known


@pytest.fixture(scope="module")
def synonyms(checker: Checker) -> Synonyms:
    return Synonyms(checker.lexicon.is_listed)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("quick", "fast"),
        ("walked", "travelled"),
        ("went", "departed"),
        ("children", "kids"),
        ("houses", "homes"),
        ("happiest", "gladdest"),
        ("running", "operating"),
        ("Quick", "fast"),
    ],
)
def test_a_word_has_others_in_its_form(synonyms: Synonyms, word: str, other: str) -> None:
    assert other in [one.word for one in synonyms.others(word)]


def test_what_is_no_form_of_a_word_is_not_made(synonyms: Synonyms) -> None:
    made = {one.word for word in ("walked", "said", "happiest") for one in synonyms.others(word)}
    assert not made & {"hited", "readed", "felicitousest", "walked"}
    assert synonyms.others("frobnicate") == [] and synonyms.others("a\tb;c") == []


def test_synonyms_come_before_what_is_merely_near(synonyms: Synonyms) -> None:
    beside = [one.beside for one in synonyms.others("houses")]
    assert beside == sorted(beside) and not beside[0] and beside[-1]


def test_the_place_and_the_case_are_heeded(checker: Checker) -> None:
    text = "Quick thoughts."
    found = checker.others(text, 2)
    assert found is not None
    token, words = found
    assert (token.start, token.end) == (0, 5) and "Fast" in words and len(words) <= 12
    assert checker.others("... ", 1) is None


def write(folder: Path, data: str, index: str) -> Path:
    (folder / "th_de_DE_v2.dat").write_text(data, encoding="utf-8")
    (folder / "th_de_DE_v2.idx").write_text(index, encoding="utf-8")
    return folder / "th_de_DE_v2.idx"


DATA = "UTF-8\nschnell|2\n(adj)|flink|rasch (veraltend)|schnell\n-|geschwind\nweg|1\n-|fort\n"


def test_the_systems_thesaurus_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = len("UTF-8\n")
    write(tmp_path, DATA, f"UTF-8\n2\nschnell|{at}\nweg|{DATA.index('weg')}\n")
    monkeypatch.setattr(thesaurus, "_SYSTEM", (tmp_path,))
    book = of_system(known("de"))
    assert book is not None and of_system(known("fr")) is None
    assert book.others("Schnell") == [Other("flink"), Other("rasch"), Other("geschwind")]
    assert book.others("weg") == [Other("fort")] and book.others("nie") == []


@pytest.mark.parametrize("index", ["", "UTF-8", "UTF-8\n1\nschnell|x", "UTF-8\n1\nschnell|9999"])
def test_a_damaged_one_says_nothing(tmp_path: Path, index: str) -> None:
    assert MyThes(write(tmp_path, DATA, index)).others("schnell") == []
