"""Held-out text of a prepared corpus by register: mail, letters, talk, fiction, …

A mean over everything hides what people feel: whether their own kind of writing got better. This
module must not know models.
"""

from dataclasses import dataclass
from pathlib import Path

from training.corpora.corpus import Corpus
from training.corpora.reading import documents

Document = list[str]
"""Paragraphs that belong together."""


@dataclass(frozen=True)
class Register:
    """Test text of one kind of writing."""

    name: str
    documents: list[Document]


def held_out(corpus: Corpus, words: int) -> list[Register]:
    """About ``words`` of each register, its sources in equal parts where they have enough."""
    names: dict[str, list[str]] = {}
    for source in corpus.sources:
        names.setdefault(source.register, []).append(source.name)
    registers = []
    for register, sources in sorted(names.items()):
        share = max(1, words // len(sources))
        taken = [
            document
            for source in sources
            for document in _first(corpus.directory / f"{source}.heldout.txt", share)
        ]
        if taken:
            registers.append(Register(register, taken))
    return registers


def _first(path: Path, words: int) -> list[Document]:
    """The first documents of a file, about ``words`` in all; the last may be cut."""
    taken: list[Document] = []
    left = words
    for document in documents(path):
        kept: Document = []
        for paragraph in document:
            if left <= 0:
                break
            kept.append(paragraph)
            left -= len(paragraph.split())
        if kept:
            taken.append(kept)
    return taken
