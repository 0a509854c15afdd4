"""A finished profile: the bundle of the chosen model with the personal counts and the report.

Everything is put together beside the final place and moved there in one step, so that a profile in
use is whole at every moment. This module must not know how the model was trained.
"""

import json
import os
import shutil
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from pathlib import Path

from models.bundle import GOLDEN, Bundle, publish
from models.countable import countable
from models.counts import CountStore
from models.disk import own_file, own_folder
from models.general_counts import FILE as GENERAL_COUNTS
from models.language import OFFENSIVE, RECORD, WORDS
from models.profile import (
    BLEND,
    COUNTS,
    FAR_TEXT,
    MODEL,
    NEAR_TEXT,
    REPORT,
    Note,
    base_name,
    write_note,
)
from models.replacing import write_own
from models.text import Token
from models.vocabulary import UNKNOWN, Vocabulary
from training.documents.records import Document
from training.export import BundleFacts, export_bundle, weights_digest
from training.network.adapter import ADAPTER, AdaptedModel, merged, save_adapter
from training.network.model import LanguageModel
from training.personal.target import TargetSplit


def stage_model(
    folder: Path,
    base: Bundle,
    model: LanguageModel,
    vocabulary: Vocabulary,
    summary: Mapping[str, object],
) -> int:
    """Write the bundle of a trained model to the new ``folder``; ``summary`` goes into its
    manifest.

    Returns the bytes by which the profile's knowledge would be stored apart from the base: those of
    the adapter where there is one, else of all weights.
    """
    counts = base.path / GENERAL_COUNTS
    about = BundleFacts(
        name=base.manifest.name,
        language=base.manifest.language,
        training=dict(summary),
        base=weights_digest(base.path),
        card=f"# A profile over {base.manifest.name}\n\nMade from one person's documents.\n",
        counts=counts if GENERAL_COUNTS in base.manifest.files else None,
        licence=base.manifest.licence,
        golden=golden_texts_of(base),
        files={
            name: (base.path / name).read_text(encoding="utf-8")
            for name in (RECORD, WORDS, OFFENSIVE)
            if name in base.manifest.files
        },
    )
    shutil.rmtree(folder, ignore_errors=True)
    export_bundle(merged(model), vocabulary, folder, about)
    if isinstance(model, AdaptedModel):
        return save_adapter(model, folder / ADAPTER, len(base.vocabulary))
    return (folder / MODEL).stat().st_size


def write_profile(
    out: Path,
    base: Bundle,
    model: Path | None,
    vocabulary: Vocabulary,
    documents: Iterable[Document],
    report: Mapping[str, object],
) -> None:
    """Publish the profile ``out``. ``model``: the staged bundle with its blend, which is moved;
    None: counts only, over the base as it is."""
    staged = out.with_name(f".{out.name}.{os.getpid()}.profile")
    shutil.rmtree(staged, ignore_errors=True)
    try:
        if model is None:
            staged.mkdir(parents=True)
            write_note(staged, Note(base=base_name(base.path)))
            # The blend was fitted over the model, which stays the base.
            _take_over(out / BLEND, staged / BLEND)
        else:
            model.replace(staged)
        _take_over(out / COUNTS, staged / COUNTS)
        with closing(CountStore(staged / COUNTS)) as store:
            count_documents(store, vocabulary, documents)
        text = json.dumps(report, indent=1, ensure_ascii=False)
        (staged / REPORT).write_text(text + "\n", encoding="utf-8")
        publish(staged, out)
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def write_held_out(folder: Path, vocabulary: Vocabulary, parts: TargetSplit) -> None:
    """What an editor needs to fit a blend on and to judge by: the validation text as near text, the
    test text as far text (validation where there is no test; then nothing is fitted), and
    counts.sqlite of the rest alone. Replaces ``folder``; whoever asked for it removes it, for it
    repeats what the person wrote."""
    shutil.rmtree(folder, ignore_errors=True)
    own_folder(folder)
    rest = [Document(f"part {n}", 0.0, rows) for n, rows in enumerate(parts.train)]
    with closing(CountStore(folder / COUNTS)) as store:
        count_documents(store, vocabulary, rest)
    near, far = (parts.validation, parts.test) if parts.test else ((), parts.validation)
    for name, rows in ((NEAR_TEXT, near), (FAR_TEXT, far)):
        write_own(folder / name, "\n\n".join(rows).encode())


def golden_texts_of(base: Bundle) -> tuple[str, ...]:
    """The texts on which the answers of ``base`` are kept: they are of its language."""
    answers = json.loads((base.path / GOLDEN).read_text(encoding="utf-8"))
    return tuple(answer["text"] for answer in answers if "text" in answer)


def _take_over(old: Path, new: Path) -> None:
    """Copy a file of the profile that is replaced; a database as one moment of it."""
    if not old.is_file():
        return
    if old.suffix != ".sqlite":
        shutil.copyfile(old, new)
        return
    own_file(new)
    with closing(sqlite3.connect(old)) as source, closing(sqlite3.connect(new)) as target:
        source.backup(target)


def count_documents(
    store: CountStore, vocabulary: Vocabulary, documents: Iterable[Document]
) -> None:
    """Add ``documents`` to personal counts, as the editor would."""
    seen = {row.word for row in store.words() if row.word not in vocabulary.id_of}

    def words_of(tokens: Sequence[Token], index: int) -> list[str]:
        units = vocabulary.units(tokens, index, seen)
        seen.update(unit.word for unit in units if unit.id == UNKNOWN)
        return [unit.word for unit in units]

    for document in documents:
        text = "\n\n".join(document.paragraphs)
        store.add(document.name, countable(text, words_of, vocabulary.writing.joiners))
