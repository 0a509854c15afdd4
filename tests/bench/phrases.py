"""Ghosts of several words as the window shows them: how many, how often right, what they save.

    python tests/bench/phrases.py --bundle DIR [--words N] [--most N] [--levels …] [--rates …]
        TEXT[:HISTORY]…

Somebody types each TEXT, HISTORY having been learned before, and takes what is right of a ghost
with the chance RATE at each key: all of it with one key, else word by word with a key for each. The
ghost is steady as in the window: letters that agree with it keep it, it may grow, and another
stands in only where it is clearly likelier. A ghost counts once, in its longest form, however many
letters it stood for.
"""

import argparse
import random
import re
import sys
import tempfile
from dataclasses import dataclass, field, fields
from pathlib import Path

from editor_app.prediction.engine import Engine
from editor_app.prediction.types import Query, Suggestion

WORD = re.compile(r"[A-Za-z]+(?:['\u2019][A-Za-z]+)*")
CONTEXT = 2000
CLEARLY = 2.0


@dataclass
class Tally:
    """Sums over one text typed in one way."""

    letters: int = 0
    keys: int = 0
    ghosts: int = 0
    right: int = 0
    """Ghosts of which the first word was right."""
    phrases: int = 0
    whole: int = 0
    """Ghosts of two words and more, all of them right."""
    extra: int = 0
    """Words behind the first that were taken."""

    def add(self, other: "Tally") -> None:
        for each in fields(self):
            setattr(self, each.name, getattr(self, each.name) + getattr(other, each.name))

    def row(self) -> str:
        return (
            f"saved {100 * (1 - self.keys / max(1, self.letters)):5.1f} %  ghosts {self.ghosts:5}  "
            f"first right {100 * self.right / max(1, self.ghosts):5.1f} %  two words or more "
            f"{100 * self.phrases / max(1, self.ghosts):5.1f} %, wholly right "
            f"{100 * self.whole / max(1, self.phrases):5.1f} %  further words taken {self.extra}"
        )


@dataclass
class Shown:
    """A ghost on the page."""

    begin: int
    """Where it appeared in the text."""
    suggestion: Suggestion
    text: str
    """All of it since it appeared."""
    words: int = 1


@dataclass
class Typist:
    """One person at one text."""

    engine: Engine
    text: str
    level: str
    rate: float
    most: int
    random: random.Random
    tally: Tally = field(default_factory=Tally)
    ghost: Shown | None = None
    passed: tuple[str, ...] = ()

    def type(self, first: int, count: int) -> None:
        """Type ``count`` words from the word ``first`` on."""
        end = 0
        for match in list(WORD.finditer(self.text))[first : first + count]:
            self.tally.letters += len(match.group()) + 1
            if match.start() >= end:
                self.passed = ()
                end = self._word(match.start(), match.end())
        self._drop()

    def _word(self, start: int, end: int) -> int:
        """Type one word; where the text stands then."""
        for at in range(start, end):
            self._look(start, at)
            if self.ghost is not None and self.random.random() < self.rate:
                taken, keys = self._right_part(at)
                if taken > at:
                    self._drop()
                    self.tally.keys += keys
                    self.tally.extra += len(WORD.findall(self.text[at:taken])) - 1
                    return taken
            self.tally.keys += 1
        self._look(end, end)  # a ghost may stand behind the finished word
        if self.ghost is not None and self.random.random() < self.rate:
            taken, keys = self._right_part(end)
            if taken > end:
                self._drop()
                self.tally.keys += keys
                self.tally.extra += len(WORD.findall(self.text[end:taken]))
                return taken
        self.tally.keys += 1
        return end

    def _look(self, start: int, at: int) -> None:
        """What stands at the cursor when the text up to ``at`` stands; ``start``: the word's."""
        old = self._left(at)
        if old is None:
            self._drop()
        answer = self._ask(at, 1)
        best = answer.suggestions[0] if answer.suggestions else None
        grows = answer.grows
        words = 1
        while grows and words < self.most:
            words += 1
            answer = self._ask(at, words)
            grows = answer.grows
            if answer.suggestions:
                best = answer.suggestions[0]
        if best is None or not answer.show:
            return
        if old is not None and self.ghost is not None:
            same = best.text.startswith(old) or old.startswith(best.text)
            if same and len(best.text) > len(old):
                self.ghost.text += best.text[len(old) :]
                self.ghost.words = max(self.ghost.words, _words(best))
                return
            if same or best.probability <= CLEARLY * self.ghost.suggestion.probability:
                return
        self._drop()
        self.ghost = Shown(at, best, best.text, _words(best))

    def _ask(self, at: int, words: int):  # type: ignore[no-untyped-def]
        begin = max(0, at - CONTEXT)
        return self.engine.suggest(
            Query(
                self.text[begin:at],
                k=5,
                words=words,
                document="phrases",
                start=begin,
                eagerness=self.level,
                passed=self.passed,
                take_rate=self.rate,
            )
        )

    def _left(self, at: int) -> str | None:
        """What is left of the ghost where its letters were typed."""
        if self.ghost is None:
            return None
        typed = self.text[self.ghost.begin : at]
        return self.ghost.text[len(typed) :] or None if self.ghost.text.startswith(typed) else None

    def _right_part(self, at: int) -> tuple[int, int]:
        """(where the text stands when what is right of the ghost is taken, keys for that)."""
        left = self._left(at) or ""
        if self._is_right(at, left):
            return at + len(left), 1
        end, keys = at, 0
        for piece in re.findall(r"\s*\S+", left):
            if not self._is_right(end, piece):
                break
            end, keys = end + len(piece), keys + 1
        return (end, keys) if end - at > keys else (at, 0)

    def _is_right(self, at: int, text: str) -> bool:
        end = at + len(text)
        return self.text[at:end].lower() == text.lower() and not self.text[end : end + 1].isalnum()

    def _drop(self) -> None:
        """The ghost goes: was it right?"""
        ghost, self.ghost = self.ghost, None
        if ghost is None:
            return
        begin, tally = ghost.begin, self.tally
        first = re.match(r"\s*\S+?(?=[,.;:!?]?(\s|$))", ghost.text)
        right = first is not None and self._is_right(begin, first.group())
        tally.ghosts += 1
        tally.right += right
        if not right and not ghost.text.startswith(" "):
            self.passed += (ghost.suggestion.word,)
        if ghost.words > 1:
            tally.phrases += 1
            tally.whole += self._is_right(begin, ghost.text)


def _words(suggestion: Suggestion) -> int:
    return sum(any(map(str.isalpha, part)) for part in suggestion.parts)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--bundle", type=Path, required=True)
    parser.add_argument("--words", type=int, default=600)
    parser.add_argument("--skip", type=int, default=30)
    parser.add_argument("--most", type=int, default=5, help="most words of a ghost")
    parser.add_argument("--levels", nargs="+", default=["calm", "normal", "eager"])
    parser.add_argument("--rates", nargs="+", type=float, default=[1.0, 0.7, 0.5])
    parser.add_argument("texts", nargs="+", metavar="TEXT[:HISTORY]")
    options = parser.parse_args()
    totals: dict[tuple[str, float], Tally] = {}
    for name in options.texts:
        path, _, history = name.partition(":")
        text = Path(path).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as folder:
            engine = Engine.open(options.bundle, Path(folder))
            if history:
                engine.memory.learn("history", Path(history).read_text(encoding="utf-8"))
            for level in options.levels:
                for rate in options.rates:
                    typist = Typist(engine, text, level, rate, options.most, random.Random(0))
                    typist.type(options.skip, options.words)
                    engine.close_document("phrases")
                    totals.setdefault((level, rate), Tally()).add(typist.tally)
                    shown = f"{Path(path).name[:24]:<25}{level:<7}{rate:3.1f}"
                    print(f"{shown}  {typist.tally.row()}", flush=True)
            engine.close()
    for (level, rate), tally in totals.items():
        print(f"{'ALL':<25}{level:<7}{rate:3.1f}  {tally.row()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
