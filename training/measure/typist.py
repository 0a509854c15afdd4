"""A simulated person: how much a program saves somebody who overlooks ghosts and pays for looking.

The person types a text letter by letter and takes a suggestion that is right and on show with
chance q at each key (the *take rate*). Every query carries what stood on show at the word and was
typed past (``passed``) and the rate, so that a program which can learn from them may. Nothing is
drawn at random: the figures are expectations over all the person's choices. Looking costs what
Quinn & Zhai (2016) and others measured on average: 50 ms for a wrong suggestion, 10 ms for a right
one. This module must not know how an answer is found.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

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


WAYS = (
    *(Way(shown, rate) for shown in SHOWN for rate in RATES),
    *(Way(shown, once=True) for shown in SHOWN),
    *(Way(rate=rate, gate=level) for level in LEVELS for rate in RATES),
)


@dataclass(frozen=True)
class TypingOutcome:
    """What one way gave. Shares, not per cent."""

    ksr: Figure
    precision: float
    """Right suggestions among those that came on show (best of each list)."""
    wrong_looks: float
    """In a hundred words."""
    words_a_minute: float


@dataclass
class _WayTally:
    saved: list[float] = field(default_factory=list)
    characters: list[int] = field(default_factory=list)
    right: float = 0.0
    wrong: float = 0.0
    keys: float = 0.0


def simulate(
    program: Program, text: str, words: int, ways: Sequence[Way] = WAYS
) -> dict[Way, TypingOutcome]:
    """Type the first ``words`` words of ``text`` in each of ``ways``.

    Raises:
        ProtocolError: the program does not answer.
    """
    tallies = {way: _WayTally() for way in ways}
    for word, end in _words(text, words):
        asked: dict[tuple[object, ...], ProgramReply] = {}
        for way, tally in tallies.items():
            _type_word(program, text, word, end, way, tally, asked)
    return {way: _outcome(tally) for way, tally in tallies.items() if tally.saved}


def _words(text: str, words: int) -> Iterator[tuple[Token, int]]:
    """Each word, and where the next one begins."""
    found = [token for token in tokenise(text) if token.kind is Kind.WORD]
    ends = [*(token.start for token in found[1:]), len(text)]
    return iter(list(zip(found, ends, strict=True))[:words])


def _type_word(
    program: Program,
    text: str,
    word: Token,
    end: int,
    way: Way,
    tally: _WayTally,
    asked: dict[tuple[object, ...], ProgramReply],
) -> None:
    meant, length = word.text.casefold(), word.end - word.start
    whole = length + int(text[word.end : word.end + 1].isspace())
    passed: list[str] = []
    typing, keys, stood = 1.0, 0.0, ""  # the chance that the word is still being typed by hand
    for letters in range(length):
        reply = _ask(program, text, word, letters, way, passed, asked)
        listed = [] if way.gate and not reply.show else reply.words
        if way.once:
            refused = {each.casefold() for each in passed}
            listed = [each for each in listed if each.casefold() not in refused]
        listed = listed[: way.shown]
        if listed and listed[0].casefold() != stood:
            if listed[0].casefold() == meant:
                tally.right += typing
            else:
                tally.wrong += typing
        stood = listed[0].casefold() if listed else ""
        if meant in (each.casefold() for each in listed):
            keys += typing * way.rate * (letters + 1)
            typing *= 1.0 - way.rate
        if typing <= 0.0:
            break
        passed += listed
    keys += typing * whole
    tally.saved.append(whole - keys)
    tally.keys += keys + (end - word.start - whole)
    tally.characters.append(end - word.start)


def _ask(
    program: Program,
    text: str,
    word: Token,
    letters: int,
    way: Way,
    passed: Sequence[str],
    asked: dict[tuple[object, ...], ProgramReply],
) -> ProgramReply:
    """The program's answer; the same question is asked once."""
    fields: dict[str, object] = {"passed": list(passed), "take_rate": way.rate}
    if way.gate:
        fields["eagerness"] = way.gate
    key = (letters, tuple(passed), way.rate if passed else 0.0, way.gate)
    if key not in asked:
        context = text[max(0, word.start - CONTEXT) : word.start + letters]
        asked[key] = program.ask(context, word.text[:letters], _SPARE, **fields)
    return asked[key]


def _outcome(tally: _WayTally) -> TypingOutcome:
    characters = np.array(tally.characters, np.float64)
    seconds = tally.keys * KEY + tally.wrong * WRONG_LOOK + tally.right * RIGHT_LOOK
    seen = tally.right + tally.wrong
    return TypingOutcome(
        ksr=ratio(np.array(tally.saved, np.float64), characters, _BLOCK),
        precision=tally.right / seen if seen else float("nan"),
        wrong_looks=100.0 * tally.wrong / len(characters),
        words_a_minute=60.0 * float(characters.sum()) / _LETTERS_OF_A_WORD / seconds,
    )


def lines(found: Sequence[dict[str, Any]]) -> list[str]:
    """The outcomes, each with its way as one record, as a table for people."""
    rows = [
        f"    {'shown':<22}{'rate':>5}{'KSR':>7}{'right':>7}{'wrong looks':>13}{'words/min':>11}"
    ]
    for one in found:
        name = one["gate"] or f"{one['shown']} word{'s' if one['shown'] > 1 else ''}"
        name += ", never again" if one["once"] else ""
        rows.append(
            f"    {name:<22}{one['rate']:>5.1f}{100 * one['ksr']['mean']:>7.1f}"
            f"{100 * one['precision']:>7.1f}{one['wrong_looks']:>13.1f}"
            f"{one['words_a_minute']:>11.1f}"
        )
    return rows
