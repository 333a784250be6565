"""Objects of an open article that somebody holds stay the items that they were."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import attrs
import pytest
from annotated_types import Ge

from article_schema import Article, Document, Image, Record, RelatedItem, loads, record, unstructure
from article_schema.errors import EditError

HEAD = """\
category: news
title: "The harbour at dawn"
excerpt: 'A walk along the quays.'
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics: [Ports, Travel]
"""


def related(*names: str) -> str:
    return "related:\n" + "".join(
        f'  - title: "{name}"\n    excerpt: Words.\n'
        "    publishedDateTime: 2020-06-12T19:19:00Z\n"
        f'    webUrl: "https://www.example.com/{name}"\n'
        "    type: article\n"
        "    provider:\n      name: Example Times\n      domain: example.com\n"
        f'    images:\n      - url: "/{name}.png"\n        width: 1\n        height: 2\n'
        for name in names
    )


def opened(text: str = "", model: type = Article) -> Document:
    return loads(f"---\n{HEAD}{text}---\nBody.\n", model=model)


def titles(document: Document) -> list[str]:
    return [item["title"] for item in loads(document.text).data["related"]]


@pytest.mark.parametrize("gone", [0, 1, 2, 3])
def test_items_of_a_list_stay_the_same_items_when_another_is_deleted(gone: int) -> None:
    document = opened(related("a", "b", "c", "d"))
    items = document.article.related
    held = list(items)
    document.delete(f"related[{gone}]")
    assert items is document.article.related
    left = [item for item in held if item is not held[gone]]
    assert all(now is before for now, before in zip(items, left, strict=True))
    for item in left:
        item.title = item.title.upper()
    assert titles(document) == [item.title for item in left]
    assert [item.isupper() for item in titles(document)] == [True, True, True]


def test_equal_items_are_told_apart_by_the_edit() -> None:
    document = opened(related("a", "a", "a"))
    first, second, third = document.article.related
    document.delete("related[1]")
    assert document.article.related[0] is first
    assert document.article.related[1] is third
    third.title = "changed"
    assert titles(document) == ["a", "changed"]
    assert second.title == "a"


def test_what_lies_inside_an_item_stays_with_it() -> None:
    document = opened(related("a", "b"))
    second = document.article.related[1]
    image, provider, images = second.images[0], second.provider, second.images
    document.delete("related[0]")
    document.set("related[0].images[0].height", 9)
    assert image.height == 9
    image.width = 5
    provider.name = "Changed"
    images.append(Image(url="/new.png", width=3, height=3))
    assert loads(document.text).data["related"] == [unstructure(second)]
    assert len(loads(document.text).data["related"][0]["images"]) == 2
    assert document.data["related"][0]["provider"]["name"] == "Changed"


def test_an_item_that_is_set_as_a_whole_stays_the_same_object() -> None:
    document = opened(related("a", "b"))
    second = document.article.related[1]
    new = document.data["related"][0] | {"title": "Entirely new"}
    document.set("related[1]", new)
    assert document.article.related[1] is second
    assert second.title == "Entirely new"
    new["title"] = "later"
    assert second.title == "Entirely new"
    assert document.data["related"][1]["title"] == "Entirely new"


def reordered(items: list[Any]) -> list[Any]:
    return [items[2], items[0], items[1]]


def shortened(items: list[Any]) -> list[Any]:
    return items[1:]


def put_before(items: list[Any]) -> list[Any]:
    new = items[0] | {"title": "new", "webUrl": "https://www.example.com/new"}
    return [new, *items]


@pytest.mark.parametrize("change", [reordered, shortened, put_before])
def test_items_stay_the_same_when_their_list_is_set_as_a_whole(
    change: Callable[[list[Any]], list[Any]],
) -> None:
    document = opened(related("a", "b", "c"))
    held = {item.title: item for item in document.article.related}
    document.set("related", change(document.data["related"]))
    for item in document.article.related:
        assert item.title == "new" or held[item.title] is item
    held["c"].title = "changed"
    assert titles(document).count("changed") == 1


def test_lists_and_dicts_of_extra_keys_stay_the_same() -> None:
    document = opened(
        "seo:\n  keywords: [a, b, c]\n  open: {x: 1}\n  rows:\n    - {n: 1}\n    - {n: 2}\n"
    )
    extra = document.article.extra
    seo, words, row = extra["seo"], extra["seo"]["keywords"], extra["seo"]["rows"][1]
    document.set("title", "Another")
    document.delete("seo.keywords[0]")
    document.set("seo.open.y", 2)
    document.delete("seo.rows[0]")
    assert extra is document.article.extra
    assert (seo["keywords"] is words, seo["rows"][0] is row) == (True, True)
    assert words == ["b", "c"]
    words.append("d")
    row["n"] = 3
    seo["open"]["z"] = 3
    data = loads(document.text).data
    assert data["seo"] == {"keywords": ["b", "c", "d"], "open": {"x": 1, "y": 2, "z": 3},
                           "rows": [{"n": 3}]}  # fmt: skip


def test_an_object_that_stands_in_two_places_is_parted_by_an_edit_of_one() -> None:
    document = opened()
    article = document.article
    shared = Image(url="/shared.png", width=1, height=1)
    article.images = [shared]
    article.provider.images = [shared]
    words = ["a"]
    article.extra.update(x=words, y=words)
    shared.width = 2
    words.append("b")
    assert document.data["images"] == document.data["provider"]["images"]
    document.set("images[0].width", 3)
    document.set("x[0]", "c")
    assert [article.images[0].width, article.provider.images[0].width] == [3, 2]
    assert (article.extra["x"], article.extra["y"]) == (["c", "b"], ["a", "b"])
    assert loads(document.text).article == article


@record
class Section(Record):
    """A part of a page that may have parts of its own."""

    name: str
    parts: list[Section] = attrs.field(factory=list)
    pictures: dict[str, Image] = attrs.field(factory=dict)
    rows: list[list[Image]] = attrs.field(factory=list)
    bag: list[Any] = attrs.field(factory=list)
    loose: Any = None


SECTION = """\
---
name: top
parts:
  - name: one
  - name: two
    parts:
      - name: deep
      - name: deeper
        bag: [1, {a: [2]}]
pictures:
  main: {url: /a.png, width: 1, height: 1}
  other: {url: /b.png, width: 1, height: 1}
rows:
  - - {url: /c.png, width: 1, height: 1}
    - {url: /d.png, width: 1, height: 1}
loose:
  x:
    - [1]
    - [2]
---
"""


def test_objects_of_every_kind_of_field_stay_the_same() -> None:
    document = loads(SECTION, model=Section)
    top = document.article
    deeper = top.parts[1].parts[1]
    other, picture, row = top.pictures["other"], top.rows[0][1], top.loose["x"][1]
    inner = deeper.bag[1]["a"]
    for route in ("parts[1].parts[0]", "parts[0]", "pictures.main", "rows[0][0]", "loose.x[0]"):
        document.delete(route)
    document.delete("parts[0].parts[0].bag[0]")
    other.width = picture.width = 7
    row.append("new")
    inner.append("new")
    deeper.name = "changed"
    assert loads(document.text, model=Section).data == {
        "name": "top",
        "parts": [{"name": "two", "parts": [{"name": "changed", "bag": [{"a": [2, "new"]}]}]}],
        "pictures": {"other": {"url": "/b.png", "width": 7, "height": 1}},
        "rows": [[{"url": "/d.png", "width": 7, "height": 1}]],
        "loose": {"x": [[2, "new"]]},
    }  # fmt: skip


def test_a_refused_edit_leaves_every_object_in_place() -> None:
    document = opened(related("a", "b") + "x: &x [1]\ny: *x\n")
    article = document.article
    held = [*article.related, article.extra["x"], article.extra["y"]]
    before = unstructure(article)
    with pytest.raises(EditError):
        document.set("y[0]", 2)
    with pytest.raises(EditError):
        document.delete("related[7]")
    assert unstructure(article) == before
    now = [*article.related, article.extra["x"], article.extra["y"]]
    assert all(one is other for one, other in zip(now, held, strict=True))


@record
class RatedItem(RelatedItem):
    """A related item with a rating."""

    rating: Annotated[int | None, Ge(0)] = None


def test_an_instance_of_a_subclass_is_written_whole_and_keeps_its_class() -> None:
    document = opened(related("a"))
    plain = document.article.related[0]
    rated = RatedItem(
        title="b",
        excerpt="Words.", published_date_time=plain.published_date_time, type="article",
        web_url="https://www.example.com/b", provider=plain.provider, rating=5,
    )  # fmt: skip
    document.article.related.append(rated)
    assert document.data["related"][1]["rating"] == 5
    document.delete("related[0]")
    document.set("related[0].rating", 6)
    assert document.article.related == [rated]
    assert document.article.related[0] is rated
    assert rated.rating == 6


def test_what_stands_for_plain_data_stays_in_the_article() -> None:
    document = opened()
    when = document.article.published_date_time
    document.article.extra["seen"] = when
    document.article.extra["pair"] = (1, 2)
    document.set("title", "Another")
    assert document.article.extra == {"seen": when, "pair": (1, 2)}
    assert document.data["seen"] == "2020-06-12T19:19:00Z"
    document.set("seen", "never")
    assert document.article.extra["seen"] == "never"
