"""A profile's folder: what its files are called, what its note says, which bundle it stands for.

    profile.json     the note: what it was made over and from (:class:`Note`)
    counts.sqlite    the personal counts
    blend.json       the blend fitted on the person's text, where it was
    report.json      what its training said in the end
    model.onnx ...   the files of a bundle, where it has a model of its own

A folder without a model names the bundle it goes with. Training writes such folders, the editor
keeps and opens them; both take names and note from here. Knows files, not what is in them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from models.disk import is_file
from models.problem import Problem
from models.replacing import write_text

NOTE, COUNTS, BLEND, REPORT = "profile.json", "counts.sqlite", "blend.json", "report.json"
MODEL = "model.onnx"
"""The file by which a folder is known to be a bundle."""
NEAR_TEXT, FAR_TEXT = "near.txt", "far.txt"
"""What a training held out, for a while beside counts of all else: to fit a blend on, and to judge
by. Documents or parts of them a form feed apart."""
EXTRA = frozenset({NOTE, REPORT, BLEND} | {COUNTS + end for end in ("", "-wal", "-shm")})
"""Files that may lie beside a bundle's own and are not part of it."""
SHIPPED = "en_base"
"""The name of the base that ships with the editor."""


class ProfileError(Problem):
    """A profile cannot be used, kept or removed; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Note:
    """What a profile says of itself."""

    base: str = ""
    """The bundle it was made over: "en_base" for the shipped one, or a path."""
    name: str = ""
    made: str = ""
    """ISO 8601, UTC."""
    sources: Mapping[str, Any] = field(default_factory=dict)
    """The documents it was made from, as the editor stamps them."""
    forgotten: tuple[str, ...] = ()
    """Documents that its counts have forgotten and its model has not."""
    replaces: str = ""
    """The folder of what it was before it was trained again."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where an engine's parts lie."""

    bundle: Path
    profile: Path | None
    """The folder of the personal counts, if anything personal is used."""


def read_note(folder: Path) -> Note:
    """The note of the profile at ``folder``; what is missing or damaged is as good as empty."""
    values = read_json(folder / NOTE)
    sources = values.get("sources")
    return Note(
        base=_text(values.get("base")),
        name=_text(values.get("name")),
        made=_text(values.get("made")),
        sources=sources if isinstance(sources, dict) else {},
        forgotten=strings(values.get("forgotten")),
        replaces=_text(values.get("replaces")),
    )


def write_note(folder: Path, note: Note) -> None:
    """Replace the note of the profile at ``folder``; raises ``OSError``."""
    write_json(folder / NOTE, asdict(note))


def shipped() -> Path:
    """The base that ships with the editor."""
    return Path(__file__).parent / SHIPPED


def base_name(bundle: Path) -> str:
    """``bundle`` as a note names it."""
    resolved = bundle.resolve()
    return SHIPPED if resolved == shipped().resolve() else str(resolved)


def noted_base(folder: Path) -> Path | None:
    """The bundle that the note at ``folder`` names, if it names one."""
    base = read_note(folder).base
    if not base:
        return None
    return shipped() if base == SHIPPED else folder / base


def has_model(folder: Path) -> bool:
    """Whether ``folder`` is a bundle of its own (else counts over a base)."""
    return is_file(folder / MODEL)


def locate(directory: Path, profile: Path | None = None) -> Location:
    """Find the bundle and the profile that ``directory`` (a base or a profile) stands for.

    Raises:
        ProfileError: a counts-only profile names no base.
    """
    if is_file(directory / NOTE) and not has_model(directory):
        base = noted_base(directory)
        if base is None:
            raise ProfileError(f"The profile {directory.name} does not say its base.")
        return Location(base, profile or directory)
    if profile is None and is_file(directory / COUNTS):
        profile = directory
    return Location(directory, profile)


def make_counts_profile(directory: Path, base: Path) -> None:
    """Make ``directory`` a profile over ``base``, unless it is a bundle or profile already.

    Raises:
        ProfileError: it cannot be written.
    """
    if has_model(directory) or is_file(directory / NOTE):
        return
    try:
        directory.mkdir(parents=True, exist_ok=True)
        write_note(directory, Note(base=base_name(base)))
    except OSError as error:
        raise ProfileError(f"The profile {directory} cannot be written.") from error


# ---- JSON beside a profile -------------------------------------------------------------------


def read_json(path: Path) -> dict[str, Any]:
    """The object in a file; an unreadable one is as good as empty."""
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def write_json(path: Path, values: Mapping[str, object]) -> None:
    """Write an object beside its place and put it there in one step; raises ``OSError``."""
    text = json.dumps(values, indent=1)  # ASCII: a file name may hold what no encoding has
    write_text(path, text + "\n")


def strings(value: object) -> tuple[str, ...]:
    """The strings of a list that was read; nothing of anything else."""
    items = value if isinstance(value, list | tuple) else ()
    return tuple(item for item in items if isinstance(item, str))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
