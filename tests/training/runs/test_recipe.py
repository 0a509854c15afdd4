"""Recipes: those that ship can be read; one that extends another says only what is different."""

from pathlib import Path

import pytest

from training.runs import recipe as recipes


@pytest.mark.parametrize("name", sorted(path.stem for path in recipes.FOLDER.glob("*.toml")))
def test_every_shipped_recipe_can_be_read(name: str) -> None:
    assert recipes.load(name).train.rate > 0


def test_a_recipe_that_extends_another_keeps_the_rest() -> None:
    base, steps = recipes.load("cpu"), recipes.load("cpu_steps")
    assert (steps.corpus.weights, steps.model, steps.train.minutes) == (
        base.corpus.weights,
        base.model,
        base.train.minutes,
    )
    assert steps.train.lanes < base.train.lanes


def test_a_circle_is_named(tmp_path: Path) -> None:
    first, second = tmp_path / "first.toml", tmp_path / "second.toml"
    first.write_text(f'extends = "{second}"', "utf-8")
    second.write_text(f'extends = "{first}"', "utf-8")
    with pytest.raises(recipes.RecipeError, match="extends itself"):
        recipes.load(str(first))


def test_a_parent_that_is_not_there_is_named(tmp_path: Path) -> None:
    child = tmp_path / "child.toml"
    child.write_text('extends = "nobody"', "utf-8")
    with pytest.raises(recipes.RecipeError, match="nobody"):
        recipes.load(str(child))
