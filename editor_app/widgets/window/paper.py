"""A document on paper: printing and PDF export, black on white whatever the theme.

Markdown is laid out as what it means, other text as it stands. Must not know files beyond the name
that the person chose.
"""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
    QTextDocumentWriter,
)
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from editor_app.language import mark, tr
from editor_app.widgets.window.document import Document
from models.replacing import write_text

MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_POINTS = 11
_NOT_WRITTEN = mark("\u201c{}\u201d could not be written.")


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
        laid = QTextDocument()
        small = QFont(self.font)
        small.setPointSize(_POINTS)
        laid.setDefaultFont(small)
        if self.markdown:
            laid.setMarkdown(self.text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        else:
            laid.setPlainText(self.text)
        return laid


def export_pdf(sheet: Printout, path: Path) -> bool:
    """Write a PDF; ``False`` if it could not be written."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    writer.setTitle(path.stem)
    sheet.lay_out().print_(writer)
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def export_as(sheet: Printout, path: Path) -> bool:
    """Write a web page, an OpenDocument text or, through Pandoc, a Word document, by the name's
    end; ``False`` if it could not be written."""
    laid = sheet.lay_out()
    try:
        if path.suffix.lower() == ".odt":
            return QTextDocumentWriter(str(path), QByteArray(b"ODF")).write(laid)
        if path.suffix.lower() == ".docx":
            return _through_pandoc(laid.toHtml(), path)
        write_text(path, laid.toHtml())
    except OSError:
        return False
    return True


def _through_pandoc(page: str, path: Path) -> bool:
    command = ["pandoc", "--from=html", "--to=docx", "--sandbox", f"--output={path}"]
    try:
        done = subprocess.run(command, input=page.encode(), timeout=60, check=False)
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0 and path.is_file()


def ask_and_export_as(sheet: Printout, suggested: str, parent: QWidget) -> str:
    """Ask where and as what, and export; what to tell the person ("" if nothing)."""
    kinds = [tr("Web page (*.html)"), tr("OpenDocument text (*.odt)")]
    if shutil.which("pandoc"):
        kinds.append(tr("Word document (*.docx)"))
    name, kind = QFileDialog.getSaveFileName(parent, tr("Export"), suggested, ";;".join(kinds))
    if not name:
        return ""
    path = Path(name)
    if path.suffix.lower() not in (".html", ".htm", ".odt", ".docx"):
        path = path.with_name(path.name + kind[kind.rindex("*") + 1 : -1])
    told = tr("Exported as \u201c{}\u201d.") if export_as(sheet, path) else _NOT_WRITTEN
    return tr(told).format(path.name)


def ask_and_export(sheet: Printout, suggested: str, parent: QWidget) -> str:
    """Ask where and export; what to tell the person ("" if nothing)."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Export as PDF"), suggested, "PDF (*.pdf)")
    if not name:
        return ""
    if export_pdf(sheet, Path(name)):
        return tr("Exported as \u201c{}\u201d.").format(Path(name).name)
    return tr(_NOT_WRITTEN).format(Path(name).name)


def ask_and_print(sheet: Printout, parent: QWidget) -> None:
    """Show the system's print dialog and print."""
    # Imported here: looking for printers takes time that the start should not.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        sheet.lay_out().print_(printer)
