"""Features: what the server answers about the place of a cursor, or about a whole document."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeVar

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcException

from article_schema.errors import UsageError
from article_schema.lsp.answers import FIX_ALL, VERIFY
from article_schema.lsp.positions import Positions
from article_schema.lsp.server import Server
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text

if TYPE_CHECKING:
    from article_schema.lsp.answers.editing import Change
    from article_schema.lsp.answers.trees import Reading
    from article_schema.online.claims import Claim

T = TypeVar("T")

#: The code of an error that is an answer for people (Language Server Protocol 3.17, "Response
#: Message").
_REQUEST_FAILED = int(types.LSPErrorCodes.RequestFailed)

_KINDS = [types.CodeActionKind.QuickFix, FIX_ALL]


def add_features(server: Server) -> None:
    """Let a server answer everything but diagnostics."""
    _add_changes(server)
    _add_verifying(server)
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
        stops = "workspace.workspace_edit.snippet_edit_support"
        snippets = bool(get_capability(server.client_capabilities, stops))
        asked, only, around = params.range, params.context.only, server.around
        links = server.links

        def offers() -> list[types.CodeAction]:
            from article_schema.lsp.answers.actions import Client, actions_of

            client = Client(versioned=versioned, snippets=snippets)
            return actions_of(checked, asked, only, around, links, client)

        return await server.work(offers)

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    async def bring_to_style(
        server: Server, params: types.DocumentFormattingParams
    ) -> list[types.TextEdit]:
        def style(choice: Choice, text: Text) -> list[types.TextEdit]:
            from article_schema.lsp.answers.actions import formatted

            return formatted(choice, text)

        # A style that is learned is read off files, which the checks find too.
        return await _answer(server, params.text_document.uri, style, server.work) or []


def _add_verifying(server: Server) -> None:
    @server.command(VERIFY)
    async def verify(server: Server, uri: str, target: str) -> None:
        def claims_of(choice: Choice, text: Text) -> tuple[Choice, list[Claim]]:
            from article_schema.lsp.answers.verifying import claims_about

            return choice, claims_about(choice, text, target, server.links)

        # What judges links is that of the checks, and serves their thread alone.
        found = await _answer(server, uri, claims_of, server.work)
        if not found or not found[1]:
            return
        from article_schema.online.checker import questions_about

        choice, claims = found
        questions = dict.fromkeys(each for claim in claims for each in questions_about(claim))
        kind, message = types.MessageType.Info, ""
        try:
            allow_private = server.settings.allow_private
            await asyncio.to_thread(
                server.links.ask, choice, questions, allow_private=allow_private
            )
        except UsageError as error:
            kind, message = types.MessageType.Error, str(error)
        else:
            message = await _answer(server, uri, _told(server, claims), server.work) or ""
            server.check_again()
        server.window_show_message(types.ShowMessageParams(kind, message))


def _told(server: Server, claims: list[Claim]) -> Callable[[Choice, Text], str]:
    def told(choice: Choice, text: Text) -> str:
        from article_schema.lsp.answers.verifying import told as told_of

        return told_of(choice, text, claims[0], server.links)

    return told


def _add_cursor(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def explain(server: Server, params: types.HoverParams) -> types.Hover | None:
        at = params.position
        formats = get_capability(server.client_capabilities, "text_document.hover.content_format")

        def told(choice: Choice, text: Text) -> types.Hover | None:
            from article_schema.lsp.answers.hover import hover_at

            return hover_at(choice, text, at, formats)

        return await _answer(server, params.text_document.uri, told)

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=[" ", "-", "["])
    )
    async def complete(server: Server, params: types.CompletionParams) -> types.CompletionList:
        at, around = params.position, server.around
        item = "text_document.completion.completion_item"
        formats = get_capability(server.client_capabilities, f"{item}.documentation_format")
        snippets = get_capability(server.client_capabilities, f"{item}.snippet_support")

        def offered(choice: Choice, text: Text) -> types.CompletionList:
            from article_schema.lsp.answers.completion import Client, completions

            return completions(choice, text, at, around, Client(formats, bool(snippets)))

        found = await _answer(server, params.text_document.uri, offered)
        return found or types.CompletionList(is_incomplete=False, items=[])


def _add_jumps(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def define(server: Server, params: types.DefinitionParams) -> list[types.Location]:
        at, around = params.position, server.around

        def defined(choice: Choice, text: Text) -> list[types.Location]:
            from article_schema.lsp.answers.jumping import definition

            return definition(choice, text, at, around)

        return await _answer(server, params.text_document.uri, defined) or []

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    async def refer(server: Server, params: types.ReferenceParams) -> list[types.Location]:
        at, around = params.position, server.around
        whole = params.context.include_declaration

        def used(choice: Choice, text: Text) -> list[types.Location]:
            from article_schema.lsp.answers.jumping import references

            return references(choice, text, at, around, with_definition=whole)

        return await _answer(server, params.text_document.uri, used) or []


def _add_renaming(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    async def prepare(
        server: Server, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        at = params.position

        def prepared(choice: Choice, text: Text) -> types.PrepareRenamePlaceholder | None:
            from article_schema.lsp.answers.renaming import renamable

            return renamable(choice, text, at)

        return await _answer(server, params.text_document.uri, prepared)

    @server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))
    async def rename(server: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
        at, new, around = params.position, params.new_name, server.around

        def change(choice: Choice, text: Text) -> list[Change] | UsageError:
            from article_schema.lsp.answers.renaming import renamed

            try:
                return renamed(choice, text, at, new, around)
            except UsageError as error:
                return error

        changes = await _answer(server, params.text_document.uri, change)
        if isinstance(changes, UsageError):
            raise JsonRpcException(str(changes), _REQUEST_FAILED)
        from article_schema.lsp.answers.editing import workspace_edit

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
        def symbols_of(reading: Reading, places: Positions) -> list[types.DocumentSymbol]:
            from article_schema.lsp.answers.outline import symbols

            return symbols(reading, places)

        return await _read(server, params.text_document.uri, symbols_of)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    async def fold(server: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        def foldings_of(reading: Reading, places: Positions) -> list[types.FoldingRange]:
            from article_schema.lsp.answers.outline import foldings

            return foldings(reading, places)

        return await _read(server, params.text_document.uri, foldings_of)

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_LINK)
    async def link(server: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink]:
        def links_of(choice: Choice, text: Text) -> list[types.DocumentLink]:
            from article_schema.lsp.answers.outline import links

            return links(choice, text)

        return await _answer(server, params.text_document.uri, links_of) or []


def _add_ranges(server: Server) -> None:
    @server.feature(types.TEXT_DOCUMENT_SELECTION_RANGE)
    async def widen(
        server: Server, params: types.SelectionRangeParams
    ) -> list[types.SelectionRange] | None:
        asked = list(params.positions)

        def widened(reading: Reading, places: Positions) -> list[types.SelectionRange]:
            from article_schema.lsp.answers.selecting import selections

            return selections(reading, places, asked)

        return await _read(server, params.text_document.uri, widened) or None

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    async def hint(server: Server, params: types.InlayHintParams) -> list[types.InlayHint]:
        if not server.settings.inlay_hints:
            return []
        asked = params.range

        def answer(reading: Reading, places: Positions) -> list[types.InlayHint]:
            from article_schema.lsp.answers.hints import hints

            start = places.offset(asked.start.line, asked.start.character)
            end = places.offset(asked.end.line, asked.end.character)
            return hints(reading, places, (start, end))

        return await _read(server, params.text_document.uri, answer)


async def _read(
    server: Server, uri: str, function: Callable[[Reading, Positions], list[T]]
) -> list[T]:
    """Return what a function says of a document, as far as it can be read."""

    def answer(choice: Choice, text: Text) -> list[T]:
        from article_schema.lsp.answers.trees import reading_of

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
