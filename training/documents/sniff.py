"""What a file is, by its content first and its name second, and its bytes as text.

Knows the signs of each format, not how to read it.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from models.reasons import Reason
from training.documents.records import LeftOutError

HEAD = 4096
"""How many leading bytes are looked at."""

_BY_SUFFIX: Mapping[str, str] = {
    ".md": "md", ".markdown": "md", ".mdown": "md", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".eml": "eml", ".mbox": "mbox", ".mbx": "mbox", ".rtf": "rtf",
    ".docx": "docx", ".odt": "odt", ".epub": "epub", ".pdf": "pdf",
}  # fmt: skip
_PROGRAMS = (
    ".py .pyi .c .h .cc .cpp .hpp .java .js .mjs .ts .tsx .jsx .css .scss .rs .go .rb .php .pl "
    ".sh .bash .zsh .ps1 .bat .sql .r .jl .lua .swift .kt .scala .hs .ml .el .vim .asm .s .ipynb "
    ".tex .sty .bib .cls .m4 .cmake .make .mk .gradle .diff .patch"
)
_DATA = (
    ".json .jsonl .ndjson .xml .svg .csv .tsv .yaml .yml .toml .ini .cfg .conf .log .lock .ics "
    ".vcf .srt .vtt .po .pot .dic .aff .geojson .map .sum .plist .desktop .pem .key .crt .env "
    ".kdbx .asc .gpg"
)
_NOT_PROSE: Mapping[str, Reason] = dict.fromkeys(_PROGRAMS.split(), Reason.PROGRAM) | (
    dict.fromkeys(_DATA.split(), Reason.DATA)
)
_HEADER = re.compile(
    rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]{0,900}\n(?:[ \t][^\n]{0,900}\n){0,40}){3}"
)
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b",
    re.I | re.S,
)


def kind_of(path: Path, head: bytes) -> str:
    """One of pdf rtf zip html mbox eml md txt. Raises LeftOutError for what cannot be prose."""
    suffix = path.suffix.lower()
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise LeftOutError(Reason.OLD_WORD)
    if suffix in _NOT_PROSE:
        raise LeftOutError(_NOT_PROSE[suffix])
    if _is_binary(head):
        raise LeftOutError(Reason.BINARY)
    if head.startswith(b"From ") and _HEADER.search(head):
        return "mbox"
    if (_HEADER.match(head) and _looks_like_mail(head)) or suffix == ".eml":
        return "eml"
    if _HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return "html"
    named = _BY_SUFFIX.get(suffix, "txt")
    return named if named in {"md", "html"} else "txt"


def _looks_like_mail(head: bytes) -> bool:
    names = {name.lower() for name in re.findall(rb"^([A-Za-z-]{2,40}):", head, re.M)}
    return b"from" in names and len(names & {b"date", b"to", b"subject", b"message-id"}) >= 2


def _is_binary(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if _utf16_without_mark(head):
        return False
    controls = sum(1 for byte in head if byte < 32 and byte not in b"\t\n\r\f\x1a\x1b\x08")
    return controls > len(head) // 200


def _utf16_without_mark(data: bytes) -> str:
    """The name of the UTF-16 form that Latin text in ``data`` is in, or ""."""
    even, odd = data[0:HEAD:2], data[1:HEAD:2]
    if len(odd) < 8:
        return ""
    if odd.count(0) > 0.7 * len(odd) and even.count(0) == 0:
        return "utf-16-le"
    if even.count(0) > 0.7 * len(even) and odd.count(0) == 0:
        return "utf-16-be"
    return ""


def decode(data: bytes) -> str:
    """``data`` as text: byte order marks, then UTF-8, then Windows' Western code page.

    A UTF-8 text with a few damaged places stays UTF-8. Never raises.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if form := _utf16_without_mark(data):
        return data.decode(form, "replace")
    text = data.decode("utf-8-sig", "replace")
    damaged = text.count("\ufffd")
    if damaged == 0:
        return text
    beyond_ascii = sum(1 for byte in data[: 1 << 20] if byte > 127)
    if damaged * 20 < beyond_ascii:
        return text
    return data.decode("cp1252", "replace")


def is_named_as(path: Path, kind: str) -> bool:
    """Whether the file's name agrees with its content's kind."""
    named = _BY_SUFFIX.get(path.suffix.lower(), kind)
    return named == kind
