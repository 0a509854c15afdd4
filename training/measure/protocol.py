"""Measure any program that speaks the query protocol: next words, saved keystrokes, latency.

A perfect user types a text and takes a suggestion with one key as soon as the intended word is
among the first k; the key brings the space that follows in the text. The program is a child
process that reads queries and writes answers, one JSON line each, so that this editor and every
rival are measured by the same code. This module must not know how an answer is found.
"""

import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from types import TracebackType

import numpy as np

from models.problem import Problem
from models.text import Kind, Token, keystrokes, tokenise
from training.measure.intervals import Figure, ratio

RANKS = (1, 3, 5)
CONTEXT = 4000
"""Characters of context that a query carries at most."""


class ProtocolError(Problem):
    """The program does not answer as it should; the message says what happened."""


@dataclass(frozen=True)
class ProgramReply:
    """A program's answer to one query."""

    words: list[str]
    """Whole words, best first."""
    offered: list[str]
    """What taking each inserts at the cursor, of several words where it was asked for them."""
    ms: float
    """What it says it took."""
    show: bool
    """Whether it would show the first one by itself; a program without a gate shows all."""


class Program:
    """A running program that answers queries in order."""

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            bufsize=1,
        )
        self._count = 0

    def ask(self, context: str, prefix: str, k: int, **fields: object) -> ProgramReply:
        """Suggestions for a cursor; ``fields`` are further fields of the query.

        Raises:
            ProtocolError: no answer, or not one of the protocol.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self._count += 1
        query = {"id": self._count, "context": context, "prefix": prefix, "k": k, **fields}
        try:
            self._process.stdin.write(json.dumps(query) + "\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
            answer = json.loads(line)
            words = list(answer["suggestions"])
            offered = list(answer.get("ghosts", [_rest(word, prefix) for word in words]))
            if len(offered) != len(words):
                raise ValueError("not a ghost for each suggestion")
            show = bool(answer.get("show", words))
            return ProgramReply(words, offered, float(answer["ms"]), show)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ProtocolError(f"the program did not answer query {self._count}") from error

    def __enter__(self) -> "Program":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process.stdout.close()


def _rest(word: str, prefix: str) -> str:
    """What ``word`` adds to the letters typed; nothing where it does not begin with them."""
    begins = word.casefold().startswith(prefix.casefold())
    return word[len(prefix) :] if begins else ""


@dataclass
class _ProgramTally:
    """What typing one text with the program came to, word by word."""

    characters: list[float] = field(default_factory=list)
    """Keys of each word, with its space and the punctuation before the next one."""
    composed: float = 1.0
    saved: dict[int, list[float]] = field(default_factory=lambda: {k: [] for k in RANKS})
    saved_exact: dict[int, list[float]] = field(default_factory=lambda: {k: [] for k in RANKS})
    hits: dict[int, list[bool]] = field(default_factory=lambda: {k: [] for k in RANKS})
    exact: dict[int, list[bool]] = field(default_factory=lambda: {k: [] for k in RANKS})
    boundary_ms: list[float] = field(default_factory=list)
    letter_ms: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Typing:
    """Figures of the perfect user. Shares, not per cent."""

    words: int
    hit: dict[int, Figure]
    hit_case: dict[int, Figure]
    """The same, telling upper from lower case."""
    ksr: dict[int, Figure]
    ksr_case: dict[int, Figure]
    boundary_ms: dict[str, float]
    """p50, p95, p99 of queries with an empty prefix."""
    letter_ms: dict[str, float]


def type_text(
    program: Program, text: str, skip: int = 0, words: int = 1_000_000, composed: float = 1.0
) -> Typing:
    """Type ``words`` words of ``text`` after the first ``skip``; contexts are the true text.

    ``composed``: keys of one character where words have no spaces between (``keystrokes``).
    """
    tally = _ProgramTally(composed=composed)
    _type(program, text, skip, words, tally)
    return _summary(tally)


def type_texts(program: Program, texts: Iterable[str], words: int, most: int) -> Typing:
    """Type ``words`` words in all of texts that have nothing to do with one another, at most
    ``most`` of each, from its beginning."""
    tally = _ProgramTally()
    for text in texts:
        _type(program, text, 0, min(most, words - len(tally.characters)), tally)
    return _summary(tally)


def _type(program: Program, text: str, skip: int, words: int, tally: _ProgramTally) -> None:
    for first, following in _words(tokenise(text), skip, max(0, words)):
        _type_word(program, text, first, following, tally)


def _words(tokens: list[Token], skip: int, words: int) -> Iterator[tuple[Token, Token | None]]:
    """The words to be typed, each with the next word of the text."""
    places = [i for i, token in enumerate(tokens) if token.kind is Kind.WORD]
    for place, following in list(zip(places, [*places[1:], None], strict=True))[skip:][:words]:
        yield tokens[place], tokens[following] if following is not None else None


def _type_word(
    program: Program, text: str, word: Token, following: Token | None, tally: _ProgramTally
) -> None:
    end = following.start if following else len(text)
    length = word.end - word.start
    space = int(text[word.end : word.end + 1].isspace())
    whole = keystrokes(word.text, tally.composed) + space
    best = dict.fromkeys(RANKS, whole)  # keys for word and space
    exact = dict(best)  # the same where upper and lower case must be right as well
    for typed in range(length):
        context = text[max(0, word.start - CONTEXT) : word.start + typed]
        reply = program.ask(context, word.text[:typed], max(RANKS))
        (tally.letter_ms if typed else tally.boundary_ms).append(reply.ms)
        folded = [s.casefold() for s in reply.words]
        for k in RANKS:
            hit = word.text.casefold() in folded[:k]
            if not typed:
                tally.hits[k].append(hit)
                tally.exact[k].append(word.text in reply.words[:k])
            if hit:
                best[k] = min(best[k], typed + 1)
            if word.text in reply.words[:k]:
                exact[k] = min(exact[k], typed + 1)
        if max(exact.values()) <= typed + 1:
            break
    tally.characters.append(keystrokes(text[word.start : end], tally.composed))
    for k in RANKS:
        tally.saved[k].append(whole - best[k])
        tally.saved_exact[k].append(whole - exact[k])


def _summary(tally: _ProgramTally) -> Typing:
    characters = np.array(tally.characters, np.float64)
    ones = np.ones(len(characters))

    def shares(of: dict[int, list[bool]]) -> dict[int, Figure]:
        return {k: ratio(np.array(v, np.float64), ones, 250) for k, v in of.items()}

    def savings(of: dict[int, list[float]]) -> dict[int, Figure]:
        return {k: ratio(np.array(v, np.float64), characters, 250) for k, v in of.items()}

    return Typing(
        words=len(characters),
        hit=shares(tally.hits),
        hit_case=shares(tally.exact),
        ksr=savings(tally.saved),
        ksr_case=savings(tally.saved_exact),
        boundary_ms=percentiles(tally.boundary_ms),
        letter_ms=percentiles(tally.letter_ms),
    )


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """p50, p95 and p99."""
    if not values:
        return {}
    return {f"p{p}": float(np.percentile(values, p)) for p in (50, 95, 99)}
