"""The page that shows the keys: live, skippable, and never in the way again."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import models
from editor_app.places import config_file
from editor_app.prediction.engine import Engine
from editor_app.prediction.errors import EngineError
from editor_app.prediction.types import Answer, Query, Suggestion
from editor_app.settings import Settings
from editor_app.widgets.sheets.practice import SCENES
from tests.editor_app.conftest import House, TableEngine


class LetterEngine(TableEngine):
    """Knows how the letter on the page goes on."""

    def suggest(self, query: Query) -> Answer:
        """As the Protocol says."""
        self.queries.append(query)
        rests = {"any qu": ("estions",), "as so": ("on", " as"), "small vil": ("lage",)}
        parts = next((rest for end, rest in rests.items() if query.context.endswith(end)), ())
        found = (Suggestion("".join(parts), parts[0], 0.9, parts),) if parts else ()
        return Answer(found, "", 0.1, bool(found))


def test_three_keys_and_the_page_is_done_with(house: House) -> None:
    house.open(factory=LetterEngine)
    assert house.built is not None
    assert house.built.first_start
    house.window.show_practice()
    house.settle()
    page = house.window.practice
    assert page.editor.ahead.ghost.text == "estions"
    assert not house.window.workspace.isVisible()
    for key, modifier, name, ghost in (
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, "take", "on as"),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier, "take_word", "lage"),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, "dismiss", ""),
    ):
        QTest.keyClick(page.editor, key, modifier)
        assert name in page.tried
        house.bot.waitUntil(lambda ghost=ghost: page.editor.ahead.ghost.text == ghost)
    house.bot.waitUntil(lambda: page.leave.isDefault())
    QTest.keyClick(page.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert house.window.practice is None
    assert house.window.workspace.isVisible()
    assert house.document.pristine
    assert Settings(config_file()).flag("window.welcomed")
    house.close()
    house.open(factory=LetterEngine)
    assert not house.built.first_start
    house.window.actions_["practice"].trigger()
    assert house.window.practice is not None


def test_it_is_skipped_by_a_button_and_by_opening_something(house: House) -> None:
    house.open(factory=LetterEngine)
    house.window.show_practice()
    QTest.mouseClick(house.window.practice.leave, Qt.MouseButton.LeftButton)
    assert house.window.practice is None
    house.window.show_practice()
    house.document.editor.insertPlainText("recovered text")
    assert house.window.practice is None


def test_what_is_typed_there_is_counted_nowhere(house: House) -> None:
    house.open(factory=LetterEngine)
    house.window.show_practice()
    house.settle()
    QTest.keyClick(house.window.practice.editor, Qt.Key.Key_Tab)
    assert house.built is not None
    assert house.built.bookkeeper._entries == {}
    house.window.status.show_document(house.document)
    house.bot.waitUntil(lambda: house.window.status.saved.text() == "0 keystrokes saved")


def test_without_an_engine_there_is_nothing_to_practise(house: House) -> None:
    def broken() -> TableEngine:
        raise EngineError("It is damaged")

    house.open(factory=broken)
    house.window.show_practice()
    assert house.window.practice is None
    assert "damaged" in house.window.notice.text


def test_the_shipped_base_goes_on_with_the_letter(tmp_path: Path) -> None:
    engine = Engine.open(Path(models.__file__).parent / "en_base", tmp_path)
    text = ""
    for scene in SCENES:
        text += scene.words
        answer = engine.suggest(Query(text, words=3, asked=True))
        best = answer.suggestions[0]
        assert len(best.text) > 2
        if scene.key == "take_word":
            assert len(best.parts) > 1
        text += best.text
    engine.close()
