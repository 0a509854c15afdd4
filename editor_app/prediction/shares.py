"""Which language is a word in, where a text is written in several?

A hidden Markov model (Rabiner 1989) whose states are the languages: every word is drawn by the
frequencies of its language, and before any word the writer may have changed to another one. The
forward algorithm says what is to be expected of the next word, forward and backward together what
each word that stands there is in. A function of the text alone: nothing is learned and nothing has
to be taken back. Knows vocabularies, no model and no suggestion.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from models.text import Kind, Token, starts_sentence, tokenise
from models.vocabulary import UNKNOWN, Vocabulary

Floats = npt.NDArray[np.float64]

_CHANGE = 0.04
"""How likely the writer changes the language before a word."""
_USUAL = 0.7
"""What the first of the languages has before anything is written; the others share the rest."""
_UNKNOWN_WORD = 1e-7
"""The chance of a word that a language does not know: the same in all, so that it says nothing."""
_REACH = 300
"""Characters before the cursor that are looked at: older words have no say after so many."""


class LanguageShares:
    """Tells languages apart by the frequencies of their words. (L,) is one value a language."""

    def __init__(self, vocabularies: Sequence[Vocabulary]) -> None:
        """The vocabularies of two languages or more, the usual one first."""
        self._vocabularies = vocabularies
        self._totals = [float(max(sum(each.counts), 1)) for each in vocabularies]
        others = (1.0 - _USUAL) / (len(vocabularies) - 1)
        self._prior = np.array([_USUAL, *[others] * (len(vocabularies) - 1)])
        self._last = ("", self._moved(self._prior))

    def ahead(self, before: str) -> Floats:
        """How likely the word behind ``before`` is in each language; (L,), of sum 1."""
        start = max(0, len(before) - _REACH)
        if start:
            start = before.find(" ", start) + 1 or start
        read = before[start:]
        if read != self._last[0]:  # the same for every letter of a word
            share = self._prior
            for chances in self._chances(tokenise(read)):
                share = self._moved(share) * chances
                share = share / share.sum()
            self._last = (read, self._moved(share))
        return self._last[1]

    def of_words(self, tokens: Sequence[Token]) -> dict[int, int]:
        """The language of each word: place among the tokens → number of the language."""
        places = [i for i, token in enumerate(tokens) if token.kind is Kind.WORD]
        chances = list(self._chances(tokens))
        forward: list[Floats] = []
        share = self._prior
        for chance in chances:
            share = self._moved(share) * chance
            share = share / share.sum()
            forward.append(share)
        found: dict[int, int] = {}
        behind = np.ones(len(self._prior))
        for place, share, chance in zip(
            reversed(places), reversed(forward), reversed(chances), strict=True
        ):
            found[place] = int((share * behind).argmax())
            after = chance * behind
            behind = (1.0 - _CHANGE) * after + _CHANGE * float(self._prior @ after)
            behind = behind / behind.sum()
        return found

    def _moved(self, share: Floats) -> Floats:
        """What is expected before the next word."""
        moved: Floats = (1.0 - _CHANGE) * share + _CHANGE * self._prior
        return moved

    def _chances(self, tokens: Sequence[Token]) -> Iterator[Floats]:
        """For each word among ``tokens`` its chance in every language, (L,)."""
        for index, token in enumerate(tokens):
            if token.kind is Kind.WORD:
                start = starts_sentence(tokens, index)
                yield np.array(
                    [self._chance(n, token.text, start) for n in range(len(self._prior))]
                )

    def _chance(self, number: int, word: str, sentence_start: bool) -> float:
        """Of an unknown compound the rarest part decides."""
        vocabulary, total = self._vocabularies[number], self._totals[number]
        ids = vocabulary.ids_of(word, sentence_start)
        rarest = min(0 if i == UNKNOWN else vocabulary.counts[i] for i in ids)
        return max(rarest / total, _UNKNOWN_WORD)
