"""How likely it is that somebody who means one word writes another.

The noisy channel of Brill and Moore, "An Improved Error Model for Noisy Channel Spelling
Correction" (ACL 2000): writing is cutting the meant word into pieces and writing each piece,
rightly or as another piece ("ei" for "ie", "ence" for "ance", "" for a letter). The cost of a piece
is -log P(written | meant), counted from real misspellings; pieces never seen fall back to
single-letter edits that know doubled letters, keyboard neighbours, vowels and swaps. Words carry
"^" and "$" at their ends, so that a slip at the start costs what slips at starts cost.

This module must not know which words exist, how frequent they are, nor where they stand.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from models.slips import NEIGHBOURS

LONGEST_PIECE = 3
_DATA = Path(__file__).parent / "data" / "error_model.json"
_VOWELS = frozenset("aeiouy")


def single_class(meant: str, written: str, before: str) -> str:
    """The kind of a single-letter edit, for pieces that were never seen.

    Args:
        meant: the letter meant, "" for an insertion, two letters for a swap.
        written: the letter written, "" for a deletion.
        before: the meant letter before the place.
    """
    if len(meant) == 2:
        return "swap"
    if not meant:
        if written == before:
            return "insert double"
        return "insert neighbour" if written in NEIGHBOURS.get(before, "") else "insert"
    if not written:
        if meant == before:
            return "delete double"
        if meant == " ":
            return "delete space"
        return "delete mark" if meant in "'-" else "delete"
    if written in NEIGHBOURS.get(meant, ""):
        return "change neighbour"
    if meant in _VOWELS and written in _VOWELS:
        return "change vowel"
    return "change"


def _rounded(costs: Mapping[str, float], digits: int) -> dict[str, float]:
    return {name: round(cost, digits) for name, cost in sorted(costs.items())}


@dataclass(frozen=True)
class ErrorModel:
    """Costs (-log probability, natural) of pieces. Immutable; see the module for the source."""

    pieces: Mapping[str, Mapping[str, float]]
    """meant piece → written piece → cost, for pieces that differ."""
    singles: Mapping[str, float]
    """class of a single-letter edit → cost."""

    @classmethod
    def load(cls, path: Path = _DATA) -> "ErrorModel":
        """Read fitted costs (the shipped ones by default)."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["pieces"], data["singles"])

    def save(self, path: Path, about: str) -> None:
        """Write the costs, rounded, with a note on where they come from."""
        lines = [
            f"{json.dumps(meant)}: {json.dumps(_rounded(costs, 2), ensure_ascii=False)}"
            for meant, costs in sorted(self.pieces.items())
        ]
        singles = json.dumps(_rounded(self.singles, 3))
        head = f'"about": {json.dumps(about)},\n"singles": {singles},\n'
        pieces = ",\n".join(lines)
        path.write_text(f'{{{head}"pieces": {{\n{pieces}\n}}}}\n', encoding="utf-8")

    def cost(self, meant: str, written: str, limit: float = math.inf) -> float:
        """-log P(written | meant) of two folded words; 0 where they are the same.

        Costs above ``limit`` are not worked out: the answer is then infinite.
        """
        if meant == written:
            return 0.0
        meant, written = f"^{meant}$", f"^{written}$"
        # Only the part that differs, with room for pieces around it, needs the table.
        shorter = min(len(meant), len(written))
        same = next((i for i in range(shorter) if meant[i] != written[i]), shorter)
        tail = 0
        while tail < shorter - same and meant[-1 - tail] == written[-1 - tail]:
            tail += 1
        start, stop = max(0, same - LONGEST_PIECE + 1), max(0, tail - LONGEST_PIECE + 1)
        return self._table(
            meant[start : len(meant) - stop], written[start : len(written) - stop], limit
        )

    def _table(self, meant: str, written: str, limit: float) -> float:
        """Least cost over all cuttings of two strings into pieces (dynamic programming)."""
        rows, columns = len(meant), len(written)
        best = [[limit] * (columns + 1) for _ in range(rows + 1)]
        best[0][0] = 0.0
        reaches = range(LONGEST_PIECE + 1)
        puts = [
            [written[j : j + r] for r in reaches if j + r <= columns] for j in range(columns + 1)
        ]
        ways = self._ways
        for i in range(rows + 1):
            before = meant[i - 1] if i else ""
            takes = [
                (best[i + n], ways[meant[i : i + n], before]) for n in reaches if i + n <= rows
            ]
            for j, here in enumerate(best[i]):
                if here >= limit:
                    continue
                put = puts[j]
                for row, costs in takes:
                    at = j
                    for letters in put:
                        if letters in costs and here + costs[letters] < row[at]:
                            row[at] = here + costs[letters]
                        at += 1
        total = best[rows][columns]
        return total if total < limit else math.inf

    @cached_property
    def _ways(self) -> "_Ways":
        return _Ways(self)


class _Ways(dict[tuple[str, str], dict[str, float]]):
    """What may be written for some meant letters behind another, and what each costs; worked out
    when asked."""

    def __init__(self, model: ErrorModel) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, key: tuple[str, str]) -> dict[str, float]:
        meant, before = key
        singles = self._model.singles
        costs: dict[str, float] = {}
        if len(meant) < 2 and meant not in ("^", "$"):
            for letter in _ALPHABET:
                costs[letter] = singles[single_class(meant, letter, before)]
            if meant:
                costs[""] = singles[single_class(meant, "", before)]
        elif len(meant) == 2 and not any(end in meant for end in "^$"):
            costs[meant[::-1]] = singles["swap"]
        for written, cost in self._model.pieces.get(meant, {}).items():
            costs[written] = min(cost, costs.get(written, cost))
        if len(meant) == 1:
            costs[meant] = 0.0
        self[key] = costs
        return costs


_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789'- "
"""What may be written by a slip; other letters are only ever meant."""


def _is_swap(meant: str, written: str) -> bool:
    return meant == written[::-1] and meant != written


def edits(meant: str, written: str) -> list[tuple[int, int, int, int]]:
    """The single edits of a shortest alignment, as spans (i, i_end, j, j_end), identities too.

    A pair of letters next to each other that stand swapped is one edit of two letters.
    """
    n, m = len(meant), len(written)
    cost = [[i + j if not (i and j) else 0 for j in range(m + 1)] for i in range(n + 1)]
    back: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in range(m + 1):
            steps: list[tuple[float, int, int]] = []
            if i and j:
                steps.append((cost[i - 1][j - 1] + (meant[i - 1] != written[j - 1]), 1, 1))
            if i:
                steps.append((cost[i - 1][j] + 1, 1, 0))
            if j:
                steps.append((cost[i][j - 1] + 1, 0, 1))
            if i > 1 and j > 1 and _is_swap(meant[i - 2 : i], written[j - 2 : j]):
                steps.append((cost[i - 2][j - 2] + 1, 2, 2))
            if steps:
                least, di, dj = min(steps)
                cost[i][j] = int(least)
                back[i, j] = (i - di, j - dj)
    spans: list[tuple[int, int, int, int]] = []
    i, j = n, m
    while (i, j) != (0, 0):
        pi, pj = back[i, j]
        spans.append((pi, i, pj, j))
        i, j = pi, pj
    return spans[::-1]


def fit(pairs: Iterable[tuple[str, str]], least: int = 3, caution: float = 2.0) -> ErrorModel:
    """Count an error model from (written, meant) pairs of folded words.

    Args:
        pairs: real misspellings with the words meant.
        least: pieces seen less often are left to the single-letter classes.
        caution: counts taken off each piece, so that a rare piece is not overrated.
    """
    changed: Counter[tuple[str, str]] = Counter()
    meant_pieces: Counter[str] = Counter()
    classes: Counter[str] = Counter()
    letters = 0
    for written, meant in pairs:
        written, meant = f"^{written}$", f"^{meant}$"
        letters += len(meant) - 1
        for length in range(LONGEST_PIECE + 1):
            for i in range(len(meant) - length + 1):
                meant_pieces[meant[i : i + length]] += 1
        spans = edits(meant, written)
        for k, (i, i_end, j, j_end) in enumerate(spans):
            if meant[i:i_end] == written[j:j_end]:
                continue
            if i_end - i != 2 or j_end - j == 2:
                classes[single_class(meant[i:i_end], written[j:j_end], meant[i - 1 : i])] += 1
            changed.update(_windows(meant, written, spans, k))
    classes["delete space"] = round(letters * _SPACE_FORGOTTEN)
    classes_cost = {name: -math.log((classes[name] + 0.5) / letters) for name in _CLASS_NAMES}
    # A class costs what its typical member costs: its count is spread over the letters it may hit.
    singles = {name: cost + math.log(_SPREAD[name]) for name, cost in classes_cost.items()}
    pieces: dict[str, dict[str, float]] = {}
    for (meant, written), count in changed.items():
        if count >= least:
            share = (count - caution) / meant_pieces[meant]
            pieces.setdefault(meant, {})[written] = -math.log(share)
    return ErrorModel(pieces, singles)


def _windows(
    meant: str, written: str, spans: list[tuple[int, int, int, int]], k: int
) -> Iterable[tuple[str, str]]:
    """The pieces around edit ``k``: the edit with up to two neighbours on either side."""
    for left in range(3):
        for right in range(3 - left):
            first, last = k - left, k + right
            if first < 0 or last >= len(spans):
                continue
            a = meant[spans[first][0] : spans[last][1]]
            b = written[spans[first][2] : spans[last][3]]
            if (
                len(a) <= LONGEST_PIECE
                and len(b) <= LONGEST_PIECE
                and a != b
                and a
                and " " not in a
            ):
                yield a, b


_SPACE_FORGOTTEN = 0.01
"""P(no space | a space was meant), set by hand: lists of misspelt words do not show it."""
_SPREAD = {
    "swap": 1.0,
    "insert": 20.0,
    "insert double": 1.0,
    "insert neighbour": 4.0,
    "delete": 1.0,
    "delete double": 1.0,
    "delete mark": 1.0,
    "delete space": 1.0,
    "change": 15.0,
    "change neighbour": 4.0,
    "change vowel": 4.0,
}
_CLASS_NAMES = tuple(_SPREAD)
