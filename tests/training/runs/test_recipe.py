"""Recipes: those that ship can be read; one that extends another says only what is different."""

from pathlib import Path

import pytest

from training.runs import recipe as recipes


@pytest.mark.parametrize("name", sorted(path.stem for path in recipes.FOLDER.glob("*.toml")))
def test_every_shipped_recipe_can_be_read(name: str) -> None:
    assert recipes.load(name).train.learning_rate > 0


def test_a_recipe_that_extends_another_keeps_the_rest() -> None:
    base, steps = recipes.load("cpu"), recipes.load("cpu_steps")
    assert (steps.corpus.weights, steps.model, steps.train.minutes) == (
        base.corpus.weights,
        base.model,
        base.train.minutes,
    )
    assert steps.train.batch_size < base.train.batch_size


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


@pytest.mark.parametrize(
    ("old", "new"),
    [("lanes = 64", "batch_size"), ("time = 32", "bptt"), ("clip = 1.0", "clip_norm")],
)
def test_a_name_of_before_is_refused_with_the_one_of_now(
    tmp_path: Path, old: str, new: str
) -> None:
    path = tmp_path / "old.toml"
    path.write_text(f"[train]\n{old}\n", "utf-8")
    with pytest.raises(recipes.RecipeError, match=f"is now called '{new}'"):
        recipes.load(str(path))


def test_an_unknown_schedule_is_refused_before_anything_runs(tmp_path: Path) -> None:
    path = tmp_path / "odd.toml"
    path.write_text('[train]\nschedule = "staircase"\n', "utf-8")
    with pytest.raises(recipes.RecipeError, match="staircase"):
        recipes.load(str(path))
