"""A language as data: what is known of it beyond the words of a base.

A bundle names its language by a BCP 47 tag and may hold the language's record (``language.json``)
and lists (``words.txt``, ``offensive.txt``); for a bundle without a record the one of
``languages.toml`` is taken. What a record does not say is not known: nothing of another language
takes its place. Must not know what any of it is used for.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

RECORD, WORDS, OFFENSIVE = "language.json", "words.txt", "offensive.txt"
_LATER = ("joiners", "elided", "endings", "capitals", "spaced")
"""Fields that records of older bundles do not have."""
_KNOWN = Path(__file__).with_name("languages.toml")


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language; ``languages.toml`` says what each field means."""

    tag: str
    """BCP 47: "de", "pt-BR", "zh-Hant"."""
    name: str = ""
    spaces: bool = True
    keys: float = 1.0
    keyboard: tuple[str, ...] = ()
    left_out: str = ""
    joiners: str = ""
    elided: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    spaced: str = ""
    dictionaries: tuple[str, ...] = ()
    package: str = ""

    @property
    def primary(self) -> str:
        """The language without script and region: "pt" of "pt-BR"."""
        return primary(self.tag)

    def called(self) -> str:
        """How it is named to a person."""
        return self.name or self.tag

    def as_json(self) -> str:
        """The text of ``language.json``."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1) + "\n"


def word_hash(word: str) -> str:
    """The form in which a list of offensive words holds one: nobody has to read it."""
    return blake2b(word.lower().encode("utf-8", "replace"), digest_size=5).hexdigest()


def primary(tag: str) -> str:
    """The first part of a tag, in small letters."""
    return tag.partition("-")[0].lower()


def known(tag: str) -> Language:
    """The record of ``languages.toml`` for a tag or its language; else nothing but the tag."""
    return _of(_record(tag), tag)


def _record(tag: str) -> Mapping[str, Any]:
    records = _records()
    return records.get(tag) or records.get(primary(tag)) or {}


def language_of(bundle: Path, tag: str) -> Language:
    """The language of a bundle whose manifest names ``tag``: its own record, else :func:`known`.

    A record of another language than the manifest's is not believed; what an older one has no field
    for is as :func:`known`.
    """
    try:
        values = json.loads((bundle / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return known(tag)
    if not isinstance(values, dict) or primary(str(values.get("tag", ""))) != primary(tag):
        return known(tag)
    later = {name: value for name, value in _record(tag).items() if name in _LATER}
    return _of({**later, **values}, tag)


@cache
def _records() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(_KNOWN.read_text(encoding="utf-8"))


def _of(values: Mapping[str, Any], tag: str) -> Language:
    """A record of which every value that is of the wrong kind is left out."""
    plain = Language(tag)
    found: dict[str, Any] = {}
    for field in fields(Language):
        usual, value = getattr(plain, field.name), values.get(field.name)
        if isinstance(usual, tuple):
            if isinstance(value, list) and all(isinstance(item, str) for item in value):
                found[field.name] = tuple(value)
        elif isinstance(usual, float):
            if isinstance(value, int | float) and 0 < value < 100:
                found[field.name] = float(value)
        elif type(value) is type(usual):
            found[field.name] = value
    return Language(**{**found, "tag": tag})
