"""Files: the same bytes back, all or nothing, and an honest word when it fails."""

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.documents import files
from editor_app.documents.files import FileStanding
from editor_app.documents.text_format import (
    CannotEncodeError,
    decode_lines,
    encode_lines,
    looks_binary,
)

ROOT = Path(__file__).resolve().parents[3]
_PIECES = [b"a", b"word ", b"\r\n", b"\n", b"\r", b"\xff", b"\x80\x81", b"\xc3\xa9",
           b"\0", b"\xc2\xa0", b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbb\xbf",
           b"\xff\xfe", b"\xfe\xff",
           b"\xed\xa0\x80", b"\xef\xb7\x90", "\U0010f8ff".encode(), b"\xe9"]  # fmt: skip


@given(st.one_of(st.binary(), st.lists(st.sampled_from(_PIECES), max_size=12).map(b"".join)))
@settings(max_examples=400, deadline=None)
def test_any_bytes_come_back(data: bytes) -> None:
    found = decode_lines(data)
    text = "\n".join(found.lines)
    assert encode_lines(text.split("\n"), found.format, found.ends) == data
    assert not re.search("[\ud800-\udfff\ufdd0\ufdd1\r\u2029]", text)  # what a widget would lose


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"caf\xc3\xa9\n", "utf-8", "caf\u00e9\n"),
        (b"caf\xe9 \x96 \x80\n", "cp1252", "caf\u00e9 \u2013 \u20ac\n"),
        ("\ufeffh\u00e9".encode("utf-16-le"), "utf-16-le", "h\u00e9"),
        ("\ufeffh\u00e9".encode("utf-16-be"), "utf-16-be", "h\u00e9"),
        ("plain".encode("utf-16-le"), "utf-16-le", "plain"),
        (b"\xef\xbb\xbfbom", "utf-8", "bom"),
        (b"", "utf-8", ""),
    ],
)
def test_encodings_are_recognised(data: bytes, encoding: str, text: str) -> None:
    found = decode_lines(data)
    assert ("\n".join(found.lines), found.format.encoding) == (text, encoding)


def test_what_an_encoding_lacks_is_said() -> None:
    found = decode_lines(b"caf\xe9\n")
    with pytest.raises(CannotEncodeError, match="Windows-1252 has no bytes for"):
        encode_lines([*found.lines, "\u4e2d"], found.format)


def test_save_keeps_mode_link_and_attributes(tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.txt"
    link.symlink_to(real.name)
    try:
        os.setxattr(real, "user.note", b"kept")
        attributes = True
    except OSError:
        attributes = False
    files.write(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    if attributes:
        assert os.getxattr(real, "user.note") == b"kept"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.txt", "real.txt"]


def test_hard_links_are_known_and_keep_the_old_text(tmp_path: Path) -> None:
    path, other = tmp_path / "a", tmp_path / "b"
    path.write_bytes(b"old")
    os.link(path, other)
    assert files.hard_links(path) == 1
    files.write(path, b"new")
    assert (path.read_bytes(), other.read_bytes()) == (b"new", b"old")


def test_new_file_gets_the_usual_mode(tmp_path: Path) -> None:
    files.write(tmp_path / "new", b"x")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o666 & ~mask


def test_read_only_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(files.FileError, match="read-only"):
        files.write(path, b"new")
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("name", ["missing/a", "folder"])
def test_impossible_places_are_refused_with_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(files.FileError) as error:
        files.write(tmp_path / name, b"x")
    assert str(error.value).endswith(".")


@pytest.mark.parametrize("name", ["missing", "folder", "pipe"])
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(files.FileError) as error:
        files.read(tmp_path / name)
    assert name in str(error.value)


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="the size of memory is not known")
def test_what_is_larger_than_memory_is_not_begun(tmp_path: Path) -> None:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    path = tmp_path / "a"
    path.touch()
    os.truncate(path, memory // 4)
    began = time.monotonic()
    with pytest.raises(files.FileError, match="memory"):
        files.read(path)
    assert time.monotonic() - began < 1.0


def test_what_was_saved_need_not_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a"
    stamp, info = files.write(path, b"text"), path.stat()
    assert (stamp.modified_ns, stamp.changed_ns) == (info.st_mtime_ns, info.st_ctime_ns)


def test_others_changes_are_noticed_even_with_equal_size(tmp_path: Path) -> None:
    path = tmp_path / "a"
    assert files.standing(path, None) is FileStanding.SAME  # not there, and not known
    path.write_bytes(b"one")
    assert files.standing(path, None) is FileStanding.CHANGED
    stamp = files.read(path).stamp
    assert files.standing(path, stamp) is FileStanding.SAME
    path.touch()
    assert files.standing(path, stamp) is FileStanding.SAME  # the same bytes
    (tmp_path / "b").write_bytes(b"two")
    (tmp_path / "b").replace(path)
    assert files.standing(path, stamp) is FileStanding.CHANGED
    stamp, old = files.read(path).stamp, path.stat()
    with path.open("r+b") as file:
        file.write(b"ten")
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))  # as some programs set it back
    assert files.standing(path, stamp) is FileStanding.CHANGED
    path.unlink()
    assert files.standing(path, stamp) is FileStanding.GONE
    os.mkfifo(path)
    assert files.standing(path, stamp) is FileStanding.STRANGE
    assert files.state(path) is None
    with pytest.raises(files.FileError, match="is not a file that holds text"):
        files.write(path, b"text")
    assert files.standing(tmp_path / ("n" * 300), stamp) is FileStanding.HIDDEN


def test_binary_is_recognised() -> None:
    for data, binary in ((b"\x7fELF\0\0\0\1" * 9, True), (b"text\n" * 9, False), (b"", False)):
        assert looks_binary(data, files.Format()) is binary
    wide = files.Format(encoding="utf-16-le")
    assert looks_binary(b"\0" * 100, wide)
    assert not looks_binary("a text".encode("utf-16-le"), wide)


_SAVER = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from editor_app.documents import files
    path, size = Path(sys.argv[1]), int(sys.argv[2])
    print("ready", flush=True)
    for number in range(10**9):
        files.write(path, bytes([65 + number % 26]) * size)
    """
)


def test_killed_while_saving_the_file_is_old_or_new(tmp_path: Path) -> None:
    """SIGKILL in the middle of saves: 200 kills take a minute; FORETYPE_KILLS says how many."""
    path = tmp_path / "victim"
    size = 300_000
    for number in range(int(os.environ.get("FORETYPE_KILLS", "6"))):
        process = subprocess.Popen(
            [sys.executable, "-c", _SAVER, str(path), str(size)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.02 + (number * 7 % 40) / 1000)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        if path.exists():
            data = path.read_bytes()
            assert len(data) == size
            assert len(set(data)) == 1
    assert path.exists()
    left = [p for p in tmp_path.iterdir() if p != path]
    assert len(left) <= 1, left  # a kill between link and rename may leave a complete copy


@pytest.mark.skipif(
    not shutil.which("strace") or sys.platform != "linux", reason="needs strace to inject faults"
)
@pytest.mark.parametrize(
    "call", ["fsync:error=EIO", "write:error=ENOSPC:when=1+", "rename:error=EIO"]
)
def test_a_failing_disk_is_never_reported_as_saved(tmp_path: Path, call: str) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    code = (
        "import sys; from pathlib import Path; from editor_app.documents import files\n"
        "try: files.write(Path(sys.argv[1]), b'new' * 99); sys.exit(3)\n"
        "except files.FileError as error: sys.exit(0 if 'unchanged' in str(error) else 4)\n"
    )
    name = call.partition(":")[0]
    traced = {"rename": "?rename,?renameat,?renameat2"}.get(name, name)
    run = subprocess.run(
        ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={traced}",
         "-e", f"inject={call.replace(name, traced, 1)}", sys.executable, "-c", code, str(path)],
        cwd=ROOT, check=False, capture_output=True,
    )  # fmt: skip
    if b"ptrace" in run.stderr.lower():
        pytest.skip("strace may not trace here")
    assert run.returncode == 0, run.stderr
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounting needs root")
def test_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(disk)], check=False,
        capture_output=True,
    )  # fmt: skip
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        path = disk / "a"
        files.write(path, b"old")
        with pytest.raises(files.FileError, match="the disk is full"):
            files.write(path, b"x" * 1_000_000)
        assert path.read_bytes() == b"old"
        assert [p.name for p in disk.iterdir()] == ["a"]
    finally:
        subprocess.run(["umount", str(disk)], check=True)
