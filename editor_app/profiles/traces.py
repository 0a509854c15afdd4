"""What a document leaves in a profile beside its counts, and how it is removed.

The text that was read of it lies in a cache until the next training, and the profile's note lists
it among the documents to train on again. Knows files, nothing of counts.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from editor_app.profiles.shelf import note_forgotten
from models.bundle import VOCABULARY
from models.disk import read_file
from models.profile import has_model, noted_base


@dataclass(frozen=True, slots=True)
class ProfileTraces:
    """Those of one profile."""

    profile: Path
    cache: Path
    """The folder with the text of documents that were read before, of all profiles."""

    def remove(self, document: str) -> None:
        """Forget its text, and note that only training again takes it out of the model."""
        self.remove_texts()  # the cache is quickly made again
        if self.profile.is_dir():
            note_forgotten(self.profile, document)

    def remove_texts(self) -> None:
        """Forget the text of every document."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def remove_all(self) -> None:
        """The same: notes on documents are kept for the next training."""
        self.remove_texts()

    def in_weights(self, word: str) -> bool:
        """Did training add ``word`` to the words of the base?"""
        if not has_model(self.profile):
            return False
        base = noted_base(self.profile)
        return word.lower() in _words(self.profile) - (_words(base) if base else set())


def _words(bundle: Path) -> set[str]:
    try:
        words = read_file(bundle / VOCABULARY, 1 << 26).decode("utf-8", "replace").split("\n")
    except OSError:
        return set()
    return {word.lower() for word in words}
