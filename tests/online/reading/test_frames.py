"""Frames in HTML: whether their pages answer, and whether they let the site show them."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st
from multidict import CIMultiDict, CIMultiDictProxy

from article_schema.online.reading.frames import frames_in, limits_of, refusal

from ..server import Server, page
from ..test_judging import article, verified

PAGE = "https://video.example.com/embed/1"
SITE = "https://www.example.com/"


def limits(*headers: tuple[str, str]) -> tuple[str, ...]:
    return limits_of(CIMultiDictProxy(CIMultiDict(headers)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<iframe src="https://video.example.com/embed/1"></iframe>', [PAGE]),
        ("<IFRAME\nwidth=5 SRC='//video.example.com/embed/1#t'>", [PAGE]),
        ('<p title="<"><iframe title="a > b" src=https://video.example.com/embed/1>', [PAGE]),
        ('<iframe src="https://video.example.com/a?b=1&amp;c=2">', [f"{PAGE[:-7]}a?b=1&c=2"]),
        (f'<iframe src="{PAGE}"></iframe>' * 2, [PAGE]),
        (f'<!-- <iframe src="{PAGE}"> -->', []),
        (f'<iframe srcdoc="x" src="{PAGE}">', []),
        ('<iframe src="about:blank"><iframe><iframe src="javascript:alert(1)">', []),
        ('<iframe src="/embed/1">', []),
    ],
)
def test_frames_are_found(html: str, expected: list[str]) -> None:
    assert list(frames_in(html, "")) == expected


def test_a_path_is_one_of_the_site() -> None:
    assert list(frames_in('<iframe src="/embed/1">', SITE)) == [f"{SITE}embed/1"]


NONE, SELF = ("X-Frame-Options", "DENY"), ("X-Frame-Options", "sameorigin")


def csp(sources: str) -> tuple[str, str]:
    return "Content-Security-Policy", f"default-src 'self'; Frame-Ancestors {sources}"


@pytest.mark.parametrize(
    ("headers", "without_site", "with_site"),
    [
        ([], True, True),
        ([NONE], False, False),
        ([SELF], False, False),
        ([("X-Frame-Options", "ALLOW-FROM https://a.example.com")], True, True),
        ([("X-Frame-Options", "DENY, SAMEORIGIN")], False, False),
        ([SELF, csp("*")], True, True),
        ([("Content-Security-Policy", "default-src 'none'")], True, True),
        ([csp("'none'")], False, False),
        ([csp("")], False, False),
        ([csp("'self'")], False, False),
        ([csp("'self' https://www.example.com")], True, True),
        ([csp("https://*.example.com/")], True, True),
        ([csp("*.example.com:*")], True, True),
        ([csp("www.example.com:8443")], True, False),
        ([csp("https:")], True, True),
        ([csp("http:")], True, True),
        ([csp("http://www.example.com")], True, True),
        ([csp("https://www.example.org 'self'")], True, False),
        ([csp("*"), csp("https://www.example.org")], True, False),
        ([csp("*, frame-ancestors 'none'")], False, False),
    ],
)
def test_a_policy_is_read_as_browsers_do(
    headers: list[tuple[str, str]], without_site: bool, with_site: bool
) -> None:
    found = limits(*headers)
    assert (refusal(found, PAGE, "") is None) == without_site
    assert (refusal(found, PAGE, SITE) is None) == with_site


def test_a_page_of_the_site_may_show_it() -> None:
    for header in (SELF, csp("'self'")):
        assert refusal(limits(header), PAGE, "https://video.example.com:443/") is None
        assert refusal(limits(header), PAGE, "http://video.example.com/") is not None


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_is_read(html: str, policy: str) -> None:
    list(frames_in(f"<iframe {html}", SITE))
    refusal(limits(("Content-Security-Policy", policy), ("X-Frame-Options", html)), PAGE, SITE)


def test_a_frame_that_stays_empty_is_told(server: Server, tmp_path: Path) -> None:
    server.on("/", page())
    server.on("/watch", page(headers={"X-Frame-Options": "SAMEORIGIN"}))
    server.redirect("/embed", "/player")
    server.on("/player", web.Response(body=b"%PDF", content_type="application/pdf"))
    text = article(server.url("/"))
    frames = "".join(
        f"<iframe src={chr(39)}{server.url(path)}{chr(39)}></iframe>"
        for path in ("/watch", "/embed", "/gone")
    )
    found = verified(tmp_path, text.replace("type:", f'featuredContent: "{frames}"\ntype:'))
    gone, refused = found
    assert (gone.code, gone.route_text) == ("NET001", "featuredContent")
    assert gone.message == (
        f"`featuredContent` has the frame {server.url('/gone')}, which is gone: 404 Not Found"
    )
    assert (refused.code, refused.route_text) == ("NET017", "featuredContent")
    assert refused.message == (
        f"`featuredContent` has the frame {server.url('/watch')}, which no other site may show: "
        "X-Frame-Options: SAMEORIGIN"
    )
    assert gone.fix is refused.fix is None
    assert server.asked["/watch"] == 1


@pytest.mark.parametrize(
    ("policy", "is_refused"),
    [("frame-ancestors 'none'", True), ("frame-ancestors *", False), ("default-src *", False)],
)
def test_a_policy_over_the_wire_counts(
    server: Server, tmp_path: Path, policy: str, is_refused: bool
) -> None:
    server.on("/", page())
    server.on("/watch", page(headers={"Content-Security-Policy": policy}))
    frame = f"<iframe src={chr(39)}{server.url('/watch')}{chr(39)}></iframe>"
    text = article(server.url("/")).replace("type:", f'featuredContent: "{frame}"\ntype:')
    expected = (
        f"`featuredContent` has the frame {server.url('/watch')}, which no other site may show: "
        f"{policy}"
    )
    found = [finding.message for finding in verified(tmp_path, text)]
    assert found == ([expected] if is_refused else [])
