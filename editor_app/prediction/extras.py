"""What a bundle brings beside model and vocabulary, or what ships with the editor in its place.

Knows which file is what, nothing of how it is used.
"""

from editor_app.prediction.further_words import FurtherWords, shipped_further
from editor_app.prediction.general_counts import GeneralCounts
from models.bundle import Bundle
from models.general_counts import FILE
from models.language import WORDS, Language
from models.vocabulary import UNKNOWN


def general_counts(bundle: Bundle) -> GeneralCounts | None:
    """The bundle's own n-grams of the language at large, where it has them."""
    if FILE not in bundle.manifest.files:
        return None
    return GeneralCounts(bundle.path / FILE, len(bundle.vocabulary))


def further_words(bundle: Bundle, language: Language) -> FurtherWords | None:
    """Words beyond the vocabulary: the bundle's own list, else the shipped one of English."""
    if WORDS in bundle.manifest.files:
        lines = (bundle.path / WORDS).read_text(encoding="utf-8").splitlines()
        counts = bundle.vocabulary.counts
        return FurtherWords.listed(lines, counts[UNKNOWN], sum(counts))
    return shipped_further() if language.primary == "en" else None
