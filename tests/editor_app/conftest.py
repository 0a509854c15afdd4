"""What the editor's tests share: an engine that says what it is told, and editors over it."""

import gc
import re
import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from editor_app.prediction.types import Answer, Query, Suggestion
from editor_app.services.assistant import Assistant
from editor_app.services.worker import Worker
from editor_app.widgets.page import PageEditor

WORDS = ("consider the matter", "contain", "conduct", "the", "possible", "Anna")


class TableEngine:
    """Completes the words of a table; after ``follow``'s words it goes on with theirs."""

    def __init__(self) -> None:
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


class Desk:
    """An editor, its assistant and its engine, and hands to type with."""

    def __init__(self, qtbot: QtBot) -> None:
        self.engine = TableEngine()
        self.worker = Worker("test-engine")
        self.assistant = Assistant(self.worker)
        self.assistant.load(lambda: self.engine)
        self.editor = PageEditor(self.assistant, "document-1")
        self.assistant.answered.connect(self.editor.ahead.answer)
        self.bot = qtbot
        qtbot.addWidget(self.editor)
        self.editor.resize(700, 300)
        self.editor.show()
        self.editor.activateWindow()
        self.editor.setFocus()
        self.settle()

    def settle(self) -> None:
        """Let everything that is under way arrive."""
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


@pytest.fixture(autouse=True)
def garbage_on_this_thread_only() -> Iterator[None]:
    """As in the program: a Qt object that the collector frees on a worker's thread is a crash."""
    gc.disable()
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    """A test that leaves one of our threads behind fails."""
    yield
    left = [t.name for t in threading.enumerate() if t.name.startswith(("foretype", "test-"))]
    assert not left


@pytest.fixture(autouse=True)
def geometry_elsewhere(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Window geometry goes to a folder of the test."""
    folder = str(tmp_path_factory.mktemp("geometry"))
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, folder)
