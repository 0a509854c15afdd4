"""What fewer looks cost: rules for showing a ghost, tried on the same words by a perfect user.

    python -m tests.bench.looks --bundle models/en_base --words 400 TEXT…

Each word is typed letter by letter; the ghost is taken as soon as it is right, and what stood there
and was typed past is told to the engine. A look is a ghost that comes on show and was not there a
key before. Savings and looks are told against the gate as it was first (a least chance of 0.35).
Flashes are alternatives at hand that fit the next letter, and that the engine's answer would take
away again.
"""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from editor_app.prediction.engine import Engine
from editor_app.prediction.gate import Eagerness, is_worth_showing
from editor_app.prediction.types import Answer, Query
from models.text import Kind, Token, tokenise

_CONTEXT = 4000
_SKIPPED = 60
"""Words of each text before the first one that counts."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A ghost that the gate at its most eager would show, and its place."""

    typed: int
    """Letters of the word that stand there."""
    chance: float
    second: float
    """The chance of the next best word."""
    keys: int
    """That it would save, its space not counted."""
    wrong: int
    """Wrong ghosts that stood at this word."""
    before: str
    """The best word one key ago."""
    word: str

    def passes(self, chance: float = 0.35, gain: float = 0.5) -> bool:
        """Would a gate with these thresholds show it?"""
        return is_worth_showing((self.chance,), (self.keys,), Eagerness(gain, chance))


Rule = Callable[[Sight], bool]
RULES: dict[str, Rule] = {
    "chance 0.35": lambda s: s.passes(),
    "chance 0.40 (normal)": lambda s: s.passes(0.40),
    "chance 0.45": lambda s: s.passes(0.45),
    "chance 0.50": lambda s: s.passes(0.50),
    "expected gain 0.7": lambda s: s.passes(gain=0.7),
    "expected gain 0.9": lambda s: s.passes(gain=0.9),
    "0.50 before a word, else 0.35": lambda s: s.passes(0.50 if s.typed == 0 else 0.35),
    "0.50 before a word, else 0.38": lambda s: s.passes(0.50 if s.typed == 0 else 0.38),
    "0.45 after a wrong one": lambda s: s.passes(0.45 if s.wrong else 0.35),
    "at most one a word": lambda s: s.passes() and not s.wrong,
    "at most two a word": lambda s: s.passes() and s.wrong < 2,
    "best one key ago, or from 0.50": lambda s: (
        s.passes() and (s.word == s.before or s.chance >= 0.5)
    ),
    "twice the second": lambda s: s.passes() and s.chance > 2.0 * s.second,
    "three letters, or from 0.50": lambda s: s.passes() and (s.keys > 2 or s.chance >= 0.5),
    "waits: 0.45, last chance 0.30": lambda s: s.passes(0.30 if s.keys <= 3 else 0.45, -1.0),
}


@dataclass(slots=True)
class Tally:
    """What one rule came to."""

    saved: int = 0
    characters: int = 0
    words: int = 0
    right: int = 0
    wrong: int = 0
    flashes: int = 0
    """Alternatives shown at once that the answer would have taken away again."""

    @property
    def looks(self) -> int:
        """Ghosts that came on show."""
        return self.right + self.wrong


@dataclass(slots=True)
class Typing:
    """One word of a text, typed under one rule after the other."""

    engine: Engine
    text: str
    name: str
    word: Token
    end: int
    """Where the next word begins."""
    _asked: dict[tuple[int, tuple[str, ...]], Answer] = field(default_factory=dict)

    def answer(self, typed: int, passed: tuple[str, ...]) -> Answer:
        """The engine's answer; the same question is asked once."""
        key = (typed, passed)
        if key not in self._asked:
            start = max(0, self.word.start - _CONTEXT)
            context = self.text[start : self.word.start + typed]
            query = Query(
                context,
                self.word.text[:typed],
                document=self.name,
                start=start,
                passed=passed,
                take_rate=1.0,
                eagerness="eager",
            )
            self._asked[key] = self.engine.suggest(query)
        return self._asked[key]

    def under(self, rule: Rule, tally: Tally) -> None:
        """Type it, and count."""
        meant, length = self.word.text.casefold(), len(self.word.text)
        whole = used = length + int(self.text[self.word.end : self.word.end + 1].isspace())
        passed: tuple[str, ...] = ()
        stood, before, wrong = "", "", 0
        alternatives: list[str] = []
        for typed in range(length):
            answer = self.answer(typed, passed)
            words = [each.word.casefold() for each in answer.suggestions if not each.replace]
            shown = ""
            if words and answer.show:
                chances = [each.probability for each in answer.suggestions] + [0.0]
                sight = Sight(
                    typed, chances[0], chances[1], len(words[0]) - typed, wrong, before, words[0]
                )
                shown = words[0] if rule(sight) else ""
            before = words[0] if words else ""
            if stood and not stood.startswith(meant[:typed]) and not shown:
                fits = (w.startswith(meant[:typed]) and len(w) > typed for w in alternatives)
                tally.flashes += any(fits)
            if shown and shown != stood:
                tally.right += shown == meant
                tally.wrong += shown != meant
                wrong += shown != meant
            stood, alternatives = shown, words if shown else []
            if shown == meant:
                used = typed + 1
                break
            if shown and shown not in passed:
                passed += (shown,)
        tally.saved += whole - used
        tally.characters += self.end - self.word.start
        tally.words += 1


def measure(bundle: Path, texts: Sequence[Path], words: int) -> dict[str, Tally]:
    """Type ``words`` words of the middle of each text under every rule."""
    tallies = {name: Tally() for name in RULES}
    engine = Engine.open(bundle)
    try:
        for path in texts:
            text = path.read_text(encoding="utf-8")
            text = text[text.find("\n", len(text) // 3) + 1 :][: 40 * (words + _SKIPPED)]
            found = [token for token in tokenise(text) if token.kind is Kind.WORD]
            pairs = list(pairwise(found))[_SKIPPED : _SKIPPED + words]
            for word, following in pairs:
                typing = Typing(engine, text, path.name, word, following.start)
                for name, rule in RULES.items():
                    typing.under(rule, tallies[name])
    finally:
        engine.close()
    return tallies


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser("python -m tests.bench.looks", description=__doc__)
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--words", type=int, default=400, help="of each text")
    parser.add_argument("texts", type=Path, nargs="+", metavar="TEXT")
    options = parser.parse_args()
    tallies = measure(options.bundle, options.texts, options.words)
    first = next(iter(tallies.values()))
    print(f"{first.words} words; looks and flashes in a hundred words")
    heads = ("saved %", "looks", "right %", "flashes", "savings", "looks")
    print(f"{'rule':<32}" + "".join(f"{head:>9}" for head in heads))
    for name, t in tallies.items():
        share, per = 100.0 * t.saved / t.characters, 100.0 / t.words
        savings, looks = 100.0 * (t.saved / first.saved - 1), 100.0 * (t.looks / first.looks - 1)
        print(
            f"{name:<32}{share:>9.1f}{per * t.looks:>9.1f}{100.0 * t.right / t.looks:>9.0f}"
            f"{per * t.flashes:>9.1f}{savings:>+8.1f}%{looks:>+8.1f}%"
        )


if __name__ == "__main__":
    main()
