"""An editor for tests: it starts our server, and shows it files as real ones do."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from language_server import LanguageServer

COMMAND = [sys.executable, "-m", "article_schema", "server"]
#: No test waits longer for a server, in seconds.
LONGEST = 30
#: Nor for something that it does in the background.
PATIENCE = 15

#: Where pygls tells of what nobody has caught.
_MESSAGES = ("window/showMessage", "window/logMessage")
_EDITS = {"workspaceEdit": {"documentChanges": True}, "diagnostics": {"refreshSupport": True}}
_FORMATS = {"documentationFormat": ["markdown", "plaintext"]}
_WATCHES = {"didChangeWatchedFiles": {"dynamicRegistration": True}}
#: What the editors say that they can do, as far as the server asks.
VS_CODE = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {**_EDITS, **_WATCHES},
    "textDocument": {
        "diagnostic": {"dynamicRegistration": True, "relatedDocumentSupport": False},
        "completion": {"completionItem": {"snippetSupport": True, **_FORMATS}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
        "publishDiagnostics": {"relatedInformation": True},
    },
}
#: It pulls too, and counts in bytes.
NEOVIM = {**VS_CODE, "general": {"positionEncodings": ["utf-8", "utf-16", "utf-32"]}}
#: Eglot has diagnostics pushed, and counts in code points.
EMACS = {
    "general": {"positionEncodings": ["utf-32", "utf-8", "utf-16"]},
    "workspace": {**_EDITS, "didChangeWatchedFiles": {"dynamicRegistration": True}},
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "publishDiagnostics": {"relatedInformation": True},
    },
}
#: As Emacs 28 with eglot 1.9 has it: it does not say how it counts, shows no other places, and no
#: Markdown.
OLDER_EMACS = {
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "hover": {"contentFormat": ["plaintext"]},
        "publishDiagnostics": {"relatedInformation": False},
    },
}
CLIENTS = {"vs code": VS_CODE, "neovim": NEOVIM, "emacs": EMACS}


class Editor(LanguageServer):
    """An editor with a folder open in it."""

    def __init__(
        self,
        folder: Path,
        capabilities: dict[str, Any],
        *,
        longest: int = LONGEST,
        folders: bool = True,
        **options: Any,
    ) -> None:
        self.capabilities = capabilities
        self.folder = folder
        self.versions: dict[str, int] = {}
        self.last_version = 0
        #: The numbers of the requests that were answered.
        self.answered: list[int] = []
        self.pulls = "diagnostic" in capabilities["textDocument"]
        opened = [{"uri": folder.as_uri(), "name": folder.name}] if folders else None
        super().__init__(
            [*COMMAND], folder, capabilities=capabilities, workspaceFolders=opened,
            initializationOptions=options,
        )  # fmt: skip
        self.watch(longest)

    def watch(self, longest: int = LONGEST) -> None:
        """End the server after some seconds, so that one that hangs ends the test that waits."""
        self.guard = threading.Timer(longest, self.process.kill)
        self.guard.start()

    def __exit__(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        trace: TracebackType | None = None,
    ) -> None:
        self.guard.cancel()
        self.close()
        if kind is None:
            self.assert_unharmed()

    def assert_unharmed(self) -> None:
        """Fail if the server has told of an error of its own."""
        told = [each["params"]["message"] for each in self.told if each["method"] in _MESSAGES]
        assert not [each for each in told if each.startswith("Error in server")], told

    @property
    def encoding(self) -> str:
        """How it counts columns, as it has agreed with the server."""
        encoding: str = self.server_capabilities["positionEncoding"]
        return encoding

    def send(self, method: str, **params: Any) -> int:
        """Send a request, wait for nothing, and return its number."""
        self.count += 1
        self._send({"id": self.count, "method": method, "params": params})
        return self.count

    def hear(self) -> dict[str, Any]:
        """Wait for the next message of the server."""
        return self._read()

    def _read(self) -> dict[str, Any]:
        message = super()._read()
        if "method" not in message:
            self.answered.append(message["id"])
        return message

    def show(self, name: str, text: str, language: str = "markdown") -> str:
        """Open a document, and return its address."""
        uri = name if ":" in name else (self.folder / name).as_uri()
        version = self._next_version(uri)
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.tell("textDocument/didOpen", textDocument=item)
        return uri

    def write(self, uri: str, text: str, span: tuple[int, int, int, int] | None = None) -> None:
        """Change a document, the whole of it or a range."""
        self._next_version(uri)
        change: dict[str, Any] = {"text": text}
        if span is not None:
            change["range"] = range_of(*span)
        identifier = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", textDocument=identifier, contentChanges=[change])

    def _next_version(self, uri: str) -> int:
        # No number comes twice, not even for a document that is opened again: what was said of it
        # before is told from what is said now.
        self.last_version += 1
        self.versions[uri] = self.last_version
        return self.last_version

    def found(self, uri: str) -> list[dict[str, Any]]:
        """Return the diagnostics of the newest version of a document."""
        if self.pulls:
            answer = self.ask("textDocument/diagnostic", textDocument={"uri": uri})
            items: list[dict[str, Any]] = answer["items"]
            return items
        while self.published.get(uri) != self.versions[uri]:
            self._read()
        return self.diagnostics[uri]

    def offered(self, uri: str, at: dict[str, int]) -> list[dict[str, Any]]:
        """Return what is offered at a place of a document, in the order that editors show."""
        items = self.asked("completion", uri, position=at)["items"]
        return sorted(items, key=lambda each: str(each["sortText"]))

    def codes(self, uri: str) -> list[str]:
        """Return the codes of the diagnostics of a document."""
        return [each.get("code", "") for each in self.found(uri)]

    def becomes(self, uri: str, expected: list[str]) -> list[dict[str, Any]]:
        """Return the diagnostics of a document once they have some codes, or fail in the end."""
        end = time.monotonic() + PATIENCE
        while (codes := self.codes(uri)) != expected:
            assert time.monotonic() < end, (codes, expected)
            time.sleep(0.02)
            # What the server has sent meanwhile is read before the answer.
            self.asked("foldingRange", uri)
        return self.found(uri)

    def changed_on_disk(self, *paths: Path) -> None:
        """Tell that files have changed, have come or have gone."""
        changes = [{"uri": path.as_uri(), "type": 2 if path.exists() else 3} for path in paths]
        self.tell("workspace/didChangeWatchedFiles", changes=changes)

    def asked(self, method: str, uri: str, **params: Any) -> Any:
        """Return what the server answers about a document."""
        return self.ask(f"textDocument/{method}", textDocument={"uri": uri}, **params)


def range_of(line: int, start: int, end_line: int, end: int) -> dict[str, Any]:
    """Return a range in the form of the protocol."""
    return {
        "start": {"line": line, "character": start},
        "end": {"line": end_line, "character": end},
    }
