"""Robots: what the `robots.txt` of a site lets programs ask for (RFC 9309)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from article_schema.online.connecting import ForbiddenAddressError, Network
from article_schema.online.hosts import Hosts, pause_before
from article_schema.online.policy import HostPolicy
from article_schema.online.reading import bodies
from article_schema.online.troubles import failures
from article_schema.online.urls import host_of, joined

if TYPE_CHECKING:
    from aiohttp import ClientSession
    from protego import Protego

#: Bytes of the file that are read; RFC 9309 section 2.5 asks for at least 500 KiB.
MOST_BYTES = 512_000
#: Lines that are read: each request is compared with all rules.
_MOST_LINES = 5_000
#: A line that no real file has; it would make patterns slow.
_LONGEST_LINE = 2_000

#: Redirects that are followed (RFC 9309 section 2.3.1.2).
_MOST_REDIRECTS = 5

#: Returns the text of a `robots.txt`; empty where there is none.
Reading: TypeAlias = Callable[[str], Awaitable[str]]


class RobotsFaultError(OSError):
    """A server cannot say now what robots may ask for, so they may ask for nothing.

    RFC 9309 section 2.3.1.4 wants it so.
    """


class Robots:
    """The files of all sites of a run, each read once.

    Args:
        agent: the name of the client that groups of the file may name.
        read: returns the text of a file by its URL.
    """

    def __init__(self, agent: str, read: Reading) -> None:
        self._agent = agent
        self._read = read
        self._known: dict[str, asyncio.Task[Protego | Exception | None]] = {}

    async def exclusion(self, url: str, origin: str) -> str | None:
        """Return why a URL may not be asked for, empty if a rule says so; None if it may.

        Args:
            url: the URL.
            origin: its scheme, host and port, such as `https://example.com`.

        Raises:
            Exception: nobody answers; one of `failures()`.
        """
        task = self._known.get(origin)
        if task is None:
            task = self._known[origin] = asyncio.ensure_future(self._rules(f"{origin}/robots.txt"))
        rules = task.result() if task.done() else await asyncio.shield(task)
        if isinstance(rules, RobotsFaultError):
            return str(rules)
        if isinstance(rules, Exception):
            raise rules
        return None if rules is None or rules.can_fetch(url, self._agent) else ""

    async def _rules(self, url: str) -> Protego | Exception | None:
        try:
            lines = (await self._read(url)).splitlines()[:_MOST_LINES]
        except failures() as error:
            return error
        if not lines:
            return None
        from protego import Protego

        return Protego.parse("\n".join(line for line in lines if len(line) <= _LONGEST_LINE))


class RobotsReader:
    """Reads the files.

    Args:
        session: what sends requests.
        network: the way to the network.
        hosts: the limits of hosts.
        policy: which hosts may be asked.
        timeout: seconds for one response.
        retries: further attempts after a failure.
    """

    def __init__(
        self,
        session: ClientSession,
        network: Network,
        hosts: Hosts,
        policy: HostPolicy,
        timeout: float,
        retries: int,
    ) -> None:
        self._session = session
        self._network = network
        self._hosts = hosts
        self._policy = policy
        self._timeout = timeout
        self._retries = retries

    async def text(self, url: str) -> str:
        """Return the text of a file; empty where there is none.

        Raises:
            RobotsFaultError: the server has a fault of its own.
            Exception: nobody answers; one of `failures()`.
        """
        for attempt in range(self._retries):
            try:
                return await self._followed(url)
            except failures() as error:
                if isinstance(error, ForbiddenAddressError):
                    raise
            await asyncio.sleep(pause_before(attempt))
        return await self._followed(url)

    async def _followed(self, url: str) -> str:
        target: str | None = url
        for _ in range(_MOST_REDIRECTS + 1):
            if target is None or not self._policy.allows(host_of(target)):
                break
            async with self._hosts.slot(host_of(target)):
                text, location = await self._ask(target)
            if location is None:
                return text
            target = joined(target, location)
        return ""

    async def _ask(self, url: str) -> tuple[str, str | None]:
        """Return the text of a response, and where it leads instead."""
        from yarl import URL

        end = asyncio.get_running_loop().time() + self._timeout
        async with asyncio.timeout_at(end):
            await self._network.require_allowed(host_of(url))
            response = await self._session.get(URL(url, encoded=True), allow_redirects=False)
        try:
            if response.status == 200:
                raw = await bodies.read_head(response, end, MOST_BYTES, _never)
                return raw.decode("utf-8", "replace"), None
            await bodies.drop(response, end)
            if response.status >= 500:
                raise RobotsFaultError(f"it is answered with {response.status}")
            is_redirect = 300 <= response.status < 400
            return "", response.headers.get("Location") if is_redirect else None
        finally:
            bodies.release(response)


def _never(_: bytearray, __: int) -> bool:
    return False
