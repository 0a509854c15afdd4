"""Words that are never offered unless the person wrote them (rule 8).

The list is kept as short hashes, so that nobody has to read it. Knows single words only.
"""

from functools import cache
from hashlib import blake2b
from pathlib import Path

_LIST = Path(__file__).parent / "data" / "offensive.txt"


def word_hash(word: str) -> str:
    """The form in which the list holds a word."""
    return blake2b(word.lower().encode("utf-8", "replace"), digest_size=5).hexdigest()


@cache
def _hashes() -> frozenset[str]:
    return frozenset(_LIST.read_text(encoding="ascii").split())


def is_offensive(word: str) -> bool:
    """Whether ``word``, in any case, is on the list; a plural or possessive counts as its word."""
    lower = word.lower().replace("\u2019", "'")
    forms = {lower, lower.removesuffix("'s")}
    if not lower.endswith("ss"):  # "assess" is no plural
        forms |= {lower.removesuffix("s"), lower.removesuffix("es")}
    return any(word_hash(form) in _hashes() for form in forms)
