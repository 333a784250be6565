"""Hosts: how many requests each gets at once, and how soon one after the other."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

#: The longest that a host may make us wait, in seconds.
MOST_PATIENCE = 60.0
#: The first pause after a failure, which doubles with each further one.
_FIRST_PAUSE = 0.5


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    #: Requests to it that are under way.
    in_flight: int = 0
    #: The moment on the loop's clock from which it may be asked again.
    free_at: float = 0.0


@dataclass(slots=True)
class Hosts:
    """The hosts of a run, and the limits that count for each."""

    #: Requests at the same time to one host.
    per_host: int = 4
    #: Seconds between the starts of two requests to one host.
    delay: float = 0.05
    #: Requests at the same time to all hosts.
    total: int = 128
    #: Requests that are under way, and the hosts that get them.
    in_flight: int = field(default=0, init=False)
    hosts_in_flight: int = field(default=0, init=False)
    _hosts: dict[str, _Host] = field(default_factory=dict, init=False)
    _all: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._all = asyncio.Semaphore(self.total)

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait until a host may be asked, and hold one of its slots."""
        known = self._of(host)
        async with known.slots:
            loop = asyncio.get_running_loop()
            while (wait := known.free_at - loop.time()) > 0:
                await asyncio.sleep(wait)
            known.free_at = loop.time() + self.delay
            async with self._all:
                self._count(known, 1)
                try:
                    yield
                finally:
                    self._count(known, -1)

    def _count(self, host: _Host, change: int) -> None:
        was_asked = host.in_flight > 0
        host.in_flight += change
        self.in_flight += change
        self.hosts_in_flight += (host.in_flight > 0) - was_asked

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds, as it has asked."""
        known = self._of(host)
        known.free_at = max(known.free_at, asyncio.get_running_loop().time() + seconds)

    def _of(self, host: str) -> _Host:
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(asyncio.Semaphore(self.per_host))
        return known


def pause_before(attempt: int) -> float:
    """Return the seconds to wait before another attempt, longer each time and never the same.

    Args:
        attempt: the number of the attempt that failed, from 0.
    """
    return float(min(_FIRST_PAUSE * 2**attempt, MOST_PATIENCE) * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
