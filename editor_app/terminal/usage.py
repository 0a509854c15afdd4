"""``foretype stats``: what the suggestions saved, for people and for scripts. Prints; no Qt."""

import json
from pathlib import Path

from editor_app.statistics import FILE, Statistics, Usage


def print_usage(data: Path, *, as_json: bool) -> None:
    """Print what was typed, shown, taken and saved, from the statistics in ``data``."""
    path = data / FILE
    statistics = Statistics(path if path.exists() else None)
    groups = {
        "all": [statistics.everything()],
        "days": statistics.days(),
        "documents": statistics.documents(),
    }
    statistics.close()

    def row(usage: Usage) -> dict[str, object]:
        return {
            "name": usage.name,
            "typed": usage.typed,
            "shown": usage.shown,
            "taken": usage.taken,
            "saved": usage.saved,
            "share": round(usage.share, 4),
        }

    if as_json:
        print(json.dumps({name: [row(u) for u in usages] for name, usages in groups.items()}))
        return
    for name, usages in groups.items():
        print(f"{name:<40} {'typed':>9} {'shown':>8} {'taken':>8} {'saved':>9} {'share':>7}")
        for usage in usages:
            print(
                f"  {usage.name[-38:]:<38} {usage.typed:>9} {usage.shown:>8} {usage.taken:>8} "
                f"{usage.saved:>9} {usage.share:>7.1%}"
            )
