"""A real server on the loopback, in a thread of its own, that answers as a test says."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, TypeVar

from aiohttp import web

from article_schema.online.answers import Answer, Kind, Question
from article_schema.online.asking import Asking
from article_schema.online.connecting import Network
from article_schema.online.fetching import Manners
from article_schema.online.hosts import Hosts
from article_schema.online.names import Address
from article_schema.online.policy import HostPolicy

T = TypeVar("T")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Raw = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

#: Trusts nobody; the authorities of the system take a while to load.
NO_AUTHORITY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
AGENT = "article-schema/0 (tests)"
PAGE = "<!doctype html><html><head><title>{title}</title>{head}</head><body>It is early.</body>"


def page(
    title: str = "A quiet day: the harbour at dawn", head: str = "", **more: Any
) -> web.Response:
    return web.Response(text=PAGE.format(title=title, head=head), content_type="text/html", **more)


class Server:
    """Answers the paths that a test gives it, and counts what it is asked."""

    def __init__(self) -> None:
        self.handlers: dict[str, Handler] = {}
        self.asked: Counter[str] = Counter()
        self.requests: list[web.Request] = []
        self.moments: list[tuple[str, float]] = []
        #: The requests that are under way for each host, and the most there were.
        self.under_way: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._servers: list[asyncio.Server] = []
        self._runner = self._do(self._set_up())
        self.port = self.listen()

    def listen(self, tls: ssl.SSLContext | None = None) -> int:
        """Listen on one more port, and return it."""
        listening = socket.create_server(("127.0.0.1", 0))
        self._do(web.SockSite(self._runner, listening, ssl_context=tls).start())
        return int(listening.getsockname()[1])

    def listen_raw(self, handle: Raw) -> int:
        """Listen on a port whose answers are no HTTP of ours, and return it."""

        async def start() -> int:
            server = await asyncio.start_server(handle, "127.0.0.1", 0)
            self._servers.append(server)
            return int(server.sockets[0].getsockname()[1])

        return self._do(start())

    def on(self, path: str, answer: web.Response | Handler) -> None:
        """Answer a path with a response or by a function."""

        async def handler(request: web.Request) -> web.StreamResponse:
            if isinstance(answer, web.Response):
                assert isinstance(answer.body, bytes | None)
                return web.Response(body=answer.body, status=answer.status, headers=answer.headers)
            return await answer(request)

        self.handlers[path] = handler

    def redirect(self, path: str, target: str, status: int = 301) -> None:
        self.on(path, web.Response(status=status, headers={"Location": target}))

    def url(self, path: str, host: str = "www.example.com") -> str:
        return f"http://{host}:{self.port}{path}"

    def stop(self) -> None:
        async def end() -> None:
            for server in self._servers:
                server.close()
            # Handlers that sleep would be waited for.
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
            await self._runner.cleanup()

        self._do(end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(20)

    async def _set_up(self) -> web.ServerRunner:
        runner = web.ServerRunner(web.Server(self._answer), shutdown_timeout=0)
        await runner.setup()
        return runner

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        host = request.host.partition(":")[0]
        self.asked[request.path_qs] += 1
        self.requests.append(request)
        self.moments.append((request.path, time.monotonic()))
        self.under_way[host] += 1
        self.most[host] = max(self.most[host], self.under_way[host])
        try:
            handler = self.handlers.get(request.path)
            if handler is None:
                return web.Response(status=404)
            return await handler(request)
        finally:
            self.under_way[host] -= 1


def lookup(host: str) -> list[Address]:
    """Know all names of example.com, and no other one."""
    if host == "example.com" or host.endswith(".example.com"):
        return [(socket.AF_INET, "127.0.0.1")]
    raise socket.gaierror(socket.EAI_NONAME, "no such name")


def is_ours(address: str) -> bool:
    """Allow the address of the test's server, and no other one."""
    return address == "127.0.0.1"


def ask(
    *urls: str,
    kind: Kind = Kind.PAGE,
    network: Network | None = None,
    hosts: Hosts | None = None,
    timeout: float = 5.0,
    policy: HostPolicy | None = None,
    earlier: Mapping[Question, Answer] | None = None,
    **manners: Any,
) -> list[Answer]:
    """Ask for URLs, and return their answers in the same order."""
    asking = Asking(
        tuple(Question(kind, url) for url in urls),
        network or Network(is_ours, lookup=lookup, tls=NO_AUTHORITY),
        Manners(AGENT, timeout=timeout, hosts=policy or HostPolicy(), **{"retries": 0, **manners}),
        hosts or Hosts(delay=0),
        earlier=earlier or {},
    )
    asking.run()
    return [asking.answers[question] for question in asking.questions]
