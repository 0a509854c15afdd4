"""A training run: the loop, its recipe, its devices and how it is validated and reported."""
