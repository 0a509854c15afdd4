"""Other words for a word, in its own form: the shipped table for English, the system's for others.

The table (``data/synonyms.gz``, from WordNet 3.0) is searched as the text it is: nothing is kept in
memory between two questions. Forms follow WordNet's rules of detachment and its irregular ones
(morphy(7WN)); what a rule makes of a synonym counts only where it is a known word. Must not know
the sentence around a word.
"""

import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from models.language import Language

_TABLE = Path(__file__).parent / "data" / "synonyms.gz"
_SYSTEM = (Path("/usr/share/mythes"), Path("/usr/share/myspell/dicts"))
_RULES = {
    "n": (("s", "", "s"), ("es", "", "s"), ("ies", "y", "s")),
    "v": (
        *(("s", "", "s"), ("es", "", "s"), ("ies", "y", "s"), ("ed", "", "ed"), ("ed", "e", "ed")),
        *(("ied", "y", "ed"), ("ing", "", "ing"), ("ing", "e", "ing")),
    ),
    "a": (("er", "", "er"), ("er", "e", "er"), ("est", "", "est"), ("est", "e", "est")),
    "r": (),
}
"""By part of speech: what a form ends with, what its word has instead, and the form's name."""
_SIBILANTS = ("s", "x", "z", "ch", "sh")
_MOST_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Other:
    """A word that may stand for another."""

    word: str
    beside: bool = False
    """Is it a wider or merely similar word?"""


class Thesaurus(Protocol):
    """Where other words are looked up."""

    def others(self, word: str) -> list[Other]:
        """Other words for ``word``, in its form, in small letters but for names."""
        ...


class Synonyms:
    """The shipped table of English."""

    def __init__(self, is_word: Callable[[str], bool]) -> None:
        """``is_word`` says which of the forms that a rule makes there are."""
        self._is_word = is_word

    def others(self, word: str) -> list[Other]:
        """Synonyms first, then the words beside them, each once."""
        table = _Table(gzip.decompress(_TABLE.read_bytes()).decode("utf-8"))
        small = word.lower()
        found: dict[str, bool] = {}
        for part, lemma, form in dict.fromkeys(table.lemmas(small)):
            for same, near in table.sets(part, lemma):
                for beside, words in ((False, same), (True, near)):
                    for other in words:
                        for shown in self._formed(table, other, part, form):
                            found[shown] = found.get(shown, True) and beside
        found.pop(small, None)
        rows = [Other(shown, beside) for shown, beside in found.items()]
        return sorted(rows, key=lambda other: other.beside)

    def _formed(self, table: "_Table", word: str, part: str, form: str) -> list[str]:
        """``word`` in the form; nothing where it has none that is known."""
        if not form:
            return [word]
        if " " in word:
            return []
        made = [one for one in table.irregular(part, word) if _is_form(one, form)]
        return made or [one for one in [_regular(word, form)] if self._is_word(one)]


class _Table:
    """The table's text, searched."""

    def __init__(self, text: str) -> None:
        begin = text.index("\n!") + 1
        self._text = text[:begin]
        self._words: dict[str, list[tuple[str, str]]] = {}
        self._forms: dict[tuple[str, str], list[str]] = {}
        for line in text[begin:].splitlines():
            part, form, word = line[1:].split("\t")
            self._words.setdefault(form, []).append((part, word))
            self._forms.setdefault((part, word), []).append(form)

    def irregular(self, part: str, word: str) -> list[str]:
        """The irregular forms of a word."""
        return self._forms.get((part, word), [])

    def lemmas(self, word: str) -> Iterator[tuple[str, str, str]]:
        """(part of speech, dictionary word, form) of which ``word`` may be."""
        for part, rules in _RULES.items():
            yield part, word, ""
            for ending, instead, form in rules:
                if word.endswith(ending) and len(word) > len(ending) + 1:
                    yield part, word[: len(word) - len(ending)] + instead, form
        for part, lemma in self._words.get(word, []):
            usual = {"n": "s", "v": "ing" if word.endswith("ing") else "ed"}
            yield part, lemma, usual.get(part, "est" if word.endswith("t") else "er")

    def sets(self, part: str, lemma: str) -> Iterator[tuple[list[str], list[str]]]:
        """(synonyms, words beside them) for each sense of a word."""
        text = self._text
        for before in "\t;":
            wanted = before + lemma
            at = text.find(wanted)
            while at >= 0:
                end = at + len(wanted)
                line = text.rfind("\n", 0, at) + 1
                inside = text.count("\t", line, at + 1) == 1  # among the synonyms themselves
                if text[end] in "\t;" and text[line] == part and inside:
                    _, same, near = text[line : text.index("\n", end)].split("\t")
                    yield same.split(";"), near.split(";") if near else []
                at = text.find(wanted, end)


def _is_form(irregular: str, form: str) -> bool:
    """Is an irregular form of this kind?"""
    if form == "ed":
        return not irregular.endswith(("ing", "s"))
    endings = {"ing": "ing", "er": "r", "est": "t"}
    return irregular.endswith(endings.get(form, ""))


def _regular(word: str, form: str) -> str:
    """``word`` with an ending, as it is spelt in English."""
    if word.endswith("y") and word[-2:-1] not in "aeiou" and form != "ing":
        return word[:-1] + ("ies" if form == "s" else "i" + form)
    if form == "s":
        return word + ("es" if word.endswith(_SIBILANTS) else "s")
    return (word[:-1] if word.endswith("e") and not word.endswith("ee") else word) + form


class MyThes:
    """A thesaurus in the format of LibreOffice, as Debian's ``mythes-*`` packages install them."""

    def __init__(self, index: Path) -> None:
        self._index, self._data = index, index.with_suffix(".dat")

    def others(self, word: str) -> list[Other]:
        """What the entry of ``word`` lists; nothing where there is none or it cannot be read."""
        try:
            lines = self._index.read_bytes().split(b"\n")
            encoding = lines[0].decode("ascii").strip()
            key = word.lower().encode(encoding)
            place = next(
                int(n) for name, _, n in (row.rpartition(b"|") for row in lines[2:]) if name == key
            )
            with self._data.open("rb") as file:
                file.seek(place)
                head, *rows = file.read(_MOST_BYTES).decode(encoding, "replace").split("\n")
            count = int(head.rpartition("|")[2])
        except (OSError, ValueError, LookupError, StopIteration):
            return []
        listed = [one for row in rows[:count] for one in row.split("|")[1:]]
        words = dict.fromkeys(re.sub(r"\s*\(.*\)", "", one).strip() for one in listed)
        return [Other(one) for one in words if one and one.lower() != word.lower()]


def of_system(language: Language) -> MyThes | None:
    """The thesaurus of a language on this computer, if there is one."""
    for folder in _SYSTEM:
        for path in sorted(folder.glob(f"th_{language.primary}*.idx")):
            if path.with_suffix(".dat").is_file():
                return MyThes(path)
    return None
