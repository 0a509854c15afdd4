"""The blend's weights as this document has shown them: a bias for each source, moved word by word.

After a word the log-weight of each source moves by a step of the log-likelihood's gradient. Before
the first letter that is the source's responsibility for the word minus its weight (online
expectation-maximisation); behind each of the first letters, where most keys are saved, its
responsibility for the word minus that for all words that begin so. Sources that stand for the same
thing (the language at large, the person, the document) move together as well, so
that a history which does not fit is believed less within a paragraph. A function of the text from
its beginning, and of what earlier documents ended with: the bias at every place is kept, and taking
words back takes back what they taught. Knows places and numbers, neither words nor texts.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from editor_app.prediction.blend import GROUPS, Evidence

Floats = npt.NDArray[np.float32]

_RATE = 0.2
"""Of the step, for each source by itself and again for its group."""
_LETTERS = 4
"""Places in a word at which it is judged."""
_MOST = 4.0
"""A bias never says more than this, in nats: what was silenced must be heard again one day."""
_WHOLE = 400
"""Words after which a document alone says where the next one begins."""


def moved(bias: Floats, weights: Floats, word: Floats, alike: Sequence[Floats]) -> Floats:
    """``bias`` after a word to which the sources gave ``word`` and to all words with its first
    letter, with its first two letters, … as much as ``alike``; all (S,)."""
    joint = weights * word
    whole = float(joint.sum())
    if whole <= 0.0:
        return bias
    rivals = weights + sum((weights * mass) / (weights * mass).sum() for mass in alike)
    slope = joint / whole - rivals / (1 + len(alike))
    for group in GROUPS:
        slope[group] += slope[group].sum()
    result: Floats = np.clip(bias + _RATE * slope, -_MOST, _MOST).astype(np.float32)
    return result


def carried(earlier: Floats, bias: Floats, words: int) -> Floats:
    """Where the next document begins, (S,): between where this one began and the ``bias`` at its
    end, after ``words`` that were judged."""
    start: Floats = earlier + np.float32(min(1.0, words / _WHOLE)) * (bias - earlier)
    return start


class OnlineWeights:
    """The biases along one document. Not thread-safe."""

    def __init__(self, start: Floats) -> None:
        """``start``: the bias at the first word, (S,)."""
        self._places = [0]  # ascending, those at which the bias changed
        self._biases: list[Floats] = [np.clip(start, -_MOST, _MOST).astype(np.float32)]
        self._asked: tuple[int, Evidence, Floats] | None = None

    def at(
        self,
        place: int,
        word_at: Callable[[int], int],
        alike: Callable[[int, int], npt.NDArray[np.integer]],
    ) -> Floats:
        """The bias at ``place``. (S,)

        ``word_at`` says which word came at an earlier place, negative for none to learn from;
        ``alike`` which words have so many first letters of a word, none where it has no more.
        """
        if self._asked is not None and self._asked[0] < place:
            before, evidence, weights = self._asked
            self._asked, word = None, word_at(before)
            if word >= 0:
                beginnings = (alike(word, letters) for letters in range(1, _LETTERS))
                masses = [evidence.mass(words) for words in beginnings if len(words)]
                said = evidence.probability(word)
                self._places.append(before + 1)
                self._biases.append(moved(self._biases[-1], weights, said, masses))
        return self._biases[bisect_right(self._places, place) - 1]

    @property
    def judged(self) -> int:
        """Words that have moved the weights."""
        return len(self._places) - 1

    @property
    def start(self) -> Floats:
        """The bias at the first word. (S,)"""
        return self._biases[0]

    def ask(self, place: int, evidence: Evidence, weights: Floats) -> None:
        """The sources were asked at ``place``: the word that comes there will be judged."""
        self._asked = (place, evidence, weights)

    def shrink(self, place: int) -> None:
        """Nothing behind ``place`` stands any more."""
        keep = bisect_right(self._places, place)
        del self._places[keep:], self._biases[keep:]
        if self._asked is not None and self._asked[0] > place:
            self._asked = None
