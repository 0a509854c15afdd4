"""Recipes: one TOML file per published run, tables ``corpus``, ``model`` and ``train``.

A name without a path is looked up among the recipes that ship with this package. A recipe that
``extends`` another one says only what is different. This module must not know how the values are
used.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from models.problem import Problem
from training.corpora.corpus import Plan
from training.corpora.reading import Shape
from training.network.model import ModelConfig
from training.runs.config import TrainConfig
from training.runs.schedule import by_name

_RENAMED = {
    "lanes": "batch_size",
    "time": "bptt",
    "rate": "learning_rate",
    "final_rate": "end_factor",
    "decay": "weight_decay",
    "clip": "clip_norm",
}
"""What recipes called training settings before, and what they are called now."""

FOLDER = Path(__file__).parents[1] / "recipes"


class RecipeError(Problem):
    """The recipe cannot be used; the message says why."""


@dataclass(frozen=True)
class Recipe:
    """Everything about a run but its text and its place."""

    corpus: Plan = field(default_factory=Plan)
    published: bool = False
    """The corpus comes cut into tokens and split; its vocabulary is then every token it has."""
    model: Mapping[str, Any] = field(default_factory=dict)
    """Fields of ``ModelConfig`` without the vocabulary."""
    train: TrainConfig = field(default_factory=TrainConfig)


def load(name: str) -> Recipe:
    """Read a recipe by name or by path.

    Raises:
        RecipeError: it does not exist, is no TOML, or names something unknown.
    """
    return of_tables(read_tables(name), name)


def read_tables(name: str) -> dict[str, Any]:
    """The TOML tables of a recipe by name or by path, over those of the recipe it extends.

    Raises:
        RecipeError: one of them does not exist, is no TOML, or extends itself.
    """
    return _extended(name, ())


def _extended(name: str, above: tuple[str, ...]) -> dict[str, Any]:
    """The tables of ``name``, which the recipes ``above`` extend one after the other."""
    if name in above:
        raise RecipeError(f"recipe {name!r} extends itself")
    tables = _read(name)
    parent = tables.pop("extends", None)
    return tables if parent is None else merged(_extended(parent, (*above, name)), tables)


def _read(name: str) -> dict[str, Any]:
    path = Path(name) if name.endswith(".toml") else FOLDER / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        known = ", ".join(sorted(p.stem for p in FOLDER.glob("*.toml")))
        raise RecipeError(f"there is no recipe {name!r}; known: {known}") from error
    except tomllib.TOMLDecodeError as error:
        raise RecipeError(f"{path} is no TOML: {error}") from error


def of_tables(tables: Mapping[str, Any], name: str) -> Recipe:
    """The recipe that ``tables`` write down; ``name`` is for messages.

    Raises:
        RecipeError: they name something unknown.
    """
    corpus, model, train = (dict(tables.get(k, {})) for k in ("corpus", "model", "train"))
    for old in train.keys() & _RENAMED.keys():
        raise RecipeError(f"{name}: the training setting {old!r} is now called {_RENAMED[old]!r}")
    published = corpus.pop("published", False)
    for title, given, kind in (
        ("corpus", corpus, Plan),
        ("model", model, ModelConfig),
        ("training", train, TrainConfig),
    ):
        if unknown := set(given) - {f.name for f in fields(kind)}:
            raise RecipeError(f"{name}: unknown {title} settings {', '.join(sorted(unknown))}")
    config = TrainConfig(**train)
    try:
        by_name(config.schedule, config.warmup, config.cooldown, config.end_factor)
    except ValueError as error:
        raise RecipeError(f"{name}: {error}") from error
    return Recipe(_plan(corpus, name), published, model, config)


def _plan(corpus: dict[str, Any], name: str) -> Plan:
    try:
        corpus["shapes"] = {s: Shape(shape) for s, shape in corpus.get("shapes", {}).items()}
    except ValueError as error:
        raise RecipeError(f"{name}: {error}") from error
    corpus["private"] = frozenset(corpus.get("private", ()))
    return Plan(**corpus)


def merged(tables: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """``tables`` with ``changes`` put over them, table by table."""
    result = dict(tables)
    for key, value in changes.items():
        old = result.get(key)
        if isinstance(old, Mapping) and isinstance(value, Mapping):
            value = merged(old, value)
        result[key] = value
    return result
