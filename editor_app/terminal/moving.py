"""``foretype export`` and ``foretype import``: what was learned, as text or in one file.

Prints; everything else is the profiles' room's. No Qt.
"""

import sys
from pathlib import Path

from editor_app.bases import Bases
from editor_app.places import Places
from editor_app.prediction.own_gate import OwnGate
from editor_app.prediction.types import Memory
from editor_app.profiles import pack
from editor_app.profiles.counted import OpenedCounts, export
from editor_app.profiles.moving import collect, take_in
from models.profile import COUNTS, ProfileError, make_counts_profile


def print_text(places: Places, bases: Bases) -> None:
    """Print what was learned in each language as lines; raises ``Problem`` where there is
    nothing."""
    files = [profile / COUNTS for _, profile in bases.places.values()]
    there = [path for path in files if path.exists()]
    if not there:
        raise ProfileError(f"There are no personal counts in {places.profile}.")
    for path in there:
        with OpenedCounts(path) as store:
            sys.stdout.writelines(export(store))


def write_pack(places: Places, to: Path) -> None:
    """Put everything into one file; raises ``Problem`` or ``OSError``."""
    pack.write(to, collect(places, OwnGate.read(places.gate)))
    print(f"{to}: written")


def read_pack(places: Places, memory: Memory, file: Path) -> None:
    """Add what a file holds; raises ``Problem`` or ``OSError``, and then all is as it was."""
    found = pack.read(file)
    make_counts_profile(places.profile, places.base)
    print(take_in(found, places, memory, OwnGate.read(places.gate)).told())
