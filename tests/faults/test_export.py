"""An export replaces a file whole, with the person's consent, or not at all; and loads nothing."""

import os
import resource
import signal
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QFileDialog

from editor_app.documents.files import FileError
from editor_app.widgets.window import paper
from editor_app.widgets.window.panels import PreviewPanel
from tests.editor_app.conftest import House
from tests.faults.machine import linux_only

pytestmark = [linux_only, pytest.mark.usefixtures("qapp")]
KINDS = [".pdf", ".html", ".odt"]


def sheet(text: str = "# Title\n\nSome *words*.\n" * 200) -> paper.Printout:
    return paper.Printout(text, QFont(), markdown=True)


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_disk_leaves_the_old_export_and_is_said(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"a{kind}"
    path.write_text("the old one")
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (500, hard))
    try:
        with pytest.raises(FileError, match="unchanged"):
            paper.export(sheet(), path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)
    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", KINDS)
def test_pipes_and_folders_are_refused_at_once(tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / f"pipe{kind}")
    (tmp_path / f"folder{kind}").mkdir()
    for name in ("pipe", "folder"):
        with pytest.raises(FileError):
            paper.export(sheet(), tmp_path / f"{name}{kind}")


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_text_names_is_not_loaded(tmp_path: Path, kind: str) -> None:
    """A pipe would hang the window for ever, a device fill the memory."""
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    pictures = f"![a]({pipe}) ![b](file://{pipe}) ![c](/dev/zero) <img src='{pipe}'>\n"
    paper.export(sheet(pictures), tmp_path / f"a{kind}")


def test_a_preview_loads_nothing(qapp: QApplication, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    panel = PreviewPanel()
    panel.show_text(f"![a]({pipe}) ![b](file://{pipe}) ![c](/dev/zero)\n\nwords\n")
    panel.view.show()
    panel.view.grab()
    assert "words" in panel.view.toPlainText()
    panel.view.close()
    panel.deleteLater()


def choose(monkeypatch: pytest.MonkeyPatch, path: Path, kind: str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def test_only_what_the_person_was_asked_about_is_replaced(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The dialog asks about the name that was chosen, not about one that is made of it."""
    (tmp_path / "b.html").write_text("another's")
    house.open()
    house.document.editor.insertPlainText("mine")
    choose(monkeypatch, tmp_path / "b", "Web page (*.html)")
    house.window.actions_["export_as"].trigger()
    assert (tmp_path / "b.html").read_text() == "another's"
    assert "is there already" in house.window.notice.text


def test_an_open_file_is_not_replaced(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>its source</p>\n")
    (tmp_path / "link.html").symlink_to(page)
    house.open(str(page))
    for name in (page, tmp_path / "link.html"):
        choose(monkeypatch, name, "Web page (*.html)")
        house.window.actions_["export_as"].trigger()
        assert page.read_text() == "<p>its source</p>\n"
        assert "is open here" in house.window.notice.text
