"""A document on paper: printing and PDF export, black on white whatever the theme.

Must not know files beyond the name that the person chose.
"""

from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from editor_app.language import tr


def on_paper(document: QTextDocument, font: QFont) -> QTextDocument:
    """The plain text of ``document``, laid out for pages."""
    sheet = QTextDocument()
    small = QFont(font)
    small.setPointSize(11)
    sheet.setDefaultFont(small)
    sheet.setPlainText(document.toRawText().replace("\u2029", "\n"))
    return sheet


def export_pdf(document: QTextDocument, font: QFont, path: Path) -> bool:
    """Write a PDF; ``False`` if it could not be written."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 20, 20, 20), QPageLayout.Unit.Millimeter)
    writer.setTitle(path.stem)
    on_paper(document, font).print_(writer)
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def ask_and_export(document: QTextDocument, font: QFont, suggested: str, parent: QWidget) -> str:
    """Ask where and export; what to tell the person ("" if nothing)."""
    name, _ = QFileDialog.getSaveFileName(parent, tr("Export as PDF"), suggested, "PDF (*.pdf)")
    if not name:
        return ""
    if export_pdf(document, font, Path(name)):
        return tr("Exported as \u201c{}\u201d.").format(Path(name).name)
    return tr("\u201c{}\u201d could not be written.").format(Path(name).name)


def ask_and_print(document: QTextDocument, font: QFont, parent: QWidget) -> None:
    """Show the system's print dialog and print."""
    # Imported here: looking for printers takes time that the start should not.
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() == QDialog.DialogCode.Accepted:
        on_paper(document, font).print_(printer)
