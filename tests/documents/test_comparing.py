"""What a comparison finds is what the whole of an article would give, judged and written anew."""

from __future__ import annotations

import copy
from datetime import date, datetime, timedelta, timezone
from enum import Enum
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from strategies import valid_article_data

from article_schema import Article, Image, Provider, loads, structure, unstructure
from article_schema.conversion import explain_instance
from article_schema.document.compare import same
from article_schema.document.diff import diff
from article_schema.documents.comparing import single_edits
from article_schema.documents.matching import alike
from article_schema.errors import ValidationError
from article_schema.house_style import HouseStyle
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import table_of


class Word(Enum):
    ONE = "one"


PICTURE = Image(url="/a.png", width=1, height=2)


class Text(str):
    __slots__ = ()


#: What a program may have put anywhere, and what it equals without being the same.
PARTS = (
    None, "", "a", Text("a"), "news", 0, 1, 1.0, True, False, -0.0, 0.0, float("nan"), 3, [], ["a"],
    ["a", "b"], ("a",), {}, {"a": 1}, {"a": True}, {"a": [1]}, {1: "a"}, Word.ONE, {"a"},
    date(2020, 1, 1), datetime(2020, 1, 1, tzinfo=timezone.utc),  # noqa: UP017
    datetime(2020, 1, 1, 1, tzinfo=timezone(timedelta(hours=1))), datetime(2020, 1, 1),
    PICTURE, Image(url="/a.png", width=2, height=2), "https://example.com/a", "x y",
)  # fmt: skip


@given(valid_article_data(), st.data())
def test_single_edits_are_those_of_the_whole_article(data: dict[str, Any], draw: Any) -> None:
    article = structure(data)
    names = [*table_of(Article).by_name, "extra"]
    for name in draw.draw(st.lists(st.sampled_from(names), max_size=3)):
        parts = st.sampled_from((*PARTS, *(getattr(article, other) for other in names)))
        object.__setattr__(article, name, copy.copy(draw.draw(parts)))
    if draw.draw(st.booleans()):
        other = structure(draw.draw(valid_article_data()))
        for name in draw.draw(st.lists(st.sampled_from(names), max_size=2)):
            object.__setattr__(article, name, getattr(other, name))
        article.title = draw.draw(st.sampled_from(("Dawn", "Noon")))
    for items in draw.draw(st.lists(st.sampled_from([article.topics, article.images]), max_size=1)):
        if isinstance(items, list):
            items.append(draw.draw(st.sampled_from(PARTS)))
    edits = single_edits(article, Article, data, ("a",))
    if edits is None:
        return
    event(f"{len(edits)} edits")
    assert explain_instance(article) == []
    assert edits == diff(unstructure(structure(data)), unstructure(article), HouseStyle(), ("a",))


@pytest.mark.parametrize("held", PARTS)
@pytest.mark.parametrize("read", PARTS)
def test_what_is_alike_is_written_alike(held: Any, read: Any) -> None:
    one, other = (structure_any(part) for part in (held, read))
    if alike(held, read):
        assert same(one, other)
    assert alike(held, held)


def structure_any(part: Any) -> Any:
    """Return what is written of a part, or what keeps it from being written."""
    try:
        return unstructure(Article(**VALID, extra={"part": part}))["part"]
    except (ValidationError, TypeError) as error:
        return str(error)


VALID: dict[str, Any] = {
    "title": "a", "excerpt": "b", "type": "article", "category": "news",
    "published_date_time": datetime(2020, 1, 1, tzinfo=timezone.utc),  # noqa: UP017
    "web_url": "https://example.com/a", "topics": ["Ports"],
    "provider": Provider(name="n", domain="example.com"),
}  # fmt: skip


@record
class Empty(Record):
    """A record without fields."""


def test_a_record_without_fields_has_its_extra_compared() -> None:
    assert alike(Empty(extra={"a": 1}), Empty(extra={"a": 1}))
    assert not alike(Empty(extra={"a": 1}), Empty(extra={"a": 2}))
    assert single_edits(Empty(extra={"a": 1}), Empty, {}, ()) is None


def test_an_attribute_that_is_deleted_or_ends_never_is_not_alike() -> None:
    held, read = copy.copy(PICTURE), PICTURE
    del held.width
    assert not alike(held, read)
    data = unstructure(Article(**VALID))
    article = structure(data)
    del article.extra
    assert single_edits(article, Article, data, ()) is None
    endless: list[Any] = []
    endless.append(endless)
    assert not alike(endless, [[[]]])


def test_a_single_value_that_breaks_the_contract_is_told_as_before() -> None:
    text = (
        "---\ntitle: a\nexcerpt: b\npublishedDateTime: 2020-01-01T00:00:00Z\ntype: article\n"
        "category: news\nwebUrl: https://example.com/a\nquality: 3\nprovider:\n  name: n\n"
        "  domain: example.com\ntopics:\n  - Ports\n---\n"
    )
    document = loads(text)
    object.__setattr__(document.article, "quality", "much")
    with pytest.raises(ValidationError) as raised:
        _ = document.text
    assert [(fault.route_text, fault.line) for fault in raised.value.faults] == [("quality", 8)]
    document.article.quality = 5
    assert document.text == text.replace("quality: 3", "quality: 5")
    object.__setattr__(document.article, "web_url", None)
    with pytest.raises(ValidationError, match="webUrl"):
        _ = document.text
