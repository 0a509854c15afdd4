"""The second look at a right word in whose place another may fit better: what follows is read.

The first look (``realword``) asks of all words what the model expected of them; few are left. Here
the model reads on behind each alternative, and a regression fitted on planted slips
(``fitting.realword``) weighs what that says with what was known. Nothing here knows which text is
prose, nor how hints are shown.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from editor_app.spelling.confusions import are_forms
from editor_app.spelling.logistic import Floats, LogisticWeights
from editor_app.spelling.passages import Passage, Reading
from editor_app.spelling.sentence import SentenceModel

_TURNED = 3.0
"""What follows can raise the log-odds by so much, hardly more."""
LOOK_ON = 8
"""Ids behind the word that are read."""
_SOON = 2
"""How many of them count apart."""
_OFTEN = 2

DEAR = (
    *("before", "surprise", "soon", "later"),
    *("rarity", "left", "right", "length", "common", "inflected", "rival", "also"),
)
"""What is known: parts of what the first look knew, how much likelier the alternative makes the ids
behind it, the next ones and those after (log-odds), the letters of the word, how frequent it is
(log), whether one is another form of the other, which are hard to tell apart, how far the best of
the other alternatives would lead the word by what stands before (log-odds: where many words fit
better, none is what was meant), and how often the paragraph has the alternative elsewhere, up to
``_OFTEN``."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A word that may have been meant instead of a right one."""

    word: str
    odds: float
    """log-odds of the first look."""
    known: Mapping[str, float]
    """What that look knew, by its name."""


@dataclass(frozen=True, slots=True)
class Question:
    """A word in whose place others would fit better, the best first."""

    index: int
    """Of its token."""
    word: str
    """As it stands in the text."""
    alternatives: tuple[Alternative, ...]
    passage: Passage | None = None
    """The paragraph around it, where a model has read it."""
    at: int = 0
    """Where the word's ids begin in the passage."""
    ids: tuple[int, ...] = ()

    @property
    def after(self) -> tuple[int, ...]:
        """The ids behind the word that are read."""
        end = self.at + len(self.ids)
        return self.passage.ids[end : end + LOOK_ON] if self.passage else ()


class SecondLook:
    """Over a language model. Not thread-safe."""

    def __init__(self, model: SentenceModel, weights: LogisticWeights) -> None:
        self._model = model
        self.weights = weights

    def log_odds(self, questions: Sequence[Question]) -> list[list[float]]:
        """Of each question's alternatives, that they were meant."""
        return [self.weights.log_odds(known).tolist() for known in self.evidence(questions)]

    def evidence(self, questions: Sequence[Question]) -> list[Floats]:
        """What is known (see ``DEAR``) of each question's alternatives, (alternatives, parts) each.

        What follows is asked of the model only where it may matter, of all questions at once.
        """
        found = [np.array(list(self._rows(question)), np.float32) for question in questions]
        readings: list[Reading] = []
        asked: list[tuple[int, int]] = []
        for number, (question, known) in enumerate(zip(questions, found, strict=True)):
            if question.passage is None or not question.after:
                continue
            for k in np.flatnonzero(self.weights.log_odds(known) > -_TURNED).tolist():
                ids = self._model.vocabulary.ids_of(question.alternatives[k].word)
                readings.append(Reading(question.passage, question.at, ids, question.after))
                asked.append((number, k))
        behind = self._model.passages.follow(readings)
        soon, later = DEAR.index("soon"), DEAR.index("later")
        for (number, k), log_probs in zip(asked, behind, strict=True):
            gained = log_probs - _own_behind(questions[number])
            found[number][k, soon] = gained[:_SOON].sum()
            found[number][k, later] = gained[_SOON:].sum()
        return found

    def _rows(self, question: Question) -> Iterator[list[float]]:
        """What is known of each alternative before reading on."""
        passage, word, vocabulary = question.passage, question.word, self._model.vocabulary
        assert passage is not None
        common = vocabulary.counts[question.ids[0]]
        about = {"length": len(word), "common": math.log(max(common, 1))}
        leads = [other.known["before"] for other in question.alternatives]
        for k, other in enumerate(question.alternatives):
            also = passage.ids.count(vocabulary.ids_of(other.word)[0])
            known = {
                **other.known,
                **about,
                "inflected": float(are_forms(word.lower(), other.word.lower())),
                "rival": max([0.0, *leads[:k], *leads[k + 1 :]]),
                "also": float(min(also, _OFTEN)),
            }
            yield [known.get(name, 0.0) for name in DEAR]


def _own_behind(question: Question) -> Floats:
    """How likely what stands behind the word was, as it stands (log). (R,)"""
    assert question.passage is not None
    end = question.at + len(question.ids)
    return question.passage.log_probs[end : end + LOOK_ON]
