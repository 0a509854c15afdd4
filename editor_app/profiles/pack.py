"""Everything learned of a person in one file: what it holds, how it is written and read.

``docs/learned-file.md`` describes the format. A file may come from anywhere: all of it is checked
before any of it is believed. Must not know where its parts lie on this computer, nor Qt.
"""

import json
import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from editor_app.documents.glossary import Glossary
from editor_app.language import tr
from editor_app.prediction.own_gate import OwnGate
from models.disk import read_file
from models.problem import Problem
from models.replacing import write_text

SUFFIX = ".foretype.json"
_FORMAT, _VERSION = "foretype-learned", 1
_MOST_BYTES = 64 << 20
_LONGEST_WORD, _LONGEST_NAME, _LONGEST_PHRASE = 200, 8_000, 4_000
_MOST_TAKES = 1_000_000
_MOST_TRUST = 100.0
_DAMAGED = (ValueError, LookupError, TypeError, AttributeError, OverflowError, RecursionError)
_UNFIT = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ORIGIN = re.compile("[0-9a-f]{0,32}")

Words = Sequence[str | None]
"""Words of a document in order; ``None`` is a gap."""


class PackError(Problem):
    """A file cannot be taken in; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What a person has taught one computer."""

    language: str = "en"
    """BCP 47 tag of the base that cut the words."""
    origin: str = ""
    """A random name of the counts that it was taken from, in hexadecimal digits."""
    documents: Mapping[str, Words] = field(default_factory=dict)
    blocked: tuple[str, ...] = ()
    takes: tuple[int, int] = (0, 0)
    """Right ghosts that were (taken, typed past)."""
    trust: Mapping[str, float] = field(default_factory=dict)
    """How documents moved the weight of each of the blend's sources, in nats."""
    gate: OwnGate = field(default_factory=OwnGate)
    right: tuple[str, ...] = ()
    """The person's dictionary."""
    never: tuple[str, ...] = ()
    """Words never to be questioned."""
    as_typed: tuple[str, ...] = ()
    """Words never to be corrected by themselves."""
    glossary: Glossary = field(default_factory=Glossary)
    digest: str = ""
    """SHA-256 of the file that it was read from."""


# ---- writing


def write(path: Path, pack: Pack) -> None:
    """Put ``pack`` into a file for its owner's eyes alone, in one step; raises ``OSError``."""
    write_text(path, json.dumps(_as_json(pack), ensure_ascii=False, separators=(",", ":")) + "\n")


def _as_json(pack: Pack) -> dict[str, object]:
    numbers: dict[str, int] = {}
    documents = {
        name: [0 if w is None else numbers.setdefault(w, len(numbers) + 1) for w in words]
        for name, words in pack.documents.items()
    }
    return {
        "format": _FORMAT,
        "version": _VERSION,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "language": pack.language,
        "origin": pack.origin,
        "words": list(numbers),
        "documents": documents,
        "blocked": pack.blocked,
        "right_ghosts": {"taken": pack.takes[0], "typed_past": pack.takes[1]},
        "trust": dict(pack.trust),
        "gate": pack.gate.as_json(),
        "dictionary": {"right": pack.right, "never": pack.never, "as_typed": pack.as_typed},
        "glossary": {
            "phrases": pack.glossary.phrases,
            "shortcuts": dict(pack.glossary.shortcuts),
        },
    }


# ---- reading


def read(path: Path) -> Pack:
    """The pack in ``path``.

    Raises:
        PackError: it cannot be read, is no such file, is damaged or of a newer version.
    """
    try:
        data = read_file(path, _MOST_BYTES)
    except OSError as error:
        raise PackError(tr("{} cannot be read: {}.").format(path.name, error.strerror)) from error
    try:
        values = json.loads(data, parse_constant=_refuse)
        if not isinstance(values, dict) or values.get("format") != _FORMAT:
            raise PackError(tr("{} does not hold what Foretype has learned.").format(path.name))
        if values["version"] != _VERSION:
            raise PackError(tr("{} was written by a newer Foretype.").format(path.name))
        return _from_json(values, sha256(data).hexdigest())
    except _DAMAGED as why:
        told = tr("{} is damaged: nothing of it was taken in.")
        raise PackError(told.format(path.name)) from why


def _refuse(constant: str) -> object:
    raise ValueError(f"{constant} is not JSON")


def _from_json(values: Mapping[str, Any], digest: str) -> Pack:
    words = [None, *_texts(values["words"], _LONGEST_WORD)]
    dictionary, glossary = values["dictionary"], values["glossary"]
    takes = values["right_ghosts"]
    phrases = _texts(glossary["phrases"], _LONGEST_PHRASE)
    shortcuts = glossary["shortcuts"]
    _texts([*shortcuts.keys()], _LONGEST_WORD)
    _texts([*shortcuts.values()], _LONGEST_PHRASE)
    if not isinstance(values["origin"], str) or not _ORIGIN.fullmatch(values["origin"]):
        raise ValueError("no origin")
    return Pack(
        language=_texts([values["language"]], _LONGEST_WORD)[0],
        origin=values["origin"],
        documents=_documents(values["documents"], words),
        blocked=_lone(values["blocked"]),
        takes=(_count(takes["taken"], _MOST_TAKES), _count(takes["typed_past"], _MOST_TAKES)),
        trust=_trust(values.get("trust", {})),
        gate=_gate(values["gate"]),
        right=_lone(dictionary["right"]),
        never=_lone(dictionary["never"]),
        as_typed=_lone(dictionary["as_typed"]),
        glossary=Glossary(phrases, dict(shortcuts)),
        digest=digest,
    )


def _documents(values: Mapping[str, Any], words: Sequence[str | None]) -> dict[str, Words]:
    found: dict[str, Words] = {}
    for name, row in values.items():
        _texts([name], _LONGEST_NAME)
        if not isinstance(row, list) or bool in map(type, row):
            raise ValueError("no row of numbers")
        found[name] = [words[i] for i in array("I", row)]  # refuses negative ones and no numbers
    return found


def _trust(values: Mapping[str, Any]) -> dict[str, float]:
    """Older files have none; the engine holds it within narrower bounds."""
    _texts([*values.keys()], _LONGEST_WORD)
    for nats in values.values():
        if type(nats) not in (int, float) or abs(nats) > _MOST_TRUST:
            raise ValueError("no trust")
    return {source: float(nats) for source, nats in values.items()}


def _gate(values: Mapping[str, Any]) -> OwnGate:
    _count(values["seen"], _MOST_TAKES)
    return OwnGate.from_json(values)


def _texts(values: object, longest: int) -> tuple[str, ...]:
    """Strings that may stand on a line."""
    if not isinstance(values, list):
        raise TypeError("no list")
    for value in values:
        if not isinstance(value, str) or not 0 < len(value) <= longest or _UNFIT.search(value):
            raise ValueError("no line of text")
    return tuple(values)


def _lone(values: object) -> tuple[str, ...]:
    """Words without a space in them."""
    words = _texts(values, _LONGEST_WORD)
    if any(len(word.split()) != 1 or word != word.strip() for word in words):
        raise ValueError("no word")
    return words


def _count(value: object, most: int) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError("no count")
    return value
