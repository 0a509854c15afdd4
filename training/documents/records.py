"""The plain records that document reading passes around. Knows no format and no process."""

from collections import Counter
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from pathlib import Path

from models.reasons import GUESSED, Reason, Remark


class LeftOutError(Exception):
    """A file is not read, for a reason."""

    def __init__(self, reason: Reason, *values: str | int) -> None:
        super().__init__(reason.name)
        self.remark = Remark(reason, values)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file, and one reading, may cost."""

    file_bytes: int = 256 << 20
    """Files larger than this are left out (mailboxes: four times as much)."""
    seconds: float = 60.0
    """Wall time for one file; formats that come in pieces keep what they read by then."""
    memory_bytes: int = 1 << 30
    """Address space of the helper process beyond what it needs to start."""
    characters: int = 64 << 20
    """Text taken from one file."""
    pages: int = 3000
    """Pages taken from one PDF."""
    unpacked_bytes: int = 128 << 20
    """What one member of a zip container may unpack to."""
    files: int = 50_000
    """Files looked at in one reading."""


@dataclass(slots=True)
class Part:
    """One document found in a file, as its format's reader gives it: a mailbox has many."""

    name: str
    """"" when the file is one document."""
    paragraphs: list[str]
    dropped: Counter[str] = field(default_factory=Counter)
    """What the format's reader dropped, by the codes of ``models.reasons.DROPPED``."""
    left: dict[str, list[str]] = field(default_factory=dict)
    """The paragraphs that were dropped by a guess, by the same codes: a person may want them."""

    def leave_out(self, kind: str, paragraphs: Iterable[str]) -> None:
        """Drop ``paragraphs``, and keep them apart where ``kind`` is a guess."""
        gone = [paragraph for paragraph in paragraphs if paragraph.strip()]
        if not gone:
            return
        self.dropped[kind] += sum(len(paragraph.split()) for paragraph in gone)
        if kind in GUESSED:
            self.left.setdefault(kind, []).extend(gone)

    def take_back(self, kinds: Set[str]) -> list[str]:
        """The paragraphs of ``kinds`` that were left out by a guess; they are dropped no more."""
        back: list[str] = []
        for kind in sorted(kinds & self.left.keys()):
            back += self.left.pop(kind)
            del self.dropped[kind]
        return back


@dataclass(frozen=True, slots=True)
class Document:
    """Clean text with its identity."""

    name: str
    """The file's absolute path; for a message of a mailbox, ``path#message-id``."""
    modified: float
    """Seconds since the epoch: newer writing may count more."""
    paragraphs: tuple[str, ...]

    @property
    def words(self) -> int:
        """White-space separated words."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


@dataclass(slots=True)
class FileReport:
    """What became of one file."""

    path: Path
    kind: str = ""
    """"txt", "docx", … as the content says; "" when it was not opened."""
    read: bool = False
    remark: Remark | None = None
    """Why it was left out, or how it was read."""
    documents: int = 0
    paragraphs: int = 0
    words: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    """What was dropped from it and how much, by the codes of ``models.reasons.DROPPED``."""
    left: dict[str, str] = field(default_factory=dict)
    """How what was dropped by a guess begins, without secrets, by the same codes."""

    @property
    def said(self) -> str:
        """The remark in English, "" where there is none."""
        return self.remark.say() if self.remark else ""

    def as_json(self) -> dict[str, object]:
        """A JSON-ready view."""
        return {
            "path": str(self.path),
            "kind": self.kind,
            "read": self.read,
            "reason": self.remark.as_json() if self.remark else [],
            "documents": self.documents,
            "paragraphs": self.paragraphs,
            "words": self.words,
            "dropped": dict(self.dropped),
            "left": self.left,
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one call of ``read_documents`` found."""

    documents: tuple[Document, ...]
    files: tuple[FileReport, ...]

    @property
    def words(self) -> int:
        """Words in all documents."""
        return sum(document.words for document in self.documents)
