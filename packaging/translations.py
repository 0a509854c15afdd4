"""Keep the catalogues of the window's language in step with the code.

    python packaging/translations.py            collect all sentences, compile the catalogues
    python packaging/translations.py --check    say what is missing; exit status 1 if anything is

Sentences are what the code gives to ``tr``, ``plural`` and ``mark`` (editor_app/language.py), and
the tables of settings, menus and remarks on documents. New ones come in unfinished, those that are
said no more go. Translations are written into the .ts files, by hand or with Qt's Linguist. Needs
PySide6-Essentials, which brings lrelease.
"""

import ast
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "editor_app" / "resources" / "translations"
CONTEXT = "Foretype"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence of the code: the form for many things, where it counts some."""

    source: str
    counts: bool = False


def messages() -> dict[str, Message]:
    """All sentences by their source, in the order of the files."""
    found: dict[str, Message] = {}
    for file in sorted((ROOT / "editor_app").rglob("*.py")):
        for message in _of_file(file):
            known = found.setdefault(message.source, message)
            if known != message:
                raise SystemExit(f"{file}: both counted and not: {message.source!r}")
    for text in _of_tables():
        found.setdefault(text, Message(text))
    return found


def _of_file(file: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
        constants = [a.value for a in node.args if isinstance(a, ast.Constant)]
        texts = [value for value in constants if isinstance(value, str)]
        if name in ("tr", "mark") and texts:
            yield Message(texts[0])
        elif name == "plural":
            if len(texts) != 2:
                raise SystemExit(f"{file}:{node.lineno}: plural wants two constants")
            yield Message(texts[1], counts=True)


def _of_tables() -> Iterator[str]:
    sys.path.insert(0, str(ROOT))
    from editor_app.settings_table import GROUPS, KEYS, TABLE
    from editor_app.widgets.window.actions import MENUS
    from models.reasons import DROPPED, Reason

    yield from GROUPS.values()
    yield from (label for _, label, _ in KEYS)
    yield from (title for title, _ in MENUS)
    yield from (reason.value for reason in Reason if reason is not Reason.SYSTEM)
    yield from DROPPED.values()
    for setting in TABLE:
        if setting.shown:
            yield setting.label
            yield from filter(None, [setting.help, setting.unit, setting.zero])
            yield from (label for _, label in setting.choices)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a catalogue says for a sentence; several forms where it counts."""

    forms: tuple[str, ...]
    finished: bool


def read(file: Path) -> dict[str, Entry]:
    """A .ts file: entries by source."""
    entries = {}
    for message in ET.parse(file).iter("message"):  # noqa: S314 (our own file)
        told = message.find("translation")
        if told is None:
            continue
        forms = tuple(form.text or "" for form in told.iter("numerusform")) or (told.text or "",)
        entries[message.findtext("source", "")] = Entry(forms, "type" not in told.attrib)
    return entries


def write(file: Path, wanted: dict[str, Message], entries: dict[str, Entry]) -> None:
    """A .ts file with exactly the ``wanted`` sentences."""
    language = file.stem.partition("_")[2]
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for source in sorted(wanted):
        message = ET.SubElement(context, "message")
        if wanted[source].counts:
            message.set("numerus", "yes")
        ET.SubElement(message, "source").text = source
        told = ET.SubElement(message, "translation")
        entry = entries.get(source, Entry(("",), False))
        if not entry.finished or not all(entry.forms):
            told.set("type", "unfinished")
        if wanted[source].counts:
            for form in entry.forms:
                ET.SubElement(told, "numerusform").text = form
        else:
            told.text = entry.forms[0]
    ET.indent(root, "  ")
    text = ET.tostring(root, encoding="unicode")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    file.write_text(head + text + "\n", encoding="utf-8")


def compile_catalogue(file: Path) -> None:
    """Make the .qm file that the program reads."""
    import PySide6

    lrelease = Path(PySide6.__file__).parent / "lrelease"
    made = file.with_suffix(".qm")
    subprocess.run([lrelease, "-silent", file, "-qm", made], check=True)


def faults(file: Path, wanted: dict[str, Message]) -> Iterator[str]:
    """What is wrong with a catalogue."""
    entries = read(file)
    for source in sorted(set(wanted) - set(entries)):
        yield f"missing: {source}"
    for source in sorted(set(entries) - set(wanted)):
        yield f"said no more: {source}"
    for source in sorted(set(wanted) & set(entries)):
        entry = entries[source]
        if not entry.finished or not all(entry.forms):
            yield f"unfinished: {source}"
        elif wanted[source].counts is not (len(entry.forms) > 1):
            yield f"wrong number of forms: {source}"
        elif any(form.count("{") != source.count("{") for form in entry.forms):
            yield f"other places for values: {source}"
    if not file.with_suffix(".qm").is_file():
        yield f"not compiled: {file.name}"


def main(arguments: list[str]) -> int:
    """Bring the catalogues up to date, or check them."""
    wanted = messages()
    files = sorted(CATALOGUES.glob("foretype_*.ts"))
    if "--check" not in arguments:
        for file in files:
            write(file, wanted, read(file))
            compile_catalogue(file)
    found = [f"{file.name}: {fault}" for file in files for fault in faults(file, wanted)]
    print("\n".join([*found, f"{len(wanted)} sentences, {len(files)} catalogues"]))
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
