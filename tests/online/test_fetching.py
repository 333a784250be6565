"""Answers of a real server, over the wire, and what is made of them."""

from __future__ import annotations

import asyncio
import gzip
import socket
import time

import pytest
from aiohttp import web

from article_schema.online.answers import Hop, Kind, Trouble
from article_schema.online.connecting import Network
from article_schema.online.hosts import Hosts
from article_schema.online.policy import HostPolicy

from .server import NO_AUTHORITY, Server, ask, is_ours, lookup, page


def test_a_page_answers(server: Server) -> None:
    server.on("/a", page("The harbour &amp;\n  the sea"))
    (answer,) = ask(server.url("/a?b=c"))
    assert answer.is_ok
    assert answer.page is not None
    assert answer.page.title == "The harbour & the sea"
    assert server.asked["/a?b=c"] == 1


def test_a_request_names_the_tool_and_keeps_no_cookie(server: Server) -> None:
    async def cookie(request: web.Request) -> web.Response:
        return page(headers={"Set-Cookie": "a=b"})

    server.on("/a", cookie)
    server.redirect("/b", "/a")
    ask(server.url("/a"), server.url("/b"), hosts=Hosts(per_host=1, delay=0))
    for request in server.requests:
        assert request.headers["User-Agent"] == "article-schema/0 (tests)"
        assert "Cookie" not in request.headers
        assert "Authorization" not in request.headers


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 418, 429, 451, 500, 503, 999])
def test_a_status_is_kept(server: Server, status: int) -> None:
    server.on("/a", web.Response(status=status))
    (answer,) = ask(server.url("/a"))
    assert (answer.status, answer.trouble, answer.is_ok) == (status, None, False)


def test_redirects_are_followed_with_what_they_are(server: Server) -> None:
    server.redirect("/a", "/b", 301)
    server.redirect("/b", f"//news.example.com:{server.port}/c#top", 302)
    server.on("/c", page())
    (answer,) = ask(server.url("/a"))
    assert answer.hops == (
        Hop(301, server.url("/b")),
        Hop(302, server.url("/c", "news.example.com")),
    )
    assert answer.is_ok


def test_a_redirect_to_a_dead_page_is_not_fine(server: Server) -> None:
    server.redirect("/a", "/gone", 301)
    (answer,) = ask(server.url("/a"))
    assert (answer.status, answer.is_ok) == (404, False)


def test_credentials_of_a_redirect_are_not_sent(server: Server) -> None:
    server.redirect("/a", f"http://user:secret@news.example.com:{server.port}/b")
    server.on("/b", page())
    (answer,) = ask(server.url("/a"))
    assert answer.final("") == server.url("/b", "news.example.com")
    assert "Authorization" not in server.requests[-1].headers


def test_a_circle_ends(server: Server) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    (answer,) = ask(server.url("/a"))
    assert answer.trouble is Trouble.LOOP
    assert server.asked["/a"] == server.asked["/b"] == 1


def test_endless_redirects_end(server: Server) -> None:
    async def further(request: web.Request) -> web.Response:
        number = int(request.query["n"]) + 1
        return web.Response(status=302, headers={"Location": f"/a?n={number}"})

    server.on("/a", further)
    (answer,) = ask(server.url("/a?n=0"))
    assert answer.trouble is Trouble.TOO_MANY_REDIRECTS
    assert sum(server.asked.values()) == 1 + 11  # robots.txt, the page, and 10 redirects


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "ftp://example.com/a", "http://[::1", "file:///a"]
)
def test_a_redirect_to_no_page_is_not_followed(server: Server, target: str) -> None:
    server.redirect("/a", target)
    (answer,) = ask(server.url("/a"))
    assert answer.trouble is Trouble.BAD_REDIRECT


def test_a_slow_server_does_not_answer_in_time(server: Server) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return page()

    server.on("/a", slow)
    begun = time.monotonic()
    (answer,) = ask(server.url("/a"), timeout=0.3)
    assert answer.trouble is Trouble.TIMEOUT
    assert time.monotonic() - begun < 3


def test_an_endless_page_is_read_up_to_a_bound(server: Server) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        await response.write(b"<title>Endless</title>")
        while sent < 100_000_000:
            await response.write(b"<meta>" * 10_000)
            sent += 60_000
        return response

    server.on("/a", endless)
    (answer,) = ask(server.url("/a"))
    assert answer.is_ok
    assert answer.page is not None
    assert answer.page.title == "Endless"
    assert sent < 20_000_000


def test_a_page_that_trickles_is_left_when_the_time_is_over(server: Server) -> None:
    async def trickle(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        await response.write(b"<title>Drops</title>")
        for _ in range(3000):
            await response.write(b" ")
            await asyncio.sleep(0.01)
        return response

    server.on("/a", trickle)
    begun = time.monotonic()
    (answer,) = ask(server.url("/a"), timeout=0.4)
    assert time.monotonic() - begun < 3
    assert answer.is_ok
    assert answer.page is not None
    assert answer.page.title == "Drops"


def test_a_huge_file_is_not_read(server: Server) -> None:
    sent = 0

    async def huge(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        size = 2_000_000_000
        response = web.StreamResponse(
            headers={"Content-Type": "application/pdf", "Content-Length": str(size)}
        )
        await response.prepare(request)
        while sent < size:
            await response.write(b"x" * 100_000)
            sent += 100_000
        return response

    server.on("/a", huge)
    (answer,) = ask(server.url("/a"))
    assert answer.is_ok
    assert sent < 20_000_000


def test_a_bomb_is_not_unpacked(server: Server) -> None:
    bomb = gzip.compress(b"<title>Boom</title>" + b" " * 50_000_000)
    server.on(
        "/a",
        web.Response(body=bomb, headers={"Content-Type": "text/html", "Content-Encoding": "gzip"}),
    )
    (answer,) = ask(server.url("/a"))
    assert answer.page is not None
    assert answer.page.title == "Boom"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "nonsense"])
def test_a_false_encoding_is_no_fault_of_the_page(server: Server, encoding: str) -> None:
    server.on(
        "/a",
        web.Response(
            body=b"<title>Plain</title>",
            headers={"Content-Type": "text/html", "Content-Encoding": encoding},
        ),
    )
    (answer,) = ask(server.url("/a"))
    assert answer.is_ok


_HTML = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
LIES = {
    "longer than it is": b"Content-Length: 9999\r\n\r\n<title>Short</title>",
    "no end of a chunk": b"Transfer-Encoding: chunked\r\n\r\n14\r\n<title>Short</title>\r\n",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_page_that_lies_of_its_length_is_there(server: Server, lie: str) -> None:
    port = server.listen_raw(_says(_HTML + LIES[lie]))
    (answer,) = ask(f"http://www.example.com:{port}/a")
    assert answer.is_ok
    assert answer.page is not None
    assert answer.page.title == "Short"


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"SSH-2.0-OpenSSH_9.0\r\n",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nA: " + b"x" * 200_000 + b"\r\n\r\n",
        b"\x00\xff" * 500,
    ],
)
def test_what_is_no_http_is_told(server: Server, raw: bytes) -> None:
    port = server.listen_raw(_says(raw))
    (answer,) = ask(f"http://www.example.com:{port}/a")
    assert answer.trouble is Trouble.BROKEN
    assert answer.status == 0


def test_nobody_listens(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    (answer,) = ask(f"http://www.example.com:{port}/a")
    assert answer.trouble is Trouble.REFUSED


def test_names_are_told_apart(server: Server) -> None:
    def silent(host: str) -> list[tuple[socket.AddressFamily, str]]:
        if host.startswith("silent"):
            raise socket.gaierror(socket.EAI_AGAIN, "try again")
        return lookup(host)

    network = Network(is_ours, lookup=silent)
    answers = ask("http://www.example.org/", "http://silent.example.com/", network=network)
    assert [answer.trouble for answer in answers] == [Trouble.NO_SUCH_HOST, Trouble.NAMES_SILENT]
    hosts = ask("www.example.org", "www.example.com", kind=Kind.HOST)
    assert [answer.trouble for answer in hosts] == [Trouble.NO_SUCH_HOST, None]


def test_a_passing_fault_gets_another_attempt(server: Server) -> None:
    async def second_time(request: web.Request) -> web.Response:
        is_first = server.asked[request.path] == 1
        return web.Response(status=503, headers={"Retry-After": "1"}) if is_first else page()

    server.on("/a", second_time)
    begun = time.monotonic()
    (answer,) = ask(server.url("/a"), retries=2)
    assert answer.is_ok
    assert time.monotonic() - begun >= 0.9
    assert server.asked["/a"] == 2


def test_a_long_retry_after_ends_the_attempts(server: Server) -> None:
    server.on("/a", web.Response(status=429, headers={"Retry-After": "3600"}))
    begun = time.monotonic()
    (answer,) = ask(server.url("/a"), retries=5)
    assert answer.status == 429
    assert server.asked["/a"] == 1
    assert time.monotonic() - begun < 3


def test_bytes_that_are_called_a_page_are_no_fault(server: Server) -> None:
    server.on("/a", web.Response(body=bytes(range(256)) * 2_000, content_type="text/html"))
    (answer,) = ask(server.url("/a"))
    assert answer.is_ok
    assert answer.page is not None
    assert answer.page.title == ""


def test_a_denied_host_is_not_asked_after_a_redirect_either(server: Server) -> None:
    server.redirect("/a", server.url("/b", "tracker.example.com"))
    policy = HostPolicy(deny=("tracker.example.com",))
    answers = ask(
        server.url("/a"), server.url("/b", "a.tracker.example.com"), obeys_robots=False,
        policy=policy,
    )  # fmt: skip
    assert [answer.trouble for answer in answers] == [Trouble.DENIED_HOST] * 2
    assert set(server.asked) == {"/a"}


def test_a_host_gets_no_more_requests_at_once_than_its_limit(server: Server) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.01)
        return page()

    paths = [f"/{number}" for number in range(60)]
    for path in paths:
        server.on(path, slow)
    urls = [server.url(path, f"h{n}.example.com") for path in paths for n in range(3)]
    answers = ask(*urls, hosts=Hosts(per_host=3, delay=0))
    assert all(answer.is_ok for answer in answers)
    assert max(server.most.values()) == 3


def test_a_limit_counts_for_what_redirects_lead_to(server: Server) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(0.02)
        return page()

    server.on("/slow", slow)
    urls = []
    for number in range(20):
        server.redirect(f"/{number}", server.url(f"/slow?{number}", "one.example.com"))
        urls.append(server.url(f"/{number}", f"h{number}.example.com"))
    ask(*urls, hosts=Hosts(per_host=2, delay=0), obeys_robots=False)
    assert server.most["one.example.com"] == 2


def test_requests_to_a_host_keep_their_distance(server: Server) -> None:
    urls = [server.url(f"/{number}") for number in range(6)]
    ask(*urls, hosts=Hosts(per_host=6, delay=0.05), obeys_robots=False)
    moments = sorted(moment for _, moment in server.moments)
    assert moments[-1] - moments[0] >= 0.05 * 5 * 0.8


@pytest.mark.parametrize("is_used", [True, False])
def test_a_proxy_is_used_if_asked_and_only_for_allowed_hosts(
    server: Server, monkeypatch: pytest.MonkeyPatch, is_used: bool
) -> None:
    asked: list[bytes] = []

    async def proxy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).split(b"\r\n")[0])
        writer.write(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    def looked_up(host: str) -> list[tuple[socket.AddressFamily, str]]:
        inner = [(socket.AF_INET, "127.0.0.2")]
        return inner if host == "inner.example.com" else lookup(host)

    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{server.listen_raw(proxy)}")
    monkeypatch.delenv("no_proxy", raising=False)
    network = Network(is_ours, lookup=looked_up, tls=NO_AUTHORITY, use_proxy=is_used)
    urls = (
        server.url("/a"),
        "http://known-to-the-proxy.example/",
        server.url("/", "inner.example.com"),
    )
    answers = ask(*urls, network=network)
    if is_used:
        assert [answer.status for answer in answers] == [204, 204, 0]
        pages = [line for line in asked if b"/robots.txt" not in line]
        assert sorted(pages) == [
            b"GET http://known-to-the-proxy.example/ HTTP/1.1",
            f"GET {urls[0]} HTTP/1.1".encode(),
        ]
        assert not any(b"inner" in line for line in asked)
    else:
        assert [answer.status for answer in answers] == [404, 0, 0]
        assert asked == []
    assert answers[2].trouble is Trouble.FORBIDDEN_ADDRESS


def _says(raw: bytes):  # type: ignore[no-untyped-def]
    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await reader.readuntil(b"\r\n\r\n")
        if b" /robots.txt " in request:
            writer.write(
                b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            )
        else:
            writer.write(raw)
        await writer.drain()
        writer.close()

    return handle
