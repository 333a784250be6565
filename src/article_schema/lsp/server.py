"""The server: what happens when, and which handler answers what."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.exceptions import JsonRpcInternalError
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from article_schema.checking.config.files import FILE_NAMES
from article_schema.lsp.background import Background
from article_schema.lsp.checks import Checked, check
from article_schema.lsp.diagnostics import diagnostics_of
from article_schema.lsp.links.known import Links
from article_schema.lsp.protocol import Protocol
from article_schema.lsp.settings import Settings
from article_schema.lsp.sites import Sites
from article_schema.lsp.texts import Text
from article_schema.lsp.threads import OneThread
from article_schema.lsp.workspace.around import Around
from article_schema.lsp.workspace.upkeep import Upkeep
from article_schema.version import __version__

T = TypeVar("T")

#: How long a client is quiet before diagnostics are sent, in seconds.
DELAY = 0.05


class Server(LanguageServer):
    """The language server for article files.

    Checks run in one thread, since a checker serves one, and what concerns the place of a cursor in
    another, so that nobody waits for a check who only writes. Messages are read meanwhile.
    """

    def __init__(self) -> None:
        super().__init__("article-schema", __version__, protocol_cls=Protocol, max_workers=2)
        self.sites = Sites()
        self.settings = Settings()
        self.links = Links()
        self.checks = OneThread("check")
        self.answers = OneThread("answer")
        self._checked: dict[str, Checked] = {}
        #: The number of the state of the files around the documents.
        self._world = 0
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._turns = asyncio.Lock()
        self.upkeep = Upkeep(self.sites, self.texts)
        self.around = Around(self.sites, self.texts, self.upkeep)
        self.background = Background(self, self.upkeep)
        #: How many wait for a thread.
        self.busy = 0

    @property
    def texts(self) -> Any:
        """The open documents."""
        return cast("Protocol", self.protocol).texts

    @property
    def ended_early(self) -> bool:
        """Whether the client ended the server without shutting it down first."""
        return cast("Protocol", self.protocol).ended_early

    def shutdown(self) -> None:
        """End, and close the connection of the client, for whose end newer Pythons wait."""
        writer = self.protocol.writer
        if isinstance(writer, asyncio.StreamWriter):
            writer.close()
        super().shutdown()  # type: ignore[no-untyped-call] # pygls declares no types here

    def text(self, uri: str) -> Text | None:
        """Return an open document; None for one that is not open."""
        found: Text | None = self.texts.get(uri)
        return found

    async def work(self, function: Callable[..., T], *arguments: Any) -> T:
        """Run a function in the thread of the checks."""
        return await self._run(self.checks, function, *arguments)

    async def answer(self, function: Callable[[], T]) -> T:
        """Run a function, which uses no checker, in the thread of the answers."""
        return await self._run(self.answers, function)

    async def _run(self, pool: OneThread, function: Callable[..., T], *given: Any) -> T:
        self.busy += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, function, *given)
        finally:
            self.busy -= 1

    async def checked(self, uri: str) -> Checked | None:
        """Return the check of the newest state of a document; None for one that is not open.

        Those who ask while a check runs wait for it, and one more check serves all of them.
        """
        async with self._turns:
            while (text := self.text(uri)) is not None:
                known = self._checked.get(text.uri)
                if known is not None and known.text is text:
                    return await self._compared(known)
                world = self._world
                checked = await self.work(check, self.sites, text, self.links)
                # What was read before a change of the files around it, says nothing any more.
                if world == self._world:
                    self._checked[text.uri] = checked
        return None

    async def _compared(self, checked: Checked) -> Checked:
        """Compare a document with the files around it, and let these be compared with it."""
        compared, met = await self.work(self.upkeep.compared, checked)
        for text in self.texts if met else ():
            if text.path in met:
                self.show_again()
                break
        return compared

    # What clients tell.

    def configure(self, options: Any) -> None:
        """Take over what the client says when it starts, and which folders it has open."""
        self.settings = Settings().told(options)
        self.sites.trusted = self.settings.trusted
        self.find_roots()

    def find_roots(self) -> None:
        """Take over the folders of the workspace; without any, the one that clients had before."""
        uris = [folder.uri for folder in self.workspace.folders.values()]
        if not uris and self.workspace.root_uri:
            uris = [self.workspace.root_uri]
        paths = [to_fs_path(uri) for uri in uris if uri.startswith("file:")]
        self.sites.roots = [os.path.normpath(path) for path in paths if path]
        self.upkeep.begin()

    async def set_up(self, told: object) -> None:
        """Take over what the client has set since it started."""
        before, self.settings = self.settings, self.settings.told(told)
        if self.settings.inlay_hints != before.inlay_hints and get_capability(
            self.client_capabilities, "workspace.inlay_hint.refresh_support"
        ):
            self.workspace_inlay_hint_refresh(None)
        if self.settings.trusted != before.trusted:
            self.sites.trusted = self.settings.trusted
            self.sites.generation += 1
            await self.reload()

    async def files_changed(self, paths: Sequence[str]) -> None:
        """Take note of files that have changed, have come or have gone."""
        names = {name for name, _ in FILE_NAMES}
        if not names.isdisjoint(map(os.path.basename, paths)):
            self.sites.generation += 1
        self.upkeep.touch(paths)
        await self.reload()

    def written(self, uri: str, delay: float) -> None:
        """Take note of the state of a document that a client has sent.

        Other documents are compared with it, also where the client never asks for its diagnostics.
        """
        text = self.text(uri)
        if text is not None:
            self.background.touch_later(text)
        self.changed(uri, delay)

    def changed(self, uri: str, delay: float) -> None:
        """Send diagnostics of a document, once no further change has come for a while.

        A client that pulls diagnostics asks for them itself, and would show them twice.
        """
        if self.pulls:
            return
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        task = self._waiting[uri] = asyncio.ensure_future(self._publish(uri, delay))
        self.watch_over(task)

    async def closed(self, uri: str) -> None:
        """Forget a document, and take its diagnostics away."""
        self._checked.pop(uri, None)
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path:
            self.upkeep.closed(path)
            self.background.go_on()
        if not self.pulls:
            self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    async def reload(self) -> None:
        """Read configurations and models anew, and check the open documents once more."""
        self._world += 1
        self._checked.clear()
        await self.work(self.sites.refresh)
        self.upkeep.begin_if_needed()
        self.background.go_on()
        self.show_again()

    def check_again(self) -> None:
        """Check the open documents once more, since more is known of their links."""
        self._world += 1
        self._checked.clear()
        self.show_again()

    def show_again(self) -> None:
        """Let the client have the diagnostics of all open documents once more."""
        if not self.pulls:
            for text in self.texts:
                self.changed(text.uri, 0)
        elif get_capability(self.client_capabilities, "workspace.diagnostics.refresh_support"):
            self.workspace_diagnostic_refresh(None)

    @property
    def pulls(self) -> bool:
        """Whether the client asks for diagnostics itself."""
        return get_capability(self.client_capabilities, "text_document.diagnostic") is not None

    @property
    def language_server(self) -> LanguageServer:
        """The server, for those who know no more of it."""
        return self

    def watch_over(self, task: asyncio.Task[None]) -> None:
        """Tell the client should a task fail."""
        task.add_done_callback(self._tell_failure)

    def _tell_failure(self, task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Exception):
            self.report_server_error(error, JsonRpcInternalError)

    async def diagnostics(self, uri: str) -> list[types.Diagnostic]:
        """Return the diagnostics of the newest state of a document."""
        while (checked := await self.checked(uri)) is not None:
            found = await self._found(checked)
            if self.text(uri) is checked.text:
                return found
        return []

    async def _found(self, checked: Checked) -> list[types.Diagnostic]:
        shows_related = bool(
            get_capability(
                self.client_capabilities, "text_document.publish_diagnostics.related_information"
            )
        )
        return await self.work(lambda: diagnostics_of(checked, shows_related=shows_related))

    async def _publish(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        checked = await self.checked(uri)
        if checked is None:
            return
        found = await self._found(checked)
        if self.text(uri) is checked.text:
            params = types.PublishDiagnosticsParams(uri, found, checked.text.version)
            self.text_document_publish_diagnostics(params)
