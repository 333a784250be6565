"""A language server that runs and answers over its standard streams, as editors ask it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

#: The codes of errors that are answers: the client took its request back, or cannot have what it
#: asks for, and is told why.
_ANSWERS = (-32800, -32803)


class LanguageServer:
    """A client of the Language Server Protocol that knows as much as a test needs."""

    def __init__(self, command: list[str | Path], folder: Path, **params: Any) -> None:
        """Start the server and open a workspace, with more parameters where there are any."""
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.count = 0
        self.diagnostics: dict[str, list[Any]] = {}
        #: The newest version of each document that diagnostics were sent for.
        self.published: dict[str, int | None] = {}
        #: The requests that failed.
        self.errors: list[dict[str, Any]] = []
        #: What else the server has said, such as messages for people.
        self.told: list[dict[str, Any]] = []
        snippets = {"completion": {"completionItem": {"snippetSupport": True}}}
        given = {"capabilities": {"textDocument": snippets}, **params}
        answer = self.ask("initialize", processId=None, rootUri=folder.as_uri(), **given)
        self.server_capabilities = answer["capabilities"]
        self.tell("initialized")

    def open(self, path: Path, language: str = "yaml") -> None:
        """Show the server a file as an editor that opens it does."""
        item = {"uri": path.as_uri(), "languageId": language, "version": 1}
        self.tell("textDocument/didOpen", textDocument={**item, "text": path.read_text("utf-8")})

    def completions(self, path: Path, line: int, character: int) -> list[dict[str, Any]]:
        """Return what the server offers at a place of an open file, counted from 0."""
        answer = self.ask(
            "textDocument/completion",
            textDocument={"uri": path.as_uri()}, position={"line": line, "character": character},
        )  # fmt: skip
        items: list[dict[str, Any]] = answer["items"] if isinstance(answer, dict) else answer
        return items

    def diagnostics_of(self, path: Path) -> list[dict[str, Any]]:
        """Wait for what the server says about an open file."""
        while path.as_uri() not in self.diagnostics:
            self._read()
        return self.diagnostics.pop(path.as_uri())

    def ask(self, method: str, **params: Any) -> Any:
        """Send a request, and return the result."""
        self.count += 1
        self._send({"id": self.count, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self.count and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def close(self) -> None:
        """End the server."""
        self.process.kill()
        self.process.communicate()

    def __enter__(self) -> LanguageServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _send(self, message: dict[str, Any]) -> None:
        assert self.process.stdin is not None
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        length = 0
        while (line := self.process.stdout.readline().strip()) != b"":
            name, _, value = line.partition(b": ")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            uri = message["params"]["uri"]
            self.diagnostics[uri] = message["params"]["diagnostics"]
            self.published[uri] = message["params"].get("version")
        elif "method" in message and "id" in message:
            # It asks for settings, which are those by default, or to register what it can do.
            wanted = message.get("params", {}).get("items", [])
            self._send({"id": message["id"], "result": [None] * len(wanted)})
        if message.get("error", {}).get("code") not in (None, *_ANSWERS):
            self.errors.append(message)
        if "method" in message:
            self.told.append(message)
        return message
