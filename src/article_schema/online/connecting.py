"""Connecting: sessions of aiohttp that connect to no address which the policy refuses.

The guard is where the socket is made, with the very address that it will connect to. So it holds
for names, numbers, redirects and names that change their addresses.
"""

from __future__ import annotations

import importlib.util
import socket
import ssl
from typing import TYPE_CHECKING, Any

from article_schema.errors import UsageError
from article_schema.online.names import Lookup, Names, system_lookup
from article_schema.online.policy import AddressPolicy, any_address, is_public

if TYPE_CHECKING:
    import aiohttp
    from aiohttp.abc import ResolveResult

#: Bytes of a line of a header: policies of some sites take more than the usual 8,190.
_LONGEST_LINE = 65_536
#: Seconds for which a connection is kept for the next request to its host.
_KEPT_ALIVE = 10.0


class ForbiddenAddressError(OSError):
    """A connection would lead to an address that the policy refuses."""

    def __init__(self) -> None:
        # The same text for all addresses of a host: what tries several of them hands on this one.
        super().__init__("the address is not public")


def require_packages() -> None:
    """Make sure that the packages are there which ask the network.

    Raises:
        UsageError: one is missing.
    """
    missing = [
        name
        for name in ("aiohttp", "imagesize", "platformdirs", "protego")
        if not importlib.util.find_spec(name)
    ]
    if missing:
        raise UsageError(
            f"links are asked by an extra, and {missing[0]} is missing: "
            "pip install 'article-schema[online]'"
        )


class Network:
    """The way to the network for one run.

    Args:
        policy: tells which addresses may be connected to.
        lookup: returns the addresses of a host.
        tls: what judges certificates; the system's authorities where it is None.
        use_proxy: whether the proxies of the environment are used. They look up names themselves,
            so the policy counts for the addresses that this system finds.
    """

    def __init__(
        self,
        policy: AddressPolicy = is_public,
        *,
        lookup: Lookup = system_lookup,
        tls: ssl.SSLContext | None = None,
        use_proxy: bool = False,
    ) -> None:
        self.policy = policy
        self.names = Names(lookup)
        self.use_proxy = use_proxy
        self._tls = tls

    def session(self, agent: str) -> aiohttp.ClientSession:
        """Return a session: no cookies, no redirects, no bytes unpacked unasked.

        Args:
            agent: what the client calls itself.
        """
        import aiohttp

        connector = aiohttp.TCPConnector(
            limit=0,
            resolver=_resolver(self.names, self._is_refused),
            ttl_dns_cache=None,
            dns_cache_max_size=100_000,
            ssl=True if self._tls is None else self._tls,
            keepalive_timeout=_KEPT_ALIVE,
            socket_factory=_guarded(any_address if self.use_proxy else self.policy),
        )
        return aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": agent, "Accept-Encoding": "gzip"},
            timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
            auto_decompress=False,
            trust_env=self.use_proxy,
            max_line_size=_LONGEST_LINE,
            max_field_size=_LONGEST_LINE,
        )

    async def require_allowed(self, host: str) -> None:
        """Make sure that a host which a proxy will ask has no address that the policy refuses.

        Without a proxy the socket is made sure of.

        Raises:
            ForbiddenAddressError: it has one.
        """
        if not self.use_proxy:
            return
        try:
            found = await self.names.addresses(host)
        except (OSError, UnicodeError):
            # Only the proxy knows it.
            return
        if any(self._is_refused(address) for _, address in found):
            raise ForbiddenAddressError

    def _is_refused(self, address: str) -> bool:
        return not self.policy(address)


def _resolver(names: Names, is_refused: Any) -> Any:
    from aiohttp.abc import AbstractResolver

    class Resolver(AbstractResolver):
        """Refuses a host as soon as one of its addresses is refused."""

        async def resolve(
            self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
        ) -> list[ResolveResult]:
            found = await names.addresses(host)
            if any(is_refused(address) for _, address in found):
                raise ForbiddenAddressError
            return [
                {"hostname": host, "host": address, "port": port, "family": each, "proto": 0,
                 "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV}
                for each, address in found
                if family in (socket.AF_UNSPEC, each)
            ]  # fmt: skip

        async def close(self) -> None:
            """Keep nothing open."""

    return Resolver()


def _guarded(policy: AddressPolicy) -> Any:
    def make(info: tuple[Any, ...]) -> socket.socket:
        family, kind, protocol, _, address = info
        if not policy(str(address[0])):
            raise ForbiddenAddressError
        return socket.socket(family, kind, protocol)

    return make
