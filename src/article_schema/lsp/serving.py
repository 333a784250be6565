"""Serving: the server with everything that it hears of and answers."""

from __future__ import annotations

from typing import Any

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.uris import to_fs_path

from article_schema.checking.config.files import FILE_NAMES
from article_schema.document.formats.registry import all_endings
from article_schema.lsp.features import add_features
from article_schema.lsp.server import DELAY, Server


def build() -> Server:
    """Return a server with all that it answers."""
    server = Server()
    _follow_documents(server)
    _follow_workspace(server)
    add_features(server)

    @server.feature(
        types.TEXT_DOCUMENT_DIAGNOSTIC,
        types.DiagnosticOptions(
            inter_file_dependencies=True, workspace_diagnostics=False, identifier="article-schema"
        ),
    )
    async def pull(
        server: Server, params: types.DocumentDiagnosticParams
    ) -> types.RelatedFullDocumentDiagnosticReport:
        found = await server.diagnostics(params.text_document.uri)
        return types.RelatedFullDocumentDiagnosticReport(items=found)

    return server


def _follow_documents(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(server: Server, params: types.DidOpenTextDocumentParams) -> None:
        server.written(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(server: Server, params: types.DidChangeTextDocumentParams) -> None:
        server.written(params.text_document.uri, DELAY)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(server: Server, params: types.DidCloseTextDocumentParams) -> None:
        await server.closed(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(server: Server, params: types.DidSaveTextDocumentParams) -> None:  # noqa: ARG001
        # Values of other documents may point to the file.
        await server.reload()


def _follow_workspace(server: Server) -> None:
    @server.feature(types.INITIALIZE)
    def initialize(server: Server, params: types.InitializeParams) -> None:
        server.configure(params.initialization_options)

    @server.feature(types.INITIALIZED)
    def initialized(server: Server, params: types.InitializedParams) -> None:  # noqa: ARG001
        watches = "workspace.did_change_watched_files.dynamic_registration"
        if get_capability(server.client_capabilities, watches):
            server.client_register_capability(types.RegistrationParams([_watchers()]))
        server.background.go_on()

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(server: Server, params: types.DidChangeWatchedFilesParams) -> None:
        paths = [to_fs_path(change.uri) for change in params.changes]
        await server.files_changed([path for path in paths if path])

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    async def folders_changed(server: Server, params: Any) -> None:  # noqa: ARG001
        server.find_roots()
        await server.reload()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def settings_changed(server: Server, params: types.DidChangeConfigurationParams) -> None:
        settings = params.settings
        if isinstance(settings, dict):
            await server.set_up(settings.get("article-schema"))


def _watchers() -> types.Registration:
    names = [name for name, _ in FILE_NAMES]
    patterns = [f"**/{name}" for name in names] + [f"**/*{ending}" for ending in all_endings()]
    watchers = [types.FileSystemWatcher(pattern) for pattern in dict.fromkeys(patterns)]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
    return types.Registration("article-schema.files", method, options)
