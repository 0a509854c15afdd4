"""Gathers everything learned on this computer into a pack, and takes a pack in.

Taking in adds: counts of documents that are not here, words, entries and habits; it takes nothing
away, and it happens whole or not at all. Knows where the parts lie; must not know Qt or engines.
"""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from editor_app.documents.dictionary import Dictionary
from editor_app.documents.glossary import Glossary, parse
from editor_app.language import plural, tr
from editor_app.places import Places
from editor_app.prediction.own_gate import OwnGate
from editor_app.prediction.types import Memory
from editor_app.profiles.counted import OpenedCounts
from editor_app.profiles.pack import Pack, PackError
from models.bundle import Manifest
from models.counts import CountStore
from models.disk import own_file
from models.language import known, language_of, primary
from models.profile import COUNTS
from models.replacing import write_own


@dataclass(frozen=True, slots=True)
class Gained:
    """What a pack brought that was not here."""

    documents: int
    words: int
    """Counted words of those documents."""
    entries: int
    """Words of the lists, blocked words, lines of the glossary."""
    gate: OwnGate
    """The gate with both habits."""

    def told(self) -> str:
        """The same in a sentence."""
        if not self.documents and not self.entries:
            return tr("All of it was here already.")
        return tr("Taken in: {documents}, {words}, {entries}.").format(
            documents=plural("{n} document", "{n} documents", self.documents),
            words=plural("{n} word", "{n} words", self.words),
            entries=plural("{n} entry of lists", "{n} entries of lists", self.entries),
        )


# ---- out


def collect(places: Places, gate: OwnGate) -> Pack:
    """Everything learned by the profile in use, with the person's own lists and ``gate``.

    Raises:
        CountsError, BundleError: the counts or the base cannot be read.
    """
    dictionary = Dictionary(places.words)
    pack = Pack(
        language=_language(places),
        gate=gate,
        right=tuple(sorted(dictionary.words())),
        never=tuple(sorted(dictionary.never())),
        as_typed=tuple(sorted(dictionary.as_typed())),
        glossary=parse(_text_of(places.glossary)),
    )
    path = places.profile / COUNTS
    if not path.is_file():
        return pack
    with OpenedCounts(path) as store:
        return replace(
            pack,
            origin=store.habits.origin(),
            documents=dict(store.texts()),
            blocked=tuple(store.blocked()),
            takes=store.habits.takes(),
            trust=store.habits.trust(),
        )


def _language(places: Places) -> str:
    return language_of(places.bundle, Manifest.read(places.bundle).language).tag


# ---- in


def take_in(pack: Pack, places: Places, memory: Memory, gate: OwnGate) -> Gained:
    """Add ``pack`` to the profile in use, to the person's lists and to ``gate``.

    Raises:
        Problem, OSError: it is of another language, or something cannot be written; all is as it
            was.
    """
    own = _language(places)
    if primary(pack.language) != primary(own):
        text = tr("It was learned in another language: {} instead of {}.")
        raise PackError(text.format(known(pack.language).called(), known(own).called()))
    dictionary = Dictionary(places.words)
    with _restored((*dictionary.files, places.glossary, places.gate)):
        # The counts come last: whatever fails before them leaves them untouched.
        entries = _add_words(pack, dictionary) + _add_entries(pack, places.glossary)
        merged = gate.copy()

        def change(store: CountStore) -> Gained:
            documents, words = _add_documents(pack, store)
            blocked = set(pack.blocked) - set(store.blocked())
            for word in blocked:
                store.block(word)
            if store.habits.note_taken_in(pack.digest):  # habits of one file count once
                store.habits.add_takes(*pack.takes)
                store.habits.meet_trust(pack.trust)
                merged.merge(pack.gate)
            merged.write(places.gate)
            return Gained(documents, words, entries + len(blocked), merged)

        return memory.change(change)


def _add_documents(pack: Pack, store: CountStore) -> tuple[int, int]:
    """Count the documents that are not here yet; how many they are, and how many words."""
    documents = total = 0
    here = store.habits.origin()
    for name, words in pack.documents.items():
        place = _place_of(name, words, pack.origin, store, here)
        if place and not store.is_private(name):
            store.add(place, words)
            documents += 1
            total += sum(word is not None for word in words)
    return documents, total


def _place_of(
    name: str, words: Iterable[str | None], origin: str, store: CountStore, here: str
) -> str:
    """The name under which a document is counted; "" where it is here already.

    Where another text bears its name, it is told apart by its origin: the same document of that
    other computer, taken in again, then takes its own place and no other's.
    """
    if name.endswith(f"#{here}"):
        return ""  # it came from here
    beside = f"{name}#{origin}"
    for place in (name, beside):
        if store.has(place) and store.text_of(place) == list(words):
            return ""
    return beside if store.has(name) else name


def _add_words(pack: Pack, dictionary: Dictionary) -> int:
    right = sorted(set(pack.right) - dictionary.words())
    never = sorted(set(pack.never) - dictionary.never())
    as_typed = sorted(set(pack.as_typed) - dictionary.as_typed())
    dictionary.add(*right)
    dictionary.never_question(*never)
    dictionary.keep_as_typed(*as_typed)
    return len(right) + len(never) + len(as_typed)


def _add_entries(pack: Pack, path: Path) -> int:
    """Write what the glossary lacks below what it says; a shortcut that is here stays."""
    text = _text_of(path)
    own = parse(text)
    lines = _lines(pack.glossary, own)
    if lines:
        whole = "".join((text, "\n" if text and not text.endswith("\n") else "", *lines))
        write_own(path, whole.encode())
    return len(lines)


def _lines(glossary: Glossary, own: Glossary) -> list[str]:
    phrases = [f"{phrase}\n" for phrase in glossary.phrases if phrase not in own.phrases]
    shortcuts = [
        f"{short}\t{expansion}\n"
        for short, expansion in glossary.shortcuts.items()
        if short not in own.shortcuts
    ]
    return phrases + shortcuts


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return ""


@contextlib.contextmanager
def _restored(paths: Iterable[Path]) -> Iterator[None]:
    """Put files back as they were where the block raises."""
    before = {path: path.read_bytes() if path.exists() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, data in before.items():
            with contextlib.suppress(OSError):  # the disk that failed just now
                if data is None:
                    path.unlink(missing_ok=True)
                elif path.read_bytes() != data:
                    own_file(path)
                    path.write_bytes(data)
        raise
