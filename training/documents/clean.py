"""Cleaning: an ordered row of small pure functions, each dropping one thing for one reason.

``Cleaner`` carries what must be remembered across documents (what was said before). Secrets are
scrubbed last, so that nothing after it can bring one back.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Set

from models.secrets import scrub
from training.documents.language import LanguageTest
from training.documents.records import Part

_CONTROLS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b\u2060\ufeff\ufffd\ud800-\udfff]"
)
_SPACE = re.compile(r"\s+")
_WEB = re.compile(r"(?:https?://|www\.)[^\s<>\"]{2,2000}", re.I)
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]{0,2}\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_CODE_SIGNS = frozenset("{}[]()<>=;|\\/&$#@*_+^~`%")
_LONGEST = 20_000
"""Characters of one paragraph; longer ones are cut, so that no step meets an endless line."""
_PARAGRAPH_WORDS = 15
"""A paragraph shorter than this does not say which language it is in."""
_DOCUMENT_WORDS = 40


def tidy(paragraph: str) -> str:
    """Without control and zero-width characters and web addresses, one space between words."""
    return _SPACE.sub(" ", _WEB.sub(" ", _CONTROLS.sub("", paragraph))).strip()


def cut(paragraph: str) -> list[str]:
    """A paragraph in pieces no longer than the limit, cut at spaces."""
    pieces = []
    while len(paragraph) > _LONGEST:
        at = paragraph.rfind(" ", _LONGEST // 2, _LONGEST)
        at = at if at > 0 else _LONGEST
        pieces.append(paragraph[:at].strip())
        paragraph = paragraph[at:].strip()
    return [*pieces, paragraph]


def is_code(paragraph: str) -> bool:
    """More signs than prose has, or lines that end like statements."""
    visible = len(paragraph) - paragraph.count(" ")
    if visible < 8:
        return False
    signs = sum(1 for character in paragraph if character in _CODE_SIGNS)
    statement = paragraph.endswith(("{", "}", ";", "):", "*/")) and signs >= 2
    return signs > 0.15 * visible or (statement and signs > 0.05 * visible)


def is_noise(paragraph: str) -> bool:
    """No prose: random letters (base64, keys), one endless word."""
    longest = max(map(len, paragraph.split()), default=0)
    return longest > 60 and longest > 0.3 * len(paragraph)


def is_numbers(paragraph: str) -> bool:
    """A row of a table or of a list of contents: mostly numbers, or leader dots."""
    words = len(_WORD.findall(paragraph))
    numbers = len(_NUMBER.findall(paragraph))
    leaders = "...." in paragraph or ". . . ." in paragraph
    if words == 0 or (numbers >= 3 and numbers > 0.4 * (words + numbers)):
        return True
    return leaders and words <= 15 and paragraph[-1].isdecimal()


_DROPS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("noise", is_noise),
    ("code", is_code),
    ("numbers", is_numbers),
)


GAP = " \ue000 "
"""Stands where a secret was taken out before: its name must not catch the next word."""


class Cleaner:
    """Cleans documents one after the other; what an earlier one said is a repetition later."""

    def __init__(self, language: LanguageTest) -> None:
        self._language = language
        self._seen: set[bytes] = set()

    def clean(self, part: Part, wanted: Set[str] = frozenset()) -> tuple[list[str], Counter[str]]:
        """(clean paragraphs, words dropped by reason). Another language gives no paragraphs.

        What is dropped by a guess is kept apart in ``part``; the kinds that are ``wanted`` are read
        all the same, behind the others.
        """
        kept = self._in_language(part, self._prose(part))
        kept += [piece for raw in part.take_back(wanted) for piece in cut(tidy(raw)) if piece]
        fresh = (self._without_repetition(paragraph, part.dropped) for paragraph in kept)
        clean = [_scrubbed(paragraph, part.dropped) for paragraph in fresh if paragraph]
        return [paragraph for paragraph in clean if paragraph], Counter(part.dropped)

    def _prose(self, part: Part) -> list[str]:
        """The paragraphs without what is none by its signs."""
        kept = []
        for raw in part.paragraphs:
            for paragraph in cut(tidy(raw)):
                reason = next((name for name, test in _DROPS if test(paragraph)), "")
                if reason:
                    part.leave_out(reason, [paragraph])
                elif paragraph:
                    kept.append(paragraph)
        return kept

    def _in_language(self, part: Part, prose: list[str]) -> list[str]:
        """Those of ``prose`` that are in the language; none where the document is in another."""
        counts = [self._language.count(paragraph) for paragraph in prose]
        frequent, words = sum(f for f, _ in counts), sum(w for _, w in counts)
        if self._language.is_other(frequent, words, _DOCUMENT_WORDS):
            part.leave_out("language", prose)
            return []
        kept = []
        for paragraph, (frequent, words) in zip(prose, counts, strict=True):
            if self._language.is_other(frequent, words, _PARAGRAPH_WORDS):
                part.leave_out("language", [paragraph])
            else:
                kept.append(paragraph)
        return kept

    def _without_repetition(self, paragraph: str, dropped: Counter[str]) -> str:
        """``paragraph`` without sentences of six words or more that were said before.

        What is repeated word for word is a template, a copy or a signature: it says little about
        how a person writes, and repetition is what makes a network learn a text by heart.
        """
        if self._is_known(paragraph, 4):
            dropped["repeated"] += len(paragraph.split())
            return ""
        sentences = _sentences(paragraph)
        if len(sentences) < 2:
            return paragraph
        fresh = []
        for sentence in sentences:
            if self._is_known(sentence, 6):
                dropped["repeated"] += len(sentence.split())
            else:
                fresh.append(sentence)
        return " ".join(fresh)

    def _is_known(self, text: str, least_words: int) -> bool:
        """Whether ``text`` was met before, numbers and case apart; from now on it was."""
        words = _WORD.findall(text.casefold())
        if len(words) < least_words:
            return False
        digest = hashlib.blake2b(" ".join(words).encode(), digest_size=12).digest()
        known = digest in self._seen
        self._seen.add(digest)
        return known


def _sentences(paragraph: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.split(paragraph) if sentence]


def _scrubbed(paragraph: str, dropped: Counter[str]) -> str:
    clean, found = scrub(paragraph)
    if not found and GAP.strip() not in paragraph:
        return paragraph
    dropped["secret"] += len(found)
    return tidy(clean.replace(GAP.strip(), ""))
