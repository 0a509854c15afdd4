"""The window speaks German completely: nothing missing, nothing unfinished, nothing left over."""

import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from editor_app.language import number, plural, tr
from editor_app.places import config_file
from editor_app.services.translator import CATALOGUES, CONTEXT, speak
from editor_app.settings import Settings
from editor_app.settings_table import KEYS, LANGUAGES
from tests.editor_app.conftest import House, TableEngine

SCRIPT = Path(__file__).parents[2] / "packaging" / "translations.py"
SHEETS = ("preferences", "keys", "insights", "about", "outline", "learn", "learned")
SHIPPED = [code for code, _ in LANGUAGES if code not in ("system", "en")]


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """The program that keeps the catalogues."""
    spec = importlib.util.spec_from_file_location("translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    """German, and English again."""
    speak(qapp, "de")
    yield
    speak(qapp, "en")


@pytest.mark.parametrize("language", SHIPPED)
def test_a_catalogue_says_everything(script: ModuleType, language: str) -> None:
    file = CATALOGUES / f"foretype_{language}.ts"
    assert list(script.faults(file, script.messages())) == []


@pytest.mark.parametrize("language", SHIPPED)
def test_the_compiled_catalogue_is_that_catalogue(
    script: ModuleType, qapp: object, language: str
) -> None:
    translator = QTranslator()
    assert translator.load(str(CATALOGUES / f"foretype_{language}.qm"))
    for source, entry in script.read(CATALOGUES / f"foretype_{language}.ts").items():
        counts = (1, 2) if len(entry.forms) > 1 else (-1,)
        forms = tuple(translator.translate(CONTEXT, source, "", count) for count in counts)
        assert forms == entry.forms


def test_every_catalogue_can_be_chosen() -> None:
    assert sorted(file.stem for file in CATALOGUES.glob("*.qm")) == sorted(
        f"foretype_{code}" for code in SHIPPED
    )


def test_forms_and_numbers(german: None) -> None:
    assert plural("{n} word", "{n} words", 1) == "1 Wort"
    assert plural("{n} word", "{n} words", 12345) == "12.345 W\u00f6rter"
    assert number(1234.56, 1) == "1.234,6"
    assert tr("What nobody ever translated") == "What nobody ever translated"


def test_english_needs_no_catalogue() -> None:
    assert plural("{n} word", "{n} words", 1) == "1 word"
    assert plural("{n} word", "{n} words", 0) == "0 words"
    assert number(12345) == "12,345"


def texts(top: QWidget) -> Iterator[str]:
    """Everything that is written on ``top``, and said of it."""
    yield top.windowTitle()
    for action in top.findChildren(QAction):
        yield action.text()
    for widget in top.findChildren(QWidget):
        yield widget.toolTip()
        if isinstance(widget, QLabel | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QLineEdit):
            yield widget.placeholderText()
        if isinstance(widget, QTabBar):
            yield from (widget.tabText(index) for index in range(widget.count()))
        if isinstance(widget, QComboBox) and widget.objectName() != "look.font":
            yield from (widget.itemText(index) for index in range(widget.count()))


class German:
    """Knows whether a text is one of the catalogue's, with its places filled in, or Qt's."""

    def __init__(self, script: ModuleType) -> None:
        entries = script.read(CATALOGUES / "foretype_de.ts")
        forms = {form for entry in entries.values() for form in entry.forms}
        self.patterns = [re.compile(self.pattern(form), re.DOTALL) for form in forms]
        native = QKeySequence.SequenceFormat.NativeText
        self.names = {QKeySequence(key).toString(native) for _, _, key in KEYS} | {"Foretype"}
        self.patterns.append(re.compile(r"Unbenannt( \d+)?(\[\*\] \u2014 Foretype)?\Z"))
        self.patterns.append(re.compile(r"Foretype [\d.]+\Z"))
        self.qt = {
            QCoreApplication.translate(context, text)
            for context, texts in (
                ("QPlatformTheme", ("Close", "Restore Defaults", "Cancel", "Save", "OK")),
                ("QKeySequenceEdit", ("Press shortcut",)),
                ("QTabBar", ("Scroll Left", "Scroll Right")),
                ("CloseButton", ("Close Tab",)),
            )
            for text in texts
        }

    @staticmethod
    def pattern(form: str) -> str:
        return re.sub(r"\\\{.*?\\\}", ".*", re.escape(form)) + r"\Z"

    def knows(self, text: str) -> bool:
        """Is it German, or no words at all?"""
        plain = text.strip("\u2022 ")
        if not re.search(r"[^\W\d_]{2,}", plain) or plain in self.qt:
            return True
        found = [p for p in self.patterns if p.pattern != r".*\Z" and p.match(plain)]
        return bool(found) or plain in self.names or plain.replace("&", "") in self.qt


def test_the_window_comes_up_in_german_without_leftovers(
    house: House, script: ModuleType, german: None
) -> None:
    Settings(config_file()).set("look.language", "de")
    house.open()
    house.type("con")
    house.bot.waitUntil(lambda: house.window.status.words.text() == "1 Wort")
    known = German(script)
    house.window.find_bar.open_bar(replacing=True)
    house.window.toggle_full_screen()
    house.window.toggle_full_screen()
    assert house.window.menuBar().actions()[0].text() == "&Datei"
    left = {text for text in texts(house.window) if not known.knows(text)}
    assert left == set()


@pytest.mark.parametrize("action", SHEETS)
def test_dialogs_come_up_in_german_without_leftovers(
    house: House, script: ModuleType, german: None, action: str
) -> None:
    Settings(config_file()).set("look.language", "de")
    house.open()
    sheet = house.sheet(action)
    known = German(script)
    left = {text for text in texts(sheet) if not known.knows(text)}
    assert {text for text in left if "pip install" not in text} == set()
    sheet.close()


def test_the_practice_page_is_german(house: House, script: ModuleType, german: None) -> None:
    Settings(config_file()).set("look.language", "de")
    house.open(factory=TableEngine)
    house.window.show_practice()
    house.settle()
    known = German(script)
    assert {text for text in texts(house.window.practice) if not known.knows(text)} == set()


@pytest.mark.parametrize("language", ["en", *SHIPPED])
def test_no_two_letters_with_alt_are_the_same(
    house: House, qapp: QApplication, language: str
) -> None:
    Settings(config_file()).set("look.language", language)
    house.open()
    bar = house.window.find_bar
    labels = [action.text() for action in house.window.menuBar().actions()]
    labels += [button.text() for button in bar.findChildren(QAbstractButton)]
    letters = [found[1].lower() for label in labels if (found := re.search("&(.)", label))]
    assert sorted(letters) == sorted(set(letters))
    assert len(letters) >= 13
    speak(qapp, "en")


def test_the_language_is_a_setting(house: House) -> None:
    house.open()
    house.window._settings.set("look.language", "de")
    assert "starts again" in house.window.notice.text
    house.close()
    house.open()
    assert house.window.actions_["save"].text() == "Speichern"
    house.window._settings.set("look.language", "en")
    house.close()
    house.open()
    assert house.window.actions_["save"].text() == "Save"
