"""A whole session at random, against a shadow that knows every accepted word.

After each step every word that was typed and neither undone nor given up stands on the screen, in a
file or in a safety copy; a document that says it is saved is what its file holds; and what another
program wrote is only replaced where the person agreed. ``FORETYPE_STEPS`` says how many steps are
taken in all (the nightly form: 20000 and more).
"""

import os
import resource
import shutil
import signal
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app import app as application
from editor_app.documents.recovery import Recovery
from editor_app.places import state_dir
from editor_app.widgets.window.document import Document
from tests.editor_app.conftest import Person, TableEngine
from tests.faults.machine import linux_only

STEPS = int(os.environ.get("FORETYPE_STEPS", "200"))
_STEPS_OF_A_SESSION = 25
_NAMES = st.sampled_from(["a.txt", "b.txt", "c.txt"])
_ANSWERS = st.booleans()


class Session(RuleBasedStateMachine):
    """One person, one window at a time, three files."""

    root: Path
    """Where all sessions have their homes and files; set by the test."""
    count = 0

    def __init__(self) -> None:
        super().__init__()
        Session.count += 1
        place = self.root / str(Session.count)
        self.home, self.folder = place / "home", place / "files"
        self.folder.mkdir(parents=True)
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(self.home / name.lower())
        for name in ("a.txt", "b.txt"):
            (self.folder / name).write_bytes(b"first\r\nsecond\nthird\n")
        self.person = Person()
        self.words: dict[str, set[str]] = {}
        """By document: what was typed there and holds."""
        self.theirs: dict[str, str] = {}
        """By name of a file: the last word that another program wrote there."""
        self.number = 0
        self.start()

    def start(self) -> None:
        self.built = application.build([], lambda: TableEngine(), self.person)
        self.built.window.show()
        self.settle()

    @property
    def workspace(self):  # type: ignore[no-untyped-def]
        return self.built.window.workspace

    @property
    def current(self) -> Document:
        assert self.workspace.current is not None
        return self.workspace.current

    def settle(self) -> None:
        for _ in range(3):
            assert self.workspace.reader.wait_idle(20)
            assert self.workspace.files.wait_idle(20)
            assert self.built.engine_thread.wait_idle(20)
            QApplication.processEvents()
        self.check()

    def word(self) -> str:
        self.number += 1
        return f"w{self.number}x"

    # -- what must hold ------------------------------------------------------------------------

    def check(self) -> None:
        for document in self.workspace.documents():
            text = document.editor.raw_text()
            missing = [w for w in self.words.get(document.id, ()) if w not in text]
            assert not missing, (document.title, missing)
            path = document.path
            if path is None or document.modified or not document.on_disk or not path.exists():
                continue
            if path.name not in self.theirs:
                assert path.read_bytes().replace(b"\r\n", b"\n").decode() == text
        for name, word in self.theirs.items():
            if (self.folder / name).exists():
                assert word in (self.folder / name).read_text(), name

    def agreed(self, name: str) -> None:
        """The person let what another program wrote there be replaced, or it was loaded."""
        self.theirs.pop(name, None)

    # -- what people do ------------------------------------------------------------------------

    @rule(name=_NAMES)
    def open_file(self, name: str) -> None:
        self.workspace.open(self.folder / name)
        self.settle()
        if self.current.path == self.folder / name and not self.current.modified:
            text = self.current.editor.raw_text()
            if self.theirs.get(name, "") in text:
                self.agreed(name)

    @rule(at_start=st.booleans(), enter=st.booleans())
    def type_word(self, at_start: bool, enter: bool) -> None:
        word = self.word()
        cursor = self.current.editor.textCursor()
        move = QTextCursor.MoveOperation
        cursor.movePosition(move.Start if at_start else move.End)
        cursor.insertText(f" {word}" + ("\n" if enter else " "))
        self.words.setdefault(self.current.id, set()).add(word)
        self.settle()

    @rule()
    def take_a_ghost(self) -> None:
        editor = self.current.editor
        editor.moveCursor(QTextCursor.MoveOperation.End)
        QTest.keyClicks(editor, " cons")
        self.settle()
        QTest.keyClick(editor, Qt.Key.Key_Tab)
        self.settle()

    @rule()
    def undo(self) -> None:
        self.current.editor.undo()
        text = self.current.editor.raw_text()
        held = self.words.get(self.current.id, set())
        self.words[self.current.id] = {word for word in held if word in text}
        self.settle()

    @rule(agree=_ANSWERS)
    def save(self, agree: bool) -> None:
        self.person.yes, self.person.path = agree, ""
        asked = len(self.person.asked)
        path = self.current.path
        if agree and path is not None:
            before = self.theirs.pop(path.name, "")
        self.workspace.save(self.current)
        self.settle()
        overwrites = any(a.startswith("overwrite") for a in self.person.asked[asked:])
        if agree and path is not None and before and not overwrites:
            self.theirs[path.name] = before  # nobody was asked: it must stand there still
            self.check()

    @rule(name=st.sampled_from(["d.txt", "e.txt"]))
    def save_as(self, name: str) -> None:
        path = self.folder / name
        if any(d.path == path for d in self.workspace.documents() if d is not self.current):
            return
        self.person.path = str(path)
        self.agreed(name)
        self.workspace.save_as(self.current)
        self.settle()

    @rule(agree=_ANSWERS)
    def reload(self, agree: bool) -> None:
        document, path = self.current, self.current.path
        if path is None:
            return
        self.person.yes = agree
        if agree or not document.modified:
            self.words.pop(document.id, None)
        self.workspace.reload(document)
        self.settle()
        if self.theirs.get(path.name, "\0") in document.editor.raw_text():
            self.agreed(path.name)

    @rule(answer=st.sampled_from(["save", "discard", "cancel"]))
    def close(self, answer: str) -> None:
        self.person.unsaved, self.person.yes, self.person.path = answer, False, ""
        document = self.current
        path, modified = document.path, document.modified
        words, text = self.words.get(document.id, set()), document.editor.raw_text()
        closed = self.workspace.close_document(document)
        if closed:
            self.words.pop(document.id, None)
            if modified and answer == "save" and path is not None:
                assert path.read_bytes().replace(b"\r\n", b"\n").decode() == text
                assert all(word in text for word in words)
        else:
            assert modified
        self.settle()

    # -- what happens to people ----------------------------------------------------------------

    @rule()
    def crash(self) -> None:
        """Some seconds after the last word; then the next start recovers everything."""
        held = set().union(*self.words.values()) if self.words else set()
        for document in self.workspace.documents():
            document._copy()
        self.settle()
        window, recovery = self.built.window, self.workspace.recovery
        if recovery._lock is not None:
            recovery._lock.close()  # as the system does when a process dies
            recovery._lock = None
        self.workspace.reader.stop()
        self.workspace.files.stop()
        self.built.close()
        window.deleteLater()
        self.words.clear()
        self.start()
        for left in Recovery(state_dir() / "recovery").left():
            self.workspace.recover(left)
        self.settle()
        texts = [d.editor.raw_text() for d in self.workspace.documents()]
        texts += [p.read_text() for p in self.folder.rglob("*.txt")] if self.folder.exists() else []
        away = self.folder.with_name("away")
        texts += [p.read_text() for p in away.rglob("*.txt")] if away.exists() else []
        assert all(any(word in text for text in texts) for word in held)
        for document in self.workspace.documents():
            text = document.editor.raw_text()
            self.words[document.id] = {word for word in held if word in text}
        self.settle()

    @rule(name=_NAMES)
    def another_program_writes(self, name: str) -> None:
        if not self.folder.exists():
            return
        self.theirs[name] = self.word()
        (self.folder / name).write_text(f"theirs {self.theirs[name]}\n")
        self.workspace.look_at_disk()
        self.settle()

    @rule()
    def the_folder_goes_or_comes_back(self) -> None:
        away = self.folder.with_name("away")
        away.rename(self.folder) if away.exists() else self.folder.rename(away)
        self.workspace.look_at_disk()
        self.settle()

    @precondition(lambda self: self.current.path is not None)
    @rule()
    def save_on_a_full_disk(self) -> None:
        self.person.yes, path = False, self.current.path
        before = path.read_bytes() if path.exists() else None
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
        try:
            self.workspace.save(self.current)
            assert self.workspace.files.wait_idle(20)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        if self.current.editor.raw_text():  # nothing fits onto a full disk
            assert (path.read_bytes() if path.exists() else None) == before
        self.settle()

    @rule(undo=st.booleans())
    def edit_while_a_slow_save_is_under_way(self, undo: bool) -> None:
        self.person.yes, self.person.path = False, ""
        go_on = threading.Event()
        self.workspace.files.post(lambda: go_on.wait(20))
        self.workspace.save(self.current)
        self.undo_or_type(undo)
        go_on.set()
        self.settle()

    def undo_or_type(self, undo: bool) -> None:
        document = self.current
        held = self.words.setdefault(document.id, set())
        if undo:
            document.editor.undo()
            text = document.editor.raw_text()
            self.words[document.id] = {word for word in held if word in text}
        else:
            word = self.word()
            document.editor.insertPlainText(f" {word} ")
            held.add(word)

    def teardown(self) -> None:
        self.person.unsaved = "discard"
        self.built.window.close()
        self.built.close()
        self.built.window.deleteLater()
        QApplication.processEvents()
        shutil.rmtree(self.folder.parent, ignore_errors=True)


@linux_only
@pytest.mark.timeout(0 if STEPS > 1000 else 240)
def test_no_accepted_word_is_ever_lost(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CONFIG", "STATE", "DATA", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path))  # given back at the end
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    Session.root = tmp_path
    try:
        run_state_machine_as_test(
            Session,
            settings=settings(
                max_examples=max(1, STEPS // _STEPS_OF_A_SESSION),
                stateful_step_count=_STEPS_OF_A_SESSION,
                deadline=None,
                phases=(Phase.generate, Phase.shrink) if STEPS > 1000 else (Phase.generate,),
                suppress_health_check=list(HealthCheck),
                database=None,
            ),
        )
    finally:
        signal.signal(signal.SIGXFSZ, ignored)
