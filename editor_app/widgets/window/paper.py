"""A document on paper or in other formats, black on white whatever the theme.

Markdown is laid out as what it means, other text as it stands. Must not know files beyond the name
that the person chose.
"""

import shutil
import subprocess
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
    QTextDocumentWriter,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from editor_app.documents import files
from editor_app.language import tr
from editor_app.private_documents import real_name
from editor_app.widgets.window.alone import Alone
from editor_app.widgets.window.document import Document
from models.disk import Sight, look

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_POINTS = 11


@dataclass(frozen=True, slots=True)
class Printout:
    """What is to be put on paper."""

    text: str
    font: QFont
    markdown: bool = False

    @classmethod
    def of(cls, document: Document) -> "Printout":
        """The text of ``document``, as Markdown where its name says so."""
        suffix = document.path.suffix.lower() if document.path is not None else ""
        editor = document.editor
        return cls(editor.raw_text(), editor.font(), suffix in MARKDOWN)

    def lay_out(self) -> QTextDocument:
        """The text as pages want it."""
        laid = Alone()
        small = QFont(self.font)
        small.setPointSize(_POINTS)
        laid.setDefaultFont(small)
        if self.markdown:
            laid.setMarkdown(self.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        else:
            laid.setPlainText(self.text)
        return laid


def export(sheet: Printout, path: Path) -> None:
    """Write a PDF, a web page, an OpenDocument text or, through Pandoc, a Word document, by the
    name's end, in place of what is there at once or not at all.

    Raises :class:`files.FileError` with a sentence that says what is wrong.
    """
    make = _MAKERS.get(path.suffix.lower(), _page)
    data = make(sheet.lay_out(), path.stem)
    if not data:
        raise files.FileError(tr("\u201c{}\u201d could not be written.").format(path.name))
    files.write(path, data)


def _pdf(laid: QTextDocument, title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    writer.setTitle(title)
    laid.print_(writer)
    return bytes(buffer.data().data())


def _page(laid: QTextDocument, _title: str) -> bytes:
    return laid.toHtml().encode()


def _open_document(laid: QTextDocument, _title: str) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    written = QTextDocumentWriter(buffer, QByteArray(b"ODF")).write(laid)
    return bytes(buffer.data().data()) if written else b""


def _word_document(laid: QTextDocument, _title: str) -> bytes:
    command = ["pandoc", "--from=html", "--to=docx", "--sandbox", "--output=-"]
    try:
        done = subprocess.run(
            command, input=laid.toHtml().encode(), capture_output=True, timeout=60, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return b"" if done.returncode else done.stdout


_MAKERS = {".pdf": _pdf, ".odt": _open_document, ".docx": _word_document}


def ask_and_export_as(
    sheet: Printout, suggested: str, taken: Collection[Path], parent: QWidget
) -> str:
    """Ask where and as what, and export; what to tell the person ("" if nothing). The files that
    are ``taken`` are open here: they are not to be replaced."""
    kinds = [tr("Web page (*.html)"), tr("OpenDocument text (*.odt)")]
    if shutil.which("pandoc"):
        kinds.append(tr("Word document (*.docx)"))
    name, kind = QFileDialog.getSaveFileName(parent, tr("Export"), suggested, ";;".join(kinds))
    if not name:
        return ""
    return _export_to(sheet, Path(name), kind[kind.rindex("*") + 1 : -1], taken)


def ask_and_export(
    sheet: Printout, suggested: str, taken: Collection[Path], parent: QWidget
) -> str:
    """Ask where and export; what to tell the person ("" if nothing), as above."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Export as PDF"), suggested, "PDF (*.pdf)")
    return _export_to(sheet, Path(name), ".pdf", taken) if name else ""


def _export_to(sheet: Printout, path: Path, end: str, taken: Collection[Path]) -> str:
    known = (".html", ".htm", ".odt", ".docx") if end != ".pdf" else (".pdf",)
    if path.suffix.lower() not in known:
        path = path.with_name(path.name + end)
        if look(path) is not Sight.NOTHING:  # the person was asked about the shorter name
            return tr(
                "\u201c{}\u201d is there already. To replace it, choose it by its whole name."
            ).format(path.name)
    if real_name(path) in map(real_name, taken):
        return tr("\u201c{}\u201d is open here. Export to another name.").format(path.name)
    try:
        export(sheet, path)
    except files.FileError as error:
        return str(error)
    return tr("Exported as \u201c{}\u201d.").format(path.name)


def ask_and_print(sheet: Printout, parent: QWidget) -> None:
    """Show the system's print dialog and print."""
    # Imported here: looking for printers takes time that the start should not.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        sheet.lay_out().print_(printer)
