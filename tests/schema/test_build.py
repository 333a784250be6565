from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal

import attrs
import jsonschema
import pytest
from annotated_types import Ge, MinLen

from article_schema import __version__
from article_schema.conversion import structure
from article_schema.errors import ModelError, UsageError
from article_schema.model.article import Article, Image, RelatedItem
from article_schema.model.facets import Deprecated, Doc, Example, NotBlank, Pattern
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import table_of
from article_schema.model.types import WebAddress
from article_schema.schema.build import DRAFTS, json_schema, schema_id, whole_example

MODELS = (Article, RelatedItem, Image)


@record
class Picture(Image):
    """A picture of a project."""

    credit: str


@record
class Twig(Record):
    """A record that holds itself, and two classes of one name."""

    kind: Literal["leaf", "bud"] | None = None
    code: Annotated[str | None, Pattern("[a-z]+", "XXX001", "a word"), NotBlank()] = None
    old: Annotated[WebAddress | None, Deprecated("page")] = None
    page: Annotated[WebAddress, Doc("Where it is."), Example("https://example.com/")]
    count: Annotated[int | None, Ge(0)]
    twigs: Annotated[list[Twig] | None, MinLen(1)] = None
    sizes: dict[str, list[int]] = attrs.field(factory=dict)
    anything: Any = None
    moment: datetime
    first: Image
    second: Picture


def properties(model: type, draft: str = "2020-12") -> dict[str, Any]:
    found: dict[str, Any] = json_schema(model, draft)["properties"]
    return found


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("model", [*MODELS, Twig])
def test_a_schema_is_one(model: type, draft: str) -> None:
    schema = json_schema(model, draft)
    found = jsonschema.validators.validator_for(schema)
    assert (
        found
        is {
            "2020-12": jsonschema.Draft202012Validator,
            "draft-07": jsonschema.Draft7Validator,
        }[draft]
    )
    found.check_schema(schema)
    assert schema["type"] == "object"
    assert "additionalProperties" not in schema


@pytest.mark.parametrize(
    ("model", "draft", "expected"),
    [
        (Article, "2020-12", f"urn:article-schema:{__version__}:article"),
        (Article, "draft-07", f"urn:article-schema:{__version__}:article:draft-07"),
        (RelatedItem, "2020-12", f"urn:article-schema:{__version__}:related-item"),
    ],
)
def test_the_id_names_version_model_and_draft(model: type, draft: str, expected: str) -> None:
    assert schema_id(model, draft) == expected
    assert json_schema(model, draft)["$id"] == expected


def test_an_unknown_draft() -> None:
    with pytest.raises(UsageError, match="'draft-04' of JSON Schema; write 2020-12 or draft-07"):
        json_schema(draft="draft-04")


def test_a_class_that_is_no_model() -> None:
    with pytest.raises(ModelError):
        json_schema(dict)


def test_the_same_each_time() -> None:
    assert json.dumps(json_schema()) == json.dumps(json_schema())


def test_title_and_descriptions_are_those_of_the_model() -> None:
    schema = json_schema(RelatedItem)
    assert schema["title"] == "Related item"
    assert schema["description"] == table_of(RelatedItem).doc
    for field in table_of(RelatedItem).fields:
        described = schema["properties"][field.key]
        assert described["description"].startswith(field.doc)
        assert described.get("examples", []) == list(field.examples)


def test_keys_are_in_house_order() -> None:
    assert list(properties(Article)) == list(table_of(Article).by_key)


@pytest.mark.parametrize("model", MODELS)
def test_one_whole_valid_example(model: type) -> None:
    (example,) = json_schema(model)["examples"]
    assert example == whole_example(table_of(model))
    assert structure(example, model)


def test_without_examples_of_required_fields_there_is_no_whole_one() -> None:
    schema = json_schema(Picture)
    assert "examples" not in schema
    assert "credit" in schema["required"]
    assert "examples" in schema["properties"]["url"]


def test_bounds() -> None:
    assert properties(Image)["width"] == {
        "description": "Width in pixels.",
        "type": "integer",
        "minimum": 1,
        "maximum": 2**53 - 1,
        "examples": [1200],
    }


def test_optional_fields_admit_null() -> None:
    found = properties(Twig)
    assert found["count"] == {
        "type": ["integer", "null"],
        "minimum": 0,
        "maximum": 2**53 - 1,
    }
    assert found["kind"] == {"enum": ["leaf", "bud", None]}
    assert found["anything"] == {}
    assert found["twigs"] == {"type": ["array", "null"], "minItems": 1, "items": {"$ref": "#"}}
    assert found["old"]["anyOf"] == [{"$ref": "#/$defs/HttpUrl"}, {"type": "null"}]
    assert json_schema(Twig)["required"] == ["page", "count", "moment", "first", "second"]


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("model", [*MODELS, Twig])
def test_what_is_excluded_says_nothing_about_values_of_another_type(
    model: type, draft: str
) -> None:
    def told(errors: Any) -> Iterator[Any]:
        for error in errors:
            yield error
            yield from told(error.context)

    schema = json_schema(model, draft)
    validator = jsonschema.validators.validator_for(schema)(schema)
    for value in (5.5, True, None, [5.5], {"a": 5.5}):
        data = [{field.key: value} for field in table_of(model).fields]
        errors = list(
            told(error for each in [value, *data] for error in validator.iter_errors(each))
        )
        assert errors
        # A group of keys excludes empty values of a record, which is what it is about.
        excluded = [error.instance for error in errors if error.validator == "not"]
        assert all(isinstance(each, dict) and value in (None, [], {}) for each in excluded)


def test_two_facets_with_one_keyword_stand_apart() -> None:
    value, null = properties(Twig)["code"]["anyOf"]
    assert value["pattern"] == "^(?:[a-z]+)$"
    assert value["allOf"] == [NotBlank().keywords()]
    assert null == {"type": "null"}


def test_deprecation_is_told_in_words_and_by_keyword() -> None:
    words = "Write `page` instead."
    assert properties(Twig)["old"]["deprecated"] is True
    assert properties(Twig)["old"]["description"] == words
    # Editors read it in draft-07 too, which has no such keyword of its own.
    assert properties(Twig, "draft-07")["old"]["deprecated"] is True
    assert properties(Twig, "draft-07")["old"]["description"] == words


def test_a_reference_stands_beside_what_is_told_about_the_field() -> None:
    for draft, home in (("2020-12", "$defs"), ("draft-07", "definitions")):
        assert properties(Twig, draft)["page"] == {
            "description": "Where it is.",
            "$ref": f"#/{home}/HttpUrl",
            "examples": ["https://example.com/"],
        }
        assert properties(Twig, draft)["moment"] == {"$ref": f"#/{home}/Instant"}


def test_nothing_beside_a_reference_decides_since_draft_07_ignores_it() -> None:
    def check(part: Any) -> None:
        if isinstance(part, dict):
            if "$ref" in part:
                assert part.keys() <= {"$ref", "description", "deprecated", "examples"}
            for inner in part.values():
                check(inner)
        elif isinstance(part, list):
            for inner in part:
                check(inner)

    for model in (*MODELS, Twig):
        check(json_schema(model, "draft-07"))


def test_two_classes_of_one_name_have_definitions_each() -> None:
    def other_image() -> type:
        @record
        class Image(Picture):
            """Another image."""

        return Image

    @record
    class Both(Record):
        mine: Any
        other: Twig

    Both.__annotations__["mine"] = other_image()
    schema = json_schema(Both)
    assert schema["properties"]["mine"] == {"$ref": "#/$defs/Image"}
    assert schema["$defs"]["Image"]["description"] == "Another image."
    assert schema["$defs"]["Twig"]["properties"]["first"] == {"$ref": "#/$defs/Image2"}
    assert schema["$defs"]["Image2"]["description"] == table_of(Image).doc
    assert schema["$defs"]["Twig"]["properties"]["twigs"]["items"] == {"$ref": "#/$defs/Twig"}


def test_a_group_asks_for_one_key_with_a_value() -> None:
    categories, addresses = json_schema()["allOf"]
    assert categories["anyOf"] == [
        {"required": ["category"], "properties": {"category": True}},
        {"required": ["categories"], "properties": {"categories": True}},
    ]
    assert categories["not"] == {
        "type": "object",
        "anyOf": categories["anyOf"],
        "properties": {"category": {"enum": [None]}, "categories": {"enum": [None, []]}},
    }
    assert [branch["required"] for branch in addresses["anyOf"]] == [
        ["webUrl"],
        ["originalUrl"],
        ["sourceUrl"],
    ]


def test_every_pattern_keeps_to_what_all_engines_read() -> None:
    text = json.dumps(json_schema())
    for construct in ("(?=", "(?!", "(?<", "(?P", "\\\\d", "\\\\w", "\\\\s", "\\\\b", "]++"):
        assert construct not in text, construct


@pytest.mark.parametrize("draft", ["2020-12", "draft-07"])
def test_a_schema_belongs_to_its_caller(draft: str) -> None:
    schema, as_it_was = json_schema(draft=draft), json.dumps(json_schema(draft=draft))
    waiting: list[Any] = [schema]
    while waiting:
        part = waiting.pop()
        waiting += [value for value in (part.values() if isinstance(part, dict) else part)
                    if isinstance(value, dict | list)]  # fmt: skip
        part.clear()
    assert json.dumps(json_schema(draft=draft)) == as_it_was
