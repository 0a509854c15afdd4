"""The server as an editor meets it: a child process, its pipes, and the protocol."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from editor_app.places import config_file, data_dir
from models.counts import CountStore
from models.profile import COUNTS
from tests.editor_app.server.client import Client, Message
from tests.tiny_bundle import make

pytest.importorskip("pygls")


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("bundle") / "tiny")


@pytest.fixture
def client(bundle: Path) -> Iterator[Client]:
    with Client(["--bundle", str(bundle)]) as client:
        yield client


def test_a_ghost_follows_what_is_typed(client: Client) -> None:
    client.begin()
    assert client.abilities["textDocumentSync"]["change"] == 2
    assert "inlineCompletionProvider" in client.abilities
    client.open("We cons")
    assert client.ghosts(0, 7)[0].startswith("ider")
    client.change(2, (0, 7), (0, 7), "ider ")
    assert client.ghosts(0, 12)[0].startswith("the")
    assert client.items(0, 12) == []  # this client has ghosts
    assert client.ghosts(0, 40) == []  # there is no such place yet
    assert client.end() == 0


def test_places_are_counted_in_utf_16(client: Client) -> None:
    client.begin()
    client.open("Before.\r\n\U0001f600\U0001f600\u4e16 We cons here\x0cafter")
    # Two surrogate pairs, one letter, a space: six units stand before "We".
    client.change(2, (1, 6), (1, 8), "Then we")
    result = client.ask(
        "textDocument/inlineCompletion",
        {
            "textDocument": {"uri": "file:///letter.md"},
            "position": {"line": 1, "character": 18},
            "context": {"triggerKind": 1},
        },
    )
    assert result[0]["insertText"].startswith("ider")
    assert result[0]["range"]["start"] == {"line": 1, "character": 18}


def test_a_client_may_count_in_utf_8(bundle: Path) -> None:
    with Client(["--bundle", str(bundle)]).begin(encodings=["utf-8", "utf-16"]) as client:
        assert client.abilities["positionEncoding"] == "utf-8"
        client.open("\u00e4\U0001f600 We cons")
        assert client.ghosts(0, 14)[0].startswith("ider")


def test_a_client_without_ghosts_gets_a_list(bundle: Path) -> None:
    with Client(["--bundle", str(bundle)]).begin(ghosts=False) as client:
        client.open("\U0001f600 We cons")
        (first, *_) = client.items(0, 10)
        assert first["textEdit"]["newText"].startswith("consider")
        assert first["textEdit"]["range"]["start"]["character"] == 6
        assert first["filterText"] == "cons"


def test_the_clients_configuration_is_asked_for(bundle: Path) -> None:
    wish = {"completion": "always", "spelling": False, "words": 1, "alternatives": 1}
    with Client(["--bundle", str(bundle)], configuration=wish).begin() as client:
        client.open("We recieve cons")
        assert len(client.items(0, 15)) == 1
        assert client.marks(1) == []


def misspelt(marks: list[Message]) -> list[int]:
    """Where words begin that are no words: the small base may doubt others in their place."""
    return [m["range"]["start"]["character"] for m in marks if m["code"] == "misspelling"]


def test_a_hint_comes_with_what_puts_it_right_but_not_under_the_typing(client: Client) -> None:
    client.begin()
    client.open("\U0001f600 We recieve it.\n")
    (mark,) = client.marks(1)
    assert mark["code"] == "misspelling"
    assert mark["range"]["start"] == {"line": 0, "character": 6}
    first, *_, add, never = client.actions((0, 8), (0, 8))
    assert first["edit"]["changes"]["file:///letter.md"][0]["newText"] == "receive"
    assert first["isPreferred"]
    client.change(2, (0, 16), (0, 17), " acommodate")
    assert misspelt(client.marks(2)) == [6]
    client.change(3, (0, 27), (0, 27), " too")
    assert misspelt(client.marks(3)) == [6, 17]
    command = add["command"]
    client.ask(
        "workspace/executeCommand",
        {"command": command["command"], "arguments": command["arguments"]},
    )
    told = client.told("textDocument/publishDiagnostics")
    assert misspelt(told["diagnostics"]) == [17]
    words = data_dir() / "words.txt"
    assert words.read_text(encoding="utf-8") == "recieve\n"
    assert words.stat().st_mode & 0o777 == 0o600
    assert never["command"]["command"] == "foretype.neverQuestion"


def test_nothing_is_learned_unless_both_sides_say_so(bundle: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter.md"
    uri, counts = file.as_uri(), data_dir() / "profile" / COUNTS

    def save(learn: bool) -> None:
        wish = {"learn": learn, "spelling": False}
        with Client(["--bundle", str(bundle)], configuration=wish).begin() as client:
            client.open("Ask Quillfeather. Quillfeather knows.\n", uri)
            client.notify("textDocument/didSave", {"textDocument": {"uri": uri}})
            client.told("textDocument/publishDiagnostics")
            assert client.end() == 0  # closing waits for what is being learned

    save(learn=False)
    assert not counts.exists()
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text(f'[learning]\nprivate = ["{file}"]\n', encoding="utf-8")
    save(learn=True)
    assert not counts.exists()
    config_file().unlink()
    save(learn=True)
    store = CountStore(counts)
    assert {document.name for document in store.documents()} == {str(file)}
    store.close()


def test_a_bundle_that_is_missing_is_said_in_a_sentence(tmp_path: Path) -> None:
    with Client(["--bundle", str(tmp_path / "none")]).begin() as client:
        said = client.told("window/showMessage")
        assert said["message"].startswith("Foretype: No suggestions: ")
        client.open("We cons")
        assert client.ghosts(0, 7) == []


def _error(client: Client, method: str, parameters: Any) -> int:
    """The code of the error with which a request is answered."""
    client.send({"id": "odd", "method": method, "params": parameters})
    code = client.answer("odd")["error"]["code"]
    assert isinstance(code, int)
    return code


def test_every_request_is_answered(client: Client) -> None:
    client.begin()
    client.open("We cons")
    assert _error(client, "foretype/none", {}) == -32601
    assert _error(client, "textDocument/inlineCompletion", {"textDocument": 3}) == -32602
    place = {"line": 0, "character": 1 << 33}
    question = {"textDocument": {"uri": "file:///letter.md"}, "position": place}
    assert _error(client, "textDocument/completion", question) == -32602
    client.notify("foretype/none", {})
    client.notify("textDocument/didChange", {"textDocument": 3})
    assert client.ghosts(0, 7)[0].startswith("ider")  # it goes on
    assert client.ask("shutdown", None) is None
    assert _error(client, "textDocument/completion", question | {"position": {}}) != 0
    place["character"] = 7
    assert _error(client, "textDocument/completion", question) == -32600


def test_what_was_cancelled_or_overtaken_is_answered_too(client: Client) -> None:
    client.begin()
    client.open("")
    text = "We consider the matter. "
    for place, letter in enumerate(text):
        client.change(place + 2, (0, place), (0, place), letter)
        question = {
            "textDocument": {"uri": "file:///letter.md"},
            "position": {"line": 0, "character": place + 1},
            "context": {"triggerKind": 2},
        }
        numbered = {"id": f"q{place}", "method": "textDocument/inlineCompletion"}
        client.send({**numbered, "params": question})
        if place % 3 == 0:
            client.notify("$/cancelRequest", {"id": f"q{place}"})
    answers = [client.answer(f"q{place}") for place in range(len(text))]
    codes = {answer["error"]["code"] for answer in answers if "error" in answer}
    assert codes <= {-32800}  # what was cancelled
    assert client.ghosts(0, len(text))


def test_two_documents_come_and_go(client: Client) -> None:
    client.begin()
    other = "file:///other.md"
    client.open("We cons")
    client.open("\U0001f600\U0001f600 I cons", other)
    client.change(2, (0, 2), (0, 4), "", other)  # one of two surrogate pairs
    assert client.ghosts(0, 9, uri=other)[0].startswith("ider")
    for uri in (other, "file:///letter.md"):
        client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
        assert client.ghosts(0, 7, uri=uri) == []
    client.open("We consider the ")
    assert client.ghosts(0, 16) and client.ghosts(0, 16, uri=other) == []


def test_no_qt_is_loaded_and_no_network_opened(bundle: Path) -> None:
    with Client(["--bundle", str(bundle)]).begin() as client:
        client.open("We cons")
        assert client.ghosts(0, 7)
        maps = Path(f"/proc/{client.process.pid}/maps").read_text(encoding="utf-8")
        assert "QtCore" not in maps and "libtorch" not in maps
        links = Path(f"/proc/{client.process.pid}/fd").iterdir()
        sockets = {link.readlink().name for link in links if "socket" in str(link.readlink())}
        network = Path(f"/proc/{client.process.pid}/net/tcp").read_text(encoding="utf-8")
        opened = {row.split()[9] for row in network.splitlines()[1:]}
        assert not {name.removeprefix("socket:[").removesuffix("]") for name in sockets} & opened
