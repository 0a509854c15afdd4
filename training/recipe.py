"""Recipes: one TOML file per published run, tables ``corpus``, ``model`` and ``train``.

A name without a path is looked up among the recipes that ship with this package. This module must
not know how the values are used.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from models.problem import Problem
from training.loop import TrainConfig

FOLDER = Path(__file__).parent / "recipes"


class RecipeError(Problem):
    """The recipe cannot be used; the message says why."""


@dataclass(frozen=True)
class Recipe:
    """Everything about a run but its text and its place."""

    vocabulary: int = 50_000
    weights: Mapping[str, float] = field(default_factory=dict)
    """Source name → how often an epoch reads it."""
    published: bool = False
    """The corpus comes cut into tokens and split; ``vocabulary`` is then every token it has."""
    model: Mapping[str, Any] = field(default_factory=dict)
    """Fields of ``ModelConfig`` without the vocabulary."""
    train: TrainConfig = field(default_factory=TrainConfig)


def load(name: str) -> Recipe:
    """Read a recipe by name or by path.

    Raises:
        RecipeError: it does not exist, is no TOML, or names something unknown.
    """
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise RecipeError(f"there is no recipe {name!r}; known: {known}") from error
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"{path} is no TOML: {error}") from error
    corpus, train = tables.get("corpus", {}), tables.get("train", {})
    unknown = set(train) - {f.name for f in fields(TrainConfig)}
    if unknown:
        raise RecipeError(f"{path.name}: unknown training settings {', '.join(sorted(unknown))}")
    return Recipe(
        vocabulary=corpus.get("vocabulary", Recipe.vocabulary),
        weights=corpus.get("weights", {}),
        published=corpus.get("published", False),
        model=tables.get("model", {}),
        train=TrainConfig(**train),
    )
