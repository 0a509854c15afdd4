"""What a person asks a training for. Two runs with the same request come to the same profile.

Must not know how it is carried out.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from training.documents import stamps
from training.personal.strategies import AUTO


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked for. Two runs with the same request come to the same profile."""

    base: Path
    documents: tuple[Path, ...]
    out: Path
    strategy: str = AUTO
    test_share: float = 0.1
    rehearsal: float = 0.0
    """Tokens of the base's own writing for each token of the person's."""
    newest: float = 1.0
    """How often the newest document is read for once that the oldest is."""
    control: bool = True
    """Train the same model from scratch, to compare."""
    curve: bool = False
    """Train on 10 % and 30 % of the text as well."""
    seed: int = 1
    cache: Path | None = None
    """Folder that keeps the text of files, so that unchanged ones are not opened again."""
    taken_in: tuple[tuple[str, Path], ...] = ()
    """(a code of ``models.reasons.GUESSED``, file): read although a guess would leave it out."""

    def key(self, digest: str) -> str:
        """What must be the same for a run to be gone on with: settings, base and files."""
        files = stamps(self.documents)
        values = {
            **asdict(self),
            "base": digest,
            "out": "",
            "cache": "",
            "files": files,
        }
        text = json.dumps(values, default=str, sort_keys=True)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
