"""Hosts: how many requests each gets at once, and how soon one after the other."""

from __future__ import annotations

import asyncio
import random
from dataclasses import dataclass, field

#: The longest that a host may make us wait, in seconds.
MOST_PATIENCE = 60.0
#: The first pause after a failure, which doubles with each further one.
_FIRST_PAUSE = 0.5


@dataclass(slots=True)
class Host:
    """One host; who enters it waits until it may be asked, and holds one of its slots."""

    all: Hosts
    slots: asyncio.Semaphore
    #: Requests to it that are under way.
    in_flight: int = 0
    #: The moment on the loop's clock from which it may be asked again.
    free_at: float = 0.0

    async def __aenter__(self) -> None:
        await self.slots.acquire()
        try:
            if self.all.delay or self.free_at:
                await self._wait()
            await self.all.slots.acquire()
        except BaseException:
            self.slots.release()
            raise
        self._count(1)

    async def __aexit__(self, *_: object) -> None:
        self._count(-1)
        self.all.slots.release()
        self.slots.release()

    async def _wait(self) -> None:
        loop = asyncio.get_running_loop()
        while (wait := self.free_at - loop.time()) > 0:
            await asyncio.sleep(wait)
        self.free_at = loop.time() + self.all.delay

    def _count(self, change: int) -> None:
        was_asked = self.in_flight > 0
        self.in_flight += change
        self.all.in_flight += change
        self.all.hosts_in_flight += (self.in_flight > 0) - was_asked


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
    slots: asyncio.Semaphore = field(init=False)
    _hosts: dict[str, Host] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.slots = asyncio.Semaphore(self.total)

    def slot(self, host: str) -> Host:
        """Return what waits until a host may be asked, and holds one of its slots."""
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = Host(self, asyncio.Semaphore(self.per_host))
        return known

    def rest(self, host: str, seconds: float) -> None:
        """Leave a host alone for some seconds, as it has asked."""
        known = self.slot(host)
        known.free_at = max(known.free_at, asyncio.get_running_loop().time() + seconds)


def pause_before(attempt: int) -> float:
    """Return the seconds to wait before another attempt, longer each time and never the same.

    Args:
        attempt: the number of the attempt that failed, from 0.
    """
    return float(min(_FIRST_PAUSE * 2**attempt, MOST_PATIENCE) * random.uniform(0.5, 1.5))  # noqa: S311 - no secret
