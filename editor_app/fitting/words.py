"""Turn the Hunspell dictionaries into the word list that the editor loads.

    python -m editor_app.fitting.words

A developer's tool: the editor reads only its result, ``data/words.npz``, because expanding
50,000 stems takes longer than a start should. The dictionaries use plain one-letter flags, one
level of affixes and cross products; other Hunspell features are not read. Possessives (flag M) are
left out: ``lexicon`` knows them by rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from editor_app.prediction.word_table import AMERICAN, BRITISH, QUIET, WordTable

DATA = Path(__file__).parents[1] / "spelling" / "data"
WORDS = Path(__file__).parents[1] / "prediction" / "data" / "words.npz"
POSSESSIVE = "M"
NO_SUGGESTION = "!"
"""Words that are right but never suggested."""


@dataclass(frozen=True, slots=True)
class Affix:
    """One affix rule: take ``strip`` off, put ``add`` on, where ``condition`` matches."""

    prefix: bool
    crosses: bool
    strip: str
    add: str
    condition: re.Pattern[str]

    def apply(self, stem: str) -> str | None:
        """The word made from ``stem``, or ``None`` where the rule does not fit."""
        if not self.condition.search(stem):
            return None
        if self.prefix:
            return self.add + stem[len(self.strip) :]
        return stem[: len(stem) - len(self.strip)] + self.add


def read_affixes(path: Path) -> dict[str, list[Affix]]:
    """The PFX and SFX rules of an .aff file by flag."""
    rules: dict[str, list[Affix]] = {}
    crosses: dict[str, bool] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split()
        if len(fields) < 4 or fields[0] not in ("PFX", "SFX"):
            continue
        flag = fields[1]
        if len(fields) == 4:
            crosses[flag] = fields[2] == "Y"
            continue
        prefix = fields[0] == "PFX"
        condition = f"^{fields[4]}" if prefix else f"{fields[4]}$"
        strip, add = ("" if f == "0" else f for f in fields[2:4])
        rule = Affix(prefix, crosses[flag], strip, add, re.compile(condition))
        rules.setdefault(flag, []).append(rule)
    return rules


def forms(stem: str, flags: str, affixes: dict[str, list[Affix]]) -> Iterator[str]:
    """All words of one dictionary line, the stem first."""
    yield stem
    rules = [rule for flag in flags if flag != POSSESSIVE for rule in affixes.get(flag, ())]
    for suffix in (rule for rule in rules if not rule.prefix):
        word = suffix.apply(stem)
        if word is not None:
            yield word
    for prefix in (rule for rule in rules if rule.prefix):
        word = prefix.apply(stem)
        if word is None:
            continue
        yield word
        for suffix in (rule for rule in rules if not rule.prefix and rule.crosses):
            both = suffix.apply(word) if prefix.crosses else None
            if both is not None:
                yield both


def expand(dictionary: Path) -> tuple[set[str], set[str]]:
    """(all words, the quiet ones among them) of ``dictionary`` (.dic, with its .aff beside it)."""
    affixes = read_affixes(dictionary.with_suffix(".aff"))
    words: set[str] = set()
    quiet: set[str] = set()
    for line in dictionary.read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, flags = line.strip().partition("/")
        if not stem or any(character.isdigit() for character in stem):
            continue
        made = set(forms(stem, flags, affixes))
        words |= made
        if NO_SUGGESTION in flags:
            quiet |= made
    words -= {word for word in words if word.endswith("'s") and word[:-2] in words}
    return words, quiet


def main() -> None:
    """Write ``data/words.npz``, the same bytes for the same dictionaries."""
    american, quiet_american = expand(DATA / "hunspell" / "en_US.dic")
    british, quiet_british = expand(DATA / "hunspell" / "en_GB.dic")
    quiet = quiet_american | quiet_british
    marks = {
        **dict.fromkeys(american, AMERICAN),
        **dict.fromkeys(british, BRITISH),
        **dict.fromkeys(american & british, AMERICAN | BRITISH),
        **dict.fromkeys(quiet, QUIET),
    }
    WordTable.of(marks).save(WORDS)
    print(len(marks), "words,", WORDS.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
