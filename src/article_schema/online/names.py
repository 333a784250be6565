"""Names: the addresses of hosts, looked up in threads that a run does not wait for.

The system's lookup cannot be interrupted, and may take minutes. The threads of the event loop would
hold the end of the run for as long.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeAlias

#: A family and an address, as the system writes it.
Address: TypeAlias = tuple[socket.AddressFamily, str]
#: Returns the addresses of a host.
Lookup: TypeAlias = Callable[[str], list[Address]]

#: Lookups at the same time.
_THREADS = 24
#: How often a host is looked up anew after nobody could tell for the moment.
_MOST_ANEW = 2


def system_lookup(host: str) -> list[Address]:
    """Return the addresses that the system knows for a host.

    Raises:
        OSError: it knows none, or cannot tell (`socket.gaierror`).
        UnicodeError: the name cannot be one.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys((family, str(address[0])) for family, *_, address in found))


class Names:
    """Looks up hosts, each once, or anew if nobody could tell for the moment.

    Args:
        lookup: what returns the addresses of a host.
    """

    def __init__(self, lookup: Lookup = system_lookup) -> None:
        self._lookup = lookup
        self._waiting: SimpleQueue[tuple[str, asyncio.Future[list[Address]]]] = SimpleQueue()
        self._threads = 0
        self._known: dict[str, asyncio.Future[list[Address]]] = {}
        self._anew: Counter[str] = Counter()

    async def addresses(self, host: str) -> list[Address]:
        """Return the addresses of a host.

        Raises:
            OSError: there are none, or nobody can tell.
            UnicodeError: the name cannot be one.
        """
        known = self._known.get(host)
        if known is not None and _may_pass(known) and self._anew[host] < _MOST_ANEW:
            self._anew[host] += 1
            known = None
        if known is None:
            known = self._known[host] = asyncio.get_running_loop().create_future()
            self._waiting.put((host, known))
            if self._threads < min(_THREADS, len(self._known)):
                self._threads += 1
                threading.Thread(target=self._work, daemon=True).start()
        # Whoever stops waiting takes nothing from the others.
        return await asyncio.shield(known)

    def _work(self) -> None:
        while True:
            host, future = self._waiting.get()
            result: list[Address] = []
            fault: BaseException | None = None
            try:
                result = self._lookup(host)
            except (OSError, UnicodeError) as error:
                fault = error
            try:
                future.get_loop().call_soon_threadsafe(_settle, future, result, fault)
            except RuntimeError:
                # The run is over.
                return


def _may_pass(known: asyncio.Future[list[Address]]) -> bool:
    fault = known.exception() if known.done() else None
    return isinstance(fault, socket.gaierror) and fault.errno == socket.EAI_AGAIN


def _settle(
    future: asyncio.Future[Any], result: list[Address], fault: BaseException | None
) -> None:
    if future.done():
        return
    if fault is None:
        future.set_result(result)
    else:
        future.set_exception(fault)
        # Nobody may be left who waits for it.
        future.exception()
