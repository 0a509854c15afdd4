"""What the packages say agrees with what the program is. The builds themselves are smoke-tested by
``make -C packaging smoke``."""

import ast
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from configparser import ConfigParser
from fnmatch import fnmatch
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from PySide6.QtGui import QColor

ROOT = Path(__file__).resolve().parents[2]
PACKAGING = ROOT / "packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(lines: Iterable[str]) -> set[str]:
    """The distributions that requirements name."""
    wanted = (line.partition("#")[0].strip() for line in lines)
    return {re.split(r"[<>=!~\[; ]", line)[0].lower() for line in wanted if line}


def requirements(file: str) -> list[str]:
    return (PACKAGING / file).read_text(encoding="utf-8").splitlines()


def desktop() -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(PACKAGING / "linux" / "foretype.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def metainfo() -> Element:
    file = PACKAGING / "linux" / "org.foretype.Foretype.metainfo.xml"
    root: Element = ElementTree.parse(file).getroot()
    return root


def test_no_package_shadows_the_library_of_that_name() -> None:
    assert not (PACKAGING / "__init__.py").exists()


def test_frozen_training_gets_all_that_the_extra_names() -> None:
    extra = names(PROJECT["project"]["optional-dependencies"]["training"])
    assert extra <= names(requirements("training.txt"))


def test_frozen_training_finds_the_engine_that_it_asks(tmp_path: Path) -> None:
    spec = (PACKAGING / "foretype.spec").read_text(encoding="utf-8")
    found = re.search(r"^ENGINE = (\(.*\))$", spec, re.MULTILINE)
    assert found is not None

    shutil.copytree(ROOT / "models", tmp_path / "models", ignore=lambda *_: ["en_base"])
    for part in ast.literal_eval(found[1]):
        source, target = ROOT / "editor_app" / part, tmp_path / "editor_app" / part
        target.parent.mkdir(exist_ok=True)
        (shutil.copytree if source.is_dir() else shutil.copyfile)(source, target)
    for module in ("savings", "blend"):
        command = [sys.executable, "-m", f"editor_app.fitting.{module}", "--help"]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)


def test_packages_are_built_from_all_dependencies_in_fixed_versions() -> None:
    lines = requirements("requirements.in")
    assert names(PROJECT["project"]["dependencies"]) <= names(lines)
    assert all("==" in line for line in lines if line and not line.startswith("#"))


def test_what_packages_are_built_from_is_hashed_and_listed() -> None:
    whole = (PACKAGING / "requirements.txt").read_text(encoding="utf-8")
    wanted = {line.lower() for line in requirements("requirements.in") if "==" in line}
    run = subprocess.run(
        [sys.executable, str(PACKAGING / "sbom.py"), "9.9", str(PACKAGING / "requirements.txt")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    listed = json.loads(run.stdout)["components"]
    pinned = {f"{part['name']}=={part['version']}".replace("_", "-") for part in listed}
    assert {line.replace("_", "-") for line in wanted} <= pinned
    assert all(part["hashes"] for part in listed if part["type"] == "library")
    assert whole.count("==") == len(listed) - 1


def test_wheel_takes_every_data_file() -> None:
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    files = [f for room in ("editor_app", "models", "training") for f in (ROOT / room).rglob("*")]
    data = [
        f
        for f in files
        if f.is_file() and f.suffix not in {".py", ".pyc", ".ts"} and "__pycache__" not in f.parts
    ]
    assert data
    assert not [f for f in data if not any(fnmatch(f.name, p) for p in patterns)]


def test_menu_entry_opens_text_and_markdown() -> None:
    entry = desktop()
    assert {"text/plain", "text/markdown"} <= set(entry["MimeType"].split(";"))
    assert entry["Exec"].split() == ["foretype", "%F"]
    assert entry["Exec"].split()[0] in PROJECT["project"]["scripts"]


def test_software_centre_knows_this_version_and_the_menu_entry() -> None:
    about = metainfo()
    assert about.findtext("launchable") == "foretype.desktop"
    release = about.find("releases/release")
    assert release is not None
    assert release.get("version") == PROJECT["project"]["version"]
    types = {node.text for node in about.iterfind("provides/mediatype")}
    assert types == set(filter(None, desktop()["MimeType"].split(";")))


@pytest.mark.skipif(not shutil.which("appstreamcli"), reason="appstreamcli is not here")
def test_software_centre_file_is_valid() -> None:
    subprocess.run(
        ["appstreamcli", "validate", "--no-net", *map(str, (PACKAGING / "linux").glob("*.xml"))],
        check=True,
    )


def test_manual_page_names_every_command() -> None:
    from editor_app.terminal import COMMANDS

    page = (PACKAGING / "linux" / "foretype.1").read_text(encoding="utf-8")
    described = set(re.findall(r"^\.B (\w+)$", page.partition(".SH COMMANDS")[2], re.MULTILINE))
    assert described == set(COMMANDS)


@pytest.mark.parametrize("script", sorted(PACKAGING.rglob("*.sh")), ids=lambda p: p.name)
def test_scripts_are_sound(script: Path) -> None:
    subprocess.run(["sh", "-n", str(script)], check=True)


def test_recipe_of_the_frozen_program_is_python() -> None:
    recipe = (PACKAGING / "foretype.spec").read_text(encoding="utf-8")
    compile(recipe, "foretype.spec", "exec")
    assert '"torch"' in recipe


def test_children_of_the_frozen_program_get_the_persons_libraries(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/inside/the/program")
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    runpy.run_path(str(PACKAGING / "child_environment.py"))
    assert "LD_LIBRARY_PATH" not in os.environ
    monkeypatch.setenv("LD_LIBRARY_PATH", "/inside/the/program")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/the/persons")
    runpy.run_path(str(PACKAGING / "child_environment.py"))
    assert os.environ["LD_LIBRARY_PATH"] == "/the/persons"


@pytest.mark.usefixtures("qapp")
def test_icon_shows_a_word_a_cursor_and_a_ghost_in_every_size() -> None:
    draw = runpy.run_path(str(PACKAGING / "icons" / "draw.py"))
    for size in draw["SIZES"]:
        image = draw["picture"](size)
        assert image.width() == image.height() == size
        assert QColor(image.pixelColor(0, 0)).alpha() < 255  # the corner is round
        row = [image.pixelColor(x, size // 2).lightness() for x in range(size)]
        assert max(row) > 200
        assert min(row[size // 4 : -size // 4]) < 130


def test_licences_that_every_debian_has_are_named_not_copied() -> None:
    shortened = runpy.run_path(str(PACKAGING / "linux" / "licences.py"))["shortened"]
    text = (
        "before\n                    GNU GENERAL PUBLIC LICENSE\n                 Version 3, 29\n"
        "terms\n<https://www.gnu.org/licenses/why-not-lgpl.html>.\nbehind"
    )
    assert shortened(text).split("\n") == [
        "before",
        "(The text stands on Debian in /usr/share/common-licenses/GPL-3.)",
        "behind",
    ]
