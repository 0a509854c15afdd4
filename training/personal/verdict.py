"""Does what was learned save keystrokes with everything switched on?

A person has counts, the document and the blend anyway: a profile's weights are worth what they add
to those, on text far from what was learned. The editor's engine types that text twice, over the
base and over the profile, each with the same counts; the interval of the difference is a bootstrap
over blocks of words, pair by pair. Less than that is no difference that can be measured.

The engine is asked as a child process (``editor_app.fitting``); this module must not know what it
does there, nor how the profile was trained.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.problem import Problem
from models.profile import BLEND
from training.measure.intervals import Figure, ratio

_BLOCK, _FEWEST_BLOCKS = 100, 10
"""Words of one bootstrap block; fewer where there would be too few blocks to tell chance from."""
MOST_WORDS = 3000
"""Of the far text that are typed, and of the near text that the blend is fitted on."""


class VerdictError(Problem):
    """The engine could not be asked; the message says what it said."""


@dataclass(frozen=True)
class Typed:
    """What an engine saved on the text. Shares, not per cent."""

    ksr1: Figure
    """Of all keystrokes."""
    hit1: Figure
    """Next words that were on show before a letter was typed."""
    hit3: Figure
    """Next words that were among the first three then."""


@dataclass(frozen=True)
class Verdict:
    """With and without what was learned."""

    words: int
    base: Typed
    profile: Typed
    gain: Figure
    """Share of all keystrokes that the profile saves more than the base does."""
    fitted: bool
    """Has the profile a blend of its own?"""

    @property
    def is_certain(self) -> bool:
        """Is it a difference that can be measured, and for the better?"""
        return self.gain.low > 0

    def as_json(self) -> dict[str, Any]:
        """A JSON-ready view."""
        return asdict(self)


def judge(base: Path, profile: Path, held_out: Path) -> Verdict:
    """Fit the blend of the bundle ``profile`` and compare it with the bundle ``base`` on what the
    training held out (see ``training.personal.profile``).

    Raises:
        VerdictError: the engine could not be asked.
    """
    return judge_all(base, [profile], held_out)[0]


def judge_all(base: Path, profiles: Sequence[Path], held_out: Path) -> list[Verdict]:
    """:func:`judge` for several at once: the base types only once."""
    most = ["--most", str(MOST_WORDS), "--held-out", str(held_out)]
    for profile in profiles:
        _child("blend", ["--bundle", str(profile), "--profile", str(profile), *most])
    typed = json.loads(_child("savings", [*map(str, (base, *profiles)), *most]))
    first, *others = typed["bundles"]
    return [
        verdict_of(typed["characters"], first, other, fitted=(profile / BLEND).exists())
        for profile, other in zip(profiles, others, strict=True)
    ]


def verdict_of(
    lengths: Sequence[int],
    base: Mapping[str, Sequence[float]],
    profile: Mapping[str, Sequence[float]],
    *,
    fitted: bool,
) -> Verdict:
    """From what ``editor_app.fitting.savings`` prints: the characters of each word, and what base
    and profile did with it.

    Raises:
        VerdictError: no word was typed.
    """
    if not lengths:
        raise VerdictError("too little text was held out to judge by")
    characters = np.array(lengths, np.float64)
    difference = np.subtract(profile["saved"], base["saved"], dtype=np.float64)
    gain = ratio(difference, characters, _block(len(characters)))
    before, after = _typed(base, characters), _typed(profile, characters)
    return Verdict(len(characters), before, after, gain, fitted)


def _typed(bundle: Mapping[str, Sequence[float]], characters: npt.NDArray[np.float64]) -> Typed:
    ones = np.ones_like(characters)
    rows = (("saved", characters), ("first", ones), ("three", ones))
    block = _block(len(characters))
    return Typed(*(ratio(np.array(bundle[k], np.float64), of, block) for k, of in rows))


def _block(words: int) -> int:
    return max(1, min(_BLOCK, words // _FEWEST_BLOCKS))


def _child(module: str, arguments: Sequence[str]) -> str:
    command = [sys.executable, "-m", f"editor_app.fitting.{module}", *arguments]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        said = done.stderr.strip().splitlines()
        reason = said[-1] if said else f"it ended with {done.returncode}"
        raise VerdictError(f"the editor could not judge the profile: {reason}")
    return done.stdout
