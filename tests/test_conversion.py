from __future__ import annotations

import copy
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

import attrs
import pytest
from annotated_types import Ge
from hypothesis import given, settings
from strategies import json_values, mutated, valid_article_data, valid_articles

from article_schema.conversion import explain, structure, unstructure
from article_schema.documents.writing import dumps
from article_schema.errors import ModelError, ValidationError
from article_schema.model.article import Article, Image, RelatedItem
from article_schema.model.fields import Record, record
from article_schema.model.shapes.building import recover


def data(**changes: Any) -> dict[str, Any]:
    return {
        "category": "news",
        "title": "The harbour at dawn",
        "excerpt": "A walk along the quays.",
        "publishedDateTime": "2020-06-12T19:19:00Z",
        "webUrl": "https://www.example.com/harbour",
        "type": "article",
        "provider": {"name": "Example Times", "domain": "example.com"},
        "topics": ["Ports"],
        **changes,
    }


@record
class Shelf(Record):
    level: Annotated[int, Ge(0)] | None
    count: int = 5
    sizes: dict[str, int] = attrs.field(factory=dict)
    loose: dict[str, Any] = attrs.field(factory=dict)
    ratio: float = 0.5


def test_structure() -> None:
    article = structure(data(images=[{"url": "/a.png", "width": 1, "height": 2}]))
    assert article.published_date_time == datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert article.provider.domain == "example.com"
    assert article.images == [Image(url="/a.png", width=1, height=2)]


def test_null_stands_for_an_absent_value() -> None:
    article = structure(data(images=None, heat=None, related=None))
    assert (article.images, article.heat, article.related) == ([], None, [])
    assert unstructure(article) == data()


def test_a_whole_number_with_a_fraction_becomes_an_integer() -> None:
    article = structure(data(heat=72.0))
    assert (article.heat, type(article.heat)) == (72, int)
    assert structure({"level": 1, "sizes": {"a": 2.0}}, Shelf).sizes == {"a": 2}


@pytest.mark.parametrize(
    "change",
    [
        {"heat": "72"},
        {"heat": True},
        {"heat": 0.5},
        {"published": 1},
        {"title": 4},
        {"topics": "Ports"},
        {"topics": {"Ports": 1}},
        {"provider": [["name", "a"], ["domain", "example.com"]]},
        {"publishedDateTime": 1591989540},
    ],
)
def test_types_are_strict(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as caught:
        structure(data(**change))
    (fault,) = caught.value.faults
    assert (fault.code, fault.route) == ("FLD004", tuple(change))


def test_every_fault_is_told_at_once() -> None:
    broken = data(
        title="",
        heat=-2,
        images=[{"url": "x", "width": 0}],
        related=[{"provider": {"images": [{"url": "/a", "width": "1", "height": 1}]}}],
    )
    with pytest.raises(ValidationError) as caught:
        structure(broken)
    assert list(caught.value.faults) == explain(broken)
    routes = [fault.route for fault in caught.value.faults]
    assert ("related", 0, "provider", "images", 0, "width") in routes
    assert str(caught.value).count("\n") == len(routes) - 1


@pytest.mark.parametrize("whole", [None, [], {"value": []}, "text", 5])
def test_data_that_is_no_mapping(whole: object) -> None:
    with pytest.raises(ValidationError, match=r"the data is not (a mapping|one)"):
        structure(whole)
    assert [fault.code for fault in explain(whole)] == ["DOC007"]


@pytest.mark.parametrize(
    ("whole", "message"),
    [
        ([data(), data()], "the data is not a mapping but a list of 2 items"),
        ([data()], "the data is not a mapping but a list of 1 item; take its items one by one"),
        ({"page": 1, "value": []}, "the data is not one record but a page of 0 items"),
        ({"@odata.count": 1, "value": [data()]}, "not one record but a page of 1 item; take the"),
    ],
)
def test_several_records_are_called_so(whole: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        structure(whole)
    assert [fault.code for fault in caught.value.faults] == ["DOC007"]


def test_a_list_named_value_makes_no_page_of_an_article() -> None:
    assert structure({**data(), "value": [1]}).extra == {"value": [1]}
    with pytest.raises(ValidationError, match="`excerpt` is missing"):
        structure({"title": "The harbour at dawn", "value": []})


def test_faults_of_nested_values_name_their_whole_route() -> None:
    image = {"url": "/a.png", "width": 0, "height": 1}
    item = {"title": "A", "excerpt": "B", "publishedDateTime": "2020-06-12T19:19:00Z"}
    item |= {"type": "article", "provider": {"name": "C"}}
    broken = data(images=[{**image, "width": 1}, image], heat=-5, related=[item])
    with pytest.raises(ValidationError) as caught:
        structure(broken)
    named = [line.split("`")[1] for line in str(caught.value).splitlines()]
    assert named == [
        "heat",
        "images[1].width",
        "related[0].provider",
        "related[0]",
    ]


def test_a_class_that_is_no_model() -> None:
    with pytest.raises(ModelError):
        structure({}, dict)
    with pytest.raises(ModelError):
        explain({}, int)


def test_subclasses_of_dict_and_list_are_mappings_and_lists() -> None:
    class Names(list[str]):
        pass

    assert structure(OrderedDict(data(topics=Names(["Ports"])))).topics == ["Ports"]


def test_unknown_keys_are_kept_on_every_level() -> None:
    whole = data(
        extra={"a": 1},
        layout="post",
        provider={"name": "A", "domain": "example.com", "rank": [1, None]},
    )
    article = structure(whole)
    assert article.extra == {"extra": {"a": 1}, "layout": "post"}
    assert article.provider.extra == {"rank": [1, None]}
    assert unstructure(article) == whole
    assert list(unstructure(article))[-2:] == ["extra", "layout"]


@pytest.mark.parametrize("key", ["title", "tags"])
def test_extra_cannot_hold_the_key_of_a_field(key: str) -> None:
    expected = f"`extra` holds `{key}`, which is a field; set the attribute `{key}` instead"
    article = structure(data())
    with pytest.raises(ValidationError, match=expected):
        article.extra = {"desk": 1, key: "Other"}
    article.extra[key] = "Other"
    for write in (unstructure, dumps):
        with pytest.raises(ValidationError, match=expected):
            write(article)


def test_an_attribute_that_was_deleted_is_missing() -> None:
    article = structure(data())
    del article.title, article.heat, article.web_url
    with pytest.raises(ValidationError) as caught:
        dumps(article)
    messages = [fault.message for fault in caught.value.faults]
    assert messages == [
        "`title` is missing",
        "`webUrl` is missing",
        "`heat` is missing",
        "one of `webUrl` or `originalUrl` is missing",
    ]
    article.provider.extra["name"] = "Other"
    del article.provider.domain
    with pytest.raises(ValidationError) as caught:
        dumps(article)
    messages = [fault.message for fault in caught.value.faults]
    assert "`provider` has no `domain`" in messages
    assert "`provider.extra` holds `name`, which is a field" in messages
    article = structure(data())
    del article.extra
    with pytest.raises(ValidationError, match="`extra` must be a dict"):
        dumps(article)


def test_house_order() -> None:
    shuffled = dict(reversed(data(heat=1, tags=["a"]).items()))
    assert list(unstructure(structure(shuffled))) == [
        "category",
        "title",
        "excerpt",
        "publishedDateTime",
        "webUrl",
        "type",
        "heat",
        "provider",
        "topics",
        "tags",
    ]


def test_a_required_field_that_admits_null() -> None:
    assert structure({"level": None}, Shelf).level is None
    assert unstructure(structure({"level": None}, Shelf)) == {"level": None}
    with pytest.raises(ValidationError, match="`level` is missing"):
        structure({}, Shelf)


def test_defaults() -> None:
    shelf = structure({"level": 1, "count": None, "loose": None}, Shelf)
    assert (shelf.count, shelf.loose, shelf.ratio) == (5, {}, 0.5)


@pytest.mark.parametrize("ratio", [float("nan"), float("inf"), float("-inf")])
def test_numbers_that_json_does_not_have(ratio: float) -> None:
    with pytest.raises(ValidationError, match="`ratio` must be a number"):
        structure({"level": 1, "ratio": ratio}, Shelf)
    with pytest.raises(ValidationError, match="`ratio` must be a number"):
        Shelf(level=1, ratio=ratio)


def test_a_list_is_no_mapping() -> None:
    with pytest.raises(ValidationError, match="`loose` must be a mapping, not a list"):
        structure({"level": 1, "loose": []}, Shelf)


def test_an_empty_list_counts_for_nothing_in_a_group() -> None:
    with pytest.raises(ValidationError, match="one of `category` or `categories` is missing"):
        structure(data(category=None, categories=[]))


def test_recovery_keeps_what_is_right() -> None:
    broken = data(
        title="",
        heat=72.0,
        topics=[],
        images=[{"url": "/a", "width": 0, "height": 1, "alt": "x"}, "b.png"],
        related=5,
        layout="post",
    )
    article = recover(broken, Article)
    assert article.heat == 72
    assert article.published_date_time.tzinfo == UTC
    assert article.categories == []
    assert article.extra == {"layout": "post"}
    assert (article.images[0].height, article.images[0].extra) == (1, {"alt": "x"})
    for record_, name in [
        (article, "title"),
        (article, "topics"),
        (article, "related"),
        (article.images[0], "width"),
        (article.images[1], "url"),
    ]:
        with pytest.raises(AttributeError):
            getattr(record_, name)


def test_recovery_of_defaults() -> None:
    shelf = recover({"level": None, "loose": 5}, Shelf)
    assert (shelf.level, shelf.count, shelf.sizes) == (None, 5, {})
    with pytest.raises(AttributeError):
        _ = shelf.loose
    with pytest.raises(AttributeError):
        _ = recover("text", Shelf).level


@given(valid_article_data())
@settings(max_examples=50, deadline=None)
def test_there_and_back(whole: dict[str, Any]) -> None:
    before = copy.deepcopy(whole)
    article = structure(whole)
    assert whole == before
    written = unstructure(article)
    assert structure(written) == article
    assert unstructure(structure(written)) == written


@given(valid_articles())
@settings(max_examples=50, deadline=None)
def test_what_python_holds_can_be_written(article: Article) -> None:
    article.published_date_time += timedelta(0)
    assert explain(unstructure(article)) == []


@given(mutated(RelatedItem) | json_values)
@settings(max_examples=100, deadline=None)
def test_recovery_never_fails(whole: Any) -> None:
    item = recover(whole, RelatedItem)
    if not explain(whole, RelatedItem):
        assert item == structure(whole, RelatedItem)
