"""Where profiles live, and what becomes of them: keep, switch, go back, retrain, discard, delete.

    ROOT/NAME/             a profile; its profile.json says what it was made from
    ROOT/NAME.2/           the same trained again; its profile.json names the one it replaces,
                           which is kept to go back to, once
    ROOT/.draft/NAME/      one just trained, that the person has not decided on
    ROOT/.draft/NAME.json  the job that makes it, so that it can be gone on with

A folder that an engine has open is never written over: a database there would lose its journal.
Knows files and personal counts; must not know Qt, engines or how a model is trained.
"""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editor_app.language import tr
from editor_app.profiles.sources import Sources, read_sources
from models.bundle import publish
from models.counts import CountStore
from models.counts_file import CountsError
from models.disk import own_file
from models.profile import (
    COUNTS,
    REPORT,
    Note,
    ProfileError,
    has_model,
    read_json,
    read_note,
    write_json,
    write_note,
)

_DRAFT = ".draft"
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile on disk."""

    path: Path
    name: str
    trained: bool
    """Has it a model of its own (else counts over a base)?"""
    made: str = ""
    """ISO 8601, UTC."""
    sources: Sources = field(default_factory=Sources)
    forgotten: tuple[str, ...] = ()
    """Documents that its counts have forgotten and its model has not."""
    replaces: str = ""
    """The folder of what it was before it was trained again."""


@dataclass(frozen=True, slots=True)
class Job:
    """A training that was begun."""

    name: str
    base: str
    sources: Sources
    started: str
    process: int = 0
    """Its process on this computer, 0 for none."""


class Profiles:
    """All profiles under one folder. Slow methods say so."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def cache(self) -> Path:
        """A folder with the text of documents that were read before."""
        return cache_of(self.root)

    # ---- what is there

    def all(self) -> list[Profile]:
        """The profiles by name, each as it is now."""
        found = self._everything()
        replaced = {profile.replaces for profile in found}
        now = (profile for profile in found if profile.path.name not in replaced)
        return sorted(now, key=lambda profile: profile.name.casefold())

    def _everything(self) -> list[Profile]:
        if not self.root.is_dir():
            return []
        return [read_profile(p) for p in self.root.iterdir() if p.is_dir() and p.name[0] != "."]

    def free_name(self, wish: str) -> str:
        """``wish`` as a name that no profile has yet."""
        taken = {name.casefold() for p in self._everything() for name in (p.name, p.path.name)}
        clean = clean_name(wish)
        names = (clean, *(f"{clean} {n}" for n in range(2, 10_000)))
        return next(name for name in names if name.casefold() not in taken)

    # ---- training

    def draft(self, name: str) -> Path:
        """Where the training of ``name`` puts its result."""
        return self.root / _DRAFT / name

    def begin(self, job: Job) -> None:
        """Note that ``job`` runs, so that it can be found after a crash.

        Raises:
            ProfileError: the note cannot be written.
        """
        place = self._note(job.name)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_json(place, asdict(job))
        except OSError as error:
            raise ProfileError(
                tr("{} cannot be written: {}.").format(place.parent, error.strerror)
            ) from error

    def unfinished(self) -> list[Job]:
        """Trainings that were begun and not decided on, the newest first."""
        jobs = [job for note in self.root.glob(f"{_DRAFT}/*.json") if (job := _read_job(note))]
        return sorted(jobs, key=lambda job: job.started, reverse=True)

    def report(self, name: str) -> Mapping[str, Any] | None:
        """The report of a finished draft that waits for a decision."""
        return read_report(self.draft(name))

    def keep(self, job: Job, counts: Path | None) -> Profile:
        """Make the draft of ``job`` the profile of that name. Slow: copies personal counts.

        ``counts``: the folder of the personal counts in use, which the profile takes along.

        Raises:
            ProfileError: the draft is not there, or the disk says no; all is as it was.
        """
        draft = self.draft(job.name)
        if not draft.is_dir():
            raise ProfileError(
                tr("There is no trained profile \u201c{}\u201d to keep.").format(job.name)
            )
        old = next((p for p in self.all() if p.name == job.name), None)
        final = self._free_folder(job.name)
        try:
            if counts is not None and (counts / COUNTS).is_file():
                merge_counts(counts / COUNTS, draft / COUNTS)
            note = Note(
                base=read_note(draft).base or job.base,
                name=job.name,
                made=_now(),
                sources=asdict(job.sources),
                replaces=old.path.name if old else "",
            )
            write_note(draft, note)
            publish(draft, final)
        except (OSError, sqlite3.Error, CountsError) as error:
            raise ProfileError(tr("The profile cannot be kept: {}.").format(_why(error))) from error
        self._note(job.name).unlink(missing_ok=True)
        shutil.rmtree(self.cache, ignore_errors=True)  # what was read goes with its training
        if old is not None:
            self._remove(old.replaces)
            if old.forgotten:  # a model that knows what was forgotten is not kept
                self._remove(old.path.name)
        return read_profile(final)

    def _free_folder(self, name: str) -> Path:
        folders = (self.root / name, *(self.root / f"{name}.{n}" for n in range(2, 10_000)))
        return next(folder for folder in folders if not folder.exists())

    def discard(self, name: str) -> None:
        """Remove the draft of ``name`` and everything of its training, what was read included."""
        shutil.rmtree(self.cache, ignore_errors=True)
        draft = self.draft(name)
        for folder in (draft, draft.with_name(f".{name}.work")):
            shutil.rmtree(folder, ignore_errors=True)
        for left in draft.parent.glob(f".{name}.*.profile"):
            shutil.rmtree(left, ignore_errors=True)
        self._note(name).unlink(missing_ok=True)

    # ---- later

    def can_restore(self, profile: Profile) -> bool:
        """Is there a model from before the last training of ``profile``?"""
        return bool(profile.replaces) and (self.root / profile.replaces).is_dir()

    def restore(self, profile: Profile) -> Profile:
        """Go back to what ``profile`` was before it was trained again, with the newest counts, so
        that what was forgotten stays forgotten. It can be undone in the same way.

        Raises:
            ProfileError: there is nothing to go back to, or the disk says no.
        """
        if not self.can_restore(profile):
            raise ProfileError(tr("\u201c{}\u201d has no earlier model.").format(profile.name))
        earlier = self.root / profile.replaces
        try:
            if (profile.path / COUNTS).is_file():
                _take_over(profile.path / COUNTS, earlier / COUNTS)
            for document in profile.forgotten:
                note_forgotten(earlier, document)
            for folder, replaces in ((earlier, profile.path.name), (profile.path, "")):
                write_note(folder, replace(read_note(folder), replaces=replaces))
        except (OSError, sqlite3.Error) as error:
            raise ProfileError(
                tr("The earlier model cannot be used: {}.").format(_why(error))
            ) from error
        return read_profile(earlier)

    def delete(self, profile: Profile) -> None:
        """Remove ``profile`` with its counts and what it was before.

        Raises:
            ProfileError: the disk says no.
        """
        if not self._remove(profile.path.name):
            raise ProfileError(tr("\u201c{}\u201d cannot be deleted.").format(profile.name))
        self._remove(profile.replaces)

    def _remove(self, folder: str) -> bool:
        """Take a folder away, at once and whole; whether that was possible."""
        if not folder:
            return True
        gone = self.root / f".gone.{os.getpid()}.{folder}"
        try:
            (self.root / folder).rename(gone)
        except FileNotFoundError:
            return True
        except OSError:
            return False
        shutil.rmtree(gone, ignore_errors=True)
        return True

    def _note(self, name: str) -> Path:
        return self.root / _DRAFT / f"{name}.json"


def cache_of(root: Path) -> Path:
    """Where the text of documents is kept for the profiles under ``root``."""
    return root / ".read"


def clean_name(wish: str) -> str:
    """``wish`` as it may stand as the name of a folder on any system."""
    kept = "".join(c if c.isprintable() and c not in '<>:"/\\|?*' else " " for c in wish)
    return " ".join(kept.split()).strip(". ")[:_LONGEST_NAME].strip(". ") or tr("My writing")


def read_profile(path: Path) -> Profile:
    """What ``path`` says of itself; a damaged note is as good as none."""
    note = read_note(path)
    return Profile(
        path=path,
        name=note.name or path.name,
        trained=has_model(path),
        made=note.made,
        sources=read_sources(note.sources),
        forgotten=note.forgotten,
        replaces=note.replaces,
    )


def read_report(path: Path) -> Mapping[str, Any] | None:
    """What its training said in the end, if ``path`` is a finished profile."""
    return read_json(path / REPORT) or None


def note_forgotten(path: Path, document: str) -> bool:
    """Note that the counts of the profile at ``path`` have forgotten ``document``.

    Returns whether its model was trained on it, so that only training again forgets it there.
    """
    profile = read_profile(path)
    file = document.partition("#")[0]
    stamp = profile.sources.stamps.get(document) or profile.sources.stamps.get(file)
    if not profile.trained or stamp is None or not stamp.digest:
        return False
    forgotten = tuple(sorted({*profile.forgotten, document}))
    left = asdict(profile.sources.without([file]))
    write_note(path, replace(read_note(path), forgotten=forgotten, sources=left))
    return True


def merge_counts(current: Path, draft: Path) -> None:
    """Add the personal counts in use to those of a draft: blocked words, private documents and
    everything that was learned beside the documents it was made from.

    Raises:
        CountsError, sqlite3.Error: either cannot be read or written; ``draft`` is as it was.
    """
    merged = draft.with_name(f"merged-{draft.name}")
    _copy_database(current, merged)
    try:
        into = CountStore(merged)
        try:
            if draft.exists():
                trained = CountStore(draft)
                for name, words in trained.texts():
                    into.add(name, words)
                trained.close()
        finally:
            into.close()
        _take_over(merged, draft)
    finally:
        _drop_database(merged)


def _take_over(current: Path, old: Path) -> None:
    """Put a copy of the database ``current`` in the place of ``old``, which nobody has open."""
    copy = old.with_name(f"copy-{old.name}")
    _copy_database(current, copy)
    _drop_database(old)
    copy.replace(old)


def _drop_database(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _copy_database(old: Path, new: Path) -> None:
    """One moment of a database that others may be writing, in place of what was there."""
    _drop_database(new)
    own_file(new)
    with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(new)) as target:
        source.backup(target)


def _read_job(note: Path) -> Job | None:
    values = read_json(note)
    try:
        return Job(
            name=note.stem,
            base=str(values["base"]),
            sources=read_sources(values["sources"]),
            started=str(values["started"]),
            process=int(values.get("process", 0)),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _why(error: BaseException) -> str:
    text = (isinstance(error, OSError) and error.strerror) or str(error) or type(error).__name__
    return text.rstrip(".")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def new_job(name: str, base: Path, sources: Sources) -> Job:
    """A job that begins now."""
    return Job(name, str(base), sources, _now())
