from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.errors import UsageError
from article_schema.routes import Route, format_route, parse_route

steps = st.text(max_size=8) | st.integers(0, 10**9 - 1)


@pytest.mark.parametrize(
    ("route", "text"),
    [
        ((), ""),
        (("title",), "title"),
        (("related", 3, "images", 0, "width"), "related[3].images[0].width"),
        (("seo", "odd key"), 'seo["odd key"]'),
        (("odd key", "a"), '["odd key"].a'),
        ((0, "a"), "[0].a"),
        (("a.b",), '["a.b"]'),
        (("a[0]",), '["a[0]"]'),
        (('say "yes"',), '["say \\"yes\\""]'),
        (("",), '[""]'),
        (("0",), "0"),
        (("é", "a-b_c"), "é.a-b_c"),
        (("a\nb",), '["a\\nb"]'),
    ],
)
def test_routes_as_text(route: Route, text: str) -> None:
    assert format_route(route) == text
    assert parse_route(text) == route


@given(st.lists(steps).map(tuple))
def test_there_and_back(route: Route) -> None:
    assert parse_route(format_route(route)) == route


@pytest.mark.parametrize(
    "text",
    ["a..b", ".a", "a.", "a[", "a[b]", "a[-1]", "a[0", "a[0]b", 'a["b]', "a b", "[9999999999]"],
)
def test_what_is_no_route(text: str) -> None:
    with pytest.raises(UsageError, match=r"not a route: .*; write one like images"):
        parse_route(text)


def test_a_broken_escape() -> None:
    with pytest.raises(UsageError, match="not a quoted key"):
        parse_route('["\\x"]')


def test_a_long_text_that_is_no_route_is_told_in_short() -> None:
    for text in ("a b" * 10_000, '["' + "\\x" * 10_000 + '"]'):
        with pytest.raises(UsageError) as raised:
            parse_route(text)
        assert len(str(raised.value)) < 250
