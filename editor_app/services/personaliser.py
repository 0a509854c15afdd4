"""Everything about profiles that takes time, off the GUI thread, with typed answers as signals.

Holds the trainer and the inspector, a worker for files and counts, and the way to the engine.
QtCore only; must not know how anything is shown, nor import an engine.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from editor_app.places import Places
from editor_app.prediction.types import Memory
from editor_app.private_documents import private_documents, real_name
from editor_app.profiles import shelf as store
from editor_app.profiles.counted import OpenedCounts
from editor_app.profiles.plain_documents import PlainDocument, read_plain
from editor_app.profiles.shelf import Job, Profile, Profiles, new_job
from editor_app.profiles.sources import Changes, Sources, changes, stamp_files
from editor_app.services.assistant import Assistant
from editor_app.services.child import find_training, how_to_install
from editor_app.services.inspector import FileRow, Inspector
from editor_app.services.trainer import Trainer
from editor_app.services.worker import Worker
from editor_app.settings import Settings
from models.problem import Problem
from models.profile import COUNTS, ProfileError
from models.reasons import Reason, Remark

_Result = TypeVar("_Result")


class Personaliser(QObject):
    """What the wizard, the menu and the window of what was learned ask. GUI thread only."""

    looked = Signal(object)
    """A list of :class:`FileRow`: what would be read of the documents."""
    begun = Signal(object)
    """The :class:`Job` that is being trained."""
    kept = Signal(object)
    """The :class:`Profile` that was kept; it is in use."""
    counted = Signal(int, int)
    """So many documents with so many words were counted."""
    changed = Signal(object, object)
    """A :class:`Profile` whose documents have changed, and how (:class:`Changes`)."""
    switched = Signal()
    """Another profile is in use."""
    taken_in = Signal()
    """What another computer had learned was added to counts and word lists."""
    failed = Signal(str)
    """Something could not be done; the reason in a sentence."""

    _back = Signal(object)

    def __init__(
        self,
        settings: Settings,
        assistant: Assistant,
        places: Places,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings, self.assistant, self.places = settings, assistant, places
        self.profiles = Profiles(places.profiles)
        self.trainer = Trainer(self.profiles, self)
        self.inspector = Inspector(self)
        self.inspector.found.connect(self._on_rows)
        self.inspector.failed.connect(self.failed)
        self.worker = Worker("foretype-personalise")
        self._back.connect(self._run)
        self._closed = False

    def close(self) -> None:
        """End what runs; a training can be gone on with after the next start."""
        self._closed = True
        self.inspector.stop()
        self.trainer.stop()
        self.worker.stop(2.0)

    # ---- which profile is in use

    def use(self, profile: Path | None) -> None:
        """Switch to ``profile`` (None: the base); the one before can be gone back to."""
        if self.places.use(profile):
            self.switched.emit()

    def restore(self, profile: Profile) -> None:
        """Go back to what ``profile`` was before its last training."""
        self.do(lambda: self.profiles.restore(profile), lambda earlier: self.use(earlier.path))

    def delete(self, profile: Profile) -> None:
        """Remove a profile; if it was in use, the base is."""
        if self.places.chosen == profile.path:
            self.use(None)
        self.do(lambda: self.profiles.delete(profile), lambda _: None)

    # ---- training

    @property
    def python(self) -> str:
        """The interpreter that can train, "" where the extra is missing."""
        return find_training(self.settings.text("learning.python"), self.places.data)

    def how_to_install(self) -> str:
        """The commands that install the extra."""
        return how_to_install(self.places.data)

    def look(self, documents: Sequence[Path]) -> None:
        """Find out what would be read of ``documents``; answered by :attr:`looked`."""
        python = self.python
        if python:
            self.inspector.start(python, self.places.base, self.profiles.cache, documents)
            return
        self.do(lambda: [_plain_row(d) for d in read_plain(documents)], self._on_rows)

    def _on_rows(self, rows: list[FileRow]) -> None:
        """Leave out what the person marked as private."""
        path = self.places.profile / COUNTS
        marked = private_documents(self.settings)

        def mark() -> list[FileRow]:
            with OpenedCounts(path if path.is_file() else None) as counts:
                return [
                    replace(row, read=False, remark=Remark(Reason.PRIVATE), left={})
                    if real_name(row.path) in marked or counts.is_private(row.path)
                    else row
                    for row in rows
                ]

        self.do(mark, self.looked.emit)

    def train(self, name: str, sources: Sources, rows: Sequence[FileRow]) -> None:
        """Begin a training; what lay under that name undecided is gone."""
        python, base = self.python, self.places.base
        taken = {row.path for row in rows if row.read} | sources.taken_in.keys()
        taken -= set(sources.left_out)
        read = [Path(row.path) for row in rows if row.path in taken]
        others = [Path(row.path) for row in rows if row.path not in taken]
        self.trainer.stop()

        def prepare() -> Job:
            self.profiles.discard(name)
            return new_job(name, base, replace(sources, stamps=stamp_files(read, others)))

        self.do(prepare, lambda job: self._start(python, job))

    def go_on(self, job: Job) -> None:
        """Go on with a training that was interrupted."""
        self._start(self.python, job)

    def _start(self, python: str, job: Job) -> None:
        try:
            self.trainer.start(python, job)
        except ProfileError as error:
            self.failed.emit(str(error))
        else:
            self.begun.emit(job)

    def keep(self, job: Job) -> None:
        """Make the draft of ``job`` a profile and use it."""
        counts = self.places.profile

        def done(profile: Profile) -> None:
            self.use(profile.path)
            self.kept.emit(profile)

        self.do(lambda: self.profiles.keep(job, counts), done)

    def discard(self, job: Job) -> None:
        """Remove the draft of ``job``."""
        self.do(lambda: self.profiles.discard(job.name), lambda _: None)

    def look_for_changes(self) -> None:
        """Ask whether the documents of the profile in use have changed."""
        place = self.places.chosen
        if place is None:
            return

        def compare() -> tuple[Profile, Changes]:
            profile = store.read_profile(place)
            return profile, changes(profile.sources)

        def tell(found: tuple[Profile, Changes]) -> None:
            if found[1].count or found[0].forgotten:
                self.changed.emit(*found)

        self.do(compare, tell)

    # ---- counting at once

    def count(self, documents: Sequence[Path], left_out: Sequence[str]) -> None:
        """Count the plain text among ``documents`` now; answered by :attr:`counted`."""
        missing = frozenset(left_out)

        def read() -> list[PlainDocument]:
            return [d for d in read_plain(documents) if d.text and str(d.path) not in missing]

        self.do(read, self._count)

    def _count(self, found: list[PlainDocument]) -> None:
        words = sum(len(document.text.split()) for document in found)

        def learn(memory: Memory) -> str:
            for document in found:
                memory.learn(str(document.path), document.text)
            return ""

        self.assistant.change(
            learn, lambda _: self.counted.emit(len(found), words), self.failed.emit
        )

    # ---- off the GUI thread

    def _run(self, work: Callable[[], object]) -> None:
        if not self._closed:
            work()

    def tell(self, work: Callable[[], object]) -> None:
        """Run ``work`` on the GUI thread. Any thread."""
        if not self._closed:
            self._back.emit(work)

    def do(self, work: Callable[[], _Result], then: Callable[[_Result], object]) -> None:
        """Run ``work`` on the worker and ``then`` on the GUI thread with its result."""

        def run() -> None:
            try:
                result = work()
            except (Problem, OSError) as error:
                reason = str(error)
                self.tell(lambda: self.failed.emit(reason))
            else:
                self.tell(lambda: then(result))

        self.worker.post(run)


def _plain_row(document: PlainDocument) -> FileRow:
    words = len(document.text.split())
    return FileRow(str(document.path), not document.remark, document.remark, words, 1, ())
