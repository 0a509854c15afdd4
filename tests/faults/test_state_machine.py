"""Whole sessions at random, against a shadow that knows every accepted word.

After each step every word that was typed and neither undone nor given up stands on the screen, in a
file or in a safety copy; a document that says it is saved is what its file holds; what nobody
touched keeps its bytes; what another program or window wrote is only replaced where the person
agreed; and nothing of a private document is learned. ``FORETYPE_STEPS`` says how many steps are
taken in all (the nightly form: 20000 and more).
"""

import gc
import os
import resource
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app import app as application
from editor_app.documents import files
from editor_app.documents.recovery import Recovery
from editor_app.places import state_dir
from editor_app.widgets.window.document import Document
from editor_app.widgets.window.door import Door
from tests.editor_app.conftest import Person, TableEngine
from tests.faults.machine import linux_only
from tests.faults.shadow import NAMES, Folder, Seen, real, untouched

STEPS = int(os.environ.get("FORETYPE_STEPS", "200"))
_STEPS_OF_A_SESSION = 40
_NAMES = st.sampled_from(NAMES)
_CHOSEN = ("d.txt", "e.txt")
_YES_OR_NO = st.booleans()
_CLOSING = st.sampled_from(["save", "discard", "cancel"])


class Session(RuleBasedStateMachine):
    """One person, one window or two, some files."""

    root: Path
    """Where all sessions have their homes and files; set by the test."""
    count = 0

    def __init__(self) -> None:
        super().__init__()
        Session.count += 1
        self.home = self.root / str(Session.count)
        for name in ("CONFIG", "STATE", "DATA", "CACHE"):
            os.environ[f"XDG_{name}_HOME"] = str(self.home / name.lower())
        self.folder = Folder(self.home / "files")
        self.person = Person()
        self.words: dict[str, set[str]] = {}
        """By document: what was typed there and holds."""
        self.seen: dict[str, Seen] = {}
        self.inside: dict[str, bytes] = {}
        """By document: what of its file nobody edits."""
        self.private: set[str] = set()
        """Files and untitled documents from which nothing may be learned."""
        self.secret: set[str] = set()
        """Words that were typed there."""
        self.number = 0
        self.windows: list[application.Application] = []
        self.notebooks: list[TableEngine] = []
        self.start()

    def start(self) -> None:
        engine = TableEngine()
        built = application.build([], lambda: engine, self.person)
        built.window.show()
        self.windows.insert(0, built)
        self.notebooks.insert(0, engine)
        self.settle()

    @property
    def built(self) -> application.Application:
        """The window in front."""
        return self.windows[0]

    @property
    def workspace(self):  # type: ignore[no-untyped-def]
        return self.built.window.workspace

    @property
    def current(self) -> Document:
        assert self.workspace.current is not None
        return self.workspace.current

    def documents(self) -> list[Document]:
        return [d for built in self.windows for d in built.window.workspace.documents()]

    def word(self) -> str:
        self.number += 1
        return f"w{self.number}x"

    # -- what must hold ------------------------------------------------------------------------

    def settle(self, writer: Document | None = None, chosen: str = "") -> None:
        """Let everything arrive, then see what a step of ``writer`` has done; the person had
        ``chosen`` that file."""
        for _ in range(3):
            for built in self.windows:
                assert built.window.workspace.reader.wait_idle(60)
                assert built.window.workspace.files.wait_idle(60)
                assert built.engine_thread.wait_idle(60)
            QApplication.processEvents()
        self.check_files(writer, chosen)
        for document in self.documents():
            self.check_document(document)
        learned = " ".join(t for e in self.notebooks for t in e.notebook.learned.values())
        assert not [word for word in self.secret if word in learned], "learned though private"
        self.person.asked.clear()

    def check_files(self, writer: Document | None, chosen: str) -> None:
        before, now = self.folder.contents, self.folder.look()
        locked = self.folder.locked()
        self.folder.contents = now
        changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
        if not changed:
            return
        (name,) = changed
        assert writer is not None, f"{name} was changed"
        assert name in now, f"{name} is gone"
        assert name not in locked, f"{name} is read-only"
        assert name not in self.folder.strange
        agreed = self.person.yes and any(a.startswith("overwrite") for a in self.person.asked)
        if name in before and name != chosen and not agreed:
            seen = self.seen.get(writer.id)
            assert seen == Seen(name, before[name]), f"{name} was overwritten unasked"
        if self.person.yes and "unicode" in self.person.asked:
            self.inside[writer.id] = b""
        self.seen[writer.id] = Seen(name, now[name])

    def check_document(self, document: Document) -> None:
        text, path = document.editor.raw_text(), document.path
        missing = [w for w in self.words.get(document.id, ()) if w not in text]
        assert not missing, (document.title, missing)
        if path is None or document.loading or document.modified:
            return
        name = real(path.name)
        content = self.folder.contents.get(name)
        if document.id not in self.seen or self.seen[document.id].name != name:  # just opened
            self.seen[document.id] = Seen(name, content)
            self.inside[document.id] = untouched(content or b"")
        if content is None or self.seen[document.id].content != content:
            return  # others have changed it since
        assert files.read(self.folder.place / name).text == text, f"{name} is not what it says"
        assert self.inside.get(document.id, b"") in content, f"{name} lost what nobody touched"

    # -- what people do ------------------------------------------------------------------------

    @rule(name=_NAMES)
    def open_file(self, name: str) -> None:
        self.workspace.open(self.folder.path / name)
        self.settle()

    @rule(at_start=_YES_OR_NO, enter=_YES_OR_NO, strange=_YES_OR_NO)
    def type_word(self, at_start: bool, enter: bool, strange: bool) -> None:
        move = QTextCursor.MoveOperation
        cursor = self.current.editor.textCursor()
        cursor.movePosition(move.Start if at_start else move.End)
        self.write(self.current, cursor, ("\u0436\u20ac " if strange else "") + " \n"[enter])
        self.settle()

    def write(self, document: Document, cursor: QTextCursor, around: str) -> None:
        word = self.word()
        cursor.insertText(f" {word}{around}")
        self.words.setdefault(document.id, set()).add(word)
        if self.home_of(document) in self.private:
            self.secret.add(word)

    def home_of(self, document: Document) -> str:
        """The name by which a document is private or not."""
        return real(document.path.name) if document.path is not None else document.id

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
        self.forget_what_was_undone(self.current)
        self.settle()

    def forget_what_was_undone(self, document: Document) -> None:
        text = document.editor.raw_text()
        held = self.words.get(document.id, set())
        self.words[document.id] = {word for word in held if word in text}

    @rule(agree=_YES_OR_NO)
    def save(self, agree: bool) -> None:
        self.person.yes, self.person.path = agree, ""
        self.workspace.save(self.current)
        self.settle(self.current)

    @rule(agree=_YES_OR_NO)
    def save_twice(self, agree: bool) -> None:
        """The second one is asked for before the first has arrived; nobody else was here."""
        self.person.yes, self.person.path = agree, ""
        self.workspace.save(self.current)
        self.workspace.save(self.current)
        self.settle(self.current)

    @rule(name=st.sampled_from(_CHOSEN))
    def save_as(self, name: str) -> None:
        self.person.yes, self.person.path = False, str(self.folder.path / name)
        document, private = self.current, self.home_of(self.current) in self.private
        self.workspace.save_as(document)
        self.settle(document, chosen=name)
        if private and document.path is not None:
            self.private.add(self.home_of(document))

    @rule(agree=_YES_OR_NO)
    def reload(self, agree: bool) -> None:
        document = self.current
        self.person.yes = agree
        held, text = self.words.get(document.id, set()), document.editor.raw_text()
        given_up = agree or not document.modified
        if given_up:
            self.words.pop(document.id, None)
        self.workspace.reload(document)
        self.settle_again(document)
        if document.editor.raw_text() == text:
            self.words[document.id] = held  # nothing came: nothing was given up

    def settle_again(self, document: Document) -> None:
        """What it knows of its file may be new now."""
        seen = self.seen.pop(document.id, None)
        self.settle()
        if seen is not None:
            self.seen.setdefault(document.id, seen)

    @rule(private=_YES_OR_NO)
    def switch_private(self, private: bool) -> None:
        document, home = self.current, self.home_of(self.current)
        for engine in self.notebooks:
            engine.notebook.learned.clear()  # as the engine does with what it has counted
        self.workspace.set_private(document, private)
        words = [w for d in self.documents() if self.home_of(d) == home for w in self.held(d)]
        if private:
            self.private.add(home)
            self.secret.update(words)
        else:
            self.private.discard(home)
            content = self.folder.contents.get(home, b"").decode("utf-8", "replace")
            self.secret -= {w for w in self.secret if w in content or w in words}
        self.settle()

    def held(self, document: Document) -> set[str]:
        return self.words.get(document.id, set())

    @rule(answer=_CLOSING)
    def close(self, answer: str) -> None:
        self.person.unsaved, self.person.yes, self.person.path = answer, False, ""
        document = self.current
        path, modified = document.path, document.modified
        text = document.editor.raw_text()
        closed = self.workspace.close_document(document)
        if not closed:
            assert modified
        elif modified and answer == "save":
            assert path is not None
            assert files.read(self.folder.place / real(path.name)).text == text
        self.settle(document)
        if closed:
            self.words.pop(document.id, None)

    @rule(answer=_CLOSING)
    def close_the_window(self, answer: str) -> None:
        """And start anew: what was open is opened again."""
        unsaved = [d for d in self.workspace.documents() if d.modified]
        if answer == "save" and len(unsaved) > 1:
            return  # the shadow follows one writer at a time
        self.person.unsaved, self.person.yes, self.person.path = answer, False, ""
        ending, documents = self.built, self.workspace.documents()
        if not ending.window.close():
            assert unsaved
            self.settle(*unsaved[:1])
            return
        ending.close()
        self.check_files(unsaved[0] if unsaved else None, "")
        for document in documents:
            self.words.pop(document.id, None)
        self.windows.pop(0)
        self.notebooks.pop(0)
        destroy(ending)
        self.start()

    @rule()
    def another_window(self) -> None:
        """The person opens one, or goes to the one that is there."""
        if len(self.windows) == 1:
            self.start()
            return
        self.windows.reverse()
        self.notebooks.reverse()
        self.built.settings.refresh()  # as activating it does
        self.workspace.disk_watch.look_now()
        self.settle()

    # -- what happens to people ----------------------------------------------------------------

    @rule()
    def crash(self) -> None:
        """Some seconds after the last word; then the next start recovers everything."""
        documents = self.workspace.documents()
        held = set().union(*(self.held(d) for d in documents if not self.was_replaced(d)))
        knew = {d.path: self.seen.get(d.id) for d in documents if d.path is not None}
        for document in documents:
            if document._copy_timer.isActive():
                document._copy()
        self.settle()
        dead = self.windows.pop(0)
        self.notebooks.pop(0)
        self.die(dead)
        for document in documents:
            self.words.pop(document.id, None)
        self.start()
        for left in Recovery(state_dir() / "recovery").left():
            self.workspace.recover(left)
        self.settle()
        for document in self.workspace.documents():
            text, seen = document.editor.raw_text(), knew.get(document.path)
            self.words[document.id] = {word for word in held if word in text}
            if document.modified and seen is not None:
                self.seen[document.id] = seen
            if self.home_of(document) in {d.id for d in documents}:
                raise AssertionError("ids are for once")
            if document.private:
                self.private.add(self.home_of(document))
        texts = [d.editor.raw_text() for d in self.documents()]
        texts += [files.read(self.folder.place / n).text for n in self.folder.contents]
        lost = [word for word in held if not any(word in text for text in texts)]
        assert not lost, f"{lost} did not survive the crash"
        self.settle()

    def was_replaced(self, document: Document) -> bool:
        """Is what was saved of it gone, since another program wrote its file?"""
        seen = self.seen.get(document.id)
        stands = self.folder.contents.get(seen.name) if seen is not None else None
        return not document.modified and seen is not None and seen.content != stands

    def die(self, built: application.Application) -> None:
        """As the system does when a process dies."""
        workspace = built.window.workspace
        if workspace.recovery._lock is not None:
            workspace.recovery._lock.close()
            workspace.recovery._lock = None
        for door in built.window.findChildren(Door):
            if door._listening is not None:
                door._bell.setEnabled(False)
                door._listening.line.close()
                door._listening = None
                door._porter.stop()
        workspace.reader.stop()
        workspace.files.stop()
        built.close()
        destroy(built)

    @rule(name=_NAMES, empty=_YES_OR_NO)
    def another_program_writes(self, name: str, empty: bool) -> None:
        if real(name) in self.folder.strange:
            return
        self.folder.write(real(name), b"" if empty else f"theirs {self.word()}\n".encode())
        self.workspace.disk_watch.look_now()
        self.settle()

    @rule(name=_NAMES)
    def a_file_is_deleted(self, name: str) -> None:
        if real(name) in self.folder.strange:
            return
        (self.folder.place / real(name)).unlink(missing_ok=True)
        self.folder.contents = self.folder.look()
        self.workspace.disk_watch.look_now()
        self.settle()

    @rule(name=st.sampled_from(["latin.txt", "new.txt"]), pipe=_YES_OR_NO)
    def something_takes_a_name(self, name: str, pipe: bool) -> None:
        self.folder.turn_strange(name, pipe)
        self.workspace.disk_watch.look_now()
        self.settle()

    @rule(name=_NAMES)
    def a_file_turns_read_only(self, name: str) -> None:
        path = self.folder.place / real(name)
        if path.is_file():
            path.chmod(path.stat().st_mode ^ 0o222)

    @rule(loop=_YES_OR_NO)
    def the_folder_goes_or_comes_back(self, loop: bool) -> None:
        self.folder.go(loop) if self.folder.reachable else self.folder.come_back()
        self.workspace.disk_watch.look_now()
        self.settle()

    @precondition(lambda self: self.current.path is not None)
    @rule()
    def save_on_a_full_disk(self) -> None:
        self.person.yes = False
        with full_disk():
            self.workspace.save(self.current)
            assert self.workspace.files.wait_idle(60)
        self.settle(self.current if not self.current.editor.raw_text() else None)

    @rule()
    def keep_copies_on_a_full_disk(self) -> None:
        """The disk is full when copies are kept, and has room again later."""
        with full_disk():
            for document in self.workspace.documents():
                if document._copy_timer.isActive():
                    document._copy_timer.stop()
                    document._copy()
            assert self.workspace.files.wait_idle(60)
        self.settle()

    @rule(undo=_YES_OR_NO)
    def edit_while_a_slow_save_is_under_way(self, undo: bool) -> None:
        self.person.yes, self.person.path = False, ""
        go_on = threading.Event()
        document = self.current
        self.workspace.files.post(lambda: go_on.wait(60))
        self.workspace.save(document)
        if undo:
            document.editor.undo()
            self.forget_what_was_undone(document)
        else:
            self.write(document, document.editor.textCursor(), " ")
        go_on.set()
        self.settle(document)

    def teardown(self) -> None:
        self.person.unsaved = "discard"
        for built in self.windows:
            built.window.close()
            built.close()
            destroy(built)
        self.windows.clear()
        gc.collect()  # here, and not while the next window is being made
        shutil.rmtree(self.home, ignore_errors=True)


def destroy(built: application.Application) -> None:
    """Now, as the end of its process would, and not when an event loop comes round to it."""
    built.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process grows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@linux_only
@pytest.mark.timeout(0 if STEPS >= 1000 else 240)
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
