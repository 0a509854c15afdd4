"""A corpus may hold any document that ``inspect`` reads."""

from pathlib import Path

from models.progress import Event
from tests.training import make_documents
from training.pretrain import with_documents


def ignore(_event: Event) -> None:
    pass


def test_documents_are_read_beside_text(tmp_path: Path) -> None:
    place = tmp_path / "corpus"
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "plain.txt").write_text("What a corpus opens by itself.")
    make_documents.docx(tmp_path / "in" / "letter.docx")
    paths = with_documents([tmp_path / "in"], place, ignore)
    assert paths == [tmp_path / "in", place / "documents.txt"]
    read = paths[1].read_text("utf-8")
    assert read == "\n".join(make_documents.TEXT) + "\n"
    (tmp_path / "in" / "letter.docx").unlink()
    assert with_documents([tmp_path / "in"], place, ignore) == [tmp_path / "in"]


def test_another_language_is_no_reason_to_leave_a_document_out(tmp_path: Path) -> None:
    said = "Der Hafen war still, als wir am Morgen zum Wasser kamen."
    body = f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"
    file = make_documents.docx(tmp_path / "brief.docx", body)
    paths = with_documents([file], tmp_path / "corpus", ignore)
    assert paths == [tmp_path / "corpus" / "documents.txt"]
    assert said in paths[0].read_text("utf-8")
