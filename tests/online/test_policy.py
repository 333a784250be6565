"""No connection is made to an address that the policy refuses, however it is spelt.

The forbidden address is 127.0.0.2 by a policy of the test, and nobody listens there.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.online.answers import Trouble
from article_schema.online.connecting import Network
from article_schema.online.names import Address, system_lookup
from article_schema.online.policy import HostPolicy, is_public

from .server import NO_AUTHORITY, Server, ask, lookup, page

#: What the socket was told to connect to while somebody counted.
_connections: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _connections is not None:
        address = arguments[1]
        _connections.append(str(address[0]) if isinstance(address, tuple) else str(address))


sys.addaudithook(_hear)


@contextmanager
def connections() -> Iterator[list[str]]:
    """Count the connections that this process makes, at the socket itself."""
    global _connections  # noqa: PLW0603 - a hook cannot be removed again
    _connections = []
    try:
        yield _connections
    finally:
        _connections = None


def is_first(address: str) -> bool:
    """Allow 127.0.0.1 in all of its forms, and nothing else."""
    found = IPv6Address(address) if ":" in address else IPv4Address(address)
    inner = found.ipv4_mapped if isinstance(found, IPv6Address) else found
    return inner == IPv4Address("127.0.0.1")


#: Ways to write 127.0.0.2 that some parser of addresses takes.
NUMBERS = (
    "127.0.0.2", "127.0.0.2.", "127.0.2", "127.2", "2130706434", "0x7f000002", "0X7F000002",
    "0x7f.0x0.0x0.0x2", "0x7f.0.0.2", "0x7f.2", "0177.0.0.2", "0177.0.0.02", "017700000002",
    "0177.0x0.0.2", "00000177.2", "127.0.0.0x2", "127.0.0.02", "127.0.0.002", "127.0x0.2",
    "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[::FFFF:7F00:0002]", "[0:0:0:0:0:ffff:127.0.0.2]",
    "[0000:0000:0000:0000:0000:ffff:7f00:0002]", "[::127.0.0.2]", "[::7f00:2]",
    "[64:ff9b::127.0.0.2]", "[64:ff9b::7f00:2]", "[2002:7f00:2::]", "[2002:7f00:2::1]",
    "%31%32%37.0.0.2", "127.0.0.%32", "127%2e0%2e0%2e2", "１２７.0.0.2", "①②⑦.⓪.⓪.②",
    "127。0。0。2", "127．0．0．2", "127｡0｡0｡2", "user@127.0.0.2", "user:pass@127.0.0.2",
    "0x7f.0.2", "0177.2", "0177.0.2", "0x7f000002.", "127.0.0.2%00", "127.0.0.2%2f.example.com",
    "[::ffff:127.0.0.2%251]", "127.0.0.2\\@www.example.com", "127.0.0.0000002", "127.0.0.2%09",
    "www.example.com@127.0.0.2", "www.example.com%20@127.0.0.2", "www.example.com:80@127.0.0.2",
)  # fmt: skip
#: Names that the resolver of the test knows for it, among others.
NAMES = {
    "two.example.com": ["127.0.0.2"],
    "TWO.Example.COM": ["127.0.0.2"],
    "two.example.com.": ["127.0.0.2"],
    "mapped.example.com": ["::ffff:127.0.0.2"],
    "both.example.com": ["127.0.0.1", "127.0.0.2"],
    "last.example.com": ["127.0.0.2", "127.0.0.1"],
    "translated.example.com": ["64:ff9b::7f00:2"],
    "zone.example.com": ["fe80::2%1"],
    "loopback.example.com": ["::1"],
    "127.0.0.2.example.com": ["127.0.0.2"],
}
SPELLINGS = (*NUMBERS, *NAMES)


def look_up(host: str) -> list[Address]:
    """Know the names of the table; numbers are left to the system, which opens no connection."""
    known = {name.lower().rstrip("."): found for name, found in NAMES.items()}
    found = known.get(host.lower().rstrip("."))
    if found is not None:
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, one) for one in found]
    return lookup(host) if host.endswith("example.com") else system_lookup(host)


def network() -> Network:
    return Network(is_first, lookup=look_up, tls=NO_AUTHORITY)


def test_no_spelling_leads_there(server: Server) -> None:
    """Direct, through a redirect of each kind, and from a page that redirects twice."""
    paths = []
    for number, spelling in enumerate(SPELLINGS):
        target = f"http://{spelling}:{server.port}/"
        statuses = (301, 302, 303, 307, 308)
        server.redirect(f"/r{number}", target, statuses[number % len(statuses)])
        server.redirect(f"/twice{number}", f"/r{number}", 302)
        paths += [f"/r{number}", f"/twice{number}"]
    direct = [f"http://{spelling}:{server.port}/" for spelling in SPELLINGS]
    redirects = [server.url(path) for path in paths]
    with connections() as made:
        answers = ask(*direct, *redirects, network=network())
    assert len(SPELLINGS) >= 60
    assert not any(answer.is_ok for answer in answers)
    # The test's own server has been asked for the redirects, and nobody else.
    assert set(made) == {"127.0.0.1"}
    assert "/" not in server.asked


@pytest.mark.parametrize("spelling", NAMES)
def test_a_name_that_leads_there_is_told_so(server: Server, spelling: str) -> None:
    with connections() as made:
        (answer,) = ask(f"http://{spelling}:{server.port}/", network=network())
    assert answer.trouble is Trouble.FORBIDDEN_ADDRESS
    assert made == []


def test_a_name_that_changes_its_address_gets_no_connection(server: Server) -> None:
    """The first lookup gives a good address, each later one the forbidden address."""
    asked: list[str] = []

    def changing(host: str) -> list[Address]:
        asked.append(host)
        return [(socket.AF_INET, "127.0.0.1" if len(asked) == 1 else "127.0.0.2")]

    async def closed(_: object) -> object:
        return page(headers={"Connection": "close"})

    server.on("/a", closed)  # type: ignore[arg-type]
    server.redirect("/b", "/a")
    made_by = Network(is_first, lookup=changing, tls=NO_AUTHORITY)
    with connections() as made:
        ask(server.url("/a"), server.url("/b"), network=made_by)
        ask(server.url("/a"), network=Network(is_first, lookup=changing, tls=NO_AUTHORITY))
    assert set(made) == {"127.0.0.1"}
    assert len(asked) == 2


def test_the_guard_sits_at_the_socket(server: Server) -> None:
    """A resolver that lies to the guard about what it has found gains nothing."""
    from article_schema.online.connecting import ForbiddenAddressError, _guarded

    make = _guarded(is_first)
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.2", 80))
    with pytest.raises(ForbiddenAddressError):
        make(info)


#: Addresses that no run may connect to unless it is allowed to, by the registries of RFC 6890.
PRIVATE = (
    "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.0.1",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1",
    "192.168.0.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "224.0.1.1",
    "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::8.8.8.8",
    "::ffff:0.0.0.0", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1", "64:ff9b::169.254.169.254", "64:ff9b:1::1", "100::1", "2001::1",
    "2001:db8::1", "2001:0:7f00:1::", "2002:7f00:1::", "2002:a9fe:a9fe::1", "3fff::1", "5f00::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "ff0e::1",
    "", "localhost", "1.2.3", "1.2.3.4.5", "2130706433", "0x7f.1",
)  # fmt: skip
PUBLIC = (
    "1.1.1.1", "8.8.8.8", "93.184.215.14", "172.32.0.1", "192.169.0.1", "100.128.0.1",
    "2606:4700:4700::1111", "2a00:1450:4001:81b::200e", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    "2002:808:808::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_allowed(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_as_public_as_its_own(address: IPv4Address) -> None:
    assert is_public(f"::ffff:{address}") == is_public(str(address))
    assert is_public(f"64:ff9b::{address}") == is_public(str(address))


@given(st.text("0123456789abcdefx:.%/[]@ \u0661\uff12", max_size=40))
def test_a_text_that_is_no_address_is_refused(text: str) -> None:
    assert not is_public(f"x{text}")


def test_a_host_stands_for_all_names_below_it() -> None:
    policy = HostPolicy(allow=("Example.com", "*.example.org"), deny=("ads.example.com.",))
    assert policy.allows("EXAMPLE.com.")
    assert policy.allows("www.example.org")
    assert not policy.allows("notexample.com")
    assert not policy.allows("a.ads.example.com")
