"""Hints in languages that have a dictionary and nothing else."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from editor_app.spelling import dictionaries
from editor_app.spelling.hints import NOTHING_IGNORED, Hint, Ignored
from editor_app.spelling.listed import DictionaryChecker, KnownWords, is_one_slip
from models.language import known


class Book:
    """A few words of German."""

    WORDS = frozenset(["das", "und", "Haus", "ist", "sehr", "alt"])

    def spell(self, word: str) -> bool:
        return word in self.WORDS or (word[:1].isupper() and word.lower() in self.WORDS)

    def suggest(self, word: str) -> Sequence[str]:
        return sorted((w for w in self.WORDS if w[0].lower() == word[0].lower()), key=len)


def _hints(text: str, *added: str, ignored: Ignored = NOTHING_IGNORED) -> tuple[Hint, ...]:
    words = KnownWords(Book(), {"Tante": 9, "tipo": 1})
    words.add(added)
    return DictionaryChecker(words).check(text, ignored).hints


def test_what_nobody_knows_is_questioned_and_nothing_else() -> None:
    (hint,) = _hints("Das Haus der Tante ist sher alt.", "der")
    assert (hint.word, hint.suggestions) == ("sher", ("sehr",))
    assert _hints("Das tipo.")[0].word == "tipo"  # met once in general text: a slip as well
    assert _hints("Das Haus-Tante ist `sher` alt, http://sher.de") == ()
    assert _hints("Das sher", ignored=Ignored(frozenset({"sher"}))) == ()


def test_a_name_is_questioned_only_where_one_slip_explains_it() -> None:
    assert _hints("Das ist Hmelnitz.") == ()
    assert _hints("Das ist das Hauz.")[0].suggestions == ("Haus",)


def test_a_word_that_the_document_uses_often_is_its_own() -> None:
    assert len(_hints("sher sher")) == 2
    assert _hints("sher sher sher sher") == ()


def test_one_slip() -> None:
    assert (
        is_one_slip("sher", "sehr") and is_one_slip("hau", "Haus") and is_one_slip("Hauz", "haus")
    )
    assert not is_one_slip("haus", "Haus") and not is_one_slip("abc", "acbd")


def test_dictionaries_are_found_by_the_languages_names(tmp_path: Path) -> None:
    german = known("de")
    assert dictionaries.find(german, [tmp_path]) is None
    for name in ("de_AT.aff", "de_AT.dic", "de_DE.aff"):
        (tmp_path / name).touch()
    assert dictionaries.find(german, [tmp_path / "none", tmp_path]) == tmp_path / "de_AT"
    (tmp_path / "de_DE.dic").touch()
    assert dictionaries.find(german, [tmp_path]) == tmp_path / "de_DE"
    assert dictionaries.find(known("fr"), [tmp_path]) is None


def test_libreoffice_keeps_one_folder_for_each_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "libreoffice7.6" / "share" / "extensions" / "dict-de"
    folder.mkdir(parents=True)
    for end in ("aff", "dic"):
        (folder / f"de_DE_frami.{end}").touch()
    pattern = str(tmp_path / "libreoffice*" / "share" / "extensions")
    monkeypatch.setattr(dictionaries, "_OFFICES", (pattern,))
    monkeypatch.setattr(dictionaries, "_FOLDERS", ())
    assert dictionaries.find(known("de")) == folder / "de_DE_frami"
