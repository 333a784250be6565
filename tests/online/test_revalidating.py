"""Pages and pictures that are known from earlier: servers tell whether they are the same still."""

from __future__ import annotations

import random

import pytest
from aiohttp import web

from article_schema.online.answers import Answer, Kind, Question

from .reading.test_pictures import made
from .server import Server, ask, page


def serve(server: Server, path: str, etag: str, body: bytes, kind: str = "text/html") -> list[int]:
    """Serve something with a name for its state, and return a list that gets each status."""
    statuses: list[int] = []

    async def answer(request: web.Request) -> web.Response:
        same = request.headers.get("If-None-Match") == etag
        statuses.append(304 if same else 200)
        headers = {"ETag": etag}
        if same:
            return web.Response(status=304, headers=headers)
        return web.Response(body=body, content_type=kind, headers=headers)

    server.on(path, answer)
    return statuses


def again(server: Server, path: str, kind: Kind = Kind.PAGE) -> tuple[Answer, Answer]:
    """Ask twice, and return both answers."""
    url = server.url(path)
    (first,) = ask(url, kind=kind)
    (second,) = ask(url, kind=kind, earlier={Question(kind, url): first})
    return first, second


@pytest.mark.parametrize("etag", ['"a"', 'W/"a!~"', '""'])
def test_a_page_that_is_the_same_is_not_sent_again(server: Server, etag: str) -> None:
    statuses = serve(server, "/a", etag, b"<title>A quiet day</title>")
    first, second = again(server, "/a")
    assert first == second
    assert second.page is not None
    assert second.page.title == "A quiet day"
    assert statuses == [200, 304]


def test_a_picture_that_is_the_same_is_not_sent_again(server: Server) -> None:
    raw, _ = made("PNG", random.Random(1))
    statuses = serve(server, "/a", '"a"', raw, "image/png")
    first, second = again(server, "/a", Kind.PICTURE)
    assert first == second
    assert second.picture is not None
    assert statuses == [200, 304]


def test_only_the_end_of_redirects_is_compared(server: Server) -> None:
    statuses = serve(server, "/b", '"a"', b"<title>A quiet day</title>")
    server.redirect("/a", "/b")
    first, second = again(server, "/a")
    assert first == second
    assert statuses == [200, 304]
    server.redirect("/a", "/c")
    server.on("/c", page())
    (moved,) = ask(server.url("/a"), earlier={Question(Kind.PAGE, server.url("/a")): first})
    assert moved.final("") == server.url("/c")
    assert all("If-None-Match" not in each.headers for each in server.requests[-2:])


def test_a_page_that_has_changed_is_read(server: Server) -> None:
    serve(server, "/a", '"a"', b"<title>A quiet day</title>")
    (first,) = ask(server.url("/a"))
    serve(server, "/a", '"b"', b"<title>Another day</title>")
    (second,) = ask(server.url("/a"), earlier={Question(Kind.PAGE, server.url("/a")): first})
    assert second.page is not None
    assert (second.page.title, second.etag) == ("Another day", '"b"')


@pytest.mark.parametrize("etag", ["a", '"a b"', '"a', '"' + "a" * 201 + '"'])
def test_what_is_no_name_of_a_state_is_not_sent_back(server: Server, etag: str) -> None:
    serve(server, "/a", etag, b"<title>A quiet day</title>")
    first, second = again(server, "/a")
    assert first.etag == second.etag == ""
    assert all("If-None-Match" not in each.headers for each in server.requests)


def test_what_was_no_success_is_read_anew(server: Server) -> None:
    server.on("/a", web.Response(status=404, headers={"ETag": '"a"'}))
    again(server, "/a")
    assert all("If-None-Match" not in each.headers for each in server.requests)
    server.on("/b", web.Response(status=304))
    assert ask(server.url("/b"))[0].status == 304
