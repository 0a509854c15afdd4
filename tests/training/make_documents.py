"""Builds documents of each format, byte by byte, so that tests need no sample files."""

import zipfile
from pathlib import Path

TEXT = (
    "The harbour was quiet when we came down to the water in the morning.",
    "She had said that there would be no boats before the tide turned, and she was right.",
)
"""Two paragraphs of English that every reader must give back."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"


def docx(path: Path, body: str | None = None) -> Path:
    """``body`` is WordprocessingML; by default TEXT with deleted text and a code paragraph."""
    runs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in TEXT)
    extra = (
        "<w:p><w:del><w:r><w:delText>What was deleted is no text.</w:delText></w:r></w:del></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="SourceCode"/></w:pPr><w:r><w:t>the code</w:t></w:r></w:p>'
    )
    inner = runs + extra if body is None else body
    xml = f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    return zipped(path, {"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def odt(path: Path) -> Path:
    """TEXT, with a comment and a tracked deletion that must not be read."""
    paragraphs = "".join(f"<text:p>{text}</text:p>" for text in TEXT[1:])
    xml = (
        f'<office:document-content xmlns:office="{_ODF}:office:1.0" xmlns:text="{_ODF}:text:1.0">'
        "<office:body><office:text><text:tracked-changes><text:p>What was deleted stays deleted."
        "</text:p></text:tracked-changes><text:p>The harbour was <text:span>quiet</text:span>"
        "<office:annotation><text:p>Note</text:p></office:annotation> when we came<text:s/>down"
        f" to the water in the morning.</text:p>{paragraphs}</office:text></office:body>"
        "</office:document-content>"
    )
    return zipped(path, {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml})


def epub(path: Path) -> Path:
    """Two chapters in spine order, with a table of contents that is none of the text."""
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
        '<item id="nav" properties="nav" href="nav.html"/><item id="b" href="two.html"/>'
        '<item id="a" href="one.html"/></manifest>'
        '<spine><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/></spine></package>'
    )
    return zipped(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container/>",
            "OPS/book.opf": opf,
            "OPS/nav.html": "<html><body>Contents of this book</body></html>",
            "OPS/one.html": f"<html><body><p>{TEXT[0]}</p></body></html>",
            "OPS/two.html": f"<html><body><p>{TEXT[1]}</p></body></html>",
        },
    )


def zipped(path: Path, members: dict[str, str]) -> Path:
    """A zip file of text members."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in members.items():
            box.writestr(name, text)
    return path


def html(path: Path) -> Path:
    """TEXT in a page with menu, script and code around it."""
    path.write_text(
        "<!doctype html><html><head><title>Title</title><style>p {}</style></head><body>"
        f"<nav><a>Home</a></nav><p>{TEXT[0][:20]}<b>{TEXT[0][20:]}</b></p><pre>int main(void)</pre>"
        f"<div>{TEXT[1]}<script>alert(1)</script></div><footer>Imprint</footer></body></html>",
        "utf-8",
    )
    return path


def rtf(path: Path) -> Path:
    """TEXT with a font table and a picture."""
    body = "".join(f"{text}\\par\n" for text in TEXT)
    path.write_text(
        "{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}{\\pict\\wmetafile8 0102030405}\\f0 " + body + "}",
        "ascii",
    )
    return path


def pdf(path: Path, pages: int = 1, header: str = "", encrypted: bool = False) -> Path:
    """TEXT on the first page, one line each; every other page has sentences of its own."""
    objects: list[bytes] = []
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects.append(b"<< /Type /Catalog /Pages 2 0 R >>")
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number in range(pages):
        name = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        own = [f"{line[:-1]} and {name} said what {name} had to say." for line in TEXT * 3]
        lines = list(TEXT) if number == 0 else own
        lines = [f"{header} {number}", *lines] if header else lines
        show = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
        stream = f"BT /F1 10 Tf 20 700 Td {show} ET".encode()
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources "
            b"<< /Font << /F1 3 0 R >> >> /Contents " + f"{5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
    lock = b""
    if encrypted:
        zeros = b"<" + b"00" * 32 + b">"
        objects.append(
            b"<< /Filter /Standard /V 1 /R 2 /P -4 /O " + zeros + b" /U " + zeros + b" >>"
        )
        lock = b"/Encrypt %d 0 R /ID [<00><00>] " % len(objects)
    path.write_bytes(_pdf_file(objects, lock))
    return path


def _pdf_file(objects: list[bytes], lock: bytes) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + item + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R " % (len(objects) + 1)
    return bytes(out + lock + b">>\nstartxref\n%d\n%%%%EOF\n" % start)


MESSAGE = (
    "From: Ada <ada@example.org>\nTo: Ben <ben@example.org>\nSubject: Boats\n"
    "Date: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <{number}@example.org>\n"
    "Content-Type: text/plain; charset=utf-8\n\n"
    "{body}\n\nOn Sun, 1 Mar 2026, Ben wrote:\n> Are there any boats?\n> I would like to know.\n\n"
    "--\nAda Lovelace\nHead of harbours\n"
)


def eml(path: Path) -> Path:
    """One letter with a quotation and a signature."""
    path.write_text(MESSAGE.format(number=1, body="\n\n".join(TEXT)), "utf-8")
    return path


def mbox(path: Path) -> Path:
    """Two letters in one box."""
    letters = [MESSAGE.format(number=n, body=text) for n, text in enumerate(TEXT)]
    path.write_text("".join(f"From ada Mon Mar  2 10:00:00 2026\n{letter}\n" for letter in letters))
    return path
