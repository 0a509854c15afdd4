"""PDF → paragraphs: lines of each page joined, page headers and footers dropped.

A PDF knows lines, not paragraphs; where they end is read from the lines' lengths.
"""

import math
import re
import time
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium

from models.reasons import Reason, Remark
from training.documents.plain import join_lines
from training.documents.records import LeftOutError, Limits, Part

_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:;\u2026][\"'\u201d\u2019)\]]*$")


def read_pdf(path: Path, limits: Limits) -> tuple[Remark | None, Part]:
    """(remark, text); keeps the pages read when time, pages or text run out."""
    started = time.monotonic()
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise LeftOutError(Reason.LOCKED if locked else Reason.BAD_PDF) from None
    pages: list[list[str]] = []
    count = len(document)
    characters = 0
    for index in range(min(count, limits.pages)):
        lines = _page_lines(document, index)
        characters += sum(map(len, lines))
        pages.append(lines)
        if characters > limits.characters or time.monotonic() - started > 0.7 * limits.seconds:
            break
    if not any(pages):
        raise LeftOutError(Reason.NO_TEXT_SCANNED)
    cut_short = len(pages) < count
    remark = Remark(Reason.FIRST_PAGES, (len(pages), count)) if cut_short else None
    part = Part("", [])
    part.paragraphs = paragraphs_of_lines(_without_margins(pages, part.dropped))
    return remark, part


def _page_lines(document: pdfium.PdfDocument, index: int) -> list[str]:
    try:
        page = document[index]
        text = page.get_textpage()
        raw = text.get_text_bounded()
        text.close()
        page.close()
    except pdfium.PdfiumError:  # one damaged page does not spoil the others
        return []
    # PDFium writes U+FFFE or U+0002 where a hyphen ended a line.
    raw = re.sub("[\ufffe\x02]\\s*", "", raw)
    return [line.strip() for line in raw.splitlines() if line.strip()]


def _without_margins(pages: list[list[str]], dropped: Counter[str]) -> list[str]:
    """All lines but the first and last ones of pages that come back on other pages."""
    edges: Counter[str] = Counter()
    for lines in pages:
        edges.update({_DIGITS.sub("#", line) for line in lines[:2] + lines[-2:]})
    kept: list[str] = []
    for lines in pages:
        for place, line in enumerate(lines):
            key = _DIGITS.sub("#", line)
            at_edge = place < 2 or place >= len(lines) - 2
            if at_edge and (key == "#" or edges[key] >= 3):
                dropped["repeated"] += len(line.split())
            else:
                kept.append(line)
    return kept


def paragraphs_of_lines(lines: list[str]) -> list[str]:
    """Lines of running text as paragraphs: a short line that ends a sentence closes one."""
    if not lines:
        return []
    width = sorted(map(len, lines))[math.ceil(0.9 * (len(lines) - 1))]
    found: list[list[str]] = [[]]
    for line in lines:
        found[-1].append(line)
        short = len(line) < 0.85 * width
        heading = len(line) < 0.5 * width and not line.endswith((",", "-"))
        if (short and _SENTENCE_END.search(line)) or heading:
            found.append([])
    return [join_lines(block) for block in found if block]
