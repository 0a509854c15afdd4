"""The library's protocol with our own copy of the documents, and an answer to every request.

Our pages count lines as the protocol does (the library's splits them at form feeds, too) and keep
what did not change. A request that makes no sense, or comes behind the shutdown, is answered with
an error, as the protocol wants it: the library leaves its client waiting. Must not know what is
done with a page.
"""

from typing import Any, Protocol, runtime_checkable

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException, JsonRpcInvalidRequest
from pygls.protocol import LanguageServerProtocol, lsp_method


@runtime_checkable
class Pages(Protocol):
    """Who keeps the documents."""

    def open_page(self, item: lsp.TextDocumentItem) -> None:
        """A client opened a document."""
        ...

    def change_page(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """A client changed a document."""
        ...

    def close_page(self, uri: str) -> None:
        """A client closed a document."""
        ...


class PagesProtocol(LanguageServerProtocol):
    """Tells the server, which is :class:`Pages`, of documents."""

    @property
    def _pages(self) -> Pages:
        assert isinstance(self._server, Pages)
        return self._server

    @lsp_method(lsp.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: lsp.DidOpenTextDocumentParams) -> None:
        """Open a page."""
        self._pages.open_page(params.text_document)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: lsp.DidChangeTextDocumentParams) -> None:
        """Change a page."""
        self._pages.change_page(params)

    @lsp_method(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: lsp.DidCloseTextDocumentParams) -> None:
        """Close a page."""
        self._pages.close_page(params.text_document.uri)

    def structure_message(self, data: dict[str, Any]) -> Any:
        """The record of a message; a request that is none is refused."""
        try:
            return super().structure_message(data)
        except JsonRpcException as error:
            if "id" in data and "method" in data:
                self._send_response(data["id"], None, error.to_response_error())
            raise

    def handle_message(self, message: Any) -> None:
        """Do what a message wants; behind the shutdown only the end is wanted."""
        if self._shutdown and hasattr(message, "id") and hasattr(message, "method"):
            refusal = JsonRpcInvalidRequest("The server was shut down.").to_response_error()
            self._send_response(message.id, None, refusal)
            return
        super().handle_message(message)
