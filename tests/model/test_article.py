from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import attrs
import pytest

from article_schema.conversion import explain, structure
from article_schema.errors import ValidationError
from article_schema.model.article import Article, Author, Image, Provider, RelatedItem
from article_schema.model.shapes.tables import table_of
from article_schema.schema.build import whole_example

MODELS = (Article, Author, Image, Provider, RelatedItem)


def article(**changes: Any) -> Article:
    fields: dict[str, Any] = {
        "category": "news",
        "title": "The harbour at dawn",
        "excerpt": "A walk along the quays.",
        "published_date_time": datetime(2020, 6, 12, 19, 19, tzinfo=UTC),
        "web_url": "https://www.example.com/harbour",
        "type": "article",
        "provider": Provider(name="Example Times", domain="example.com"),
        "topics": ["Ports"],
    }
    return Article(**{**fields, **changes})


def test_absent_fields_are_none_or_empty() -> None:
    made = article()
    assert (made.heat, made.updated_date_time, made.secured) == (None, None, None)
    assert (made.images, made.related, made.tags, made.extra) == ([], [], [], {})
    assert made.images is not article().images


@pytest.mark.parametrize(
    ("model", "values", "message"),
    [
        (Image, {"url": "/a.png", "width": 0, "height": 1}, "`width` must be at least 1, not 0"),
        (
            Image,
            {"url": "/a.png", "width": 1.0, "height": 1},
            "`width` must be a whole number, at least 1, not the number 1.0",
        ),
        (
            Image,
            {"url": "a.png", "width": 1, "height": 1},
            (
                '`url` is not an absolute URL: "a.png"; '
                "write the whole address, such as https://example.com/page, "
                "or a path that starts with /"
            ),
        ),
        (
            Author,
            {"name": ""},
            "`name` is empty; write its text, or remove the key where it is optional",
        ),
        (
            Provider,
            {"name": "A", "domain": "https://example.com/"},
            '`domain` must be a bare host name, not "https://example.com/"; write example.com',
        ),
    ],
)
def test_building_is_validated(model: type, values: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        model(**values)
    assert str(caught.value) == message


def test_python_and_file_say_the_same() -> None:
    with pytest.raises(ValidationError) as caught:
        Image(url="/a.png", width=0, height=1)
    assert list(caught.value.faults) == explain({"url": "/a.png", "width": 0, "height": 1}, Image)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("title", " ", "`title` holds nothing but white space"),
        ("heat", -2, "`heat` must be at least -1, not -2"),
        ("web_url", "https://localhost/", '`webUrl` has the host "localhost", which has no domain'),
        ("published_date_time", datetime(2020, 6, 12), "`publishedDateTime` has no time zone"),
        ("published_date_time", "2020-06-12T19:19:00Z", "`publishedDateTime` must be a date and"),
        ("topics", [], "`topics` is empty; write at least 1 item"),
        ("topics", ["a", None], "`topics[1]` must be text"),
        ("images", None, "`images` has no value"),
        ("images", [{"url": "/a"}], "`images[0]` must be an instance of Image, not a mapping"),
        ("provider", None, "`provider` has no value"),
        ("secured", "AAAA", "`secured` must be base64 blocks of 16 bytes"),
    ],
)
def test_assignment_is_validated(name: str, value: object, message: str) -> None:
    made = article()
    before = getattr(made, name)
    with pytest.raises(ValidationError) as caught:
        setattr(made, name, value)
    assert str(caught.value).startswith(message)
    assert getattr(made, name) == before


def test_assignment_of_a_valid_value() -> None:
    made = article(images=[Image(url="/a.png", width=1, height=1)])
    made.images[0].width = 1200
    made.heat = None
    made.web_url = "https://www.example.com/other"
    assert made.images[0].width == 1200


def test_an_unknown_attribute_cannot_be_set() -> None:
    with pytest.raises(AttributeError):
        article().titel = "x"  # type: ignore[attr-defined]


def test_fields_are_given_by_name_only() -> None:
    with pytest.raises(TypeError):
        Author("Jo Doe")  # type: ignore[call-arg, arg-type]


@pytest.mark.parametrize(
    "changes", [{"category": None}, {"web_url": None}, {"category": None, "categories": []}]
)
def test_one_of_a_group_must_be_there(changes: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match=r"^one of `.*` is missing; write `"):
        article(**changes)


@pytest.mark.parametrize(
    "changes",
    [
        {"category": None, "categories": ["news"]},
        {"web_url": None, "original_url": "https://example.com/a"},
        {"web_url": None, "source_url": "https://example.com/a"},
    ],
)
def test_any_of_a_group_will_do(changes: dict[str, Any]) -> None:
    assert article(**changes).title


def test_older_names_point_to_the_new_ones() -> None:
    for model in (Article, RelatedItem):
        deprecated = {field.key: field.deprecated for field in table_of(model).fields}
        assert {key: new for key, new in deprecated.items() if new} == {
            "sourceUrl": "webUrl",
            "ampUrl": "ampWebUrl",
            "cdnAmpUrl": "cdnAmpWebUrl",
        }


def test_deprecated_fields_are_read_and_kept() -> None:
    made = article(source_url="https://example.com/old")
    assert made.source_url == "https://example.com/old"


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_described_with_a_valid_example(model: type) -> None:
    table = table_of(model)
    assert table.doc.endswith(".")
    for field in table.fields:
        assert field.doc.endswith("."), field.name
    example = whole_example(table)
    assert example is not None
    assert structure(example, model)


@pytest.mark.parametrize("model", MODELS)
def test_every_example_is_valid_where_it_stands(model: type) -> None:
    example = whole_example(table_of(model))
    assert example is not None
    for field in table_of(model).fields:
        for value in field.examples:
            assert explain({**example, field.key: value}, model) == []


@pytest.mark.parametrize("model", MODELS)
def test_classes_are_slotted_and_compared_by_value(model: type) -> None:
    example = whole_example(table_of(model))
    first: Any = structure(example, model)
    second: Any = structure(example, model)
    assert not hasattr(first, "__dict__")
    assert first == second
    assert attrs.evolve(first) == second
