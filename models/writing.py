"""How a language writes its words: what joins letters, what is elided, what its capitals are.

Read from the language's record; a language of which nothing is known is written as Unicode says,
with hyphens and apostrophes inside words. Must not know any vocabulary, nor who asks.
"""

from dataclasses import dataclass

from models.language import Language
from models.text import Token, capitalise, is_all_capitals, is_capitalised, normal, tokenise

_APOSTROPHES = "'\u2019"


@dataclass(frozen=True, slots=True)
class Writing:
    """The rules of one language; ``languages.toml`` says what each field means."""

    joiners: str = ""
    elided: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    capitals: tuple[tuple[str, str], ...] = ()
    """(small, capital) where they are not Unicode's."""
    spaced: str = ""

    @classmethod
    def of(cls, language: Language) -> "Writing":
        """The rules in a language's record."""
        halves = [(pair, len(pair) // 2) for pair in language.capitals]
        return cls(
            language.joiners,
            frozenset(language.elided),
            language.endings,
            tuple((pair[:half], pair[half:]) for pair, half in halves if half),
            language.spaced,
        )

    def tokenise(self, text: str) -> list[Token]:
        """All tokens of ``text``, in order."""
        return tokenise(text, self.joiners)

    # ---- parts of words

    def parts(self, word: str) -> list[str]:
        """What a word that nobody knows as one is made of: parts and signs in order.

        "sea-captain's" → ["sea", "-", "captain's"]; "captain's" → ["captain", "'s"]; "l'arbre" →
        ["l", "'", "arbre"]. ``word`` is in the form of :func:`models.text.normal`.
        """
        if "-" in word.strip("-"):
            return [part for each in word.split("-") for part in (each, "-")][:-1]
        first, sign, rest = word.partition("'")
        if rest and self.lower(first) in self.elided:
            return [first, sign, rest]
        lower = word.lower()
        for ending in self.endings:
            if lower.endswith(ending) and len(word) > len(ending):
                return [word[: -len(ending)], word[-len(ending) :].lower()]
        return [word]

    def finished(self, prefix: str) -> int:
        """How many letters of an unfinished word are words already: those up to its last hyphen or
        the apostrophe of an elided word."""
        place = prefix.rfind("-") + 1
        for sign in _APOSTROPHES:
            at = prefix.find(sign, place)
            if at >= 0 and self.lower(normal(prefix[place:at])) in self.elided:
                return at + 1
        return place

    # ---- case

    def lower(self, word: str) -> str:
        """``word`` in small letters."""
        for small, capital in self.capitals:
            word = word.replace(capital, small)
        return word.lower()

    def upper(self, word: str) -> str:
        """``word`` in capitals."""
        for small, capital in self.capitals:
            word = word.replace(small, capital)
        return word.upper()

    def capitalise(self, word: str) -> str:
        """``word`` with a capital first; the rest stays."""
        for small, capital in self.capitals:
            if word.startswith(small):
                return capital + word[len(small) :]
        return capitalise(word)

    def is_capitalised(self, word: str) -> bool:
        """A capital first, the rest (if any) small: "The", "I", Dutch "IJs"."""
        head = self._first_capital(word)
        return is_capitalised(word) if head < 2 else word[head:].islower() or len(word) == head

    def is_all_capitals(self, word: str) -> bool:
        """Two capitals or more and nothing small; Dutch "IJ" is one."""
        return is_all_capitals(word) and len(word) > self._first_capital(word)

    def redo_case(self, word: str, prefix: str, sentence_start: bool) -> str:
        """``word`` (as the vocabulary has it) in the case in which it should stand in the text.

        The typed prefix wins: "NA" makes "NASA" and "NATION", "Na" makes "Nation"; with a prefix in
        lower case a name keeps its own capitals. Without a prefix a sentence start gets a capital.
        """
        if self.is_all_capitals(prefix):
            return self.upper(word)
        if prefix[:1].isupper() or (sentence_start and not prefix):
            return self.capitalise(word)
        return word

    def _first_capital(self, word: str) -> int:
        """How many letters the capital is that ``word`` begins with."""
        heads = (len(capital) for _, capital in self.capitals if word.startswith(capital))
        return max(heads, default=1)


PLAIN = Writing()
"""Of a language of which nothing is known."""
