"""Documents that are zip files of XML: docx, odt, epub.

Every member is unpacked by hand up to a bound, and XML that declares entities is refused, so that
neither a zip bomb nor an entity bomb can grow here.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from models.reasons import Reason
from training.documents.plain import read_text
from training.documents.records import LeftOutError, Limits, Part
from training.documents.web import read_html

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_ODT_WANTED = frozenset({f"{_TEXT}p", f"{_TEXT}h", f"{_STYLE}style"})
_ODT_SKIPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content"}
)
_CODE_STYLES = ("code", "preformatted", "source", "listing", "verbatim")
_ALMOST_ALL = 0.8
_MEMBERS = 20_000
_Styled = tuple[str, str]
"""A paragraph and the names of its styles."""


class Container:
    """A zip file whose members can be had as bytes or as XML elements, within bounds."""

    def __init__(self, path: Path, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise LeftOutError(Reason.BAD_CONTAINER) from None
        if len(self._zip.infolist()) > _MEMBERS:
            raise LeftOutError(Reason.TOO_MANY_PARTS)
        self._left = limits.unpacked_bytes
        self.names = set(self._zip.namelist())

    def read(self, name: str) -> bytes:
        """One member's bytes. Raises LeftOutError where they cannot be had."""
        try:
            info = self._zip.getinfo(name)
            if info.flag_bits & 1:
                raise LeftOutError(Reason.ENCRYPTED)
            with self._zip.open(info) as member:
                data = member.read(self._left + 1)
        except KeyError:
            raise LeftOutError(Reason.MISSING_PART) from None
        except Exception:  # zlib.error, lzma.LZMAError: each compressor has faults of its own
            raise LeftOutError(Reason.BAD_PART) from None
        if len(data) > self._left:
            raise LeftOutError(Reason.ZIP_BOMB)
        self._left -= len(data)
        return data

    def elements(
        self, name: str, wanted: frozenset[str], skipped: frozenset[str] = frozenset()
    ) -> Iterator[Element]:
        """Finished XML elements of one member with a wanted tag, outside skipped ones."""
        inside_skipped = 0
        try:
            for event, element in iterparse(BytesIO(self.read(name)), events=("start", "end")):
                if element.tag in skipped:
                    inside_skipped += 1 if event == "start" else -1
                if event == "end" and element.tag in wanted:
                    if not inside_skipped:
                        yield element
                    element.clear()
        except DefusedXmlException:
            raise LeftOutError(Reason.ENTITY_BOMB) from None
        except (ParseError, ValueError, LookupError, RecursionError):
            raise LeftOutError(Reason.BAD_XML) from None


def read_zip(path: Path, limits: Limits) -> tuple[str, Part]:
    """(kind, text) of a docx, odt or epub file."""
    box = Container(path, limits)
    reader: Callable[[Container], Part]
    if "word/document.xml" in box.names:
        kind, reader = "docx", _read_docx
    elif "mimetype" in box.names and b"opendocument.text" in box.read("mimetype"):
        kind, reader = "odt", _read_odt
    elif "META-INF/container.xml" in box.names and any(n.endswith(".opf") for n in box.names):
        kind, reader = "epub", _read_epub
    elif "EncryptedPackage" in box.names:
        raise LeftOutError(Reason.ENCRYPTED)
    else:
        raise LeftOutError(Reason.ARCHIVE)
    return kind, reader(box)


def _read_docx(box: Container) -> Part:
    found: list[_Styled] = []
    for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
        if name not in box.names:
            continue
        for paragraph in box.elements(name, frozenset({f"{_WORD}p"})):
            text = "".join(_docx_pieces(paragraph))
            style = paragraph.find(f"{_WORD}pPr/{_WORD}pStyle")
            style_name = "" if style is None else style.get(f"{_WORD}val", "")
            found.append((text, style_name))
    return _part_of(found)


def _docx_pieces(paragraph: Element) -> Iterator[str]:
    """Texts of a paragraph; deleted text has another tag, fall-back copies are skipped."""
    stack = [paragraph]
    while stack:
        element = stack.pop()
        if element.tag == f"{_WORD}t":
            yield element.text or ""
        elif element.tag in {f"{_WORD}tab", f"{_WORD}cr"}:
            yield " "
        elif element.tag == f"{_WORD}br":
            yield "\n"
        elif element.tag == f"{_WORD}noBreakHyphen":
            yield "-"
        elif element.tag != f"{_COMPATIBILITY}Fallback":
            stack.extend(reversed(element))


def _read_odt(box: Container) -> Part:
    found: list[_Styled] = []
    manifest = box.read("META-INF/manifest.xml") if "META-INF/manifest.xml" in box.names else b""
    if b"encryption-data" in manifest:
        raise LeftOutError(Reason.ENCRYPTED)
    parents: dict[str, str] = {}
    for element in box.elements("content.xml", _ODT_WANTED, _ODT_SKIPPED):
        if element.tag == f"{_STYLE}style":
            parents[element.get(f"{_STYLE}name", "")] = element.get(
                f"{_STYLE}parent-style-name", ""
            )
        else:
            style = element.get(f"{_TEXT}style-name", "")
            text = "".join(_odt_pieces(element))
            found.append((text, f"{style} {parents.get(style, '')}"))
    return _part_of(found)


def _odt_pieces(paragraph: Element) -> Iterator[str]:
    """Texts of a paragraph with their tails, without notes' numbers and comments."""
    stack: list[Element | str] = [paragraph]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        if item is not paragraph:
            stack.append(item.tail or "")
        if item.tag == f"{_TEXT}s":
            yield " " * min(int(item.get(f"{_TEXT}c", "1") or 1), 8)
        elif item.tag == f"{_TEXT}tab":
            yield " "
        elif item.tag == f"{_TEXT}line-break":
            yield "\n"
        elif item.tag not in {f"{_TEXT}note-citation", f"{_OFFICE}annotation"}:
            yield item.text or ""
            stack.extend(reversed(item))


def _part_of(found: list[_Styled]) -> Part:
    """The paragraphs without those in a style for program text.

    Where such a style covers almost everything it says nothing: a word processor gives it to each
    line of a plain text that it opens. Then the text is read as the plain text that it is, and
    cleaning judges by its words.
    """
    part = Part("", [])
    code: list[str] = []
    for text, style in found:
        is_code = any(word in style.lower() for word in _CODE_STYLES)
        place = code if is_code else part.paragraphs
        place += [line.strip() for line in text.split("\n") if line.strip()]
    part.leave_out("code", code)
    words = sum(len(text.split()) for text, _ in found)
    if part.dropped["code"] > _ALMOST_ALL * words:
        return read_text("\n".join(text for text, _ in found))
    return part


def _read_epub(box: Container) -> Part:
    opf = next(name for name in sorted(box.names) if name.endswith(".opf"))
    if "META-INF/encryption.xml" in box.names:
        locks = box.read("META-INF/encryption.xml").lower()
        if b".xhtml" in locks or b".html" in locks:
            raise LeftOutError(Reason.COPY_PROTECTED)
    files: dict[str, str] = {}
    spine: list[str] = []
    package = "{http://www.idpf.org/2007/opf}"
    for element in box.elements(opf, frozenset({f"{package}item", f"{package}itemref"})):
        if element.tag == f"{package}item":
            if "nav" not in element.get("properties", "").split():
                files[element.get("id", "")] = unquote(element.get("href", ""))
        else:
            spine.append(element.get("idref", ""))
    part = Part("", [])
    for identity in dict.fromkeys(spine):
        name = posixpath.normpath(posixpath.join(posixpath.dirname(opf), files.get(identity, "")))
        if name in box.names:
            chapter = read_html(box.read(name))
            part.paragraphs += chapter.paragraphs
            for kind, paragraphs in chapter.left.items():
                part.leave_out(kind, paragraphs)
    return part
