"""Words that are never offered unless the person wrote them (rule 8).

Lists are kept as short hashes, so that nobody has to read them. The shipped one is English; a
bundle of another language may hold its own. Knows single words only.
"""

from functools import cache
from pathlib import Path

from models.bundle import Bundle
from models.language import OFFENSIVE, Language, word_hash

_ENGLISH = Path(__file__).parent / "data" / "offensive.txt"


class Offensive:
    """The list of one language."""

    def __init__(self, hashes: frozenset[str] = frozenset(), *, english: bool = False) -> None:
        self._hashes = hashes
        self._english = english

    @classmethod
    def of(cls, bundle: Bundle, language: Language) -> "Offensive":
        """The list that a bundle brings, else the shipped one of its language, else an empty
        one."""
        english = language.primary == "en"
        if OFFENSIVE in bundle.manifest.files:
            return cls(_read(bundle.path / OFFENSIVE), english=english)
        return cls(_shipped(), english=True) if english else cls()

    def __contains__(self, word: str) -> bool:
        """Whether ``word``, in any case, is on the list; an English plural or possessive counts as
        its word."""
        if not self._hashes:
            return False
        lower = word.lower().replace("\u2019", "'")
        forms = {lower}
        if self._english:
            forms.add(lower.removesuffix("'s"))
            if not lower.endswith("ss"):  # "assess" is no plural
                forms |= {lower.removesuffix("s"), lower.removesuffix("es")}
        return any(word_hash(form) in self._hashes for form in forms)


def _read(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="ascii", errors="replace").split())


@cache
def _shipped() -> frozenset[str]:
    return _read(_ENGLISH)
