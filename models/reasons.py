"""Why a document is left out or read in part: codes between the reader of documents and the window.

One table holds what each code says; the terminal says it in English, the window in the person's
language. This module must not know formats, nor where a remark is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, unique


@unique
class Reason(Enum):
    """A code by its name; its value is what it says, with ``{}`` for each value that it needs."""

    # ---- not opened
    HIDDEN = "hidden"
    MET_BEFORE = "already met under another name"
    PROGRAM_FOLDER = "a folder of program parts"
    NO_FILE = "not a regular file (a pipe, socket or device)"
    EMPTY = "empty"
    TOO_LARGE = "larger than {} MB"
    TOO_MANY_FILES = "more than {} files: stopped looking here"
    DEAD_LINK = "a link that leads nowhere"
    MISSING = "does not exist"
    NOT_PERMITTED = "may not be read (permission)"
    NO_PATH = "is not a usable path"
    SYSTEM = "{}"
    """What the operating system said of it."""
    PROGRAM = "program source, not prose"
    DATA = "data, not prose"
    BINARY = "not text (binary data)"
    PRIVATE = "a private document"
    NO_READER = "needs the training extra to be read"
    NO_PLAIN_TEXT = "no plain text by its name"

    # ---- opened, and of no use
    ARCHIVE = "a zip archive that is no document (unpack it first)"
    OLD_WORD = "an old Word file, or one locked with a password: save it as .docx"
    ENCRYPTED = "encrypted"
    LOCKED = "encrypted: needs a password"
    COPY_PROTECTED = "protected against copying (DRM)"
    BAD_CONTAINER = "a damaged file (its container cannot be opened)"
    BAD_PART = "a damaged file (a part of it cannot be unpacked)"
    MISSING_PART = "a damaged file (a part is missing)"
    BAD_XML = "a damaged file (its XML cannot be read)"
    BAD_RTF = "a damaged file (its RTF cannot be read)"
    BAD_PDF = "a damaged PDF"
    BAD_MESSAGE = "a message that cannot be read"
    UNREADABLE = "cannot be read ({})"
    """By the name of the fault that its format's reader ended with."""
    ZIP_BOMB = "unpacks to more than any document would (a zip bomb?)"
    ENTITY_BOMB = "its XML declares entities (an entity bomb?)"
    TOO_MANY_PARTS = "a container with too many parts"
    TOO_MANY_ELEMENTS = "holds more HTML elements than any document would"
    TOO_DEEP = "nested too deep"
    TOO_HUNGRY = "needs more memory than a document should"
    TOO_SLOW = "took longer than {} seconds"
    STOPPED = "the reader stopped on it"
    CRASHED = "the reader crashed on it"

    # ---- read, and nothing stayed
    NO_TEXT = "holds no text"
    NO_TEXT_SCANNED = "holds no text (scanned pages?)"
    OTHER_LANGUAGE = "not in the language of the base"
    REPEATS = "repeats what another file says"
    ONLY_QUOTATION = "holds nothing but quoted mail"
    ONLY_SIGNATURE = "holds nothing but mail signatures"
    ONLY_CODE = "holds nothing but program text"
    ONLY_TABLE = "holds nothing but tables"
    ONLY_NUMBERS = "holds nothing but tables of numbers"
    ONLY_NOISE = "holds nothing but random characters"
    ONLY_SECRET = "holds nothing but secrets"
    ONLY_DAMAGED = "holds nothing but damaged messages"
    ONLY_FRONT = "holds nothing but front matter"
    ONLY_COMMENT = "holds nothing but comments"

    # ---- read, in part or in another way
    READ_AS = "read as {}, whatever its name says"
    FIRST_PAGES = "only the first {} of {} pages"
    FIRST_MEGABYTES = "only the first {} MB of its text"
    FIRST_MESSAGES_SLOW = "only its first {} messages: took longer than {} seconds"
    FIRST_MESSAGES_CRASHED = "only its first {} messages: the reader crashed on it"


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one file: a reason, and the values that its sentence wants."""

    reason: Reason
    values: tuple[str | int, ...] = ()

    def __post_init__(self) -> None:
        if len(self.values) != self.reason.value.count("{}"):
            raise ValueError(f"{self.reason.name} does not go with {self.values}")

    def say(self, translate: Callable[[str], str] = str) -> str:
        """The sentence, in the language of ``translate``."""
        return translate(self.reason.value).format(*self.values)

    def as_json(self) -> list[str | int]:
        """The code and its values, for a line of JSON."""
        return [self.reason.name, *self.values]


def remark_of(data: object) -> Remark | None:
    """The remark that :meth:`Remark.as_json` wrote; None for anything else."""
    if not isinstance(data, Sequence) or isinstance(data, str) or not data:
        return None
    code, *values = data
    try:
        return Remark(Reason[code], tuple(v if isinstance(v, int) else str(v) for v in values))
    except (KeyError, TypeError, ValueError):
        return None


DROPPED: Mapping[str, str] = {
    "quotation": "quoted mail",
    "signature": "mail signatures",
    "code": "program text",
    "table": "tables",
    "numbers": "tables of numbers",
    "noise": "random characters",
    "repeated": "repetitions",
    "language": "another language",
    "secret": "secrets",
    "damaged": "damaged messages",
    "front": "front matter",
    "comment": "comments",
}
"""What cleaning takes out of a document that is read, by its code, in words a person understands.
Words are counted; of secrets, places; of damaged messages, messages."""

GUESSED = frozenset(
    {"quotation", "signature", "code", "table", "numbers", "language", "front", "comment"}
)
"""What of it is left out by a guess, and read all the same where the person says so. Secrets and
damage are none; what looks random may be a key; what is repeated was read where it stood first."""
