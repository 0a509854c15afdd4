"""Under which terms the parts of the program may be used, read from what is installed.

Standard library only; must not know how it is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

_HERE = Path(__file__).parent
_WORDS = _HERE / "spelling" / "data"
_DICTIONARIES = _WORDS / "hunspell"
_INSIDE = (
    "PySide6-Essentials",
    "shiboken6",
    "numpy",
    "onnxruntime",
    "platformdirs",
    "markdown-it-py",
    "mdurl",
    "prompt_toolkit",
    "wcwidth",
)
_NAMES = ("license", "licence", "copying", "notice", "copyright", "lgpl")
_MOST = 60_000
"""Longer texts are named, not shown."""
_QT = """Qt and Qt for Python are used under the GNU Lesser General Public License, version 3:
https://www.gnu.org/licenses/lgpl-3.0.html

They are separate libraries, which you may replace by versions of your own. Their source is at
https://download.qt.io/official_releases/
"""


@dataclass(frozen=True, slots=True)
class Licence:
    """The terms of one part."""

    name: str
    text: str


def licences() -> Iterator[Licence]:
    """Ours first, then those of everything inside."""
    ours = (_HERE / "resources" / "licences" / "foretype.txt").read_text(encoding="utf-8")
    yield Licence("Foretype", ours)
    yield Licence("Qt", _QT)
    for file in sorted(_DICTIONARIES.glob("*.license.txt")):
        yield Licence(f"Hunspell {file.name.partition('.')[0]}", file.read_text(encoding="utf-8"))
    yield Licence("WordNet", (_WORDS / "wordnet.license.txt").read_text(encoding="utf-8"))
    for name in _INSIDE:
        try:
            yield _of(metadata.distribution(name))
        except metadata.PackageNotFoundError:
            continue  # a system package without a note of its own


def model_card(bundle: Path) -> str:
    """What the maker of a model says about it, as Markdown; "" if nothing."""
    try:
        return (bundle / "CARD.md").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _of(distribution: metadata.Distribution) -> Licence:
    about = distribution.metadata
    name = f"{about['Name']} {distribution.version}"
    stated = next((about[k] for k in ("License-Expression", "License") if k in about), "")
    lines = [name, *stated.splitlines()[:1], *(about.get_all("Project-URL") or [])[:1], ""]
    for file in sorted(distribution.files or [], key=str):
        if ".dist-info" in str(file) and file.name.lower().startswith(_NAMES):
            path = Path(str(distribution.locate_file(file)))
            if path.is_file() and path.stat().st_size <= _MOST:
                lines.append(path.read_text(encoding="utf-8", errors="replace"))
            else:
                lines.append(f"{file.name}: {path}")
    return Licence(about["Name"], "\n".join(lines))
