"""What the state machine's three files hold, and who may have changed them.

The shadow looks at the disk after every step: a file's bytes may change by another program, or by
a document that had read or written just what stood there, or where the person agreed.
"""

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

FILES = {
    "a.txt": b"first\r\n\tkeep \xc2\xa7 this\nand this\r\nlast\n",
    "latin.txt": "erste\nGröße und Maß\r\nÄrger\rletzte\n".encode("latin-1"),
    "wide.txt": "\ufefferste\nmitte\u2028noch mitte\nletzte\n".encode("utf-16-le"),
    "long.txt": b"begin " + b'"k": "12 \xff", ' * 700 + b"end\nlast\n",
}
INSIDE = (
    b"\tkeep \xc2\xa7 this\nand this\r\n",
    "Größe und Maß\r\nÄrger\r".encode("latin-1"),
    "mitte\u2028noch mitte\n".encode("utf-16-le"),
    b'"k": "12 \xff", ' * 690,
)
"""Of each file what nobody edits: it keeps its bytes, whatever is written around it."""
ALIASES = {"link.txt": "a.txt"}
NAMES = (*FILES, "link.txt", "hard.txt", "new.txt")


def real(name: str) -> str:
    """The file behind a name."""
    return ALIASES.get(name, name)


def untouched(content: bytes) -> bytes:
    """What nobody edits of a file with this content."""
    return next((inside for inside in INSIDE if inside in content), b"")


@dataclass
class Seen:
    """What a document knows of its file."""

    name: str
    content: bytes | None


@dataclass
class Folder:
    """The files, where they are now, and what stood in them at the last look."""

    path: Path
    contents: dict[str, bytes] = field(default_factory=dict)
    strange: set[str] = field(default_factory=set)
    """Names that a folder or a pipe has taken."""

    def __post_init__(self) -> None:
        self.path.mkdir(parents=True)
        for name, content in FILES.items():
            (self.path / name).write_bytes(content)
        (self.path / "link.txt").symlink_to("a.txt")
        os.link(self.path / "latin.txt", self.path / "hard.txt")
        self.contents = self.look()

    @property
    def _away(self) -> Path:
        return self.path.with_name("away")

    @property
    def place(self) -> Path:
        """Where the files are, whether or not programs can reach them."""
        return self._away if self._away.exists() else self.path

    @property
    def reachable(self) -> bool:
        return self.place == self.path

    def go(self, loop: bool) -> None:
        """The folder goes; with ``loop`` no look at its name is answered any more."""
        self.path.rename(self._away)
        if loop:
            self.path.symlink_to(self.path)

    def come_back(self) -> None:
        """It is there again, whatever was made in its place meanwhile."""
        if self.path.is_symlink():
            self.path.unlink()
        assert not self.path.exists()
        self._away.rename(self.path)

    def look(self) -> dict[str, bytes]:
        """What stands in the files now."""
        found = {}
        for file in self.place.iterdir():
            if not file.is_symlink() and file.is_file():
                found[file.name] = file.read_bytes()
        return found

    def write(self, name: str, content: bytes) -> None:
        """As another program does: in place."""
        (self.place / name).write_bytes(content)
        self.contents = self.look()

    def turn_strange(self, name: str, pipe: bool) -> None:
        """A pipe or a folder takes the name of a file; or it goes again."""
        path = self.place / name
        if name in self.strange:
            self.strange.remove(name)
            path.unlink() if path.is_fifo() else shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
            os.mkfifo(path) if pipe else path.mkdir()
            self.strange.add(name)
        self.contents = self.look()

    def locked(self) -> set[str]:
        """Files that are read-only."""
        return {n for n in self.contents if not (self.place / n).stat().st_mode & 0o222}
