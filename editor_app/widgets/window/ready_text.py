"""A text on its way into a document, made ready for the window on another thread.

Must not know widgets.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from editor_app.documents import files
from editor_app.documents.recovery import Copy, unpack_ends
from editor_app.widgets.page.lines import count_words
from models.disk import Sight, is_folder, look


@dataclass(frozen=True, slots=True)
class ReadyText:
    """A file's text, made ready for the window on another thread."""

    opened: files.Opened
    counts: list[int]
    """Words of each line."""
    size: int
    """Characters."""
    unsaved: bool = False
    """Is it text that a crash left, rather than what stands in the file?"""

    @classmethod
    def of(cls, opened: files.Opened) -> "ReadyText":
        """Count the words of the lines."""
        size = sum(map(len, opened.lines)) + len(opened.lines) - 1
        return cls(opened, count_words(opened.lines), size)

    @classmethod
    def of_copy(cls, copy: Copy) -> "ReadyText":
        """The text of a safety copy. The disk is not asked: its file may be out of reach. What
        stands there is compared when the text is saved."""
        lines = copy.text.split("\n")
        ends = unpack_ends(copy.ends, len(lines))
        kinds = set(ends or ())
        format_ = files.Format(
            copy.encoding, bytes.fromhex(copy.bom), copy.end, copy.guard,
            pieces="" in kinds, mixed=len(kinds - {""}) > 1,
        )  # fmt: skip
        stamp = files.Stamp(-1, -1, -1, copy.digest) if copy.digest else None
        return replace(cls.of(files.Opened(lines, ends, format_, stamp)), unsaved=True)

    @classmethod
    def of_file(cls, path: Path, step: files.Step) -> "ReadyText":
        """What stands in ``path``; nothing, where it is not there and may be made.

        Raises :class:`files.FileError` with a sentence that says what is wrong.
        """
        if look(path) is Sight.NOTHING and is_folder(path.parent):
            return cls.of(files.Opened([""], None, files.Format(), None))
        return cls.of(files.read(path, step))
