from __future__ import annotations

import pytest

from article_schema import Article, RelatedItem
from article_schema.house_style import HouseStyle
from article_schema.routes import Route

STYLE = HouseStyle(Article)


def test_keys_stand_in_the_order_of_the_fields() -> None:
    order = STYLE.key_order(())
    assert order[:2] == ("$schema", "category")
    assert order.index("title") < order.index("excerpt") < order.index("provider")
    assert order[-1] == "secured"
    assert list(STYLE.key_order(("provider",)))[:2] == ["name", "domain"]
    assert list(STYLE.key_order(("related", 2, "images", 0)))[:3] == ["url", "width", "height"]


@pytest.mark.parametrize("route", [("seo",), ("topics", 0), ("images",), ("images", 0, "url")])
def test_what_is_no_known_mapping_has_no_order(route: Route) -> None:
    assert list(STYLE.key_order(route)) == []


@pytest.mark.parametrize(
    ("route", "quoted"),
    [
        (("title",), True),
        (("webUrl",), True),
        (("images", 0, "url"), True),
        (("category",), False),
        (("provider", "name"), False),
        (("topics", 0), False),
        (("seo", "title"), False),
        (("publishedDateTime",), False),
    ],
)
def test_prose_and_addresses_are_quoted(route: Route, quoted: bool) -> None:
    assert STYLE.is_quoted(route) is quoted


@pytest.mark.parametrize(
    ("route", "section"),
    [
        (("provider",), True),
        (("images",), True),
        (("featuredContent",), True),
        (("secured",), True),
        (("title",), False),
        (("related", 0, "provider"), False),
        (("seo",), False),
    ],
)
def test_collections_and_long_texts_are_set_apart(route: Route, section: bool) -> None:
    assert STYLE.is_section(route) is section


def test_an_item_is_known_by_its_address_or_name() -> None:
    at: Route = ("related",)
    assert STYLE.identity(at, {"title": "a", "webUrl": "b"}) == ("webUrl", "b")
    assert STYLE.identity(at, {"title": "a", "webUrl": 5}) == ("title", "a")
    assert STYLE.identity(at, {"type": "a"}) is None
    assert STYLE.identity(at, "word") == (str, "word")
    assert STYLE.identity(at, 1) != STYLE.identity(at, True)
    assert STYLE.identity(at, [1]) is None


def test_records_of_a_list_have_the_same_style() -> None:
    style = HouseStyle(RelatedItem)
    assert style.key_order((3,)) == style.key_order(())
    assert style.key_order((3, "provider")) == style.key_order(("provider",))
    assert style.is_quoted((3, "title"))
    assert style.is_section((3, "provider"))
    assert not style.is_section((3, "provider", "images"))
