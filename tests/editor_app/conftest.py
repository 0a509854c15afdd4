"""What the editor's tests share: an engine that says what it is told, and editors over it."""

import gc
import os
import re
import threading
from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from editor_app import app as application
from editor_app.prediction.no_engine import NoEngine, NoMemory
from editor_app.prediction.types import Answer, Query, Suggestion
from editor_app.services.assistant import Assistant
from editor_app.services.worker import Worker
from editor_app.spelling.checker import Checker
from editor_app.widgets.page.manners import Manners
from editor_app.widgets.page.page import PageEditor
from editor_app.widgets.window.document import Document
from tests.editor_app.spelling.checker import small_checker

os.environ["LC_ALL"] = "C.UTF-8"  # the language of tests is English, whoever runs them
os.environ.pop("LANGUAGE", None)
WORDS = ("consider the matter", "contain", "conduct", "the", "possible", "Anna")


class Notebook(NoMemory):
    """A memory that agrees to everything and notes what it was told."""

    def __init__(self) -> None:
        super().__init__("never said")
        self.learned: dict[str, str] = {}
        self.private: dict[str, bool] = {}

    def learning(self, document: str, text: str) -> Iterator[int]:
        """As the Protocol says, at once."""
        self.learned[document] = text
        return iter(())

    def set_private(self, document: str, private: bool) -> None:
        """As the Protocol says."""
        self.private[document] = private


class TableEngine(NoEngine):
    """Completes the words of a table; after ``follow``'s words it goes on with theirs."""

    def __init__(self) -> None:
        self.notebook = Notebook()
        super().__init__(memory=self.notebook)
        self.follow: dict[str, str] = {"quick": "brown fox"}
        self.fixes: dict[str, str] = {}
        self.show = True
        self.queries: list[Query] = []
        self.gate: Callable[[], None] = lambda: None

    def suggest(self, query: Query) -> Answer:
        """As the Protocol says."""
        self.queries.append(query)
        self.gate()
        prefix = re.search(r"[^\W\d_]*\Z", query.context).group()  # type: ignore[union-attr]
        before = query.context[: len(query.context) - len(prefix)].split()
        if prefix:
            texts = [w[len(prefix) :] for w in WORDS if w.startswith(prefix) and w != prefix]
        else:
            texts = [self.follow[before[-1]]] if before and before[-1] in self.follow else []
        made = tuple(
            Suggestion(text, prefix + text.split()[0], 0.5, tuple(re.findall(r"\s?\S+", text)))
            for text in texts
        )
        if query.fixes and prefix in self.fixes:
            word = self.fixes[prefix]
            made = (Suggestion(word, word, 0.5, (word,), len(prefix)),)
        return Answer(made, prefix, 0.1, self.show and bool(made))


@pytest.fixture(scope="session")
def checker() -> Checker:
    """One for all tests: building its index takes half a second."""
    return small_checker()


class Desk:
    """An editor, its assistant and its engine, and hands to type with."""

    def __init__(self, qtbot: QtBot) -> None:
        self.engine = TableEngine()
        self.worker = Worker("test-engine")
        self.assistant = Assistant(self.worker)
        self.assistant.load(lambda: self.engine)
        self.editor = PageEditor(self.assistant, "document-1")
        self.bot = qtbot
        qtbot.addWidget(self.editor)
        self.editor.resize(700, 300)
        self.editor.show()
        self.editor.activateWindow()
        self.editor.setFocus()
        self.settle()

    def settle(self) -> None:
        """Let everything that is under way arrive, also what an answer asks for."""
        for _ in range(self.editor.ahead.words):  # a ghost grows by a question for each word
            assert self.worker.wait_idle(5)
            QApplication.processEvents()
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type letter by letter, with time for the ghost in between."""
        for letter in text:
            self.tap(letter)
            self.settle()

    def tap(self, letter: str) -> None:
        """One letter, any letter, as a keyboard sends it."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(self.editor, event)

    @property
    def ghost(self) -> str:
        """What stands grey at the cursor."""
        return self.editor.ahead.ghost.text

    @property
    def text(self) -> str:
        """What stands in the document."""
        return self.editor.raw_text()


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    """A desk, cleared at the end."""
    made = Desk(qtbot)
    yield made
    made.assistant.close()
    assert made.worker.stop()


class Person:
    """Answers questions as told."""

    def __init__(self) -> None:
        self.unsaved = "discard"
        self.path = ""
        self.yes = True
        self.asked: list[str] = []

    def ask_unsaved(self, title: str) -> str:
        self.asked.append(f"unsaved {title}")
        return self.unsaved

    def ask_path(self, suggested: str) -> str:
        self.asked.append(f"path {suggested}")
        return self.path

    def ask_binary(self, name: str) -> bool:
        self.asked.append(f"binary {name}")
        return self.yes

    def ask_overwrite(self, name: str) -> bool:
        self.asked.append(f"overwrite {name}")
        return self.yes

    def ask_reload(self, title: str) -> bool:
        self.asked.append(f"reload {title}")
        return self.yes

    def ask_unicode(self, why: str) -> bool:
        self.asked.append("unicode")
        return self.yes


class House:
    """A built application with a person in front of it."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bot = qtbot
        self.person = Person()
        self.engine = TableEngine()
        self.built: application.Application | None = None

    def open(self, *arguments: str, factory: Callable[[], TableEngine] | None = None) -> None:
        self._build(arguments, factory or (lambda: self.engine))

    def open_real(self, *arguments: str) -> None:
        """With the engine and the checker that a person gets."""
        self._build(arguments, None)

    def _build(self, arguments: Sequence[str], factory: Callable[[], TableEngine] | None) -> None:
        self.built = application.build(arguments, factory, self.person)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    @property
    def window(self):  # type: ignore[no-untyped-def]
        assert self.built is not None
        return self.built.window

    @property
    def document(self) -> Document:
        found = self.window.workspace.current
        assert found is not None
        return found

    def settle(self) -> None:
        assert self.built is not None
        for _ in range(2):
            assert self.window.workspace.reader.wait_idle(10)
            assert self.window.workspace.files.wait_idle(10)
            assert self.built.engine_thread.wait_idle(10)
            QApplication.processEvents()

    def type(self, text: str) -> None:
        for letter in text:
            QTest.keyClicks(self.document.editor, letter)
            self.settle()

    def sheet(self, action: str) -> QDialog:
        """The dialog that an action opens."""
        before = set(self.window.findChildren(QDialog))
        self.window.actions_[action].trigger()
        self.settle()
        (opened,) = set(self.window.findChildren(QDialog)) - before
        return opened

    def close(self) -> None:
        if self.built is not None:
            self.window.close()
            self.built.close()
            self.window.deleteLater()
            self.built = None


@pytest.fixture
def house(qtbot: QtBot) -> Iterator[House]:
    made = House(qtbot)
    yield made
    made.person.unsaved = "discard"
    made.close()


@pytest.fixture(autouse=True)
def garbage_on_this_thread_only() -> Iterator[None]:
    """As in the program: a Qt object that the collector frees on a worker's thread is a crash."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def hands_as_quick_as_the_ghost(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests press a key as soon as a ghost stands there; people cannot."""
    monkeypatch.setattr(Manners, "grace", 0.0)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves one of our threads behind fails."""
    yield
    left = [t.name for t in threading.enumerate() if t.name.startswith(("foretype", "test-"))]
    assert not left
