"""Print the bill of materials of the packages (CycloneDX 1.5, JSON): what is inside, with hashes.

    python packaging/sbom.py VERSION packaging/requirements.txt > sbom.cdx.json

Says nothing of the day or the machine, so that the same commit gives the same bytes.
"""

import json
import platform
import re
import sys
from pathlib import Path

_BUILDS = frozenset(
    {"altgraph", "pyinstaller", "pyinstaller-hooks-contrib", "setuptools", "packaging"}
)
"""What builds the packages and is not in them."""


def bill(version: str, requirements: str) -> dict[str, object]:
    """The bill of version ``version`` with the pinned, hashed ``requirements``."""
    joined = requirements.replace("\\\n", " ")
    components = [
        {
            "type": "library",
            "name": match["name"],
            "version": match["version"],
            "purl": f"pkg:pypi/{match['name']}@{match['version']}",
            "scope": "excluded" if match["name"] in _BUILDS else "required",
            "hashes": [
                {"alg": "SHA-256", "content": digest}
                for digest in re.findall("sha256:([0-9a-f]{64})", match["hashes"])
            ],
        }
        for match in re.finditer(
            r"^(?P<name>[\w.-]+)==(?P<version>\S+)(?P<hashes>[^\n]*)", joined, re.MULTILINE
        )
    ]
    python = {"type": "platform", "name": "python", "version": platform.python_version()}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "foretype", "version": version}},
        "components": [*components, python],
    }


if __name__ == "__main__":
    print(json.dumps(bill(sys.argv[1], Path(sys.argv[2]).read_text()), indent=1))
