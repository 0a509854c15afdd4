"""Where the person is in a document: its units, the model's states, what it said so far.

A trail follows the text before the cursor. When the text grows, only the new units are read by the
model; when it shrinks or the cursor goes back, states that are still known are used again; when the
window in which the editor sends the text slides, what stood before it stays known. The module knows
nothing of suggestions.
"""

from bisect import bisect_right
from collections import Counter, OrderedDict
from collections.abc import Iterator

import numpy as np

from editor_app.prediction.blend import SOURCES, Floats
from editor_app.prediction.cache import DocumentCache
from editor_app.prediction.lexicon import Lexicon, Unit
from editor_app.prediction.online import OnlineWeights
from editor_app.prediction.session import State, Step, StepModel
from models.secrets import find_secrets
from models.text import Token, Tokeniser, normal, starts_sentence
from models.vocabulary import PARAGRAPH

LONGEST_TEXT = 120_000
"""Characters a trail remembers; a longer one is cut to half of it."""
_KEPT_STATES = 256
_KEPT_STEPS = 8
_WARM_UP = 96
"""Units the model reads before the cursor after a jump, while somebody waits."""
_FAR = 640
"""Units it reads once nobody waits: the model's slow context remembers some five hundred words."""
_STRIDE = 32
"""Units of that which are read at a time: no key that is pressed meanwhile waits for more."""
_HIDDEN_STEPS = 6
"""The most trailing units of one run whose hidden vectors are worth their projection."""
_FORMS = 5
"""Uses of a word that say how the document writes it."""
_SECRET_REACH = 240  # characters before a change within which a secret may have begun


class Trail:
    """One document's trail. Not thread-safe."""

    def __init__(self, model: StepModel, lexicon: Lexicon, start: Floats | None = None) -> None:
        """``start``: the bias of the blend's weights at the first word, (S,); None for no bias."""
        self._model = model
        self._lexicon = lexicon
        self._tokeniser = Tokeniser(lexicon.vocabulary.writing.joiners)
        self._text = ""
        self._start = 0
        self._units: list[Unit] = []
        self._ends: list[int] = []  # units up to and including each token
        self._states: OrderedDict[int, State] = OrderedDict()
        self._steps: OrderedDict[int, Step] = OrderedDict()
        self.cache = DocumentCache()
        self.online = OnlineWeights(np.zeros(len(SOURCES), np.float32) if start is None else start)
        self.revision = 0
        self._read_from = 0  # where the reading began that the states came from
        self._same = 0  # units that no change has touched since the far reading began

    @property
    def text(self) -> str:
        """The text followed so far."""
        return self._text

    @property
    def tokens(self) -> list[Token]:
        """The tokens of :attr:`text`."""
        return self._tokeniser.tokens

    @property
    def length(self) -> int:
        """Units read."""
        return len(self._units)

    def words(self, count: int) -> list[int]:
        """The lexicon ids of the last ``count`` units, oldest first."""
        return [unit.word for unit in self._units[-count:]]

    @property
    def bias(self) -> Floats:
        """How the words so far have moved the weights of the blend's sources. (S,)"""
        return self.online.at(len(self._units), self.cache.word, self._lexicon.alike)

    def written(self, word: int) -> str:
        """How the document mostly writes a word of the lexicon inside sentences, by its last few
        uses; "" if it has not."""
        forms: Counter[str] = Counter()
        lower = self._lexicon.vocabulary.writing.lower
        spelled = lower(self._lexicon.words[word])
        for place in reversed(self.cache.places(word, _FORMS)):
            index = bisect_right(self._ends, place)
            form = normal(self.tokens[index].text)
            if lower(form) == spelled and not starts_sentence(self.tokens, index):
                forms[form] += 1
        return max(forms, key=lambda form: forms[form], default="")

    def follow(self, text: str, start: int = 0) -> int:
        """Take ``text`` (up to the unfinished word) as what stands before the cursor; it begins
        ``start`` characters into the document.

        Returns how many leading units are the same as before.
        """
        text, self._start = self._joined(text, start)
        if text == self._text:
            return len(self._units)
        kept = self._tokeniser.update(text)
        units, ends, hidden = self._cut(text, kept)
        start = self._ends[kept - 1] if kept else 0
        # The tokeniser cuts the last token again whenever something follows it, mostly to the same.
        same = start
        while same < min(len(self._units), start + len(units)):
            at = same - start
            if self._units[same] != units[at] or self.cache.word(same) != hidden[at]:
                break
            same += 1
        self._units[start:] = units
        self._ends[kept:] = ends
        self.cache.shrink(same)
        self.online.shrink(same)
        for word in hidden[same - start :]:
            self.cache.push(word)
        for known in (self._states, self._steps):
            for place in [place for place in known if place > same]:
                del known[place]
        self._text = text
        self.revision += 1
        self._same = min(self._same, same)
        return same

    def _cut(self, text: str, kept: int) -> tuple[list[Unit], list[int], list[int]]:
        """Of the tokens from ``kept`` on: units, where each token's end, and what may be learned.

        The last holds a word for each unit, or -1 inside a secret.
        """
        tokens = self._tokeniser.tokens
        secret = self._secret_tokens(text, kept)
        before = self._ends[kept - 1] if kept else 0
        units: list[Unit] = []
        ends: list[int] = []
        learned: list[int] = []
        for index in range(kept, len(tokens)):
            own = self._lexicon.units(tokens, index)
            units.extend(own)
            ends.append(before + len(units))
            learned.extend(-1 if index in secret else unit.word for unit in own)
        return units, ends, learned

    def _joined(self, text: str, start: int) -> tuple[str, int]:
        """``text`` with what is known to stand before it, cut where that grows too long; and where
        it begins."""
        end, begin = start + len(text), start
        known = 0 <= start - self._start <= len(self._text)
        if known or (start < self._start and len(text) > LONGEST_TEXT):
            begin = self._start
        if not 0 <= end - begin <= LONGEST_TEXT:
            begin = max(start if not known else begin, end - LONGEST_TEXT // 2)
        before = self._text[begin - self._start : start - self._start] if known else ""
        return before + text[max(0, begin - start) :], begin

    def _secret_tokens(self, text: str, kept: int) -> set[int]:
        """Indices (from ``kept`` on) of tokens inside a secret; they are never learned."""
        tokens = self._tokeniser.tokens
        if kept >= len(tokens):
            return set()
        start = max(0, tokens[kept].start - _SECRET_REACH)
        secrets = [(s.start + start, s.end + start) for s in find_secrets(text[start:])]
        if not secrets:
            return set()
        return {
            index
            for index in range(kept, len(tokens))
            if any(a < tokens[index].end and tokens[index].start < b for a, b in secrets)
        }

    def step(self) -> Step:
        """The model's answer after everything read; computed only once for each place."""
        place = len(self._units)
        step = self._steps.get(place)
        if step is not None:
            return step
        start = max((n for n in self._states if n <= place), default=-1)
        if start == place:
            # The state is known, its answer no longer: read the last unit again.
            start = max((n for n in self._states if n < place), default=-1)
        if start < 0 or place - start > _WARM_UP:
            start = self._read_from = max(0, place - _WARM_UP)
            state = self._model.zero
            ids = [PARAGRAPH] + [unit.model_id for unit in self._units[start:]]
        else:
            state = self._states[start]
            ids = [unit.model_id for unit in self._units[start:]]
        last = len(ids) if len(ids) <= _HIDDEN_STEPS else 1
        result = self._model.run(ids, state, last)
        for back in range(result.hidden.shape[0]):
            self.cache.set_hidden(place - back, result.hidden[-1 - back])
        step = Step(result.log_probs[-1:], result.hidden[-1:], result.state)
        self._remember(place, step)
        return step

    def settle(self) -> Iterator[None]:
        """Read further back than the first answer could wait for, a little at a time.

        What was answered stands; from the next word on the model knows more. Where the text changes
        under the reading, nothing comes of it: the next one begins anew.
        """
        at = max(0, len(self._units) - _FAR)
        if not self._states or self._read_from <= at:
            return
        begun, state, self._same = at, self._model.zero, len(self._units)
        ids = [PARAGRAPH]
        while True:
            end = min(at + _STRIDE, len(self._units) - 1)
            ids += [unit.model_id for unit in self._units[at:end]]
            state, ids, at = self._model.run(ids, state, 1).state, [], end
            if at >= len(self._units) - 1:
                break
            yield
            if self._same < at:
                return
            self._same = len(self._units)
        self._states.clear()
        self._steps.clear()
        self._states[at], self._read_from = state, begun

    def _remember(self, place: int, step: Step) -> None:
        self._steps[place] = step
        self._states[place] = step.state
        while len(self._steps) > _KEPT_STEPS:
            self._steps.popitem(last=False)
        while len(self._states) > _KEPT_STATES:
            self._states.popitem(last=False)
