"""Make the table of synonyms that ships: ``spelling/data/synonyms.gz``.

    python -m editor_app.fitting.synonyms FOLDER        FOLDER: WordNet's data.* and *.exc

A line of the table is a set of synonyms: the part of speech (n, v, a, r), the words, and those of
the sets beside it (of a similar adjective, of what a noun or verb is a kind of). Names are left
out. Behind them, lines that begin with ! hold an irregular form and its word. A developer's tool;
the editor reads its result.
"""

import argparse
import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_RESULT = Path(__file__).parents[1] / "spelling" / "data" / "synonyms.gz"
_PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_BESIDE = {"n": "@", "v": "@", "a": "&", "r": ""}
"""WordNet's signs for the sets that stand beside one."""
_MARKER = re.compile(r"\((?:a|p|ip)\)$")


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """One sense that several words share."""

    words: tuple[str, ...]
    beside: tuple[str, ...]
    """Offsets of the sets beside it."""


def sets_in(path: Path, part: str) -> dict[str, SynonymSet]:
    """The sets of one of WordNet's ``data`` files by offset (wndb(5WN))."""
    found = {}
    for line in path.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(" "):
            continue  # the licence
        row = line.split(" | ")[0].split(" ")
        count = int(row[3], 16)
        words = [_MARKER.sub("", row[4 + 2 * k]).replace("_", " ") for k in range(count)]
        at = 4 + 2 * count
        pointers = [row[at + 1 + 4 * k : at + 5 + 4 * k] for k in range(int(row[at]))]
        beside = tuple(p[1] for p in pointers if p[0] == _BESIDE[part] and p[2][0] in part + "s")
        usual = tuple(w for w in words if w == w.lower() and not any(map(str.isdecimal, w)))
        found[row[0]] = SynonymSet(usual, beside)
    return found


def lines(folder: Path) -> Iterator[str]:
    """The lines of the table."""
    for name, part in _PARTS.items():
        sets = sets_in(folder / f"data.{name}", part)
        for one in sets.values():
            near = [word for offset in one.beside if offset in sets for word in sets[offset].words]
            others = [word for word in dict.fromkeys(near) if word not in one.words]
            if one.words and len(one.words) + len(others) > 1:
                yield f"{part}\t{';'.join(one.words)}\t{';'.join(others)}\n"
    for name, part in _PARTS.items():
        for line in (folder / f"{name}.exc").read_text(encoding="ascii").splitlines():
            form, *words = line.replace("_", " ").split(" ")
            if len(words) == 1 and words[0] != form:
                yield f"!{part}\t{form}\t{words[0]}\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    text = "".join(lines(options.folder))
    _RESULT.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{text.count(chr(10))} lines, {_RESULT.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
