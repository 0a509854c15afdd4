"""Which of some languages is a text in? Asked when a file is opened, and now and then as it grows.

py3langid tells 139 languages apart by their letters (naive Bayes over byte n-grams, Lui & Baldwin
2012). It comes with ``pip install foretype[languages]``; without it nothing is found out. Must not
know what a language is used for.
"""

import logging
from collections.abc import Collection

_log = logging.getLogger(__name__)

_LOOKED_AT = 4000
"""Characters."""
_LEAST = 20
"""Letters below which nothing is said."""
_SURE = 0.9


class Detector:
    """Tells some languages apart. Making one takes a second: on a thread that nobody waits for."""

    def __init__(self, languages: Collection[str]) -> None:
        """``languages``: their codes, as BCP 47's first part; unknown ones are never found."""
        self._identifier = None
        try:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier
        except ModuleNotFoundError:
            _log.info("languages are not found out: py3langid is not installed")
            return
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        known = set(languages) & set(identifier.labels)
        if len(known) > 1:
            identifier.set_languages(known)
            self._identifier = identifier

    def language_of(self, text: str) -> str | None:
        """The language that most of ``text`` is in, if that is clear."""
        text = text[:_LOOKED_AT]
        if self._identifier is None or sum(map(str.isalpha, text)) < _LEAST:
            return None
        language, sureness = self._identifier.classify(text)
        return str(language) if sureness >= _SURE else None


_FIRST, _LAST = 40, 640
"""Characters at which a growing text is looked at first, and last; in between at every doubling."""


class Settling:
    """What is believed of a growing text: a language that two looks in a row find.

    So a name, a quotation or a first sentence in another language turns nothing over.
    """

    def __init__(self, size: int) -> None:
        """``size``: characters that are there already; what is found in a file's own text is
        believed at once."""
        self._next = max(_FIRST, 2 * size)
        self._found = ""
        self._at_once = size > 1

    def is_due(self, size: int) -> bool:
        """Whether a text of ``size`` characters is worth another look."""
        if not self._next <= size or self._next > _LAST:
            return False
        self._next = 2 * size
        return True

    def take(self, found: str) -> bool:
        """Whether what a look has ``found`` is believed now."""
        believed = self._at_once or found == self._found
        self._at_once, self._found = False, found
        return believed
