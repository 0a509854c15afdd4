"""Each document has its language: found out when it is opened, chosen in the status bar, kept."""

import json
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.documents.chosen_languages import ChosenLanguages
from editor_app.documents.detection import Detector, Settling
from editor_app.places import data_dir, state_dir
from editor_app.spelling import dictionaries
from editor_app.widgets.window.language_menu import LanguageMenu
from tests.editor_app.conftest import House
from tests.editor_app.test_other_languages import CHINESE
from tests.tiny_bundle import make

GERMAN = (
    "Das Haus ist alt und der Hund ist dick. Die Tante geht in das Haus und der Hund geht in den "
    "Garten. Das dicke Buch ist sehr alt. Die Tante liest das dicke Buch und der Hund liest nicht."
)
OPENED = "Die Tante wohnt schon lange in diesem alten Haus und liest gerne dicke B\u00fccher.\n"


@pytest.fixture
def german_base(house: House) -> Iterator[Path]:
    """A second base on this computer."""
    yield make(data_dir() / "languages" / "de", GERMAN, "de")
    if house.built is not None:  # what tells languages apart takes a second to load
        assert house.built.spelling_thread.wait_idle(60)


def _menu(house: House) -> LanguageMenu:
    (found,) = house.window.findChildren(LanguageMenu)
    assert isinstance(found, LanguageMenu)
    return found


def _open(house: House, file: Path) -> None:
    house.window.workspace.open(file)
    house.bot.waitUntil(lambda: house.document.path == file and not house.document.loading)
    house.document.go_to(len(OPENED))


def test_with_one_base_there_is_nothing_to_choose(house: House) -> None:
    house.open_real()
    assert house.window.findChildren(LanguageMenu) == []


@pytest.mark.usefixtures("german_base")
def test_a_german_file_speaks_german_from_the_first_word(house: House, tmp_path: Path) -> None:
    pytest.importorskip("py3langid")
    file = tmp_path / "brief.txt"
    file.write_text(OPENED, encoding="utf-8")
    house.open_real()
    menu = _menu(house)
    assert menu.button.text() == "English"
    _open(house, file)
    house.bot.waitUntil(lambda: menu.button.text() == "Deutsch", timeout=60_000)
    house.type("Der Hund ist dic")
    house.document.editor.ahead.request(asked=True)
    ghost = house.document.editor.ahead.ghost
    house.bot.waitUntil(lambda: ghost.text.startswith("k"), timeout=20_000)


@pytest.mark.usefixtures("german_base")
def test_a_new_page_is_found_out_while_it_is_written_until_the_person_chooses(
    house: House,
) -> None:
    pytest.importorskip("py3langid")
    house.open_real()
    menu, editor = _menu(house), house.document.editor
    editor.ahead.enabled = False  # it is typed by hand
    house.type(GERMAN[:100])
    house.bot.waitUntil(lambda: menu.button.text() == "Deutsch", timeout=60_000)
    english, german = menu.menu.actions()
    english.trigger()
    german.trigger()
    assert menu.button.text() == "English"
    house.type(GERMAN[100:] + " " + GERMAN)
    house.settle()
    assert house.built is not None and house.built.spelling_thread.wait_idle(60)
    house.settle()
    assert menu.button.text() == "English"


def test_a_new_page_in_a_script_without_spaces_is_found_out_too(house: House) -> None:
    pytest.importorskip("py3langid")
    make(data_dir() / "languages" / "zh", CHINESE, "zh")
    house.open_real()
    menu, editor = _menu(house), house.document.editor
    editor.ahead.enabled = False
    for letter in 4 * CHINESE:
        commit = QInputMethodEvent()
        commit.setCommitString(letter)
        QApplication.sendEvent(editor, commit)
    house.bot.waitUntil(lambda: menu.button.text() == "\u4e2d\u6587", timeout=60_000)
    assert house.built is not None and house.built.spelling_thread.wait_idle(60)


def test_two_looks_in_a_row_must_agree() -> None:
    page = Settling(1)
    assert [page.is_due(size) for size in (39, 41, 60, 83, 170, 400, 900, 2000)] == [
        *(False, True, False, True, True, True, False, False)
    ]
    assert [page.take(name) for name in ("de", "en", "de", "de", "en", "en")] == [
        *(False, False, False, True, False, True)
    ]
    assert Settling(300).take("de")  # a file that was opened


@pytest.mark.usefixtures("german_base")
def test_what_was_chosen_is_kept_for_its_owner_alone(house: House, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear Anna, the dog sat on the cat and went to the sea.\n", encoding="utf-8")
    house.open_real(str(file))
    house.bot.waitUntil(lambda: house.document.path == file)
    menu = _menu(house)
    english, german = menu.menu.actions()
    german.trigger()
    assert menu.button.text() == "English + Deutsch"  # two at once
    english.trigger()
    german.trigger()  # the last one stays: a text is in some language
    assert menu.button.text() == "Deutsch" and german.isChecked()
    house.settle()
    kept = state_dir() / "languages.json"
    house.bot.waitUntil(lambda: kept.exists() and str(file) in kept.read_text(encoding="utf-8"))
    assert json.loads(kept.read_text(encoding="utf-8")) == {str(file): ["de"]}
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert ChosenLanguages(kept).of(file) == ("de",)


def test_chinese_comes_from_an_input_method_and_is_taken_without_a_space(house: House) -> None:
    make(data_dir() / "languages" / "zh", CHINESE, "zh")
    house.open_real()
    english, chinese = _menu(house).menu.actions()
    chinese.trigger()
    english.trigger()
    editor = house.document.editor
    taken: list[tuple[str, int]] = []
    editor.ahead.taken.connect(lambda text, keys: taken.append((text, keys)))
    for typed in "\u6211\u4eec\u53bb":
        QApplication.sendEvent(editor, QInputMethodEvent("wo", []))
        house.settle()
        assert not editor.ahead.ghost.visible  # never while it composes
        commit = QInputMethodEvent()
        commit.setCommitString(typed)
        QApplication.sendEvent(editor, commit)
    house.bot.waitUntil(lambda: editor.ahead.ghost.text == "\u5317\u4eac", timeout=20_000)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    assert editor.toPlainText() == "\u6211\u4eec\u53bb\u5317\u4eac"  # several, and no space
    assert taken == [("\u5317\u4eac", 2 * 3 - 1)]  # three keys for each, one to take them


def test_a_damaged_or_endless_list_of_choices_is_as_good_as_empty(tmp_path: Path) -> None:
    for text in ("[1", '{"a": 3}', '{"a": [1]}', "[" * 100_000):
        (tmp_path / "languages.json").write_text(text, encoding="utf-8")
        chosen = ChosenLanguages(tmp_path / "languages.json")
        assert chosen.of(Path("a")) == ()
        chosen.choose(Path("a"), ("de",))
        assert chosen.of(Path("a")) == ("de",)
    for number in range(600):
        chosen.choose(Path(str(number)), ("de",))
    assert chosen.of(Path("599")) == ("de",) and chosen.of(Path("0")) == ()


def test_nothing_is_said_of_too_little_or_in_a_language_without_a_base() -> None:
    pytest.importorskip("py3langid")
    detector = Detector(["en", "de", "xx"])
    assert detector.language_of(OPENED) == "de"
    assert detector.language_of("Dear Anna, we went to London with the dog.") == "en"
    assert detector.language_of("ok") is None and detector.language_of("12 + 30 = 42 " * 9) is None


def _dictionary(folder: Path, name: str, words: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.aff").write_text("SET UTF-8\nTRY enirs\n", encoding="utf-8")
    listed = words.split()
    (folder / f"{name}.dic").write_text("\n".join([str(len(listed)), *listed]), encoding="utf-8")


@pytest.mark.usefixtures("german_base")
def test_a_german_sentence_in_an_english_letter_is_checked_as_german(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("hunspell")
    _dictionary(tmp_path / "words", "de_DE", "das der die und Haus Tante ist alt Garten Blumen")
    monkeypatch.setenv("DICPATH", str(tmp_path / "words"))
    house.open_real()
    _menu(house).menu.actions()[1].trigger()
    line = "We recieve the dog. Die Tante und das Haus ist alt udn Blumen Garten."
    house.document.editor.insertPlainText(line + "\n")
    speller, languages = house.built.speller, house.document.editor.languages  # type: ignore
    assert languages == ("en_base", "de")
    house.bot.waitUntil(lambda: speller.look_up(line, languages) is not None, timeout=60_000)
    found = speller.look_up(line, languages)
    assert [hint.word for hint in found.hints] == ["recieve", "udn"]
    assert [hint.suggestions[0] for hint in found.hints] == ["receive", "und"]


@pytest.mark.usefixtures("german_base")
def test_a_missing_dictionary_is_named_and_english_is_still_checked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "_FOLDERS", ())
    monkeypatch.setattr(dictionaries, "_OFFICES", ())
    house.open_real()
    said: list[str] = []
    house.built.speller.failed.connect(said.append)  # type: ignore[union-attr]
    wait: Callable[..., None] = house.bot.waitUntil
    _menu(house).menu.actions()[1].trigger()
    line = "We recieve the dog. Die Tante und das Haus ist alt."
    house.document.editor.insertPlainText(line + "\n")
    speller, languages = house.built.speller, house.document.editor.languages  # type: ignore
    wait(lambda: bool(speller.look_up(line, languages)), timeout=60_000)
    assert [hint.word for hint in speller.look_up(line, languages).hints] == ["recieve"]
    assert any("hunspell-de-de" in sentence for sentence in said)
