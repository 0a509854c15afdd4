"""The way in: a text goes in, spell hints come out.

``Checker.check`` is all there is to it, for the window's lines and the terminal's files alike. It
looks at the words that are not surely right (``belief``), at right words in the wrong place
(``realword``) and at slips that no list of words shows (``detectors``). Nothing here knows Qt or
files. Not thread-safe: one checking thread at a time.
"""

from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from editor_app.spelling.belief import Belief, Shape, shape_of
from editor_app.spelling.candidates import WordIndex
from editor_app.spelling.certainty import (
    STRETCH,
    SURE,
    CertaintyWeights,
    Finding,
    finding,
    may_be_mended,
)
from editor_app.spelling.corrections import Correction, Neighbourhood, Ranker, in_case_of
from editor_app.spelling.detectors import Detectors, Suspicion
from editor_app.spelling.error_model import ErrorModel
from editor_app.spelling.foreign import foreign
from editor_app.spelling.hints import (
    NOTHING_IGNORED,
    Checked,
    Hint,
    HintKind,
    Ignored,
    Uses,
    without_overlaps,
)
from editor_app.spelling.neighbours import Neighbours, hash_token, hash_word
from editor_app.spelling.other_words import other_words
from editor_app.spelling.realword import RealWords
from editor_app.spelling.sentence import LEAP, LOOK_AHEAD, LOOK_BACK, SentenceModel
from editor_app.spelling.skip import NotProse, is_checkable
from editor_app.spelling.standing import Lexicon, Standing
from editor_app.spelling.thesaurus import Synonyms
from models.secrets import find_secrets
from models.text import Kind, Token, normal, starts_sentence, tokenise
from models.vocabulary import PARAGRAPH, SPECIAL

_HABIT = 2
_KINDS: dict[str, HintKind] = {"doubled": "real-word", "article": "real-word"}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that is not surely right."""

    index: int
    """Its place among the tokens."""
    standing: Standing


class Examination:
    """A text under examination: what is prose in it, and what the quick looks have found."""

    def __init__(self, text: str, ignored: Ignored = NOTHING_IGNORED) -> None:
        self.text = text
        self.tokens = tokenise(text)
        self._ignored = ignored
        self.suspicions: dict[int, Suspicion] = {}
        """What the detectors found, by its first token."""
        self.doubts: list[Doubt] = []
        self.elsewhere: frozenset[int] = frozenset()
        """The tokens of sentences in another language."""

    @cached_property
    def _not_prose(self) -> NotProse:
        return NotProse(self.text)

    def is_open(self, index: int) -> bool:
        """Whether a token is prose that may be questioned."""
        token = self.tokens[index]
        is_english = index not in self.elsewhere
        return is_english and token.text not in self._ignored and token.start not in self._not_prose


class Checker:
    """Spell hints for texts. The index and the error model are made when first needed."""

    def __init__(
        self, lexicon: Lexicon, model: SentenceModel | None = None, suggestions: int = 5
    ) -> None:
        self.lexicon = lexicon
        self._model = model
        self._most = suggestions
        self._neighbours = Neighbours()
        self.belief = Belief(lexicon, lambda: self.ranker)
        self.detectors = Detectors(self._neighbours, model)

    def close(self) -> None:
        """Close all files."""
        self.lexicon.personal.close()

    @cached_property
    def ranker(self) -> Ranker:
        """Ranks corrections; building it takes a hundred milliseconds."""
        places, words = self.lexicon.suggestable()
        index = WordIndex(words, self.lexicon.table, places)
        return Ranker(
            self.lexicon, index, ErrorModel.load(), self._model, neighbours=self._neighbours
        )

    @cached_property
    def real_words(self) -> RealWords:
        """Finds right words in the wrong place."""
        return RealWords(self._neighbours, self._model)

    def check(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Checked:
        """What is to be said of ``text``, the whole or a part that begins at a paragraph.

        Args:
            text: any text; only its prose is looked at.
            ignored: words not to question.
            uses: how often the whole document has an unknown word; counted in ``text`` by default.
        """
        reading = self.read(text, ignored)
        tokens = reading.tokens
        unknown = tuple(tokens[doubt.index].text for doubt in reading.doubts)
        uses = uses or Counter(unknown).__getitem__
        hints: list[Hint | None] = [self.hint(reading, doubt, uses) for doubt in reading.doubts]
        hints += self.misplaced(reading)
        hints += [self.verdict(reading, found) for found in reading.suspicions.values()]
        return Checked(
            without_overlaps(hint for hint in hints if hint is not None),
            tuple(self._variants(reading)),
            unknown,
        )

    def mend(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Hint | None:
        """The last word of ``text`` as it was surely meant; ``None`` where that is not sure."""
        found = self.last_slip(text, ignored, uses)
        sure = found is not None and self._certainty.chance(found.features) >= SURE
        return found.hint if found is not None and sure else None

    def last_slip(
        self, text: str, ignored: Ignored = NOTHING_IGNORED, uses: Uses | None = None
    ) -> Finding | None:
        """What may be wrong with the last word of ``text``; ``None`` where it is not to be mended:
        a name, a secret, a word beside others in doubt, one that is believed."""
        reading = self.read(text, ignored)
        tokens = reading.tokens
        words = [index for index, token in enumerate(tokens) if token.kind is Kind.WORD]
        doubt = reading.doubts[-1] if reading.doubts else None
        if doubt is None or doubt.index != words[-1]:
            return None
        token, begins = tokens[doubt.index], starts_sentence(tokens, doubt.index)
        shape = shape_of(token.text, doubt.standing, begins)
        strange = {d.index for d in reading.doubts} & {*words[-1 - STRETCH : -1]}
        if len(strange) > 1 or not may_be_mended(token.text, shape, begins):
            return None
        if any(found.start < token.end and token.start < found.end for found in find_secrets(text)):
            return None
        hint = self.hint(reading, doubt, uses or (lambda _: 1))
        if hint is None or hint.word != token.text:  # believed, or a word in two pieces
            return None
        return finding(token, shape, begins, self.rank(tokens, doubt.index))

    def others(self, text: str, place: int) -> tuple[Token, tuple[str, ...]] | None:
        """The word of ``text`` at ``place`` and others that may stand for it, the likeliest there
        first; ``None`` where there is no word."""
        return other_words(self._thesaurus, self._model, tokenise(text), place)

    @cached_property
    def _thesaurus(self) -> Synonyms:
        return Synonyms(self.lexicon.is_listed)

    @cached_property
    def _certainty(self) -> CertaintyWeights:
        return CertaintyWeights.load()

    def read(self, text: str, ignored: Ignored = NOTHING_IGNORED) -> Examination:
        """The quick looks over all words of a text."""
        reading = Examination(text, ignored)
        suspicions = {found.first: found for found in self._suspicions(reading)}
        doubts = [doubt for doubt in self._doubts(reading) if doubt.index not in suspicions]
        unknown = {*suspicions, *(doubt.index for doubt in doubts)}
        reading.elsewhere = elsewhere = foreign(reading.tokens, unknown)
        reading.suspicions = {k: found for k, found in suspicions.items() if k not in elsewhere}
        reading.doubts = [doubt for doubt in doubts if doubt.index not in elsewhere]
        return reading

    def _suspicions(self, reading: Examination) -> Iterator[Suspicion]:
        """What the small detectors find, in prose."""
        tokens, added = reading.tokens, self.lexicon.added
        for found in self.detectors.suspicions(reading.text, tokens):
            is_open = reading.is_open(found.first) and reading.is_open(found.last)
            if is_open and normal(tokens[found.first].text) not in added:
                yield found

    def _doubts(self, reading: Examination) -> Iterator[Doubt]:
        """The words that are not surely right."""
        standing = self.lexicon.standing
        for index, token in enumerate(reading.tokens):
            if (
                token.kind is Kind.WORD
                and (found := standing(token.text)) is not Standing.KNOWN
                and is_checkable(token.text)
                and reading.is_open(index)
            ):
                yield Doubt(index, found)

    def hint(self, reading: Examination, doubt: Doubt, uses: Uses) -> Hint | None:
        """What is wrong with a doubtful word, or ``None`` where it is to be believed."""
        tokens = reading.tokens
        token = tokens[doubt.index]
        shape = self.shape(tokens, doubt)
        if self.belief.odds(shape, token.text, uses(token.text)) > 0:
            return None
        ranked = self.rank(tokens, doubt.index)
        joined = self._joined(reading.text, tokens, doubt.index, ranked)
        if joined is not None:
            return joined
        words = tuple(candidate.word for candidate in ranked)
        return Hint(token.start, token.end, token.text, "misspelling", words)

    def shape(self, tokens: Sequence[Token], doubt: Doubt) -> Shape:
        """What kind of unknown word a doubtful one is, in its place."""
        index = doubt.index
        start = starts_sentence(tokens, index)
        word, beside = tokens[index].text, self._has_name(tokens, index)
        return self.belief.weighed_as(shape_of(word, doubt.standing, start, beside), word)

    def _has_name(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether a known name or an initial stands beside a token: Andy Ott, R. O. Gurman."""
        if not tokens[index].text[0].isupper():
            return False
        before = [token.text for token in tokens[max(0, index - 2) : index]]
        if len(before) == 2 and before[1] == "." and len(before[0]) == 1 and before[0].isupper():
            return True
        beside = [*before[-1:], *(token.text for token in tokens[index + 1 : index + 2])]
        return any(map(self.lexicon.is_a_name, beside))

    def misplaced(self, reading: Examination, only: Container[int] | None = None) -> Iterator[Hint]:
        """The right words in whose place another was meant; ``only``: among these tokens."""

        def is_open(index: int) -> bool:
            wanted = only is None or index in only
            return wanted and index not in reading.suspicions and reading.is_open(index)

        for questions in self.real_words.questions(reading.tokens, is_open):
            new = [one for one in questions if not self._is_habit(reading.tokens, one.index)]
            for question, words in zip(new, self.real_words.judge(new), strict=True):
                if words:
                    token = reading.tokens[question.index]
                    yield Hint(token.start, token.end, token.text, "real-word", tuple(words))

    def verdict(self, reading: Examination, found: Suspicion) -> Hint | None:
        """What the language model makes of a detector's suspicion."""
        tokens, first, last = reading.tokens, found.first, found.last
        if self._model is not None:
            if not self.detectors.holds(found, self.odds(reading, found)):
                return None
        elif not found.certain:
            return None
        start, end = tokens[first].start, tokens[last].end
        words = [found.instead]
        if found.finder in ("contraction", "apostrophe"):
            words += [candidate.word for candidate in self.rank(tokens, first)]
        kind = _KINDS.get(found.finder, "misspelling")
        offers = tuple(dict.fromkeys(words))[: self._most]
        return Hint(start, end, reading.text[start:end], kind, offers)

    def odds(self, reading: Examination, found: Suspicion) -> float:
        """log-odds, by the model, of what a detector puts in place of what is written."""
        assert self._model is not None
        tokens, first, last = reading.tokens, found.first, found.last
        before, after = self.surroundings(tokens, first), self.surroundings(tokens, last)
        vocabulary = self._model.vocabulary
        written = [i for k in range(first, last + 1) for i in vocabulary.encode_one(tokens, k)]
        instead = vocabulary.ids_of(found.instead, starts_sentence(tokens, first))
        return self.detectors.odds(written, instead, before.before, after.after)

    def _variants(self, reading: Examination) -> Iterator[Hint]:
        """Right words that are mostly written with accents."""
        for index, token in enumerate(reading.tokens):
            if token.kind is Kind.WORD and token.text.isascii():
                other = self.lexicon.accented(token.text)
                if other and reading.is_open(index):
                    shown = (in_case_of(token.text, other),)
                    yield Hint(token.start, token.end, token.text, "variant", shown)

    def _is_habit(self, tokens: Sequence[Token], index: int) -> bool:
        """Whether the person has written the word between such neighbours before, repeatedly."""
        word = normal(tokens[index].text)
        if starts_sentence(tokens, index):
            word = word[:1].lower() + word[1:]
        pairs = [(normal(tokens[index - 1].text), word)] if index else []
        if index + 1 < len(tokens):
            pairs.append((word, normal(tokens[index + 1].text)))
        uses = self.lexicon.personal.pair_uses
        return bool(pairs) and all(uses(first, second) >= _HABIT for first, second in pairs)

    def rank(self, tokens: Sequence[Token], index: int) -> list[Correction]:
        """Corrections of a token, best first: of the whole word, and of the part that is wrong."""
        where = self.surroundings(tokens, index)
        word = tokens[index].text
        ranked = self.ranker.rank(word, where)
        before, part, behind = self.belief.wrong_part(word)
        if part != word:
            for candidate in self.ranker.rank(part, where):
                candidate.word = before + candidate.word + behind
                ranked.append(candidate)
            ranked = list({c.word: c for c in sorted(ranked, key=lambda c: c.score)}.values())[::-1]
        offerable = (
            candidate for candidate in ranked if self.belief.is_offerable(candidate.listed)
        )
        return list(islice(offerable, self._most))  # judging a candidate costs a look of its own

    def surroundings(self, tokens: Sequence[Token], index: int) -> Neighbourhood:
        """What stands before and behind a token within its paragraph."""
        left = hash_token(tokens[index - 1]) if index else hash_word(SPECIAL[PARAGRAPH])
        right = hash_token(tokens[index + 1]) if index + 1 < len(tokens) else None
        if self._model is None:
            return Neighbourhood(left=left, right=right)
        # The window moves on by leaps, so that the model can go on from where it was asked last.
        first = index
        furthest = max(0, (index - LOOK_BACK) // LEAP * LEAP)
        while first > furthest and tokens[first - 1].kind is not Kind.PARAGRAPH:
            first -= 1
        vocabulary = self._model.vocabulary
        before = [i for k in range(first, index) for i in vocabulary.encode_one(tokens, k)]
        behind = range(index + 1, min(index + 1 + LOOK_AHEAD, len(tokens)))
        after = [i for k in behind for i in vocabulary.encode_one(tokens, k)]
        return Neighbourhood(before, after[:LOOK_AHEAD], left, right)

    def _joined(
        self, text: str, tokens: Sequence[Token], index: int, ranked: Sequence[Correction]
    ) -> Hint | None:
        """A hint over two tokens where a space has slipped into a word ("to gether")."""
        best = ranked[0].prior - ranked[0].cost if ranked else -99.0
        for first, second in self._pairs(tokens, index):
            whole = tokens[first].text + tokens[second].text
            between = text[tokens[first].end : tokens[second].start]
            if between != " " or not self.lexicon.is_listed(normal(whole).lower()):
                continue
            if self.lexicon.prior(normal(whole).lower()) - self.belief.weights["space"] > best:
                start, end = tokens[first].start, tokens[second].end
                return Hint(start, end, text[start:end], "misspelling", (whole,))
        return None

    @staticmethod
    def _pairs(tokens: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
        for first in (index - 1, index):
            pair = tokens[first : first + 2] if first >= 0 else ()
            if len(pair) == 2 and all(token.kind is Kind.WORD for token in pair):
                yield first, first + 1
