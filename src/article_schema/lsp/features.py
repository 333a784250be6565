"""Features: what the server answers about the place of a cursor, or about a whole document."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException

from article_schema.errors import UsageError
from article_schema.lsp.answers.actions import FIX_ALL, actions_of, formatted
from article_schema.lsp.answers.completion import Client, completions
from article_schema.lsp.answers.editing import Change, workspace_edit
from article_schema.lsp.answers.hints import hints
from article_schema.lsp.answers.hover import hover_at
from article_schema.lsp.answers.jumping import definition, references
from article_schema.lsp.answers.outline import foldings, links, symbols
from article_schema.lsp.answers.renaming import renamable, renamed
from article_schema.lsp.answers.selecting import selections
from article_schema.lsp.answers.trees import Reading, reading_of
from article_schema.lsp.positions import Positions
from article_schema.lsp.server import Server
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text

T = TypeVar("T")

#: The code of an error that is an answer for people (Language Server Protocol 3.17, "Response
#: Message").
_REQUEST_FAILED = int(types.LSPErrorCodes.RequestFailed)

_KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]


def add_features(server: Server) -> None:
    """Let a server answer everything but diagnostics."""
    _add_changes(server)
    _add_cursor(server)
    _add_jumps(server)
    _add_renaming(server)
    _add_outline(server)
    _add_ranges(server)


def _add_changes(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(_KINDS))
    async def offer(server: Server, params: types.CodeActionParams) -> list[types.CodeAction]:
        checked = await server.checked(params.text_document.uri)
        if checked is None:
            return []
        versioned = _takes_versions(server)
        asked, only, around = params.range, params.context.only, server.around
        return await server.work(
            lambda: actions_of(checked, asked, only, around, versioned=versioned)
        )

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def bring_to_style(
        server: Server, params: types.DocumentFormattingParams
    ) -> list[types.TextEdit]:
        # A style that is learned is read off files, which the checks find too.
        return await _answer(server, params.text_document.uri, formatted, server.work) or []


def _add_cursor(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def explain(server: Server, params: types.HoverParams) -> types.Hover | None:
        at = params.position
        formats = get_capability(server.client_capabilities, "text_document.hover.content_format")
        return await _answer(
            server,
            params.text_document.uri,
            lambda choice, text: hover_at(choice, text, at, formats),
        )

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "-", "["])
    )
    async def complete(server: Server, params: types.CompletionParams) -> types.CompletionList:
        at, around = params.position, server.around
        item = "text_document.completion.completion_item"
        client = Client(
            get_capability(server.client_capabilities, f"{item}.documentation_format"),
            bool(get_capability(server.client_capabilities, f"{item}.snippet_support")),
        )
        found = await _answer(
            server,
            params.text_document.uri,
            lambda choice, text: completions(choice, text, at, around, client),
        )
        return found or types.CompletionList(is_incomplete=False, items=[])


def _add_jumps(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def define(server: Server, params: types.DefinitionParams) -> list[types.Location]:
        at, around = params.position, server.around
        found = await _answer(
            server,
            params.text_document.uri,
            lambda choice, text: definition(choice, text, at, around),
        )
        return found or []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def refer(server: Server, params: types.ReferenceParams) -> list[types.Location]:
        at, around = params.position, server.around
        whole = params.context.include_declaration
        found = await _answer(
            server,
            params.text_document.uri,
            lambda choice, text: references(choice, text, at, around, with_definition=whole),
        )
        return found or []


def _add_renaming(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(
        server: Server, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        at = params.position
        return await _answer(
            server, params.text_document.uri, lambda choice, text: renamable(choice, text, at)
        )

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
        at, new, around = params.position, params.new_name, server.around

        def change(choice: Choice, text: Text) -> list[Change] | UsageError:
            try:
                return renamed(choice, text, at, new, around)
            except UsageError as error:
                return error

        changes = await _answer(server, params.text_document.uri, change)
        if isinstance(changes, UsageError):
            raise JsonRpcException(str(changes), _REQUEST_FAILED)
        return workspace_edit(changes, versioned=_takes_versions(server)) if changes else None


def _takes_versions(server: Server) -> bool:
    """Tell whether the client takes edits of one version of a document alone."""
    name = "workspace.workspace_edit.document_changes"
    return bool(get_capability(server.client_capabilities, name))


def _add_outline(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    async def list_keys(
        server: Server, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol]:
        return await _read(server, params.text_document.uri, symbols)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def fold(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        return await _read(server, params.text_document.uri, foldings)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def link(server: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        return await _read(server, params.text_document.uri, links)


def _add_ranges(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    async def widen(
        server: Server, params: types.SelectionRangeParams
    ) -> list[types.SelectionRange] | None:
        asked = list(params.positions)
        found = await _read(
            server,
            params.text_document.uri,
            lambda reading, places: selections(reading, places, asked),
        )
        return found or None

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hint(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
        if not server.shows_hints:
            return []
        asked = params.range

        def answer(reading: Reading, places: Positions) -> list[types.InlayHint]:
            start = places.offset(asked.start.line, asked.start.character)
            end = places.offset(asked.end.line, asked.end.character)
            return hints(reading, places, (start, end))

        return await _read(server, params.text_document.uri, answer)


async def _read(
    server: Server, uri: str, function: Callable[[Reading, Positions], list[T]]
) -> list[T]:
    """Return what a function says of a document, as far as it can be read."""

    def answer(choice: Choice, text: Text) -> list[T]:
        reading = reading_of(choice, text)
        return [] if reading is None else function(reading, text.positions)

    return await _answer(server, uri, answer) or []


async def _answer(
    server: Server,
    uri: str,
    function: Callable[[Choice, Text], T],
    run: Callable[[Callable[[], T | None]], Awaitable[T | None]] | None = None,
) -> T | None:
    """Return what a function says of a document; None where nothing counts for it.

    Args:
        server: the server.
        uri: the address of the document.
        function: says something, without the checker of the choice.
        run: runs it in a thread; that of the answers, where it is None.
    """
    text = server.text(uri)
    if text is None:
        return None

    def answer() -> T | None:
        try:
            choice = server.sites.of(text)
        except UsageError:
            # Diagnostics tell of it.
            return None
        return None if choice is None else function(choice, text)

    return await (run or server.answer)(answer)
