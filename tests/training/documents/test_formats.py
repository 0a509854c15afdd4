"""Each format gives back what its document says, and not what only surrounds it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.training import make_documents as make
from training.documents import read_documents
from training.documents.plain import read_markdown, read_text


@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("a.docx", make.docx),
        ("a.odt", make.odt),
        ("a.epub", make.epub),
        ("a.html", make.html),
        ("a.rtf", make.rtf),
        ("a.pdf", make.pdf),
        ("a.eml", make.eml),
    ],
)
def test_a_document_of_each_format_is_read(
    tmp_path: Path, name: str, build: Callable[[Path], Path]
) -> None:
    reading = read_documents([build(tmp_path / name)])
    (file,) = reading.files
    assert file.read, file.said
    assert file.kind == name[2:]
    assert reading.documents[0].paragraphs == make.TEXT
    assert reading.documents[0].name == str(tmp_path / name)


def test_a_mailbox_gives_a_document_for_each_letter(tmp_path: Path) -> None:
    reading = read_documents([make.mbox(tmp_path / "in.mbox")])
    assert [document.paragraphs for document in reading.documents] == [(t,) for t in make.TEXT]
    assert len({document.name for document in reading.documents}) == 2
    assert reading.files[0].dropped["quotation"] > 0
    assert reading.files[0].dropped["signature"] > 0


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    for build, name, kind in ((make.docx, "a.txt", "docx"), (make.rtf, "a.pdf", "rtf")):
        (file,) = read_documents([build(tmp_path / name)]).files
        assert file.read
        assert file.kind == kind
    assert file.said == "read as rtf, whatever its name says"


def test_one_file_ends_where_the_next_begins(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    make.html(tmp_path / "b" / "page.html")
    (tmp_path / "a.txt").write_text("There is a light on in the house that we saw from the road.")
    (tmp_path / "c.py").write_text("print('hello')")
    reading = read_documents([tmp_path])
    assert [file.path.name for file in reading.files] == ["a.txt", "page.html", "c.py"]
    assert [file.read for file in reading.files] == [True, True, False]
    assert reading.files[2].said == "program source, not prose"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    text = "It was “not” what they’d have called a café in those days, I think – or was it?"
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    reading = read_documents([tmp_path / "a.txt"])
    assert reading.documents[0].paragraphs == (text,)


def test_wrapped_lines_are_joined_and_lists_are_not() -> None:
    wrapped = (
        "The wind had gone down in the night and the sea lay flat and grey as far\n"
        "as one could see, which was not very far, for there was a mist that had\n"
        "come in over the har-\nbour.\n\nmilk\nbread\ntwo lemons\n"
    )
    paragraphs = read_text(wrapped).paragraphs
    assert len(paragraphs) == 4
    assert paragraphs[0].startswith("The wind") and paragraphs[0].endswith("over the harbour.")
    assert paragraphs[1:] == ["milk", "bread", "two lemons"]


def test_markdown_loses_its_marks_and_its_code() -> None:
    part = read_markdown(
        "---\ntitle: x\n---\n# A *good* heading\n\n"
        "Some **bold and _nested_** words in [a link](http://x)"
        "\nand `code` on.\n\n- [x] first\n- second\n\n```py\nimport this\n```\n\n"
        "    indented = code\n\n"
        "| a | b |\n|---|---|\n\n> quoted text\n\n---\n<b>tag</b> snake_case_name\n"
    )
    assert part.paragraphs == [
        "A good heading",
        "Some bold and nested words in a link and code on.",
        "first",
        "second",
        "quoted text",
        "tag snake_case_name",
    ]
    assert part.dropped["code"] == 5
    assert part.dropped["table"] > 0
    assert part.left["front"] == ["title: x"]
    assert part.left["code"] == ["import this", "    indented = code"]


def test_page_headers_are_dropped_from_a_pdf(tmp_path: Path) -> None:
    reading = read_documents([make.pdf(tmp_path / "a.pdf", pages=4, header="Harbour report, page")])
    text = " ".join(reading.documents[0].paragraphs)
    assert "Harbour report" not in text
    assert text.startswith(make.TEXT[0])


def test_html_mail_is_read_without_what_it_quotes(tmp_path: Path) -> None:
    letter = (
        "From: a@example.org\nTo: b@example.org\nSubject: x\nContent-Type: text/html\n\n"
        f"<p>{make.TEXT[0]}</p><div class='gmail_quote'>Somebody else said this.</div>"
    )
    (tmp_path / "a.eml").write_text(letter)
    reading = read_documents([tmp_path / "a.eml"])
    assert reading.documents[0].paragraphs == (make.TEXT[0],)


def test_an_unchanged_file_is_not_opened_again(tmp_path: Path) -> None:
    path = make.docx(tmp_path / "a.docx")
    first = read_documents([path], cache=tmp_path / "cache")
    (entry,) = (tmp_path / "cache").iterdir()
    if os.name == "posix":  # it repeats what the person wrote
        assert entry.stat().st_mode & 0o077 == entry.parent.stat().st_mode & 0o077 == 0
    entry.write_text(entry.read_text().replace("harbour", "airport"))
    second = read_documents([path], cache=tmp_path / "cache")
    assert "airport" in second.documents[0].paragraphs[0]
    assert "harbour" in first.documents[0].paragraphs[0]


def test_a_plain_text_opened_in_a_word_processor_is_prose_all_the_same(tmp_path: Path) -> None:
    style = '<w:pPr><w:pStyle w:val="PreformattedText"/></w:pPr>'
    lines = [*make.TEXT, "int main() { return f(x[0], *y); }"]
    body = "".join(f"<w:p>{style}<w:r><w:t>{line}</w:t></w:r></w:p><w:p/>" for line in lines)
    reading = read_documents([make.docx(tmp_path / "a.docx", body)])
    assert reading.documents[0].paragraphs == make.TEXT
    assert reading.files[0].dropped == {"code": 7}


def test_what_a_guess_leaves_out_is_shown_and_read_where_it_is_wanted(tmp_path: Path) -> None:
    style = '<w:pPr><w:pStyle w:val="SourceText"/></w:pPr>'
    own, guessed = make.TEXT[0], make.TEXT[1]
    secret = "My password is hunter2-Xq99!"
    rows = [("", own), ("", own + " It went on."), (style, guessed), (style, secret)]
    body = "".join(f"<w:p>{s}<w:r><w:t>{text}</w:t></w:r></w:p>" for s, text in rows)
    path, cache = make.docx(tmp_path / "a.docx", body), tmp_path / "cache"
    for _ in range(2):  # opened, and from the cache
        reading = read_documents([path], cache=cache)
        assert guessed not in reading.documents[0].paragraphs
        assert reading.files[0].left["code"].startswith(guessed)
        assert "hunter2" not in reading.files[0].left["code"]
        also = read_documents([path], cache=cache, taken_in={path: {"code"}})
        assert guessed in also.documents[0].paragraphs
        assert not also.files[0].left and "code" not in also.files[0].dropped
        assert "hunter2" not in " ".join(also.documents[0].paragraphs)


def test_a_letter_that_is_all_quotation_can_be_read_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    quoted = "\n".join(f"> {line}" for line in make.TEXT)
    path.write_text(f"From: a@example.org\nTo: b@example.org\nSubject: x\n\n{quoted}\n")
    (file,) = read_documents([path]).files
    assert not file.read and file.said == "holds nothing but quoted mail"
    assert file.left["quotation"]
    reading = read_documents([path], taken_in={path: {"quotation"}})
    assert " ".join(reading.documents[0].paragraphs) == " ".join(make.TEXT)
