"""The background: what the server reads of the workspace while nobody waits for an answer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from pygls.lsp.server import LanguageServer

from article_schema.lsp.progress import Progress
from article_schema.lsp.texts import Text
from article_schema.lsp.threads import OneThread
from article_schema.lsp.workspace.upkeep import Upkeep

#: How long a writer is quiet before the index has the words of a document, in seconds.
_RENEWAL = 1.0
#: So many times 5 ms the background waits for others before it goes on: a quarter of the time is
#: its own then, however fast somebody writes.
_MOST_WAITS = 2


class Host(Protocol):
    """The server, as the background sees it."""

    #: How many wait for a thread.
    busy: int

    @property
    def language_server(self) -> LanguageServer:
        """The server itself."""
        ...

    def show_again(self) -> None:
        """Let the client have all diagnostics once more."""
        ...

    def watch_over(self, task: asyncio.Task[None]) -> None:
        """Tell the client should the task fail."""
        ...


class Background:
    """Reads the files of the workspace.

    Args:
        host: the server.
        upkeep: what is to be read.
    """

    def __init__(self, host: Host, upkeep: Upkeep) -> None:
        self._host = host
        self._upkeep = upkeep
        self._thread = OneThread("read")
        self._task: asyncio.Task[None] | None = None
        self._later: dict[str, asyncio.TimerHandle] = {}

    def go_on(self) -> None:
        """Read what is left."""
        if self._task is None or self._task.done():
            self._task = asyncio.ensure_future(self._read())
            self._host.watch_over(self._task)

    def touch_later(self, text: Text) -> None:
        """Let the index have the newest state of a document, once its writer is quiet."""
        waiting = self._later.pop(text.uri, None)
        if waiting is not None:
            waiting.cancel()
        if text.path is not None:
            self._later[text.uri] = asyncio.get_running_loop().call_later(
                _RENEWAL, self._touch, text.uri, text.path
            )

    def _touch(self, uri: str, path: str) -> None:
        self._later.pop(uri, None)
        self._upkeep.touch([path])
        self.go_on()

    async def _read(self) -> None:
        before = self._upkeep.revision
        go_on: Callable[..., None] = self._upkeep.go_on
        with Progress(self._host.language_server, "Reading the files of the workspace") as shown:
            while not self._upkeep.is_done:
                await self._quiet()
                loop = asyncio.get_running_loop()
                await loop.run_in_executor(self._thread, go_on, lambda: self._host.busy > 0)
                shown.tell(*self._upkeep.progress)
        if self._upkeep.revision != before:
            self._host.show_again()

    async def _quiet(self) -> None:
        """Wait until nobody waits for an answer, though not long: people write for minutes."""
        for _ in range(_MOST_WAITS):
            if not self._host.busy:
                return
            await asyncio.sleep(0.005)
