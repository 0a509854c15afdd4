"""The server under a client of somebody else: pytest-lsp's, which speaks the protocol's library."""

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp

from editor_app.places import config_file, data_dir, state_dir
from tests.tiny_bundle import make

pytest_lsp = pytest.importorskip("pytest_lsp")
pytest.importorskip("pygls")

URI = "file:///letter.md"
TEXT = "We recieve it.\nWe cons"


def _params(capabilities: lsp.ClientCapabilities) -> lsp.InitializeParams:
    return lsp.InitializeParams(capabilities=capabilities, process_id=None, root_uri=None)


async def _session(command: list[str], configuration: dict[str, Any]) -> tuple[Any, Any, Any]:
    """What a client of LSP 3.18 gets: ghosts, marks, and quick fixes for the first mark."""
    client = pytest_lsp.make_test_lsp_client()
    client.set_configuration({"foretype": configuration})
    await client.start_io(*command)
    try:
        capabilities = pytest_lsp.client_capabilities("visual-studio-code")
        capabilities.text_document.inline_completion = lsp.InlineCompletionClientCapabilities()
        await client.initialize_session(_params(capabilities))
        item = lsp.TextDocumentItem(URI, "markdown", 1, TEXT)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        document, place = lsp.TextDocumentIdentifier(URI), lsp.Position(1, 7)
        context = lsp.InlineCompletionContext(lsp.InlineCompletionTriggerKind.Invoked)
        ghosts = await client.text_document_inline_completion_async(
            lsp.InlineCompletionParams(context, document, place)
        )
        if not client.diagnostics.get(URI) and configuration.get("spelling", True):
            await client.wait_for_notification(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        marks = client.diagnostics.get(URI) or []
        spot = lsp.Range(lsp.Position(0, 4), lsp.Position(0, 5))
        fixes = await client.text_document_code_action_async(
            lsp.CodeActionParams(document, spot, lsp.CodeActionContext(diagnostics=list(marks)))
        )
        await client.shutdown_session()
    finally:
        await client.stop()
    return ghosts, marks, fixes


@pytest.mark.parametrize("spelling", [True, False])
def test_ghosts_marks_and_fixes_come_as_the_library_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spelling: bool
) -> None:
    for name, folder in (
        ("CONFIG", config_file().parent),
        ("DATA", data_dir()),
        ("STATE", state_dir()),
    ):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder.parent))
    command = [sys.executable, "-m", "editor_app", "lsp", "--bundle", str(make(tmp_path / "tiny"))]
    wish = {"alternatives": 1, "spelling": spelling}
    ghosts, marks, fixes = asyncio.run(_session(command, wish))
    assert [item.insert_text for item in ghosts] == [ghosts[0].insert_text]  # one alternative
    assert ghosts[0].insert_text.startswith("ider")
    assert [mark.code for mark in marks] == (["misspelling"] if spelling else [])
    assert ([fix.title for fix in fixes][:1] != []) is spelling
