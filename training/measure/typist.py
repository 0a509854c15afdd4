"""A simulated person: how much a program saves somebody who overlooks ghosts and pays for looking.

The person types a text letter by letter and takes a suggestion that is right and on show with
chance q at each key (the *take rate*); of several words all with one key, or, where only the first
of them are right, those with a key for each. Every query carries what stood on show at the word and
was typed past (``passed``) and the rate, so that a program which can learn from them may. Nothing
is drawn at random: the figures are expectations over all the person's choices. Looking costs what
Quinn & Zhai (2016) and others measured on average: 50 ms for a wrong suggestion, 10 ms for a right
one. This module must not know how an answer is found.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from models.text import Kind, Token, tokenise
from training.measure.intervals import Figure, ratio
from training.measure.protocol import CONTEXT, Program, ProgramReply

RATES = (1.0, 0.7, 0.5, 0.3)
LEVELS = ("calm", "normal", "eager")
SHOWN = (1, 3, 5)
WRONG_LOOK, RIGHT_LOOK = 0.050, 0.010
"""Seconds."""
KEY = 0.120
"""Seconds for a key, a fluent typist's."""
_SPARE = 8
"""Answers asked for, so that as many remain where refused ones are not shown again."""
_LETTERS_OF_A_WORD = 5
"""In words a minute."""
_BLOCK = 100
_PIECE = re.compile(r"\s*\S+")
"""What is taken of a suggestion with one key, where not all of it is right."""


@dataclass(frozen=True)
class Way:
    """One way to show suggestions to one person."""

    shown: int = 1
    rate: float = 1.0
    """The take rate."""
    gate: str = ""
    """A level of the gate, or "": all is shown."""
    once: bool = False
    """Is a word that was typed past never shown again at this word?"""
    words: int = 1
    """The most words of a suggestion."""


WAYS = (
    *(Way(shown, rate) for shown in SHOWN for rate in RATES),
    *(Way(shown, once=True) for shown in SHOWN),
    *(Way(rate=rate, gate=level) for level in LEVELS for rate in RATES),
    *(Way(rate=rate, gate="normal", words=5) for rate in RATES),
)


@dataclass(frozen=True)
class TypingOutcome:
    """What one way gave. Shares, not per cent."""

    ksr: Figure
    precision: float
    """Of those that came on show (the best of each list), how many had the next word right."""
    wrong_looks: float
    """In a hundred words."""
    words_a_minute: float
    phrases: float
    """Of those that came on show, how many had two words or more."""
    whole: float
    """Of these, how many were right to the end."""


@dataclass
class _Look:
    """A suggestion that stands on show, in its longest form."""

    word: str = ""
    chance: float = 0.0
    """That it came on show."""
    right: bool = False
    words: int = 1
    whole: bool = False


@dataclass
class _WayTally:
    """Expectations, word by word."""

    reached: list[float]
    """The chance that each word is come to with nothing of it taken; and the text's end."""
    saved: list[float] = field(default_factory=list)
    right: float = 0.0
    wrong: float = 0.0
    phrases: float = 0.0
    whole: float = 0.0

    def note(self, look: _Look) -> None:
        """A suggestion is on show no longer."""
        self.right += look.chance * look.right
        self.wrong += look.chance * (not look.right)
        self.phrases += look.chance * (look.words > 1)
        self.whole += look.chance * (look.words > 1 and look.whole)


@dataclass(frozen=True)
class _Typed:
    """The text that is typed, and the program that helps."""

    program: Program
    text: str
    words: list[Token]
    starts: list[int]
    """Where each word begins, and where the first begins that is not typed any more."""
    ends: frozenset[int]
    """Where words and marks end."""

    def next_word(self, end: int) -> int:
        """The number of the first word at ``end`` or behind it."""
        return min(bisect_left(self.starts, end), len(self.starts) - 1)

    def is_there(self, at: int, text: str) -> bool:
        """Does ``text`` stand at a place, and end where a word or a mark does?"""
        end = at + len(text)
        return self.text[at:end].casefold() == text.casefold() and end in self.ends

    def right_part(self, at: int, offered: str) -> tuple[int, int]:
        """(where what is right of a suggestion ends, the keys that take it)."""
        end, keys = at, 0
        if self.is_there(at, offered):
            end, keys = at + len(offered), 1
        else:
            for piece in _PIECE.findall(offered):
                if not self.is_there(end, piece):
                    break
                end, keys = end + len(piece), keys + 1
        # No further than the words that are typed.
        return min(end, self.starts[-1]), keys


def simulate(
    program: Program, text: str, words: int, ways: Sequence[Way] = WAYS
) -> dict[Way, TypingOutcome]:
    """Type the first ``words`` words of ``text`` in each of ``ways``.

    Raises:
        ProtocolError: the program does not answer.
    """
    tokens = tokenise(text)
    every = [token for token in tokens if token.kind is Kind.WORD]
    starts = [*(token.start for token in every), len(text)][: words + 1]
    ends = frozenset(token.end for token in tokens)
    typed = _Typed(program, text, every[: len(starts) - 1], starts, ends)
    tallies = {way: _WayTally([1.0] + [0.0] * len(typed.words)) for way in ways}
    for number in range(len(typed.words)):
        asked: dict[tuple[object, ...], ProgramReply] = {}
        for way, tally in tallies.items():
            _type_word(typed, number, way, tally, asked)
    characters = np.diff(np.array(starts, np.float64))
    return {way: _outcome(tally, characters) for way, tally in tallies.items() if tally.saved}


def _type_word(
    typed: _Typed,
    number: int,
    way: Way,
    tally: _WayTally,
    asked: dict[tuple[object, ...], ProgramReply],
) -> None:
    word, start = typed.words[number], typed.starts[number]
    passed: list[str] = []
    typing, saved, look = tally.reached[number], 0.0, _Look()
    # Behind a finished word, too, more words may stand.
    for letters in range(word.end - start + (way.words > 1)):
        if typing <= 0.0:
            break
        at = start + letters
        listed = _listed(_ask(typed, number, letters, way, passed, asked), way, passed)
        ends = [typed.right_part(at, offered) for _, offered in listed]
        first = listed[0][0].casefold() if listed else ""
        if first != look.word:
            tally.note(look)
            look = _Look(first, typing if listed else 0.0, bool(listed) and ends[0][0] > at)
        if listed and len(_PIECE.findall(listed[0][1])) >= look.words:
            look.words = len(_PIECE.findall(listed[0][1]))
            look.whole = typed.is_there(at, listed[0][1])
        end, keys = max(ends, key=lambda part: (part[0], -part[1]), default=(at, 0))
        space = typed.text[end : end + 1].isspace() and end < typed.starts[-1]
        if end > at and (end + space - at > keys or way.words == 1):
            saved += typing * way.rate * (end + space - at - keys)
            tally.reached[typed.next_word(end)] += typing * way.rate
            typing *= 1.0 - way.rate
        passed += [each for each, _ in listed] if letters < word.end - start else []
    tally.note(look)
    tally.reached[number + 1] += typing
    tally.saved.append(saved)


def _listed(reply: ProgramReply, way: Way, passed: Sequence[str]) -> list[tuple[str, str]]:
    """The suggestions on show: (the first word, all that taking it inserts)."""
    listed = list(zip(reply.words, reply.offered, strict=True))
    if way.gate and not reply.show:
        return []
    if way.once:
        refused = {each.casefold() for each in passed}
        listed = [each for each in listed if each[0].casefold() not in refused]
    return listed[: way.shown]


def _ask(
    typed: _Typed,
    number: int,
    letters: int,
    way: Way,
    passed: Sequence[str],
    asked: dict[tuple[object, ...], ProgramReply],
) -> ProgramReply:
    """The program's answer; the same question is asked once."""
    fields: dict[str, object] = {"passed": list(passed), "take_rate": way.rate}
    if way.gate:
        fields["eagerness"] = way.gate
    if way.words > 1:
        fields["words"] = way.words
    key = (letters, tuple(passed), way.rate if passed else 0.0, way.gate, way.words)
    if key not in asked:
        word, start = typed.words[number], typed.starts[number]
        context = typed.text[max(0, start - CONTEXT) : start + letters]
        asked[key] = typed.program.ask(context, word.text[:letters], _SPARE, **fields)
    return asked[key]


def _outcome(tally: _WayTally, characters: npt.NDArray[np.float64]) -> TypingOutcome:
    saved = np.array(tally.saved, np.float64)
    keys = float(characters.sum() - saved.sum())
    seconds = keys * KEY + tally.wrong * WRONG_LOOK + tally.right * RIGHT_LOOK
    seen = tally.right + tally.wrong
    return TypingOutcome(
        ksr=ratio(saved, characters, _BLOCK),
        precision=tally.right / seen if seen else float("nan"),
        wrong_looks=100.0 * tally.wrong / len(characters),
        words_a_minute=60.0 * float(characters.sum()) / _LETTERS_OF_A_WORD / seconds,
        phrases=tally.phrases / seen if seen else float("nan"),
        whole=tally.whole / tally.phrases if tally.phrases else float("nan"),
    )


def lines(found: Sequence[dict[str, Any]]) -> list[str]:
    """The outcomes, each with its way as one record, as a table for people."""
    rows = [
        f"    {'shown':<22}{'rate':>5}{'KSR':>7}{'right':>7}{'wrong looks':>13}{'words/min':>11}"
        f"{'2+ words':>10}{'all right':>11}"
    ]
    for one in found:
        name = one["gate"] or f"{one['shown']} word{'s' if one['shown'] > 1 else ''}"
        name += ", never again" if one["once"] else ""
        name += f", {one['words']} words" if one["words"] > 1 else ""
        row = (
            f"    {name:<22}{one['rate']:>5.1f}{100 * one['ksr']['mean']:>7.1f}"
            f"{100 * one['precision']:>7.1f}{one['wrong_looks']:>13.1f}"
            f"{one['words_a_minute']:>11.1f}"
        )
        if one["words"] > 1:
            row += f"{100 * one['phrases']:>10.1f}{100 * one['whole']:>11.1f}"
        rows.append(row)
    return rows
