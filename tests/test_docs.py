"""What the pages for developers name exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    ROOT / "docs" / "architecture.md",
    *sorted((ROOT / "docs" / "adr").glob("*.md")),
]
ROOMS = ("docs", "editor_app", "models", "packaging", "tests", "training")
MADE = {"run.json"}
"""Files that a run makes."""


@pytest.fixture(scope="module")
def paths() -> set[str]:
    """Everything there is, each with the ends of its path: pages leave out what is clear."""
    found = [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*")]
    found += [path.relative_to(ROOT) for path in ROOT.iterdir()]
    return {"/".join(path.parts[n:]) for path in found for n in range(len(path.parts))}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_is_named_exists(page: Path, paths: set[str]) -> None:
    text = page.read_text(encoding="utf-8")
    files = set(re.findall(r"`([\w./]+\.(?:py|toml|ts|json|md))`", text))
    folders = set(re.findall(r"`([\w]+(?:/[\w]+)*)/`", text))
    assert sorted((files | folders) - paths - MADE) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert missing == []
