"""A workspace open in a client of pytest-lsp, which has the capabilities of a real editor."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pygls.protocol import default_converter
from pygls.uris import to_fs_path
from pytest_lsp import LanguageClient, client_capabilities
from pytest_lsp.client import DEFAULT_CLIENT_FEATURES, register_lsp_features

from article_schema.lsp.positions import Positions

from .editor import PATIENCE


class Client(LanguageClient):
    """A client that knows which version of a document diagnostics are for."""

    def __init__(self) -> None:
        super().__init__(converter_factory=default_converter)
        self.published: dict[str, dict[int | None, list[types.Diagnostic]]] = defaultdict(dict)
        more = {
            types.CLIENT_REGISTER_CAPABILITY: _take,
            types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: _publish,
            types.WORKSPACE_INLAY_HINT_REFRESH: _take,
        }
        register_lsp_features(self, {**DEFAULT_CLIENT_FEATURES, **more})


def _take(client: Client, params: object) -> None:
    """Take a request of the server that needs no more than an answer."""


def _publish(client: Client, params: types.PublishDiagnosticsParams) -> None:
    client.diagnostics[params.uri] = params.diagnostics
    client.published[params.uri][params.version] = list(params.diagnostics)


class Workspace:
    """What a writer has open.

    Args:
        client: speaks with the server.
        name: the editor whose capabilities the client says that it has.
        folders: those that are open.
    """

    def __init__(self, client: Client, name: str, *folders: Path) -> None:
        self.client = client
        self.capabilities = client_capabilities(name)
        self.folders = folders
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.version = 0

    async def start(self, **options: bool) -> None:
        """Start the server; it hears of the options that a client has set."""
        opened = [types.WorkspaceFolder(each.as_uri(), each.name) for each in self.folders]
        told = await self.client.initialize_session(
            types.InitializeParams(
                self.capabilities, workspace_folders=opened, initialization_options=options
            )
        )
        self.encoding = types.PositionEncodingKind(told.capabilities.position_encoding).value
        document = self.capabilities.text_document
        self.pulls = document is not None and document.diagnostic is not None

    def uri(self, name: str) -> str:
        """Return the address of a document; a name without a scheme is that of a file."""
        return name if ":" in name else (self.folders[0] / name).as_uri()

    async def show(
        self, name: str, text: str, language: str = "markdown"
    ) -> list[types.Diagnostic]:
        """Open a document, and return its diagnostics."""
        uri = self.uri(name)
        if uri in self.texts:
            identifier = types.TextDocumentIdentifier(uri)
            self.client.text_document_did_close(types.DidCloseTextDocumentParams(identifier))
        self.texts[uri] = text
        self.version = self.versions[uri] = self.version + 1
        item = types.TextDocumentItem(uri, language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self._diagnostics(uri)

    async def write(self, name: str, old: str, new: str) -> list[types.Diagnostic]:
        """Write something in place of what stands in a document, and return its diagnostics."""
        uri = self.uri(name)
        change = types.TextDocumentContentChangePartial(self.span(name, old), new)
        self.texts[uri] = self.texts[uri].replace(old, new, 1)
        self.version = self.versions[uri] = self.version + 1
        identifier = types.VersionedTextDocumentIdentifier(self.version, uri)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(identifier, [change])
        )
        return await self._diagnostics(uri)

    async def _diagnostics(self, uri: str) -> list[types.Diagnostic]:
        if not self.pulls:
            await self.until(lambda: self.version in self.client.published.get(uri, {}))
            return self.client.published[uri][self.version]
        answer = await self.client.text_document_diagnostic_async(
            types.DocumentDiagnosticParams(types.TextDocumentIdentifier(uri))
        )
        assert isinstance(answer, types.RelatedFullDocumentDiagnosticReport)
        return list(answer.items)

    async def becomes(self, name: str, expected: list[str]) -> list[types.Diagnostic]:
        """Return the diagnostics of a document once they have some codes, or fail in the end."""
        found: list[types.Diagnostic] = []

        async def is_there() -> bool:
            found[:] = self.client.diagnostics.get(self.uri(name), ())
            if self.pulls:
                found[:] = await self._diagnostics(self.uri(name))
            return [each.code for each in found] == expected

        await self.until(is_there, lambda: (found, expected))
        return found

    async def until(
        self, holds: Callable[[], bool | Awaitable[bool]], told: Callable[[], object] = str
    ) -> None:
        """Wait until something holds, or fail in the end and tell what there was."""
        end = time.monotonic() + PATIENCE
        while not (held := holds()) or (not isinstance(held, bool) and not await held):
            assert time.monotonic() < end, told()
            await asyncio.sleep(0.01)

    def document(self, name: str) -> types.TextDocumentIdentifier:
        """Return how the protocol names a document."""
        return types.TextDocumentIdentifier(self.uri(name))

    def at(self, name: str, word: str, after: int = 0) -> types.Position:
        """Return the place of a word in a document, as the client counts."""
        return self.position(name, self.texts[self.uri(name)].index(word) + after)

    def position(self, name: str, offset: int) -> types.Position:
        """Return a place in a document."""
        places = Positions(self.texts[self.uri(name)], self.encoding)
        return types.Position(*places.position(offset))

    def span(self, name: str, word: str) -> types.Range:
        """Return the range of a word in a document."""
        return types.Range(self.at(name, word), self.at(name, word, len(word)))

    def shown(self, location: types.Location) -> tuple[str, str]:
        """Return the name of a file and what stands there in a range of it."""
        path = Path(to_fs_path(location.uri) or "")
        text = self.texts.get(location.uri) or path.read_text("utf-8")
        return path.name, text[slice(*self._offsets(text, location.range))]

    def made(self, edit: types.WorkspaceEdit | None) -> dict[str, str]:
        """Return the text of each file after an edit, by its name."""
        assert edit is not None
        changes: list[tuple[str, int | None, list[types.TextEdit]]] = []
        for each in edit.document_changes or ():
            assert isinstance(each, types.TextDocumentEdit)
            identifier = each.text_document
            plain = [one for one in each.edits if isinstance(one, types.TextEdit)]
            changes.append((identifier.uri, identifier.version, plain))
        changes += [(uri, None, list(found)) for uri, found in (edit.changes or {}).items()]
        told = {}
        for uri, version, edits in changes:
            path = Path(to_fs_path(uri) or uri)
            text = self.texts.get(uri) or path.read_text("utf-8")
            # Where the client takes versions, an edit is for the newest one.
            assert version in (None, self.versions.get(uri))
            told[path.name] = self.edited(text, edits)
        return told

    def edited(self, text: str, edits: list[types.TextEdit]) -> str:
        """Return a text with edits made."""
        for edit in sorted(edits, key=lambda each: each.range.start, reverse=True):
            start, end = self._offsets(text, edit.range)
            text = text[:start] + edit.new_text + text[end:]
        return text

    def _offsets(self, text: str, span: types.Range) -> tuple[int, int]:
        places = Positions(text, self.encoding)
        start, end = span.start, span.end
        return places.offset(start.line, start.character), places.offset(end.line, end.character)
