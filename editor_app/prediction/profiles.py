"""Profiles on disk: a directory that is a bundle itself, or one that names its base.

    profile.json     {"base": "en_base" | path of a bundle}
    counts.sqlite    the personal counts
    blend.json       the blend fitted on the person's text, where it was

Knows files, not what is in a bundle.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import models
from editor_app.prediction.errors import EngineError

COUNTS_FILE = "counts.sqlite"
PROFILE_FILE = "profile.json"
BLEND_FILE = "blend.json"
_SHIPPED = "en_base"


@dataclass(frozen=True, slots=True)
class Opened:
    """Where an engine's parts lie."""

    bundle: Path
    profile: Path | None
    """The directory of counts.sqlite, if anything personal is used."""


def locate(directory: Path, profile: Path | None = None) -> Opened:
    """Find the bundle and the profile that ``directory`` (a base or a profile) stands for.

    Raises:
        EngineError: a counts-only profile names no base.
    """
    note = directory / PROFILE_FILE
    if note.is_file() and not (directory / "model.onnx").exists():
        try:
            base = json.loads(note.read_text(encoding="utf-8"))["base"]
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise EngineError(f"The profile {directory.name} does not say its base.") from error
        if not isinstance(base, str):
            raise EngineError(f"The profile {directory.name} does not say its base.")
        path = shipped() if base == _SHIPPED else directory / base
        return Opened(path, profile or directory)
    if profile is None and (directory / COUNTS_FILE).exists():
        profile = directory
    return Opened(directory, profile)


def make_counts_profile(directory: Path, base: Path) -> None:
    """Make ``directory`` a profile over ``base``, unless it is a bundle or profile already.

    Raises:
        EngineError: it cannot be written.
    """
    if (directory / "model.onnx").exists() or (directory / PROFILE_FILE).exists():
        return
    named = _SHIPPED if base.resolve() == shipped().resolve() else str(base.resolve())
    try:
        directory.mkdir(parents=True, exist_ok=True)
        content = json.dumps({"base": named}) + "\n"
        (directory / PROFILE_FILE).write_text(content, encoding="utf-8")
    except OSError as error:
        raise EngineError(f"The profile {directory} cannot be written.") from error


def shipped() -> Path:
    """The base that ships with the editor."""
    return Path(models.__file__).parent / _SHIPPED
