"""What keeps a page from answering, from a real server or a resolver to its finding."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest

from article_schema.online.answers import Kind, Trouble
from article_schema.online.connecting import Network
from article_schema.online.names import Address

from .server import NO_AUTHORITY, Server, ask, is_ours, lookup, page
from .test_judging import article, verified

Reader, Writer = asyncio.StreamReader, asyncio.StreamWriter

#: What a resolver says of a name that it cannot look up, by the name.
FAULTS = {
    "absent.example.com": socket.gaierror(socket.EAI_NONAME, "no such name"),
    "bare.example.com": socket.gaierror(
        getattr(socket, "EAI_NODATA", socket.EAI_NONAME), "a name without an address"
    ),
    "silent.example.com": socket.gaierror(socket.EAI_AGAIN, "try again"),
    "broken.example.com": socket.gaierror(socket.EAI_FAIL, "it failed for good"),
    "odd.example.com": UnicodeError("label too long"),
}


def faulty(host: str) -> list[Address]:
    """Know the names of the test's server, and fail for those of the table."""
    if host in FAULTS:
        raise FAULTS[host]
    return lookup(host)


def network() -> Network:
    return Network(is_ours, lookup=faulty, tls=NO_AUTHORITY)


NAMES = {
    "absent.example.com": ("NET006", "error", "is on a host that does not exist: {}"),
    "bare.example.com": ("NET006", "error", "is on a host that does not exist: {}"),
    "odd.example.com": ("NET006", "error", "is on a host that does not exist: {}"),
    "silent.example.com": ("NET004", "warning", "was not reached: nobody could look up {}"),
    "broken.example.com": ("NET004", "warning", "was not reached: nobody could look up {}"),
}


@pytest.mark.parametrize("host", NAMES)
def test_a_name_that_is_not_there_is_told_from_a_resolver_that_is_silent(
    server: Server, tmp_path: Path, host: str
) -> None:
    server.redirect("/away", server.url("/a", host), 302)
    code, severity, message = NAMES[host]
    for url in (server.url("/a", host), server.url("/away")):
        (finding,) = verified(tmp_path, article(url), network=network())
        assert (finding.code, finding.severity.value) == (code, severity)
        assert finding.message == f"`webUrl` {message.format(host)}"
    assert set(server.asked) == {"/away", "/robots.txt"}


@pytest.mark.parametrize("host", NAMES)
def test_the_domain_of_a_provider_is_looked_up_alike(
    server: Server, tmp_path: Path, host: str
) -> None:
    server.on("/a", page())
    (finding,) = verified(tmp_path, article(server.url("/a"), host), network=network())
    assert (finding.code, finding.route_text) == (NAMES[host][0], "provider.domain")


@pytest.mark.parametrize("kind", [Kind.PAGE, Kind.HOST])
@pytest.mark.parametrize(
    ("faults", "retries", "is_well"), [(1, 1, True), (2, 2, True), (1, 0, False)]
)
def test_a_resolver_that_is_silent_for_a_moment_is_asked_again(
    server: Server, kind: Kind, faults: int, retries: int, is_well: bool
) -> None:
    asked: list[str] = []

    def flaky(host: str) -> list[Address]:
        asked.append(host)
        if len(asked) <= faults:
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return lookup(host)

    server.on("/a", page())
    target = server.url("/a") if kind is Kind.PAGE else "www.example.com"
    made = Network(is_ours, lookup=flaky, tls=NO_AUTHORITY)
    (answer,) = ask(target, kind=kind, network=made, retries=retries)
    assert answer.is_well == is_well
    assert len(asked) == min(faults, retries) + 1


def test_a_resolver_that_stays_silent_is_left_alone() -> None:
    asked: list[str] = []

    def silent(host: str) -> list[Address]:
        asked.append(host)
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    urls = [f"http://www.example.com/{number}" for number in range(20)]
    made = Network(is_ours, lookup=silent, tls=NO_AUTHORITY)
    answers = ask(*urls, network=made, obeys_robots=False)
    assert {answer.trouble for answer in answers} == {Trouble.NAMES_SILENT}
    assert len(asked) == 3


async def _nothing(_: Reader, writer: Writer) -> None:
    with closing(writer):
        await asyncio.sleep(30)


async def _no_http(reader: Reader, writer: Writer) -> None:
    with closing(writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"SSH-2.0-OpenSSH_9.0\r\n")


async def _break_off(reader: Reader, writer: Writer) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.transport.abort()


#: Servers that accept a connection, and what is said of a page of theirs.
SERVERS: dict[str, tuple[Callable[[Reader, Writer], Awaitable[None]], str]] = {
    "slow": (_nothing, "did not answer in time"),
    "no HTTP": (_no_http, "was answered with something that is no HTTP"),
    "broken": (_break_off, "was answered with something that is no HTTP"),
}


@pytest.mark.parametrize("name", SERVERS)
def test_a_server_that_does_not_answer_is_told(server: Server, tmp_path: Path, name: str) -> None:
    handle, message = SERVERS[name]
    url = f"http://www.example.com:{server.listen_raw(handle)}/a"
    (finding,) = verified(tmp_path, article(url))
    assert (finding.code, finding.severity.value) == ("NET004", "warning")
    assert finding.message.startswith(f"`webUrl` {message}")


def test_a_port_where_nobody_listens_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    (finding,) = verified(tmp_path, article(f"http://www.example.com:{port}/a"))
    assert finding.code == "NET004"
    assert finding.message == "`webUrl` was not reached: www.example.com takes no connection"
