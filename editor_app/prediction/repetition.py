"""Long repetitions go on: what was said word for word before is probably said to its end.

The blend's n-grams see four words; that a dozen in a row were said before says far more than each
of them. Knows ids and chances, neither texts nor where the words came from.
"""

from collections.abc import Sequence

from editor_app.prediction.blend import BlendSource, Evidence, Floats
from editor_app.prediction.cache import DocumentCache
from editor_app.prediction.personal import PersonalCounts

REACH = 16
"""Words back in which a repetition is looked for."""
_DOCUMENT_GOES_ON = ((6, 0.55), (7, 0.65), (8, 0.8), (9, 0.87), (12, 0.93))
"""From how many repeated words on, and how often the next one is repeated, too: counted in the
first 25,000 words of five authors' histories."""
_PERSON_GOES_ON = ((7, 0.55), (8, 0.62), (10, 0.68), (11, 0.75), (16, 0.88))
"""The same of what the person's other documents say: the last tenth of seven authors' histories
after the rest of them."""


def go_on(
    mixed: Floats,
    evidence: Evidence,
    history: Sequence[int],
    cache: DocumentCache,
    personal: PersonalCounts | None,
) -> None:
    """Raise, in the distribution ``mixed`` over the words behind ``history``, the chance of the
    word that followed before to how often so long a repetition goes on. Sources that say nothing
    in ``evidence`` know of none."""
    if personal is not None and BlendSource.PERSON_AFTER_3 in evidence.sparse:
        _raise(mixed, *personal.repeated(history[-REACH:]), _PERSON_GOES_ON)
    if BlendSource.DOCUMENT_AFTER_3 in evidence.sparse:
        _raise(mixed, *cache.repeated(history), _DOCUMENT_GOES_ON)


def _raise(mixed: Floats, word: int, length: int, goes_on: Sequence[tuple[int, float]]) -> None:
    known = [chance for least, chance in goes_on if length >= least]
    if known and word >= 0 and mixed[word] < known[-1]:
        mixed *= (1.0 - known[-1]) / (1.0 - mixed[word])
        mixed[word] = known[-1]
