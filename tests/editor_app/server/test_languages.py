"""Each page in its language: as the client, the window or the page itself says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editor_app.documents.chosen_languages import ChosenLanguages
from editor_app.places import config_file, data_dir, state_dir
from tests.editor_app.server.client import Client
from tests.tiny_bundle import make

pytest.importorskip("pygls")
GERMAN = (
    "Das Haus ist alt und der Hund ist dick. Die Tante geht in das Haus und der Hund geht in den "
    "Garten. Das dicke Buch ist sehr alt."
)
FRENCH = (
    "Le chat aime le grand arbre et le chat voit la maison. On aime la maison et le grand arbre. "
    "Le chat dort dans la maison et le chien dort dans la rue."
)
LETTER, LETTRE = "file:///letter.md", "file:///lettre.md"


@pytest.fixture(autouse=True)
def _bases() -> None:
    make(data_dir() / "languages" / "german", GERMAN, "de")
    make(data_dir() / "languages" / "french", FRENCH, "fr")
    config_file().parent.mkdir(parents=True, exist_ok=True)
    config_file().write_text('[ghost]\nlanguage = "german"\n', encoding="utf-8")


def _serve(language: Callable[[str | None], Any]) -> Client:
    def configuration(uri: str | None) -> dict[str, Any]:
        return {"spelling": False, "language": language(uri)}

    return Client(configuration=configuration).begin()


def _settled(client: Client, uri: str, place: int, ghost: str) -> None:
    """Ask whenever the page was looked at again, until its language is known."""
    while not any(text.startswith(ghost) for text in client.ghosts(0, place, uri=uri)):
        client.told("textDocument/publishDiagnostics", lambda told: told["uri"] == uri)


def test_the_client_says_it_of_each_page() -> None:
    with _serve(lambda uri: "fr" if uri == LETTRE else "") as client:
        client.open("On aime la mai", LETTRE)
        client.open("Die Tante geht in das Ha", LETTER)
        _settled(client, LETTRE, 14, "son")
        assert client.ghosts(0, 24, uri=LETTER)[0].startswith("us")


def test_two_are_mixed_where_the_client_wants_it() -> None:
    with _serve(lambda uri: ["german", "fr"]) as client:
        client.open("On aime la mai", LETTRE)
        client.open("Die Tante geht in das Ha", LETTER)
        _settled(client, LETTRE, 14, "son")
        _settled(client, LETTER, 24, "us")


def test_a_choice_made_in_the_window_holds_here(tmp_path: Path) -> None:
    file = tmp_path / "lettre.md"
    chosen = ChosenLanguages(state_dir() / "languages.json")
    chosen.choose(file, ["french"])
    chosen.write(chosen.as_json())
    with _serve(lambda uri: "") as client:
        client.open("On aime la mai", file.as_uri())
        _settled(client, file.as_uri(), 14, "son")


def test_else_the_page_says_it() -> None:
    pytest.importorskip("py3langid")
    with _serve(lambda uri: "") as client:
        client.open(f"On aime la mai\n{FRENCH}\n", LETTRE)
        _settled(client, LETTRE, 14, "son")


def test_a_language_that_is_not_here_leaves_the_usual_one() -> None:
    with _serve(lambda uri: "sv") as client:
        client.open("Die Tante geht in das Ha", LETTER)
        assert client.ghosts(0, 24, uri=LETTER)[0].startswith("us")
