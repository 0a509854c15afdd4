"""Words that are never offered unless the person wrote them (rule 8).

The list is kept as short hashes, so that nobody has to read it. Knows single words only.
"""

from functools import cache
from hashlib import blake2b
from importlib import resources


def word_hash(word: str) -> str:
    """The form in which the list holds a word."""
    return blake2b(word.lower().encode("utf-8", "replace"), digest_size=5).hexdigest()


@cache
def _hashes() -> frozenset[str]:
    content = resources.files("editor_app.prediction") / "data" / "offensive.txt"
    return frozenset(content.read_text(encoding="ascii").split())


def is_offensive(word: str) -> bool:
    """Whether ``word``, in any case, is on the list; a plural or possessive counts as its word."""
    lower = word.lower().replace("\u2019", "'")
    forms = {lower, lower.removesuffix("'s")}
    if not lower.endswith("ss"):  # "assess" is no plural
        forms |= {lower.removesuffix("s"), lower.removesuffix("es")}
    return any(word_hash(form) in _hashes() for form in forms)
