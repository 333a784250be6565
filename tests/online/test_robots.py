"""The `robots.txt` of a real server, over the wire."""

from __future__ import annotations

from aiohttp import web

from article_schema.online.answers import Trouble

from .server import Server, ask, page


def test_robots_are_obeyed_for_the_name_of_the_tool(server: Server) -> None:
    rules = "User-agent: article-schema\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"
    server.on("/robots.txt", web.Response(text=rules))
    server.on("/a", page())
    server.on("/private/a", page())
    urls = server.url("/a"), server.url("/private/a"), server.url("/private/b")
    answers = ask(*urls)
    assert [answer.trouble for answer in answers] == [None, Trouble.ROBOTS, Trouble.ROBOTS]
    assert server.asked == {"/robots.txt": 1, "/a": 1}
    assert ask(urls[1], obeys_robots=False)[0].is_ok


def test_a_server_that_cannot_tell_of_robots_is_left_alone(server: Server) -> None:
    """Then robots may ask for nothing (RFC 9309 section 2.3.1.4); without a file for all."""
    server.on("/a", page())
    server.on("/robots.txt", web.Response(status=503))
    (answer,) = ask(server.url("/a"))
    assert (answer.trouble, answer.detail) == (Trouble.ROBOTS, "it is answered with 503")
    assert ask(server.url("/a"), obeys_robots=False)[0].is_ok
    assert server.asked == {"/robots.txt": 1, "/a": 1}
    server.on("/robots.txt", web.Response(status=403))
    assert ask(server.url("/a"))[0].is_ok


def test_a_passing_fault_of_robots_gets_another_attempt(server: Server) -> None:
    answers = iter([web.Response(status=503), web.Response(text="User-agent: *\nAllow: /")])

    async def flaky(_: web.Request) -> web.Response:
        return next(answers)

    server.on("/robots.txt", flaky)
    server.on("/a", page())
    assert ask(server.url("/a"), retries=1)[0].is_ok


def test_rules_for_robots_without_an_end_are_read_up_to_a_bound(server: Server) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse(headers={"Content-Type": "text/plain"})
        await response.prepare(request)
        await response.write(b"User-agent: *\nDisallow: /private\n")
        while sent < 100_000_000:
            await response.write(b"Disallow: /*a*b*c*d\n" * 5_000)
            sent += 100_000
        return response

    server.on("/robots.txt", endless)
    server.on("/a", page())
    answers = ask(server.url("/a"), server.url("/private"))
    assert [answer.trouble for answer in answers] == [None, Trouble.ROBOTS]
    assert sent < 20_000_000
