"""How much of everything an experiment does: the full one, and one for a quarter of an hour.

This module must not know how anything is done.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Size:
    """A number of labelled reviews: how often they are read, and by how many draws of them."""

    labels: int
    epochs: float
    seeds: int
    whole: bool = False
    """Judged by the larger validation part and on all test reviews that the plan keeps."""


@dataclass(frozen=True)
class ReviewPlan:
    """Sizes of one form of the experiment; 0 reviews means all of them."""

    name: str
    sizes: tuple[Size, ...]
    """Rising."""
    train: int = 0
    """Training reviews, half of each class: text for the language models, and the most labels."""
    validation: int = 0
    test: int = 0
    whole_validation: int = 2000
    """Validation reviews for sizes that are judged by the whole test part."""
    few_validation: int = 500
    """Validation reviews for the others …"""
    few_test: int = 2000
    """… and the test reviews that those are scored on, always the same ones."""
    length: int = 400
    """Ids of a review that classifiers by transfer read, from its end."""
    seed_length: int = 256
    """The same for the published example."""
    seed_epochs: float = 4.0
    language_epochs: float = 1.0
    language_test: int = 400
    """Test reviews that language models are scored on."""
    source_tokens: int = 2_000_000
    """What a source of part four is trained on."""
    source_shape: tuple[int, int] = (256, 640)
    """Its embedding and hidden size."""
    unrelated: tuple[Size, ...] = ()
    """Sizes of part four."""

    def judges(self, size: Size) -> tuple[int, int]:
        """How many validation and test reviews judge classifiers of ``size``; 0: all there are."""
        if size.whole:
            return self.whole_validation, 0
        return self.few_validation, self.few_test


FULL = ReviewPlan(
    "full",
    sizes=(Size(100, 10, 3), Size(1000, 4, 3), Size(20_000, 2, 1, whole=True)),
    unrelated=(Size(1000, 4, 3),),
)
QUICK = ReviewPlan(
    "quick",
    sizes=(Size(100, 5, 1), Size(1000, 2, 1, whole=True)),
    train=1000,
    validation=300,
    test=1000,
    few_validation=300,
    few_test=1000,
    length=128,
    seed_length=128,
    seed_epochs=6,
    language_test=40,
    source_tokens=300_000,
    source_shape=(128, 256),
    unrelated=(Size(1000, 2, 1),),
)
