"""Policies: which addresses may be connected to, and which hosts may be asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TypeAlias

#: Tells whether an address, as the system writes it, may be connected to.
AddressPolicy: TypeAlias = Callable[[str], bool]

#: The addresses of IPv6 that are given out (RFC 4291 section 2.4).
_GIVEN_OUT = ip_network("2000::/3")
#: Networks that `ipaddress` takes for public in some versions of Python: documentation (RFC 9637),
#: and the anycast of relays (RFC 7526).
_NEVER = tuple(map(ip_network, ("3fff::/20", "192.88.99.0/24")))
#: Addresses in which the last 32 bits are those of IPv4 (RFC 6052 section 2.1).
_TRANSLATED = ip_network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tell whether an address belongs to the public internet.

    Loopback, private, link-local, shared, reserved and multicast addresses do not, nor do IPv6
    addresses that hold one of those (mapped, translated, 6to4, Teredo).

    >>> is_public("93.184.215.14"), is_public("169.254.169.254"), is_public("::ffff:127.0.0.1")
    (True, False, False)

    Args:
        address: the address as the system writes it; a zone may follow it.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return _is_public(found)


def _is_public(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return _is_public(inner)
        if address not in _GIVEN_OUT:
            return False
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved or address.is_unspecified)
        and not any(address.version == net.version and address in net for net in _NEVER)
    )


def _inside(address: IPv6Address) -> IPv4Address | None:
    """Return the IPv4 address that packets to an IPv6 address end at, if there is one."""
    if address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    if address.teredo is not None:
        return address.teredo[1]
    return address.ipv4_mapped or address.sixtofour


def any_address(_: str) -> bool:
    """Allow every address, as `--allow-private` asks."""
    return True


@dataclass(frozen=True, slots=True)
class HostPolicy:
    """Which hosts may be asked, by their names. A name stands for itself and all names below it.

    >>> policy = HostPolicy(allow=("example.com",), deny=("static.example.com",))
    >>> policy.allows("www.example.com"), policy.allows("a.static.example.com")
    (True, False)
    >>> policy.allows("example.org"), HostPolicy().allows("example.org")
    (False, True)
    """

    #: The hosts that may be asked; without any all may.
    allow: tuple[str, ...] = ()
    #: The hosts that may not, whatever else is said.
    deny: tuple[str, ...] = ()

    def allows(self, host: str) -> bool:
        """Tell whether a host may be asked."""
        name = host.lower().rstrip(".")
        if any(_is_below(name, each) for each in self.deny):
            return False
        return not self.allow or any(_is_below(name, each) for each in self.allow)


def _is_below(name: str, top: str) -> bool:
    top = top.lower().strip(".").removeprefix("*.")
    return name == top or name.endswith(f".{top}")
