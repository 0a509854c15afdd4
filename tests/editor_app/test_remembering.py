"""One memory: what is learned or forgotten anywhere is known everywhere in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from editor_app.prediction.types import Memory
from editor_app.terminal import commands
from models.counts import CountStore
from models.profile import COUNTS
from tests.editor_app.conftest import House
from tests.tiny_bundle import make

TEXT = "the Quillfeather and the Quillfeather\n" * 9


class Writer:
    """The window over a real engine and a real checker, a profile and a document."""

    def __init__(self, house: House, folder: Path) -> None:
        self.house, self.profile = house, folder / "profile"
        self.letter = folder / "letter.txt"
        self.letter.write_text(TEXT)
        bundle = str(make(folder / "tiny"))
        house.open_real("--bundle", bundle, "--profile", str(self.profile))
        house.window.workspace.open(self.letter)
        house.settle()

    def until(self, test) -> None:  # type: ignore[no-untyped-def]
        """Let things happen until ``test`` holds."""
        self.house.bot.waitUntil(test, timeout=20_000)

    def save(self) -> None:
        """Save the document in front."""
        self.house.window.workspace.save(self.house.document)
        self.house.settle()

    def counted(self, word: str) -> int:
        """How often the profile has a word."""
        store = CountStore(self.profile / COUNTS)
        found = store.count(word)
        store.close()
        return found

    @property
    def ghost(self) -> str:
        """What stands grey at the cursor."""
        return self.house.document.editor.ahead.ghost.text

    def write(self, text: str) -> None:
        """An empty page with ``text`` typed on it."""
        self.house.window.workspace.new()
        self.house.type(text)


@pytest.fixture
def writer(house: House, tmp_path: Path) -> Iterator[Writer]:
    """Somebody at a window, which is closed at the end."""
    yield Writer(house, tmp_path)


def test_a_word_the_terminal_forgets_is_not_offered_any_more(
    writer: Writer, capsys: pytest.CaptureFixture[str]
) -> None:
    writer.save()
    assert writer.counted("Quillfeather") == 18
    writer.write("the Quillf")
    writer.until(lambda: writer.ghost == "eather")
    forget = ["forget", "--profile", str(writer.profile), str(writer.letter)]
    assert commands.main(forget) == 0
    writer.write("the Quillf")
    assert writer.ghost == ""


def test_a_word_the_terminal_blocks_is_not_offered_any_more(
    writer: Writer, capsys: pytest.CaptureFixture[str]
) -> None:
    writer.save()
    blocked = ["blocked", "--profile", str(writer.profile), "--add", "Quillfeather"]
    assert commands.main(blocked) == 0
    writer.write("the Quillf")
    assert writer.ghost == ""


def test_a_word_that_was_learned_is_not_questioned_any_more(writer: Writer) -> None:
    assert writer.house.built is not None
    speller = writer.house.built.speller
    line = "A quillfeathr sat."
    other = "An untaught zorgle."

    def marked(text: str) -> list[str] | None:
        speller.want([text])
        found = speller.look_up(text)
        return None if found is None else [hint.word for hint in found.hints]

    writer.until(lambda: marked(line) == ["quillfeathr"] and marked(other) == ["zorgle"])
    writer.letter.write_text("quillfeathr " * 9)
    writer.house.window.workspace.reload(writer.house.document)
    writer.house.settle()
    writer.save()
    writer.until(lambda: marked(line) == [])
    assert marked(other) == ["zorgle"]
    writer.house.document.editor.selectAll()
    writer.house.type("x")
    writer.save()
    writer.until(lambda: marked(line) == ["quillfeathr"])


def test_a_long_document_is_learned_between_suggestions(writer: Writer) -> None:
    assert writer.house.built is not None
    assistant, told = writer.house.built.assistant, []
    text = "\n\n".join(f"the cat sat on the mat and the dog number {n} went." for n in range(4000))
    assistant.learn("long", text)
    writer.write("the ca")  # does not wait for it

    def whole(memory: Memory) -> str:
        return str(memory.forget("long"))

    assistant.change(whole, told.append, told.append)
    writer.until(lambda: bool(told))
    assert told == ["True"]


def test_a_document_made_private_leaves_no_trace(writer: Writer, tmp_path: Path) -> None:
    writer.save()
    writer.house.window.workspace.set_private(writer.house.document, True)
    writer.house.settle()
    assert writer.counted("Quillfeather") == 0
    writer.save()
    QApplication.processEvents()
    assert writer.counted("Quillfeather") == 0
