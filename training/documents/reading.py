"""The one door: paths in, clean documents and a report on every file out."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path

from models.reasons import Reason, Remark, remark_of
from models.replacing import write_own
from models.secrets import scrub
from training.documents.clean import GAP, Cleaner, tidy
from training.documents.find import find_files
from training.documents.language import LanguageTest
from training.documents.pool import FileOpener, OpenedFile
from training.documents.records import Document, FileReport, Limits, Part, Reading

_CACHE_VERSION = 4
_SAMPLE = 600
"""Characters of what was left out by a guess that a report shows."""
_NOTHING: frozenset[str] = frozenset()


def read_documents(
    paths: Iterable[Path],
    language: LanguageTest | None = None,
    limits: Limits | None = None,
    cache: Path | None = None,
    report: Callable[[FileReport], None] | None = None,
    taken_in: Mapping[Path, Set[str]] | None = None,
) -> Reading:
    """Read files and folders. Never raises for what a file holds.

    ``cache`` is a folder in which the text of each file is kept, so that an unchanged file is not
    opened again. ``report`` is called once per file, as it is done with. ``taken_in`` names, by
    file, what is read of it although a guess would leave it out (``models.reasons.GUESSED``).
    """
    limits = limits or Limits()
    cleaner = Cleaner(language or LanguageTest())
    wanted = taken_in or {}
    documents: list[Document] = []
    files: list[FileReport] = []
    with FileOpener(limits) as opener:
        for path, why_not in find_files(paths, limits):
            if why_not:
                file = FileReport(path, remark=why_not)
            else:
                opened = _open_cached(opener, path, cache)
                found, file = _clean_file(path, opened, cleaner, wanted.get(path, _NOTHING))
                documents += found
            files.append(file)
            if report is not None:
                report(file)
    return Reading(tuple(documents), tuple(files))


def _clean_file(
    path: Path, opened: OpenedFile, cleaner: Cleaner, wanted: Set[str]
) -> tuple[list[Document], FileReport]:
    file = FileReport(path, opened.kind, remark=opened.remark)
    if opened.left_out:
        file.remark = opened.left_out
        return [], file
    try:
        modified = path.stat().st_mtime
    except OSError:
        modified = 0.0
    documents = []
    for part in opened.parts:
        paragraphs, dropped = cleaner.clean(part, wanted)
        file.dropped += dropped
        _show_left(part, file)
        if paragraphs:
            name = f"{path}#{part.name}" if len(opened.parts) > 1 else str(path)
            documents.append(Document(name, modified, tuple(paragraphs)))
    file.documents = len(documents)
    file.paragraphs = sum(len(document.paragraphs) for document in documents)
    file.words = sum(document.words for document in documents)
    file.read = bool(documents)
    if not file.read:
        file.remark = Remark(_why_nothing_stayed(file))
    return documents, file


def _show_left(part: Part, file: FileReport) -> None:
    """Note in ``file`` how what ``part`` left out by a guess begins."""
    for kind in part.left:
        shown = file.left.get(kind, "")
        for paragraph in part.left[kind]:
            if len(shown) >= _SAMPLE:
                break
            clean = tidy(scrub(paragraph[:_SAMPLE])[0].replace(GAP.strip(), "…"))
            shown = f"{shown}\n{clean}".strip()[:_SAMPLE]
        file.left[kind] = shown


def _why_nothing_stayed(file: FileReport) -> Reason:
    if not file.dropped:
        return Reason.NO_TEXT
    most, _ = file.dropped.most_common(1)[0]
    if most == "language":
        return Reason.OTHER_LANGUAGE
    return Reason.REPEATS if most == "repeated" else Reason[f"ONLY_{most.upper()}"]


def _open_cached(opener: FileOpener, path: Path, cache: Path | None) -> OpenedFile:
    """``opener.open(path)``, or what it said when the file was last the same."""
    if cache is None:
        return opener.open(path)
    try:
        status = path.stat()
    except OSError:
        return opener.open(path)
    key = f"{_CACHE_VERSION}\n{path}\n{status.st_size}\n{status.st_mtime_ns}"
    place = cache / (
        hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32] + ".json"
    )
    try:
        return _from_json(json.loads(place.read_text("utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        pass  # not there, or not ours: read the file itself
    opened = opener.open(path)
    if not opened.left_out:
        _scrub(opened)  # a secret must not lie in one more place, for however short a time
        write_own(place, json.dumps(_as_json(opened)).encode())
    return opened


def _scrub(opened: OpenedFile) -> None:
    for part in opened.parts:
        for paragraphs in part.left.values():
            paragraphs[:] = [scrub(paragraph, GAP)[0] for paragraph in paragraphs]
        clean = [scrub(paragraph, GAP) for paragraph in part.paragraphs]
        part.paragraphs[:] = [paragraph for paragraph, _ in clean]
        if found := sum(len(secrets) for _, secrets in clean):
            part.dropped["secret"] += found


def _as_json(opened: OpenedFile) -> dict[str, object]:
    parts = [[p.name, p.paragraphs, dict(p.dropped), p.left] for p in opened.parts]
    remark = opened.remark.as_json() if opened.remark else []
    return {"kind": opened.kind, "remark": remark, "parts": parts}


def _from_json(data: dict[str, object]) -> OpenedFile:
    rows = data["parts"]
    assert isinstance(rows, list)
    opened = OpenedFile(str(data["kind"]), remark_of(data["remark"]))
    for name, paragraphs, dropped, left in rows:
        part = Part(name, paragraphs, left=left)
        part.dropped.update(dropped)
        opened.parts.append(part)
    return opened
