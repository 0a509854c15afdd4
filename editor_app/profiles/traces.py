"""What a document leaves in a profile beside its counts, and how it is removed.

The text that was read of it lies in a cache until the next training, and the profile's note lists
it among the documents to train on again. Knows files, nothing of counts.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from editor_app.profiles.shelf import note_forgotten


@dataclass(frozen=True, slots=True)
class ProfileTraces:
    """Those of one profile."""

    profile: Path
    cache: Path
    """The folder with the text of documents that were read before, of all profiles."""

    def remove(self, document: str) -> None:
        """Forget its text, and note that only training again takes it out of the model."""
        self.remove_all()  # the cache is quickly made again
        if self.profile.is_dir():
            note_forgotten(self.profile, document)

    def remove_all(self) -> None:
        """Forget the text of every document."""
        shutil.rmtree(self.cache, ignore_errors=True)
