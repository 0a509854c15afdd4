"""The way in: a text goes in, spell hints come out.

``Checker.doubts`` and ``Checker.questions`` are the quick passes over all words, ``Checker.hint``
and ``Checker.answer`` the dear looks at one of them, so that a caller can spread the work;
``Checker.check`` does it all for a whole text. What to believe is decided here: a word of standing
(see ``lexicon``) stays unless a correction explains it better. Nothing here knows Qt or files. Not
thread-safe: one checking thread at a time.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Literal

from editor_app.spelling.candidates import WordIndex
from editor_app.spelling.corrections import Candidate, Ranker, Surroundings
from editor_app.spelling.error_model import ErrorModel
from editor_app.spelling.hints import (
    ESTABLISHED,
    NOTHING_IGNORED,
    Hint,
    Ignored,
    without_overlaps,
)
from editor_app.spelling.neighbours import Neighbours, hash_token, hash_word
from editor_app.spelling.realword import Question, RealWords
from editor_app.spelling.sentence import LOOK_AHEAD, LOOK_BACK, SentenceModel
from editor_app.spelling.skip import NotProse, is_checkable
from editor_app.spelling.standing import Lexicon, Standing
from models.text import Kind, Token, normal, starts_sentence, tokenise
from models.vocabulary import PARAGRAPH, SPECIAL

_BELIEF = Path(__file__).parent / "data" / "belief.json"
_HABIT = 2
Shape = Literal["plain", "derived", "seen", "start", "name"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A word that is not surely right."""

    index: int
    """Its place among the tokens."""
    standing: Standing
    uses: int
    """How often the document has it."""


class Checker:
    """Spell hints for texts. The index and the error model are made when first needed."""

    def __init__(
        self, lexicon: Lexicon, model: SentenceModel | None = None, suggestions: int = 5
    ) -> None:
        self.lexicon = lexicon
        self._model = model
        self._most = suggestions
        self._neighbours = Neighbours()
        self._belief: dict[str, float] = json.loads(_BELIEF.read_text(encoding="utf-8"))

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
        self, text: str, ignored: Ignored = NOTHING_IGNORED, real_words: bool = True
    ) -> list[Hint]:
        """All hints of ``text``, in its order."""
        tokens = tokenise(text)
        hints = [self.hint(text, tokens, doubt) for doubt in self.doubts(text, tokens, ignored)]
        if real_words:
            found = self.questions(text, tokens, ignored)
            hints += [self.answer(tokens, question) for question in found]
        return without_overlaps(hint for hint in hints if hint is not None)

    def doubts(
        self,
        text: str,
        tokens: Sequence[Token],
        ignored: Ignored = NOTHING_IGNORED,
        uses: Mapping[str, int] | None = None,
    ) -> list[Doubt]:
        """The words of ``text`` that are not surely right.

        Args:
            text: the text, whole or a part that begins at a paragraph.
            tokens: its tokens.
            ignored: words not to question.
            uses: how often the whole document has each unknown word; counted here by default.
        """
        standing = self.lexicon.standing
        unsure = [
            (index, found)
            for index, token in enumerate(tokens)
            if token.kind is Kind.WORD
            and (found := standing(token.text)) is not Standing.KNOWN
            and is_checkable(token.text)
            and token.text not in ignored
        ]
        if not unsure:
            return []
        not_prose = NotProse(text)
        unsure = [
            (index, found)
            for index, found in unsure
            if tokens[index].start not in not_prose and not _is_mark(text, tokens[index])
        ]
        counted = Counter(tokens[index].text for index, _ in unsure) if uses is None else uses
        return [Doubt(index, found, counted[tokens[index].text]) for index, found in unsure]

    def hint(self, text: str, tokens: Sequence[Token], doubt: Doubt) -> Hint | None:
        """What is wrong with a doubtful word, or ``None`` where it is to be believed."""
        token = tokens[doubt.index]
        if self.belief(self._shape(tokens, doubt), token.text, doubt.uses) > 0:
            return None
        ranked = self.rank(tokens, doubt.index)
        joined = self._joined(text, tokens, doubt.index, ranked)
        if joined is not None:
            return joined
        words = tuple(candidate.word for candidate in ranked)
        return Hint(token.start, token.end, token.text, "misspelling", words)

    def questions(
        self, text: str, tokens: Sequence[Token], ignored: Ignored = NOTHING_IGNORED
    ) -> list[Question]:
        """The right words of ``text`` (see :meth:`doubts`) in whose place another fits better."""
        found = [
            q for q in self.real_words.questions(tokens) if tokens[q.index].text not in ignored
        ]
        if not found:
            return []
        not_prose = NotProse(text)
        return [q for q in found if tokens[q.index].start not in not_prose]

    def answer(self, tokens: Sequence[Token], question: Question) -> Hint | None:
        """A question put to the language model: a hint, or ``None`` where the word may stay."""
        token = tokens[question.index]
        if self._is_habit(tokens, question.index):
            return None
        where = self.surroundings(tokens, question.index)
        doubts = self.real_words.judge(question, token.text, where.before, where.after)
        if not doubts:
            return None
        words = tuple(word for _, word in doubts)
        return Hint(token.start, token.end, token.text, "real-word", words)

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

    def rank(self, tokens: Sequence[Token], index: int) -> list[Candidate]:
        """Corrections of a token, best first: of the whole word, and of the part that is wrong."""
        where = self.surroundings(tokens, index)
        word = tokens[index].text
        ranked = self.ranker.rank(word, where)
        before, part, behind = self._wrong_part(word)
        if part != word:
            for candidate in self.ranker.rank(part, where):
                candidate.word = before + candidate.word + behind
                ranked.append(candidate)
            ranked = list({c.word: c for c in sorted(ranked, key=lambda c: c.score)}.values())[::-1]
        offerable = (candidate for candidate in ranked if self._offerable(candidate.listed))
        return list(islice(offerable, self._most))  # judging a candidate costs a look of its own

    def _wrong_part(self, word: str) -> tuple[str, str, str]:
        """(before, part, behind) of a compound or possessive whose fault lies in one part."""
        behind = word[-2:] if normal(word[-2:]).lower() == "'s" else ""
        stem = word[: len(word) - len(behind)]
        parts = stem.split("-")
        faulty = [i for i, part in enumerate(parts) if part and self._is_unknown(part)]
        if len(faulty) != 1:
            return "", word, ""
        first = faulty[0]
        before = "".join(part + "-" for part in parts[:first])
        after = "".join("-" + part for part in parts[first + 1 :])
        return before, parts[first], after + behind

    def _is_unknown(self, part: str) -> bool:
        return self.lexicon.standing(part) is not Standing.KNOWN

    def surroundings(self, tokens: Sequence[Token], index: int) -> Surroundings:
        """What stands before and behind a token within its paragraph."""
        left = hash_token(tokens[index - 1]) if index else hash_word(SPECIAL[PARAGRAPH])
        right = hash_token(tokens[index + 1]) if index + 1 < len(tokens) else None
        if self._model is None:
            return Surroundings(left=left, right=right)
        first = index
        while first > 0 and index - first < LOOK_BACK:
            if tokens[first - 1].kind is Kind.PARAGRAPH:
                break
            first -= 1
        vocabulary = self._model.vocabulary
        before = [i for k in range(first, index) for i in vocabulary.encode_one(tokens, k)]
        behind = range(index + 1, min(index + 1 + LOOK_AHEAD, len(tokens)))
        after = [i for k in behind for i in vocabulary.encode_one(tokens, k)]
        return Surroundings(before, after[:LOOK_AHEAD], left, right)

    def belief(self, shape: Shape, word: str, uses: int) -> float:
        """How much likelier it is that the word is right than that it is a slip (log-odds).

        The best explanation as a slip, P(meant) · P(written | meant), is weighed against a constant
        of the word's shape; being in the vocabulary and being repeated speak for the word. An
        unknown word in small letters is always questioned until the document has used it often.
        """
        if shape == "plain" and uses < ESTABLISHED:
            return -1.0
        right = self._belief[shape]
        if shape == "seen":
            right += self.lexicon.prior(normal(word))
        return right + self._belief["repeated"] * min(uses - 1, 4) - self._slip(word)

    def _slip(self, word: str) -> float:
        """log P(meant) · P(written | meant) of the best explanation of ``word`` as a slip."""
        found = self._slips.get(word)
        if found is None:
            if len(self._slips) > 50_000:  # text without end must not fill the memory
                self._slips.clear()
            parts = {word, self._wrong_part(word)[1]}
            found = self._slips[word] = max(
                (
                    candidate.prior - candidate.cost
                    for part in parts
                    for candidate in self.ranker.by_letters(part)
                    if self._is_listed(candidate.listed)
                ),
                default=-99.0,
            )
        return found

    @cached_property
    def _slips(self) -> dict[str, float]:
        return {}

    @staticmethod
    def _shape(tokens: Sequence[Token], doubt: Doubt) -> Shape:
        if doubt.standing is Standing.SEEN:
            return "seen"
        if tokens[doubt.index].text[0].isupper():
            return "start" if starts_sentence(tokens, doubt.index) else "name"
        return "derived" if doubt.standing is Standing.DERIVED else "plain"

    def _is_listed(self, word: str) -> bool:
        return self.lexicon.is_listed(word) or word[:1].isupper() or " " in word

    def _offerable(self, word: str) -> bool:
        """Whether a candidate is no likely typo itself."""
        return self._is_listed(word) or self.belief("seen", word, 1) > 0

    def _joined(
        self, text: str, tokens: Sequence[Token], index: int, ranked: Sequence[Candidate]
    ) -> Hint | None:
        """A hint over two tokens where a space has slipped into a word ("to gether")."""
        best = ranked[0].prior - ranked[0].cost if ranked else -99.0
        for first, second in self._pairs(tokens, index):
            whole = tokens[first].text + tokens[second].text
            between = text[tokens[first].end : tokens[second].start]
            if between != " " or not self.lexicon.is_listed(normal(whole).lower()):
                continue
            if self.lexicon.prior(normal(whole).lower()) - self._belief["space"] > best:
                start, end = tokens[first].start, tokens[second].end
                return Hint(start, end, text[start:end], "misspelling", (whole,))
        return None

    @staticmethod
    def _pairs(tokens: Sequence[Token], index: int) -> Iterator[tuple[int, int]]:
        for first in (index - 1, index):
            pair = tokens[first : first + 2] if first >= 0 else ()
            if len(pair) == 2 and all(token.kind is Kind.WORD for token in pair):
                yield first, first + 1


def _is_mark(text: str, token: Token) -> bool:
    """Whether a lone letter is an ending set apart ("John 's"), a list's mark or an initial."""
    if len(token.text) > 1:
        return False
    return text[token.start - 1 : token.start] in _BEFORE_MARKS or (
        text[token.end : token.end + 1] in _BEHIND_MARKS
    )


_BEFORE_MARKS = frozenset("'\u2019(")
_BEHIND_MARKS = frozenset(".)]:&/=")
