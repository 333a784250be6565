"""HTTPS, with an authority that is made on the spot, from the wire to its finding."""

from __future__ import annotations

import asyncio
import datetime
import socket
import ssl
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiohttp import web

from article_schema import loads
from article_schema.online.answers import Answer, Trouble
from article_schema.online.connecting import Network

from .server import Server, ask, is_ours, lookup, page
from .test_judging import article, verified


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def served(server: Server, certificate: trustme.LeafCert) -> int:
    """Serve with a certificate, and return the port."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(context)
    return server.listen(context)


def network(authority: trustme.CA) -> Network:
    """Return a way to the network that trusts an authority alone."""
    trusted = ssl.create_default_context()
    authority.configure_trust(trusted)
    return Network(is_ours, lookup=lookup, tls=trusted)


def answer_of(server: Server, authority: trustme.CA, certificate: trustme.LeafCert) -> Answer:
    """Ask a server that has a certificate, and trust an authority alone."""
    port = served(server, certificate)
    server.on("/a", page())
    (answer,) = ask(f"https://www.example.com:{port}/a", network=network(authority))
    return answer


def test_a_certificate_of_a_known_authority_is_trusted(
    server: Server, authority: trustme.CA
) -> None:
    assert answer_of(server, authority, authority.issue_cert("www.example.com")).is_ok


def test_a_certificate_of_another_authority_is_not(server: Server, authority: trustme.CA) -> None:
    answer = answer_of(server, authority, trustme.CA().issue_cert("www.example.com"))
    assert answer.trouble is Trouble.TLS
    assert "self" in answer.detail or "issuer" in answer.detail


def test_a_certificate_for_another_name_is_not(server: Server, authority: trustme.CA) -> None:
    answer = answer_of(server, authority, authority.issue_cert("www.example.org"))
    assert answer.trouble is Trouble.TLS
    assert "mismatch" in answer.detail


def test_an_expired_certificate_is_not(server: Server, authority: trustme.CA) -> None:
    before = datetime.datetime(2001, 1, 1, tzinfo=datetime.UTC)
    certificate = authority.issue_cert(
        "www.example.com", not_before=before, not_after=before + datetime.timedelta(days=1)
    )
    answer = answer_of(server, authority, certificate)
    assert answer.trouble is Trouble.TLS
    assert "expired" in answer.detail


def test_nobody_is_trusted_whom_the_system_does_not_know(
    server: Server, authority: trustme.CA, tmp_path: Path
) -> None:
    port = served(server, authority.issue_cert("www.example.com"))
    (finding,) = verified(
        tmp_path, article(f"https://www.example.com:{port}/a"),
        network=Network(is_ours, lookup=lookup),
    )  # fmt: skip
    assert (finding.code, finding.severity.value) == ("NET005", "warning")
    assert finding.message.startswith("`webUrl` has a certificate that cannot be trusted (")
    assert not server.asked


def test_a_server_without_tls_is_told_apart(server: Server) -> None:
    (answer,) = ask(f"https://www.example.com:{server.port}/a")
    assert answer.trouble in {Trouble.TLS, Trouble.BROKEN}
    assert not server.asked


@pytest.fixture
def ports(server: Server, monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """The ports of the server that stand for 80 and 443, which only few may listen on."""
    loop = asyncio.new_event_loop()
    loop.close()
    kind = type(loop)
    found = {80: server.port}
    real = kind.sock_connect

    async def connect(loop: Any, sock: socket.socket, address: tuple[str, int]) -> None:
        await real(loop, sock, (address[0], found[address[1]]))

    monkeypatch.setattr(kind, "sock_connect", connect)
    return found


PLAIN, SECURE = "http://www.example.com/a#top", "https://www.example.com/a#top"


def test_a_page_that_answers_over_https_too_gets_its_better_address(
    server: Server, authority: trustme.CA, ports: dict[int, int], tmp_path: Path
) -> None:
    ports[443] = served(server, authority.issue_cert("www.example.com"))
    server.on("/a", page())
    (finding,) = verified(tmp_path, article(PLAIN), network=network(authority))
    assert (finding.code, finding.severity.value) == ("NET010", "info")
    assert finding.message == "`webUrl` answers over https too"
    assert finding.help == f"write {SECURE}"
    assert finding.fix is not None
    assert not finding.fix.safe
    document = loads(article(PLAIN))
    document.apply(finding.fix)
    assert document.text == article(SECURE)
    assert server.asked == {"/robots.txt": 2, "/a": 2}
    assert [request.secure for request in server.requests].count(True) == 2
    assert verified(tmp_path, document.text, network=network(authority)) == ()


@pytest.mark.parametrize("status", [404, 403, 500])
def test_a_page_that_is_not_there_over_https_keeps_its_address(
    server: Server, authority: trustme.CA, ports: dict[int, int], tmp_path: Path, status: int
) -> None:
    async def answer(request: web.Request) -> web.Response:
        return web.Response(status=status) if request.secure else page()

    ports[443] = served(server, authority.issue_cert("www.example.com"))
    server.on("/a", answer)
    assert verified(tmp_path, article(PLAIN), network=network(authority)) == ()


def test_https_that_cannot_be_trusted_is_no_better_address(
    server: Server, authority: trustme.CA, ports: dict[int, int], tmp_path: Path
) -> None:
    ports[443] = served(server, trustme.CA().issue_cert("www.example.com"))
    server.on("/a", page())
    assert verified(tmp_path, article(PLAIN), network=network(authority)) == ()


def test_https_that_nobody_serves_is_no_better_address(
    server: Server, authority: trustme.CA, ports: dict[int, int], tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        ports[443] = closed.getsockname()[1]
    server.on("/a", page())
    assert verified(tmp_path, article(PLAIN), network=network(authority)) == ()


@pytest.mark.parametrize(
    ("status", "expected", "message"),
    [
        (301, "NET008", "`webUrl` has moved to https"),
        (308, "NET008", "`webUrl` has moved to https"),
        (302, "NET010", "`webUrl` answers over https too"),
        (307, "NET010", "`webUrl` answers over https too"),
    ],
)
def test_a_redirect_to_https_is_followed(
    server: Server, authority: trustme.CA, ports: dict[int, int], tmp_path: Path, status: int,
    expected: str, message: str,
) -> None:  # fmt: skip
    async def answer(request: web.Request) -> web.Response:
        if request.secure:
            return page()
        location = "https://www.example.com/a"
        return web.Response(status=status, headers={"Location": location})

    ports[443] = served(server, authority.issue_cert("www.example.com"))
    server.on("/a", answer)
    (finding,) = verified(tmp_path, article(PLAIN), network=network(authority))
    assert (finding.code, finding.message) == (expected, message)
    assert finding.help == f"write {SECURE}"
