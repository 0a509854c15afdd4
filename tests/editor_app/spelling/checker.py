"""A checker over the shipped word lists and a small vocabulary."""

from editor_app.spelling.checker import Checker
from editor_app.spelling.standing import Lexicon

COUNTS = {
    "of": 400_000,
    "to": 350_000,
    "and": 400_000,
    "together": 3000,
    "the": 500_000,
    "I": 90_000,
    "their": 30_000,
    "there": 32_000,
    "than": 20_000,
    "then": 18_000,
    "receive": 900,
    "received": 1500,
    "relieve": 60,
    "because": 9000,
    "friend": 3000,
    "world": 9000,
    "website": 500,
    "definitely": 800,
    "definately": 3,
    "government": 5000,
    "London": 4000,
    "British": 6000,
    "Marlow": 30,
    "a": 300_000,
    "lot": 4000,
    "receipt": 90,
    "don't": 20_000,
    "done": 9000,
    "café": 200,
    "brown": 900,
    "Brown": 4000,
}
"""A small vocabulary: word → count in general text."""


def small_checker() -> Checker:
    """Without a language model: words, letters and neighbours."""
    return Checker(Lexicon("both", COUNTS))
