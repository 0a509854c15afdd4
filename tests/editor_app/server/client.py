"""A language client as small as can be: JSON-RPC over the pipes of a child process.

It knows nothing of the server's library, so that both sides cannot share a mistake.
"""

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from typing import IO, Any

Message = dict[str, Any]


class Client:
    """Starts a server and speaks with it; every answer is awaited on the pipe."""

    def __init__(
        self, arguments: Sequence[str] = (), configuration: Any = None, **environment: str
    ) -> None:
        """``configuration`` answers ``workspace/configuration``; a function is asked for each
        document."""
        command = [sys.executable, "-m", "editor_app", "lsp", *arguments]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **environment},
        )
        assert self.process.stdin and self.process.stdout
        self._to: IO[bytes] = self.process.stdin
        self._from: IO[bytes] = self.process.stdout
        self.configuration = configuration
        self._number = 0
        self._waiting: deque[Message] = deque()
        self.abilities: Message = {}

    def __enter__(self) -> "Client":
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.wait()
        self._to.close()
        self._from.close()

    # ---- messages

    def send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._to.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._to.flush()

    def notify(self, method: str, parameters: Any) -> None:
        self.send({"method": method, "params": parameters})

    def ask(self, method: str, parameters: Any) -> Any:
        """The result of a request; an error fails the test."""
        self._number += 1
        number = self._number
        self.send({"id": number, "method": method, "params": parameters})
        reply = self.answer(number)
        assert "error" not in reply, reply["error"]
        return reply["result"]

    def answer(self, number: int | str) -> Message:
        """The whole answer to a request."""
        return self._until(lambda m: m.get("id") == number and "method" not in m)

    def told(self, method: str, fits: Callable[[Any], bool] = lambda _: True) -> Any:
        """The parameters of the next notification of this kind that fits."""
        return self._until(lambda m: m.get("method") == method and fits(m["params"]))["params"]

    def _until(self, fits: Callable[[Message], bool]) -> Message:
        for message in list(self._waiting):
            if fits(message):
                self._waiting.remove(message)
                return message
        while True:
            message = self._read()
            if message.get("method") == "workspace/configuration":
                self.send({"id": message["id"], "result": self._configured(message["params"])})
            elif fits(message):
                return message
            else:
                self._waiting.append(message)

    def _configured(self, asked: Any) -> list[Any]:
        if not callable(self.configuration):
            return [self.configuration for _ in asked["items"]]
        return [self.configuration(item.get("scopeUri")) for item in asked["items"]]

    def _read(self) -> Message:
        length = 0
        while line := self._from.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has gone"
        found = json.loads(self._from.read(length))
        assert isinstance(found, dict)
        return found

    # ---- the protocol's usual course

    def begin(self, ghosts: bool = True, encodings: Sequence[str] = ()) -> "Client":
        abilities: Message = {"workspace": {"configuration": True}, "textDocument": {}}
        if ghosts:
            abilities["textDocument"]["inlineCompletion"] = {}
        if encodings:
            abilities["general"] = {"positionEncodings": list(encodings)}
        result = self.ask(
            "initialize", {"processId": os.getpid(), "rootUri": None, "capabilities": abilities}
        )
        self.abilities = result["capabilities"]
        self.notify("initialized", {})
        return self

    def end(self) -> int:
        self.ask("shutdown", None)
        self.notify("exit", None)
        return self.process.wait(30)

    def open(self, text: str, uri: str = "file:///letter.md") -> None:
        item = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(
        self,
        version: int,
        start: tuple[int, int],
        end: tuple[int, int],
        text: str,
        uri: str = "file:///letter.md",
    ) -> None:
        change = {"range": _range(start, end), "text": text}
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [change]},
        )

    def ghosts(
        self, line: int, character: int, asked: bool = True, uri: str = "file:///letter.md"
    ) -> list[str]:
        result = self.ask(
            "textDocument/inlineCompletion",
            {
                "textDocument": {"uri": uri},
                "position": {"line": line, "character": character},
                "context": {"triggerKind": 1 if asked else 2},
            },
        )
        return [item["insertText"] for item in result]

    def items(self, line: int, character: int) -> list[Message]:
        result = self.ask(
            "textDocument/completion",
            {
                "textDocument": {"uri": "file:///letter.md"},
                "position": {"line": line, "character": character},
            },
        )
        assert isinstance(result["items"], list)
        return result["items"]

    def marks(self, version: int) -> list[Message]:
        """The diagnostics of a version."""
        told = self.told("textDocument/publishDiagnostics", lambda p: p.get("version") == version)
        return list(told["diagnostics"])

    def actions(self, start: tuple[int, int], end: tuple[int, int]) -> Any:
        return self.ask(
            "textDocument/codeAction",
            {
                "textDocument": {"uri": "file:///letter.md"},
                "range": _range(start, end),
                "context": {"diagnostics": []},
            },
        )


def _range(start: tuple[int, int], end: tuple[int, int]) -> Message:
    return {
        "start": {"line": start[0], "character": start[1]},
        "end": {"line": end[0], "character": end[1]},
    }
