"""A person's documents → clean paragraphs that know their document, and a word on every file.

``read_documents`` is the door. Each file is opened in a helper process with bounded time and
memory, so that no file, however hostile, can hang or exhaust the caller. What is dropped is
counted with its reason; nothing disappears silently. This package must not know any model.
"""

from training.documents.find import stamps
from training.documents.language import LanguageTest
from training.documents.reading import read_documents
from training.documents.records import Document, FileReport, Limits, Reading

__all__ = [
    "Document",
    "FileReport",
    "LanguageTest",
    "Limits",
    "Reading",
    "read_documents",
    "stamps",
]
