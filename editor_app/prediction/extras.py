"""What a bundle brings beside model and vocabulary, or what ships with the editor in its place.

Knows which file is what, nothing of how it is used.
"""

from editor_app.prediction.general_counts import GeneralCounts
from editor_app.prediction.word_table import WordTable, shipped_table
from models.bundle import Bundle
from models.general_counts import FILE
from models.language import WORDS, Language


def general_counts(bundle: Bundle) -> GeneralCounts | None:
    """The bundle's own n-grams of the language at large, where it has them."""
    if FILE not in bundle.manifest.files:
        return None
    return GeneralCounts(bundle.path / FILE, len(bundle.vocabulary))


def word_list(bundle: Bundle, language: Language) -> WordTable | None:
    """More words of the bundle's language: its own list, else the shipped one if it is English."""
    if WORDS in bundle.manifest.files:
        return WordTable.of((bundle.path / WORDS).read_text(encoding="utf-8").splitlines())
    return shipped_table() if language.primary == "en" else None
