"""Reading and saving text files so that nothing is lost: bytes ↔ text, and atomic writes.

The text is what a text widget can hold: lines joined with "\\n". What it cannot hold (encoding,
byte order mark, each line's end, invalid bytes) stands in a :class:`Format` beside it, so that a
file opened and saved without an edit is the same bytes, whatever they are. Standard library only;
must not know widgets or settings.
"""

import codecs
import contextlib
import difflib
import errno
import hashlib
import os
import re
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path

from editor_app.language import tr

_END = re.compile("\r\n|\r|\n|\u2029")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_STRAY = re.compile("[\ud800-\udfff\ufdd0\ufdd1\ufeff]")
"""Characters that a text widget drops or breaks: lone surrogates (here also invalid bytes), Qt's
own frame marks, and the byte order mark where it is not one."""
_GUARDS = (0x10F000, 0x10E000, 0x10D000, 0xFF000, 0xFE000)
"""Private-use ranges; one that the text does not use stands in for its stray characters."""
_ALIGN_LIMIT = 60_000
"""Up to how many changed lines are matched with the lines that were read."""
LARGE = 8_000_000
"""From this size (in characters) a document opens in a plainer mode."""
LONG_LINE = 20_000
"""A line longer than this (in characters) is shown in pieces: text widgets lay out whole lines."""
_PIECE = 4_000


class FileError(Exception):
    """Something is wrong with a file; the message is a sentence for the person."""


class CannotEncodeError(FileError):
    """The text holds characters that the file's encoding has no bytes for."""


@dataclass(frozen=True, slots=True)
class Format:
    """How a text stands in its file."""

    encoding: str = "utf-8"
    bom: bytes = b""
    end: str = "\n"
    """The line end that new lines get."""
    guard: int = 0
    """First code point of the range that stands in for stray characters; 0: there are none."""
    pieces: bool = False
    """Are there lines too long to show, cut into pieces whose end is ""?"""
    mixed: tuple[str, ...] = ()
    """Each line's end where they differ, and then ..."""
    lines: tuple[str, ...] = field(default=(), repr=False)
    """... the lines as they were read, to find them again after edits."""

    @property
    def name(self) -> str:
        """The encoding as people write it."""
        names = {"utf-8": "UTF-8", "cp1252": "Windows-1252", "latin-1": "ISO 8859-1"}
        short = names.get(self.encoding, self.encoding.upper().removesuffix("-LE"))
        return f"{short} with BOM" if self.bom and self.encoding == "utf-8" else short

    @property
    def end_name(self) -> str:
        """The line end as people write it."""
        if len(set(self.mixed) - {""}) > 1:
            return "mixed line ends"
        return {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}.get(self.end, "line separators")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like when we last read or wrote it."""

    size: int
    modified_ns: int
    inode: int
    digest: str

    def same_file_state(self, other: "Stamp") -> bool:
        """Do both stand for the same bytes?"""
        return self.digest == other.digest


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's text and all that is needed to write it back."""

    text: str
    format: Format
    stamp: Stamp
    binary: bool
    """Does it look like something that is no text?"""


def decode(data: bytes) -> tuple[str, Format]:
    """``data`` as text, with the format that turns it back into the same bytes."""
    bom, encoding = next(((b, e) for b, e in _BOMS if data.startswith(b)), (b"", ""))
    body = data[len(bom) :]
    if encoding:
        text = _exact(body, encoding)
        if text is not None:
            return _lines(text, encoding, bom)
    if _utf16_without_bom(data) and (text := _exact(data, "utf-16-le")) is not None:
        return _lines(text, "utf-16-le", b"")
    text = _exact(data, "utf-8", errors="strict")
    if text is not None:
        return _lines(text, "utf-8", b"")
    if not re.search(rb"[\xc2-\xf4][\x80-\xbf]", data) and b"\0" not in data:
        text = _exact(data, "cp1252", errors="strict")  # no trace of UTF-8: an old Western file
        if text is not None:
            return _lines(text, "cp1252", b"")
    return _lines(data.decode("utf-8", "surrogateescape"), "utf-8", b"")


def encode(text: str, format_: Format) -> bytes:
    """The bytes of ``text``; the inverse of :func:`decode`.

    Raises :class:`CannotEncodeError` where the encoding lacks a character.
    """
    lines = text.split("\n")
    joined = _join(lines, format_) if format_.mixed else format_.end.join(lines)
    plain = _unguard(joined, format_.guard)
    try:
        return format_.bom + plain.encode(format_.encoding, _errors(format_.encoding))
    except UnicodeEncodeError as error:
        lacking = plain[error.start : error.start + 1]
        raise CannotEncodeError(
            tr("{} has no bytes for \u201c{}\u201d. Save as UTF-8 to keep it.").format(
                format_.name, lacking
            )
        ) from error


def read(path: Path) -> Opened:
    """Read ``path``; raises :class:`FileError` with a sentence that says what is wrong."""
    try:
        kind = path.stat().st_mode
        if not stat.S_ISREG(kind) and not stat.S_ISDIR(kind):  # opening a pipe would wait for ever
            raise FileError(tr("\u201c{}\u201d is not a file that holds text.").format(path.name))
        with path.open("rb") as file:
            info = os.fstat(file.fileno())
            data = file.read()
    except OSError as error:
        raise FileError(_sentence("open", path, error)) from error
    except MemoryError as error:
        raise FileError(tr("\u201c{}\u201d does not fit into memory.").format(path.name)) from error
    text, format_ = decode(data)
    return Opened(text, format_, _stamp(info, data), looks_binary(data, format_))


def state(path: Path) -> Stamp | None:
    """The stamp of what is on disk now; ``None`` if there is no readable file."""
    try:
        with path.open("rb") as file:
            return _stamp(os.fstat(file.fileno()), file.read())
    except OSError:
        return None


def changed_since(path: Path, stamp: Stamp) -> bool:
    """Has somebody else changed the file? Looks into the bytes only when its outside differs."""
    try:
        info = path.stat()
    except OSError:
        return not path.is_symlink() or not path.exists()
    outside = (info.st_size, info.st_mtime_ns, info.st_ino)
    if outside == (stamp.size, stamp.modified_ns, stamp.inode):
        return False
    now = state(path)
    return now is None or not now.same_file_state(stamp)


def looks_binary(data: bytes, format_: Format) -> bool:
    """Do the first bytes look like something other than text?"""
    if format_.encoding.startswith(("utf-16", "utf-32")):
        return False
    head = data[:8192]
    strange = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 or byte == 127 for byte in head)
    return b"\0\0" in head or strange * 20 > len(head)


def is_read_only(path: Path) -> bool:
    """Would a careful program refuse to replace this file?"""
    try:
        mode = path.stat().st_mode
    except OSError:
        return False
    return not mode & 0o222 or not os.access(path, os.W_OK)


def hard_links(path: Path) -> int:
    """How many other names the file has; a save gives this name a file of its own."""
    try:
        return path.stat().st_nlink - 1
    except OSError:
        return 0


def write(path: Path, data: bytes) -> Stamp:
    """Replace the file's bytes at once or not at all, and only return when they are on the disk.

    A symbolic link stays one and its target is replaced; mode, owner and extended attributes are
    kept. Raises :class:`FileError`; the old file is then untouched, except where the last step, the
    flush of the folder, failed: the message says so.
    """
    target = Path(os.path.realpath(path))
    if is_read_only(target):
        raise FileError(
            tr("\u201c{}\u201d is read-only. Save it under another name.").format(path.name)
        )
    if target.is_dir():
        raise FileError(tr("\u201c{}\u201d is a folder.").format(path.name))
    temporary = target.parent / f".foretype-{secrets.token_hex(6)}"
    try:
        try:
            info = _write_beside(target, temporary, data, named=False)
        # a system or a disk without unnamed files, or a real fault: that shows again
        except OSError:
            info = _write_beside(target, temporary, data, named=True)
        temporary.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise FileError(_sentence("save", path, error)) from error
    _flush_folder(target)
    return _stamp(info, data)


# -- the parts of the above ------------------------------------------------------------------------


def _errors(encoding: str) -> str:
    if encoding == "utf-8":
        return "surrogateescape"
    return "surrogatepass" if encoding.startswith("utf") else "strict"


def _exact(data: bytes, encoding: str, errors: str | None = None) -> str | None:
    """``data`` decoded, if that can be undone exactly."""
    errors = errors or _errors(encoding)
    try:
        text = data.decode(encoding, errors)
        return text if text.encode(encoding, errors) == data else None
    except UnicodeError:
        return None


def _utf16_without_bom(data: bytes) -> bool:
    head = data[:2000]
    return len(data) % 2 == 0 and len(head) > 3 and head[1::2].count(0) * 10 > len(head) * 4


def _lines(text: str, encoding: str, bom: bytes) -> tuple[str, Format]:
    guard = 0
    if _STRAY.search(text):
        used = set(text)
        guard = next((g for g in _GUARDS if not any(g <= ord(c) < g + 0x900 for c in used)), 0)
        text = _guard(text, guard or _GUARDS[0])
        guard = guard or _GUARDS[0]
    ends = _END.findall(text)
    kinds = set(ends)
    end = max(kinds, key=ends.count) if kinds else "\n"
    plain = text if kinds <= {"\n"} else _END.sub("\n", text)
    long = len(plain) > LONG_LINE and max(map(len, plain.split("\n"))) > LONG_LINE
    if len(kinds) < 2 and not long:
        return plain, Format(encoding, bom, end, guard)
    lines = plain.split("\n")
    if long:
        lines, ends = _cut(lines, ends)
    return "\n".join(lines), Format(encoding, bom, end, guard, long, tuple(ends), tuple(lines))


def _cut(lines: list[str], ends: list[str]) -> tuple[list[str], list[str]]:
    """Lines that are too long, cut into pieces that end with nothing."""
    cut: list[str] = []
    cut_ends: list[str] = []
    for line, end in zip(lines, [*ends, ""], strict=True):
        size = _PIECE if len(line) > LONG_LINE else max(1, len(line))
        pieces = [line[i : i + size] for i in range(0, max(1, len(line)), size)]
        cut += pieces
        cut_ends += [""] * (len(pieces) - 1) + [end]
    return cut, cut_ends[:-1]


def _guard(text: str, base: int) -> str:
    def stand_in(match: re.Match[str]) -> str:
        code = ord(match.group())
        return chr(base + (code - 0xD800 if code < 0xE000 else 0x800 + (code & 0xFF)))

    return _STRAY.sub(stand_in, text)


def _unguard(text: str, base: int) -> str:
    if not base:
        return text

    def stray(match: re.Match[str]) -> str:
        offset = ord(match.group()) - base
        if offset < 0x800:
            return chr(0xD800 + offset)
        return chr({0xD0: 0xFDD0, 0xD1: 0xFDD1, 0xFF: 0xFEFF}.get(offset - 0x800, base + offset))

    return re.sub(f"[{chr(base)}-{chr(base + 0x8FF)}]", stray, text)


def _join(lines: list[str], format_: Format) -> str:
    """Lines joined with the ends they had when read; new and changed ones get the usual end."""
    old, ends = format_.lines, format_.mixed
    found: list[str] = [format_.end] * len(lines)
    first = 0
    limit = min(len(lines), len(old))
    while first < limit and lines[first] == old[first]:
        first += 1
    last = 0
    while last < limit - first and lines[-1 - last] == old[-1 - last]:
        last += 1
    blocks = [(0, 0, first), (len(old) - last, len(lines) - last, last)]
    middle_old, middle_new = old[first : len(old) - last], lines[first : len(lines) - last]
    if len(middle_old) + len(middle_new) <= _ALIGN_LIMIT:
        matcher = difflib.SequenceMatcher(None, middle_old, middle_new, autojunk=False)
        blocks += [(a + first, b + first, n) for a, b, n in matcher.get_matching_blocks()]
    if len(middle_old) == len(middle_new):  # lines were edited, none came or went
        blocks.insert(0, (first, first, len(middle_old)))
    for a, b, count in blocks:
        for i in range(count):
            if a + i < len(ends):
                found[b + i] = ends[a + i]
    return "".join(
        line + end for line, end in zip(lines, [*found[: len(lines) - 1], ""], strict=True)
    )


def _stamp(info: os.stat_result, data: bytes) -> Stamp:
    return Stamp(
        info.st_size,
        info.st_mtime_ns,
        info.st_ino,
        hashlib.blake2b(data, digest_size=16).hexdigest(),
    )


def _write_beside(target: Path, temporary: Path, data: bytes, named: bool) -> os.stat_result:
    """Put ``data`` into the new file ``temporary``, on the disk and dressed like ``target``.

    Unless ``named``, the file gets its name last, so that being killed leaves nothing behind.
    """
    if named:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        descriptor = os.open(temporary, flags, 0o600)
    elif hasattr(os, "O_TMPFILE"):
        descriptor = os.open(target.parent, os.O_TMPFILE | os.O_WRONLY, 0o600)
    else:
        raise OSError(errno.ENOTSUP, "no unnamed files here")
    try:
        _write_all(descriptor, data)
        _copy_attributes(target, descriptor)
        os.fsync(descriptor)
        if not named:
            # A directory descriptor, unused with an absolute path, makes Python follow the link.
            own = f"/proc/self/fd/{descriptor}"
            os.link(own, temporary, src_dir_fd=descriptor, follow_symlinks=True)
        return os.fstat(descriptor)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view[: 1 << 24]) :]


def _copy_attributes(target: Path, descriptor: int) -> None:
    """Mode, owner and extended attributes of the file that is replaced; the usual mode for a new
    one."""
    if not hasattr(os, "fchmod"):
        return
    try:
        old = target.stat()
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        os.fchmod(descriptor, 0o666 & ~mask)
        return
    with contextlib.suppress(OSError):  # only root may give files away; the mode matters more
        os.fchown(descriptor, old.st_uid, old.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(target):
                os.setxattr(descriptor, name, os.getxattr(target, name))


def _flush_folder(target: Path) -> None:
    """Make the new name durable; systems that cannot flush a folder say so with EINVAL."""
    try:
        folder = os.open(target.parent, os.O_RDONLY)
    except OSError:
        return  # a folder that may be written but not listed, or a system without the notion
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise FileError(
                tr(
                    "\u201c{}\u201d was written, but the disk did not confirm it ({}). "
                    "Save again, or to another place."
                ).format(target.name, os.strerror(error.errno or 0))
            ) from error
    finally:
        os.close(folder)


def _sentence(verb: str, path: Path, error: OSError) -> str:
    opening = verb == "open"
    reasons = {
        errno.ENOENT: tr("it does not exist") if opening else tr("its folder does not exist"),
        errno.EACCES: tr("you may not") if opening else tr("its folder is read-only for you"),
        errno.EPERM: tr("the system does not allow it"),
        errno.EROFS: tr("the disk is read-only"),
        errno.ENOSPC: tr("the disk is full"),
        errno.EDQUOT: tr("your share of the disk is full"),
        errno.EIO: tr("the disk reports an error"),
        errno.EISDIR: tr("it is a folder"),
        errno.ENAMETOOLONG: tr("its name is too long"),
    }
    reason = reasons.get(error.errno or 0, (error.strerror or str(error)).lower())
    if opening:
        return tr("Cannot open \u201c{}\u201d: {}.").format(path.name, reason)
    return tr("Cannot save \u201c{}\u201d: {}. The file on disk is unchanged.").format(
        path.name, reason
    )
