"""Files made to hurt are bounded in time and memory, reported, and do not stop the rest."""

import os
import time
import zipfile
from pathlib import Path

import pytest

from tests.training import make_documents as make
from training.documents import Limits, read_documents

GOOD = "There was nothing in the house but what they had brought with them the day before."


def read_beside_a_good_file(path: Path, limits: Limits | None = None) -> str:
    """The reason why ``path`` was left out; a good file after it must still be read."""
    good = path.parent / "zz good.txt"
    good.write_text(GOOD)
    reading = read_documents([path, good], limits=limits)
    assert reading.files[-1].path == good
    assert reading.files[-1].read
    assert [document.paragraphs for document in reading.documents] == [(GOOD,)]
    assert not reading.files[0].read
    return reading.files[0].said


def test_zip_bomb(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box,
        box.open("word/document.xml", "w", force_zip64=True) as member,
    ):
        for _ in range(40):
            member.write(b" " * (1 << 20))
    reason = read_beside_a_good_file(path, Limits(unpacked_bytes=32 << 20))
    assert "zip bomb" in reason


def test_entity_bomb(tmp_path: Path) -> None:
    entities = '<!ENTITY a0 "ha">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
    )
    xml = f"<!DOCTYPE x [{entities}]><x>&a11;</x>"
    path = make.zipped(tmp_path / "a.docx", {"word/document.xml": xml})
    assert "entity bomb" in read_beside_a_good_file(path)


def test_encrypted_pdf(tmp_path: Path) -> None:
    assert "encrypted" in read_beside_a_good_file(make.pdf(tmp_path / "a.pdf", encrypted=True))


def test_a_pdf_of_very_many_pages_is_read_in_part(tmp_path: Path) -> None:
    path = make.pdf(tmp_path / "a.pdf", pages=10_000)
    reading = read_documents([path], limits=Limits(pages=50))
    assert reading.files[0].read
    assert reading.files[0].said == "only the first 50 of 10000 pages"


def test_mail_nested_a_thousand_deep(tmp_path: Path) -> None:
    letter = "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\n"
    for number in range(1000):
        letter += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
    path = tmp_path / "a.eml"
    path.write_text(letter + "\nhello")
    assert read_beside_a_good_file(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_named_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert "not a regular file" in read_beside_a_good_file(tmp_path / "a.txt")


def test_symlink_loop(tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "again").symlink_to(folder)
    (folder / "lost").symlink_to(tmp_path / "nowhere")
    (folder / "round").symlink_to(folder / "round")
    (folder / "text.txt").write_text(GOOD)
    reading = read_documents([folder])
    reasons = {file.path.name: file.said for file in reading.files}
    assert reasons["again"] == "already met under another name"
    assert reasons["lost"] == "a link that leads nowhere"
    assert not {file.path.name: file.read for file in reading.files}["round"]
    assert len(reading.documents) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "empty"),
        ("a.pdf", b"%PDF-1.7\nnothing else", "damaged"),
        ("a.docx", b"PK\x03\x04 this is no zip", "damaged"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not text"),
        ("a.rtf", b"{\\rtf1" + b"{" * 100_000, ""),
        ("a.html", b"<!doctype html>" + b"<div>" * 10_000, ""),
    ],
)
def test_damaged_files(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert reason in read_beside_a_good_file(tmp_path / name)


def test_deeply_nested_xml(tmp_path: Path) -> None:
    path = make.docx(tmp_path / "a.docx", "<w:p>" * 100_000 + "</w:p>" * 100_000)
    assert read_beside_a_good_file(path)


def test_too_slow_a_file_is_given_up(tmp_path: Path) -> None:
    # Half a million nested groups keep the RTF parser busy for much longer than the limit.
    (tmp_path / "a.rtf").write_bytes(b"{\\rtf1 " + b"{\\b a}" * 1_500_000 + b"}")
    started = time.monotonic()
    reason = read_beside_a_good_file(tmp_path / "a.rtf", Limits(seconds=1.0))
    assert "longer than" in reason
    assert time.monotonic() - started < 6


def test_too_hungry_a_file_is_given_up(tmp_path: Path) -> None:
    path = make.docx(tmp_path / "a.docx", "<w:tr a='b'/>" * 400_000)
    reason = read_beside_a_good_file(path, Limits(memory_bytes=64 << 20))
    assert "memory" in reason or "crashed" in reason


def test_an_endless_line_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("word and then the other of it was " * 20_000 + "x" * 1_000_000)
    reading = read_documents([path])
    assert reading.files[0].read
    assert max(map(len, reading.documents[0].paragraphs)) <= 20_000


def test_odd_file_names(tmp_path: Path) -> None:
    path = tmp_path / "new\nline \udcff.txt"
    path.write_text(GOOD)
    assert read_documents([path]).documents[0].paragraphs == (GOOD,)
    assert read_documents([Path("nul\0byte")]).files[0].said
