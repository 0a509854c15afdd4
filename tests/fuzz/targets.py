"""What is fuzzed: each target takes any bytes, and fails only where the product is wrong.

A target's own refusals (``BundleError``, a problem reported to the person) are right answers; any
other exception, a lost byte or a broken promise is a finding. Shared by the examples that run with
every test (``test_targets.py``) and by the long campaign (``python -m tests.fuzz``).
"""

import io
import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path

from editor_app.documents.recovery import _read as read_copy
from editor_app.documents.text_format import decode_lines, encode_lines
from editor_app.prediction.engine import Engine
from editor_app.prediction.graph_check import ForeignGraphError, check_graph
from editor_app.settings import Settings
from editor_app.terminal import queries
from models.bundle import MANIFEST, MODEL, BundleError, Manifest, open_bundle
from models.text import Tokeniser, split_at_cursor, starts_sentence, tokenise
from models.vocabulary import Vocabulary, VocabularyError
from models.writing import PLAIN
from tests import tiny_bundle
from tests.training import make_documents
from training.documents import worker
from training.documents.records import Limits

_LIMITS = Limits(seconds=5.0, characters=1 << 20, unpacked_bytes=1 << 20)
SUFFIXES = (".txt", ".md", ".html", ".rtf", ".eml", ".mbox", ".docx", ".odt", ".epub", ".pdf")


@cache
def _room() -> tempfile.TemporaryDirectory[str]:
    """A folder for the files of this process."""
    return tempfile.TemporaryDirectory(prefix="foretype-fuzz-")


def _file(name: str, data: bytes) -> Path:
    path = Path(_room().name) / name
    path.write_bytes(data)
    return path


def text_core(data: bytes) -> None:
    """Tokens keep their places, the incremental tokeniser equals the whole one."""
    text = data.decode("utf-8", "surrogateescape")
    tokens = tokenise(text)
    at = 0
    for index, token in enumerate(tokens):
        assert at <= token.start <= token.end <= len(text)
        assert token.text == text[token.start : token.end] or not token.text.strip()
        at = token.end
        starts_sentence(tokens, index)
    context, prefix = split_at_cursor(text)
    assert context + prefix == text
    PLAIN.redo_case(text[:20], prefix[:5], starts_sentence(tokens, len(tokens)))
    cut = len(text) // 2
    growing = Tokeniser()
    for version in (text[:cut], text, text[: cut // 2] + text[cut:]):
        growing.update(version)
        assert growing.tokens == tokenise(version)


def file_bytes(data: bytes) -> None:
    """Any bytes come back; the text holds nothing that a text widget would lose."""
    found = decode_lines(data)
    text = "\n".join(found.lines)
    assert encode_lines(text.split("\n"), found.format, found.ends) == data
    assert not set(text) & {"\r", "\u2029", "\ufdd0", "\ufdd1", "\ufeff"}
    assert not any("\ud800" <= c <= "\udfff" for c in text)


@cache
def _bundle() -> Path:
    return tiny_bundle.make(Path(_room().name) / "bundle")


def manifest(data: bytes) -> None:
    """A manifest is read or refused with a sentence, and so is the bundle that it describes."""
    path = _bundle()
    kept = (path / MANIFEST).read_bytes()
    try:
        (path / MANIFEST).write_bytes(data)
        Manifest.read(path)
        open_bundle(path)
    except BundleError as error:
        assert str(error)
    finally:
        (path / MANIFEST).write_bytes(kept)


def graph(data: bytes) -> None:
    """A model file is passed or refused before the engine's library sees it."""
    try:
        check_graph(_file(MODEL, data))
    except ForeignGraphError as error:
        assert str(error)


def vocabulary(data: bytes) -> None:
    """A vocabulary is read or refused."""
    try:
        words = Vocabulary.read(_file("vocab.txt", data))
    except (VocabularyError, UnicodeDecodeError):
        return
    words.encode(tokenise("The sea-captain's well-known 12 boats.\n\n"))


def document(data: bytes) -> None:
    """The first byte picks the file's name, the rest is its content: it is read or left out."""
    name = "fuzz" + SUFFIXES[(data[0] if data else 0) % len(SUFFIXES)]
    path = _file(name, data[1:])
    *_, last = worker.answer(path, _LIMITS)
    assert last.get("end")
    reason = str(last.get("left_out", ""))
    assert "(AssertionError" not in reason
    json.dumps(last)
    path.unlink()


@cache
def _engine() -> Engine:
    return Engine.open(_bundle(), None)


def protocol(data: bytes) -> None:
    """Every line gets one line back, whatever it says."""
    out = io.StringIO()
    with redirect_stdout(out):
        queries.answer_lines(_engine(), io.BytesIO(data))
    answers = out.getvalue().splitlines()
    assert len(answers) == sum(1 for line in io.BytesIO(data) if line.strip())
    for line in answers:
        answer = json.loads(line)
        assert ("suggestions" in answer) != ("error" in answer)


def settings_file(data: bytes) -> None:
    """Settings are read, or the file is put aside and the person told."""
    path = _file("settings.toml", data)
    read = Settings(path)
    for key, setting in read.table.items():
        assert setting.clean(read[key]) == read[key]
    read.write()
    assert not Settings(path).trouble


def safety_copy(data: bytes) -> None:
    """A safety copy is read whole or passed over."""
    try:
        copy = read_copy(_file("a.copy", data))
    except (ValueError, TypeError):
        return
    assert isinstance(copy.text, str)


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "text": text_core,
    "files": file_bytes,
    "manifest": manifest,
    "graph": graph,
    "vocabulary": vocabulary,
    "documents": document,
    "protocol": protocol,
    "settings": settings_file,
    "copies": safety_copy,
}


def seeds(name: str) -> list[bytes]:
    """Well-formed inputs to begin with."""
    if name == "manifest":
        return [(_bundle() / MANIFEST).read_bytes()]
    if name == "graph":
        text = "The cat sat."
        return [tiny_bundle.step_graph(tiny_bundle.words_of(text), text).SerializeToString()]
    if name == "vocabulary":
        return [(_bundle() / "vocab.txt").read_bytes()]
    if name == "protocol":
        query = {"id": 7, "context": "I cons", "prefix": "cons", "k": 5, "words": 3, "after": "."}
        return [json.dumps(query).encode() + b"\n" for _ in range(2)]
    if name == "settings":
        return [Settings().as_toml().replace("# ", "").encode()]
    if name == "copies":
        head = dict.fromkeys(("document", "path", "title", "bom", "end", "digest"), "")
        head |= {"encoding": "utf-8", "text": 2, "guard": 0, "cursor": 1, "when": 1.0}
        return [json.dumps(head).encode() + b"\nab"]
    if name == "documents":
        return _documents()
    return ["\ufeffThe cat\u2019s 3.5 na\u00efve\r\nwell-known\u2029U.S. end.\r".encode(),
            "h\u00e9\n".encode("utf-16"), b"\xff\xfe\x00\xd8caf\xe9 \xe2\x82 x\n"]  # fmt: skip


def _documents() -> list[bytes]:
    makers = {
        ".docx": make_documents.docx, ".odt": make_documents.odt, ".epub": make_documents.epub,
        ".html": make_documents.html, ".rtf": make_documents.rtf, ".pdf": make_documents.pdf,
        ".eml": make_documents.eml, ".mbox": make_documents.mbox,
    }  # fmt: skip
    found = [bytes([n]) + b"# Head\n\nA line.\n" for n in (0, 1)]
    for suffix, make in makers.items():
        path = make(Path(_room().name) / f"seed{suffix}")
        found.append(bytes([SUFFIXES.index(suffix)]) + path.read_bytes())
    return found
