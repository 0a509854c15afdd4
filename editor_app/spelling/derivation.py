"""Words made of listed words: with a common prefix or suffix, spelt as such words are; or of two.

A derivation is spelt by rule ("happy", "happiness"; "remarkable", "remarkably"): what breaks the
rule is no word. Which words are listed is told; nothing here knows how frequent they are.
"""

import re
from collections.abc import Callable, Iterator

PREFIXES = (
    "anti", "auto", "co", "counter", "cyber", "de", "dis", "ex", "extra", "hyper", "inter", "macro",
    "mega", "meta", "micro", "mid", "mini", "mis", "mono", "multi", "non", "out", "over", "poly",
    "post", "pre", "pro", "pseudo", "quasi", "re", "self", "semi", "sub", "super", "tele", "trans",
    "ultra", "un", "under",
)  # fmt: skip
_SUFFIXES = (
    ("ships", ""), ("ship", ""), ("ness", ""), ("nesses", ""), ("less", ""), ("like", ""),
    ("wise", ""), ("ish", ""), ("ism", ""), ("ist", ""), ("ists", ""), ("able", ""),
    ("ably", "able"), ("ally", "al"), ("ly", ""), ("s", ""), ("es", ""), ("ies", "y"), ("er", ""),
    ("iness", "y"), ("ily", "y"), ("ier", "y"), ("iers", "y"), ("ied", "y"),
    ("ers", ""), ("ers", "e"), ("er", "e"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
    ("able", "e"), ("ization", "ize"), ("isation", "ise"), ("ised", "ized"), ("ise", "ize"),
    ("ising", "izing"),
)  # fmt: skip
_LEAST_STEM = 4
_LEAST_PART, _LEAST_WHOLE = 3, 7
_BROKEN = {
    suffix: re.compile(pattern)
    for suffixes, pattern in (
        ("ness nesses", r"[^aeiou]y$"),
        ("ly", r"[^aeiou](y|le)$"),
        ("s", r"([^aeiou]y|s|x|z|ch|sh)$"),
        ("es", r"(?<!s)(?<!x)(?<!z)(?<!ch)(?<!sh)(?<!o)$"),
        ("er ers ed", r"([^aeiou]y|e)$"),
        ("ing", r"[^eoy]e$"),
    )
    for suffix in suffixes.split()
}
"""Suffix → ends of stems behind which it is not put just so."""

IsWord = Callable[[str], bool]


def stems(word: str) -> Iterator[str]:
    """What is left of ``word``, in small letters, without a prefix, a suffix or both."""
    bare = [word, *(word[len(p) :] for p in PREFIXES if word.startswith(p))]
    yield from bare[1:]
    for part in bare:
        for suffix, put in _SUFFIXES:
            if part.endswith(suffix):
                stem = part[: -len(suffix)] + put
                if put or not (suffix in _BROKEN and _BROKEN[suffix].search(stem)):
                    yield stem


def is_derived(word: str, is_listed: IsWord) -> bool:
    """Whether a listed word is left of ``word`` without a common prefix or suffix."""
    return any(len(stem) >= _LEAST_STEM and is_listed(stem) for stem in stems(word))


def is_compound(word: str, may_be_part: IsWord) -> bool:
    """Whether ``word`` is two words written as one: "keypress"."""
    if len(word) < _LEAST_WHOLE or not word.isalpha():
        return False
    cuts = range(_LEAST_PART, len(word) - _LEAST_PART + 1)
    return any(may_be_part(word[:at]) and may_be_part(word[at:]) for at in cuts)
