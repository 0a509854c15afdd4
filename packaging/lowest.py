"""Print the lowest allowed version of every package that pyproject names, as constraints for pip.

    python packaging/lowest.py [EXTRA…] > lowest.txt && pip install -c lowest.txt ".[EXTRA…]"

So a run can show that what is promised to be enough is enough.
"""

import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"
_BOUND = re.compile(r"(?P<name>[\w.-]+)(?:>=|==)(?P<version>[\w.]+)")


def lowest(extras: Sequence[str]) -> Iterator[str]:
    """A line for each package of the program and of its ``extras``."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    named = [*project["dependencies"]]
    for extra in extras:
        named += project["optional-dependencies"][extra]
    for requirement in dict.fromkeys(named):
        bound = _BOUND.match(requirement)
        if bound is None:
            raise SystemExit(f"{requirement} has no lowest version")
        yield f"{bound['name']}=={bound['version']}"


if __name__ == "__main__":
    print("\n".join(lowest(sys.argv[1:])))
