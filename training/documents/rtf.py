"""RTF → paragraphs. The parsing is striprtf's; this adds what it leaves to its caller."""

import re

from striprtf.striprtf import rtf_to_text

from models.reasons import Reason
from training.documents.plain import read_text
from training.documents.records import LeftOutError, Part

_PICTURE = re.compile(r"\\(?:pict|objdata|bin)\b[^{}]{0,200000000}")
"""Pictures are the bulk of most RTF files; they are cut before the slow part."""


def read_rtf(data: bytes) -> Part:
    """Paragraphs of an RTF file. Raises LeftOutError when it cannot be parsed."""
    text = _PICTURE.sub(" ", data.decode("latin-1"))
    try:
        plain: str = rtf_to_text(text, errors="ignore")  # type: ignore[no-untyped-call]
    except (ValueError, IndexError, KeyError, TypeError, LookupError, RecursionError):
        raise LeftOutError(Reason.BAD_RTF) from None
    # RTF keeps a paragraph on one line, so a line is a paragraph.
    return read_text(plain.replace("\n", "\n\n"))
