"""Reading and saving files so that nothing is lost: atomic writes, honest words.

How bytes become lines is another matter (``text_format``). Standard library only; must not know
widgets or settings.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from editor_app.documents.text_format import (
    FileError,
    Format,
    Step,
    decode_lines,
    looks_binary,
)
from editor_app.language import tr
from models.disk import Sight, look, open_file

__all__ = [
    "LARGE", "FileError", "FileStanding", "Format", "Opened", "Stamp", "Step", "hard_links",
    "is_read_only", "read", "standing", "state", "write",
]  # fmt: skip

LARGE = 8_000_000
"""From this size (in characters) a document opens in a plainer mode."""
_MEMORY_PER_BYTE = 9
"""Of the open text of a file (measured: 460 MB for 50 MB of short lines)."""
_CHUNK = 1 << 22
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file looked like when we last read or wrote it; sizes below 0 are not known."""

    size: int
    modified_ns: int
    inode: int
    digest: str
    changed_ns: int = -1
    """The system's own note of the last change, which no program sets back."""

    def same_file_state(self, other: "Stamp") -> bool:
        """Do both stand for the same bytes?"""
        return self.digest == other.digest


class FileStanding(Enum):
    """How a document's file stands against what the document knows of it."""

    SAME = "same"
    CHANGED = "changed"
    """Somebody else has written it, or made it where there was none."""
    GONE = "gone"
    STRANGE = "strange"
    """What has its name now is no file: to be left alone."""
    HIDDEN = "hidden"
    """Nobody can tell, now: its disk is gone or its folder closed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's lines and all that is needed to write them back."""

    lines: list[str]
    ends: list[str] | None
    """What each line ends with; ``None``: with the format's end."""
    format: Format
    stamp: Stamp | None
    """``None``: there is no file yet."""
    binary: bool = False
    """Does it look like something that is no text?"""

    @property
    def text(self) -> str:
        """The lines in one."""
        return "\n".join(self.lines)


def read(path: Path, step: Step = lambda _: None) -> Opened:
    """Read ``path``, telling ``step`` how far it is.

    Raises :class:`FileError` with a sentence that says what is wrong.
    """
    if look(path) is Sight.OTHER:
        raise FileError(tr("\u201c{}\u201d is not a file that holds text.").format(path.name))
    try:
        with open_file(path) as file:
            info = os.fstat(file.fileno())
            _must_fit(info.st_size)
            data = bytearray(info.st_size)
            read = 0
            with memoryview(data) as room:
                while count := file.readinto(room[read : read + _CHUNK]):  # type: ignore[attr-defined]
                    read += count
                    step(0.0)
            del data[read:]
            while chunk := file.read(_CHUNK):  # it grows, or its size is not known beforehand
                data += chunk
                _must_fit(len(data))
                step(0.0)
        decoded = decode_lines(data, step)
    except OSError as error:
        raise FileError(_sentence("open", path, error)) from error
    except ValueError as error:  # a name with a null in it
        raise FileError(tr("Cannot open \u201c{}\u201d: {}.").format(path.name, error)) from error
    except MemoryError as error:
        raise FileError(tr("\u201c{}\u201d does not fit into memory.").format(path.name)) from error
    format_ = decoded.format
    return Opened(
        decoded.lines, decoded.ends, format_, _stamp(info, data), looks_binary(data, format_)
    )


def state(path: Path) -> Stamp | None:
    """The stamp of what is on disk now; ``None`` if there is no readable file."""
    try:
        with open_file(path) as file:
            return _stamp(os.fstat(file.fileno()), file.read())
    except (OSError, MemoryError):
        return None


def standing(path: Path, stamp: Stamp | None) -> FileStanding:
    """Is the file what ``stamp`` says (``None``: there is none)? Looks into the bytes only where
    the outside differs; never raises."""
    match look(path):
        case Sight.NOTHING:
            return FileStanding.GONE if stamp is not None else FileStanding.SAME
        case Sight.HIDDEN:
            return FileStanding.HIDDEN
        case Sight.FOLDER | Sight.OTHER:
            return FileStanding.STRANGE
    if stamp is None:
        return FileStanding.CHANGED
    try:
        info = path.stat()
    except OSError:  # it went this moment
        return FileStanding.HIDDEN
    outside = (info.st_size, info.st_mtime_ns, info.st_ino, info.st_ctime_ns)
    if outside == (stamp.size, stamp.modified_ns, stamp.inode, stamp.changed_ns):
        return FileStanding.SAME
    if 0 <= stamp.size != info.st_size:
        return FileStanding.CHANGED
    now = state(path)
    if now is None:
        return FileStanding.HIDDEN
    return FileStanding.SAME if now.same_file_state(stamp) else FileStanding.CHANGED


def is_read_only(path: Path) -> bool:
    """Would a careful program refuse to replace this file? A disk that does not answer has not said
    so."""
    try:
        mode = path.stat().st_mode
        if not mode & 0o222:
            return True
        if stat.S_ISREG(mode):  # access() answers "no" to a failing disk, too
            os.close(os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)))
    except OSError as error:
        return error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and look(path) is Sight.FILE
    return False


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
    try:
        target = Path(os.path.realpath(path))
        _refuse_what_is_no_file(path, target)
        info = _replace(target, data)
    except OSError as error:
        raise FileError(_sentence("save", path, error)) from error
    except ValueError as error:  # a name with a null in it
        raise FileError(
            tr("Cannot save \u201c{}\u201d: {}. The file on disk is unchanged.").format(
                path.name, error
            )
        ) from error
    _flush_folder(target)
    return _stamp(info, data)


# -- the parts of the above ------------------------------------------------------------------------


def _must_fit(size: int) -> None:
    """Raise ``MemoryError`` where the text would need more memory than this computer has: the
    system would not refuse it, but end the program later, with all that is open."""
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        if 0 < memory < size * _MEMORY_PER_BYTE:
            raise MemoryError


def _stamp(info: os.stat_result, data: bytes | bytearray) -> Stamp:
    return Stamp(
        info.st_size,
        info.st_mtime_ns,
        info.st_ino,
        hashlib.blake2b(data, digest_size=16).hexdigest(),
        info.st_ctime_ns,
    )


def _refuse_what_is_no_file(path: Path, target: Path) -> None:
    if is_read_only(target):
        raise FileError(
            tr("\u201c{}\u201d is read-only. Save it under another name.").format(path.name)
        )
    match look(target):
        case Sight.FOLDER:
            raise FileError(tr("\u201c{}\u201d is a folder.").format(path.name))
        case Sight.OTHER:
            raise FileError(tr("\u201c{}\u201d is not a file that holds text.").format(path.name))


def _replace(target: Path, data: bytes) -> os.stat_result:
    temporary = target.parent / f".foretype-{secrets.token_hex(6)}"
    try:
        try:
            info = _write_beside(target, temporary, data, named=False)
        # a system or a disk without unnamed files, or a real fault: that shows again
        except OSError:
            info = _write_beside(target, temporary, data, named=True)
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return _under_its_name(target, info)


def _under_its_name(target: Path, info: os.stat_result) -> os.stat_result:
    """``info`` of a new file after it got its name, for that changes what the system notes of it;
    as it was where another file stands there by now."""
    try:
        now = target.stat()
    except OSError:
        return info
    same = all(getattr(now, of) == getattr(info, of) for of in ("st_size", "st_mtime_ns", "st_ino"))
    return now if same else info


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
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, 0o666 & ~mask)
        return
    with contextlib.suppress(OSError):  # only root may give files away; the mode matters more
        os.fchown(descriptor, old.st_uid, old.st_gid)
    with contextlib.suppress(OSError):  # disks without modes refuse them; the text matters more
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        names: list[str] = []
        with contextlib.suppress(OSError):
            names = os.listxattr(target)
        for name in names:
            with contextlib.suppress(OSError):  # one that only the system may set is no reason
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
        with contextlib.suppress(OSError):  # nothing was written through it
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
