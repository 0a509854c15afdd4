"""The person's own list: names and phrases to know, and shortcuts that expand. A plain text file.

One entry a line: ``shortcut<TAB>expansion``, or a name or phrase by itself; ``#`` begins a remark.
Must not know who suggests or expands.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor_app.language import tr


@dataclass(frozen=True, slots=True)
class Glossary:
    """What a glossary says."""

    phrases: tuple[str, ...] = ()
    shortcuts: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All names, phrases and expansions, a paragraph each: what can be learned from it."""
        return "\n\n".join([*self.phrases, *self.shortcuts.values()])


def parse(text: str) -> Glossary:
    """What ``text`` says; of two lines for one shortcut the later holds."""
    phrases: list[str] = []
    shortcuts: dict[str, str] = {}
    for line in text.splitlines():
        if line.lstrip().startswith("#") or not line.strip():
            continue
        short, tab, expansion = line.partition("\t")
        if not tab:
            phrases.append(line.strip())
        elif short.strip() and expansion.strip():
            shortcuts[short.strip()] = expansion.strip()
    return Glossary(tuple(phrases), shortcuts)


def empty_page() -> str:
    """What a new glossary says: how it is written."""
    return tr(
        "# Your glossary. Write a name or phrase a line, and Foretype knows it:\n"
        "#\n"
        "# Dr Anna Zebulon\n"
        "#\n"
        "# Or a shortcut, a Tab and what it stands for; the key that takes a suggestion expands "
        "it:\n"
        "#\n"
        "# kr\tKind regards, Anna\n"
        "#\n"
        "# Lines that begin with # are remarks. Save the file, and it holds at once.\n"
    )
