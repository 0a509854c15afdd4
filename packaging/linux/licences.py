"""Print the copyright file of the packages: our own licence, then those of all that is inside.

    python packaging/linux/licences.py REPOSITORY > copyright

Reads what the installed distributions carry; the frozen program is built from the same ones.
"""

import re
import sys
from importlib import metadata
from pathlib import Path

INSIDE = (
    "PySide6-Essentials",
    "shiboken6",
    "numpy",
    "onnxruntime",
    "platformdirs",
    "prompt_toolkit",
    "wcwidth",
)
NAMES = ("license", "licence", "copying", "notice", "copyright", "lgpl")
MOST = 60_000
"""Longer lists (onnxruntime's notices) are named, not copied."""
PYTHON = """Python: PSF License Version 2, https://docs.python.org/3/license.html
"""
QT = """Qt for Python and Qt are used under the GNU Lesser General Public License, version 3, whose
text stands on Debian in /usr/share/common-licenses/LGPL-3. They lie as separate libraries in
/usr/lib/foretype/_internal/PySide6 and can be replaced there by versions of your own; their source
is at https://download.qt.io/official_releases/.
"""
COMMON = {
    "GPL-3": r"^ *GNU GENERAL PUBLIC LICENSE\n *Version 3.*?why-not-lgpl.html>\.$",
    "Apache-2.0": r"^ *Apache License\n *Version 2\.0.*?limitations under the License\.$",
}
"""Texts that every Debian has in one place, and how they begin and end."""
RULE = "\n" + "-" * 78 + "\n"


def notices(name: str) -> str:
    """Name, version, licence and licence texts of one distribution."""
    distribution = metadata.distribution(name)
    about = distribution.metadata
    lines = [f"{name} {distribution.version}"]
    stated = about.get("License-Expression") or about.get("License") or ""
    lines += [f"Licence: {stated.splitlines()[0]}"] if stated else []
    for file in sorted(distribution.files or [], key=str):
        path = Path(str(distribution.locate_file(file)))
        if ".dist-info" not in str(file) or not file.name.lower().startswith(NAMES):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        lines.append(text if len(text) <= MOST else f"{file.name}: see the distribution's own file")
    return shortened("\n".join(lines))


def shortened(text: str) -> str:
    """``text`` with a pointer in place of each licence that the system has."""
    for name, whole in COMMON.items():
        pointer = f"(The text stands on Debian in /usr/share/common-licenses/{name}.)"
        text = re.sub(whole, pointer, text, flags=re.MULTILINE | re.DOTALL)
    return text


def main() -> int:
    """Print everything."""
    root = Path(sys.argv[1])
    dictionaries = root / "editor_app" / "spelling" / "data" / "hunspell"
    parts = [
        "Foretype\n\n" + (root / "LICENSE").read_text(encoding="utf-8"),
        "The model in models/en_base is under CC BY-SA 4.0; its CARD.md names its sources.",
        *(
            f"Dictionary {file.name.partition('.')[0]}\n\n{file.read_text(encoding='utf-8')}"
            for file in sorted(dictionaries.glob("*.license.txt"))
        ),
        QT,
        PYTHON,
        *map(notices, INSIDE),
    ]
    print(RULE.join(part.strip() + "\n" for part in parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
