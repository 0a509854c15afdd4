"""Quiet styling of Markdown: marks recede, headings and emphasis stand out a little.

Only the look of the text changes, never the text. A highlighter calls Python for every changed
block, so it is meant for documents of ordinary size; larger ones go without. Must not know files.
"""

import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from editor_app.widgets.page.ghost import units
from editor_app.widgets.page.line_ends import FENCE
from editor_app.widgets.theme import Theme

LIMIT = 200_000
"""Characters up to which a document is styled."""

_HEADING = re.compile(r"(#{1,6})\s+\S")
_FENCE = re.compile(r"\s{0,3}(```|~~~)")
_QUOTE = re.compile(r"\s{0,3}>\s?")
_BULLET = re.compile(r"\s*([-*+]|\d{1,9}[.)])\s+(\[[ xX]\]\s+)?")
_SPANS = re.compile(
    r"(?P<code>`+)(?P<code_in>.+?)(?P=code)"
    r"|(?P<strong>\*\*|__)(?=\S)(?P<strong_in>.+?)(?<=\S)(?P=strong)"
    r"|(?<![\w*])(?P<em>[*_])(?=[^\s*_])(?P<em_in>.+?)(?<=[^\s*_])(?P=em)(?!\w)"
    r"|(?P<link>!?\[)(?P<link_in>[^\]\n]*)(?P<target>\]\([^)\n]*\))"
)
LIST_ITEM = re.compile(
    r"(?P<indent>\s*)(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})(?P<dot>[.)]))"
    r"(?P<gap>\s+)(?P<task>\[[ xX]\]\s+)?(?P<rest>.*)"
)
QUOTED = re.compile(r"(?P<mark>\s{0,3}>[\s>]*)(?P<rest>.*)")


def next_item(line: str) -> str | None:
    """What Enter at the end of ``line``, a list item or quoted, puts on the next line.

    "" ends the list or quotation (there is only its mark); ``None``: it is neither.
    """
    if quoted := QUOTED.fullmatch(line):
        inner = next_item(quoted["rest"]) or ""
        return quoted["mark"].rstrip() + " " + inner if quoted["rest"] else ""
    match = LIST_ITEM.fullmatch(line)
    if match is None:
        return None
    if not match["rest"].strip():
        return ""
    mark = match["bullet"] or f"{int(match['number']) + 1}{match['dot']}"
    task = "[ ] " if match["task"] else ""
    return f"{match['indent']}{mark}{match['gap']}{task}"


def next_item_mark(begin: str) -> str:
    """The mark of an item or quotation and its space, as a person types them: "- ", "2. "."""
    if QUOTED.fullmatch(begin):
        return "> "
    match = LIST_ITEM.fullmatch(begin)
    return f"{match['bullet'] or match['number'] + match['dot']} " if match else ""


class MarkdownStyle(QSyntaxHighlighter):
    """Styles the blocks of one document. One bit of a block's state says whether it is inside a
    code fence; the others belong to the line's end."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._make(theme)

    def set_theme(self, theme: Theme) -> None:
        """Other inks."""
        self._make(theme)
        self.rehighlight()

    def _make(self, theme: Theme) -> None:
        self._quiet = _format(theme.quiet)
        self._heading = _format(theme.ink, bold=True)
        self._strong = _format(theme.ink, bold=True)
        self._emphasis = _format(theme.ink, italic=True)
        self._link = _format(theme.accent)
        self._code = _format(theme.ink)
        self._code.setFontFamilies(["DejaVu Sans Mono", "monospace"])
        self._code.setFontFixedPitch(True)
        self._code.setBackground(QColor(theme.code))

    def highlightBlock(self, text: str) -> None:
        """Style one block; none of a text that was pasted and is too long for it."""
        if self.document().characterCount() >= LIMIT:
            return
        inside = self.previousBlockState() > 0 and bool(self.previousBlockState() & FENCE)
        fence = _FENCE.match(text)
        others = max(0, self.currentBlockState()) & ~FENCE
        self.setCurrentBlockState(others | (FENCE if inside != bool(fence) else 0))
        wide = units(text) != len(text)
        if inside or fence:
            self.setFormat(0, units(text), self._quiet if fence else self._code)
            return
        if wide:  # positions differ from Python's: whole-line styling only
            if _HEADING.match(text):
                self.setFormat(0, units(text), self._heading)
            return
        if heading := _HEADING.match(text):
            self.setFormat(0, len(text), self._heading)
            self.setFormat(0, heading.end(1), self._quiet)
            return
        if start := (_QUOTE.match(text) or _BULLET.match(text)):
            self.setFormat(0, start.end(), self._quiet)
        if any(mark in text for mark in "*_`["):
            for match in _SPANS.finditer(text):
                self._span(match)

    def _span(self, match: re.Match[str]) -> None:
        for name, format_ in (
            ("code", self._code),
            ("strong", self._strong),
            ("em", self._emphasis),
            ("link", self._link),
        ):
            if match[name] is not None:
                self.setFormat(match.start(), match.end() - match.start(), self._quiet)
                inner = match.start(f"{name}_in"), match.end(f"{name}_in")
                self.setFormat(inner[0], inner[1] - inner[0], format_)
                return


def _format(colour: str, bold: bool = False, italic: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    if italic:
        made.setFontItalic(True)
    return made
