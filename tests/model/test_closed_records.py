"""Records whose every key is known, in kebab-case: model, schema and checker agree on them."""

from __future__ import annotations

import json
from typing import Annotated, Any, Literal

import attrs
import jsonschema
import pytest
from annotated_types import Ge

from article_schema import check_text
from article_schema.checking.config.settings import Settings
from article_schema.errors import ModelError, ValidationError
from article_schema.model.borrowing import make_record
from article_schema.model.facets import Deprecated, Doc, Key, Pattern
from article_schema.model.fields import Record, record
from article_schema.model.shapes.base import FILE, TOML, RejectedError
from article_schema.model.shapes.building import builder_of
from article_schema.model.shapes.explain import explain_record
from article_schema.model.shapes.tables import table_of
from article_schema.schema.build import json_schema


@record(keys="kebab-case", closed=True)
class Delivery(Record):
    """How a page is delivered."""

    cache_seconds: Annotated[int, Ge(0)] = 60
    host_name: str | None = None
    allow: list[str] = attrs.field(factory=list)


def test_names_become_keys_in_the_style_of_the_class_and_of_its_parent() -> None:
    @record
    class Fast(Delivery):
        cdn_name: Annotated[str, Key("CDN")] = "none"
        is_fast: bool = True

    assert list(table_of(Delivery).by_key) == ["cache-seconds", "host-name", "allow"]
    assert list(table_of(Fast).by_key) == ["cache-seconds", "host-name", "allow", "CDN", "is-fast"]
    assert table_of(Fast).closed
    with pytest.raises(
        ModelError, match='Odd: keys is one of "camel", "kebab", "snake", "as-is", '
    ):
        record(keys="Snake")(type("Odd", (Record,), {}))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("style", "keys"),
    [
        ("camel", ["pubDate", "mainURL", "webUrl", "class", "x"]),
        ("camelCase", ["pubDate", "mainURL", "webUrl", "class", "x"]),
        ("kebab", ["pub-date", "mainURL", "webUrl", "class-", "x"]),
        ("kebab-case", ["pub-date", "mainURL", "webUrl", "class-", "x"]),
        ("snake", ["pub_date", "main_url", "web_url", "class", "x"]),
        ("as-is", ["pub_date", "mainURL", "webUrl", "class_", "x"]),
        (None, ["pubDate", "mainURL", "webUrl", "class", "x"]),
    ],
)
def test_every_style_of_keys(style: Any, keys: list[str]) -> None:
    names = ("pub_date", "mainURL", "webUrl", "class_", "x")
    space = {"__annotations__": dict.fromkeys(names, str)}
    model = record(keys=style)(type("Styled", (Record,), space))
    assert list(table_of(model).by_key) == keys


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, []),
        ({"cache-seconds": 5, "host-name": "a", "allow": ["b"]}, []),
        ({"cache-second": 5}, ["`cache-second` is not a known key; did you mean 'cache-seconds'?"]),
        ({"colour": 5}, ["`colour` is not a known key; remove it"]),
        ({"host-name": None}, ["`host-name` has no value; add it"]),
        ({"cache-seconds": None}, ["`cache-seconds` has no value; add it"]),
    ],
)
def test_of_a_closed_record_every_key_is_known_and_has_a_value(
    data: dict[str, Any], told: list[str]
) -> None:
    faults = list(explain_record(table_of(Delivery), data, (), FILE))
    assert [fault.sentence for fault in faults] == told
    schema = json_schema(Delivery)
    assert jsonschema.Draft202012Validator(schema).is_valid(data) is not told
    if told:
        with pytest.raises(RejectedError):
            builder_of(Delivery)(data)
        found = check_text(json.dumps(data), filename="a.json", settings=Settings(model=Delivery))
        assert [finding.code for finding in found.findings] == [fault.code for fault in faults]
    else:
        assert builder_of(Delivery)(data).extra == {}


@pytest.mark.parametrize(("key", "code"), [("cache-second", "FLD002"), ("colour", "FLD003")])
def test_a_slip_and_an_unknown_key_have_codes_of_their_own(key: str, code: str) -> None:
    faults = list(explain_record(table_of(Delivery), {key: 1}, (), FILE))
    assert [fault.code for fault in faults] == [code]


def test_a_closed_record_has_nothing_extra_in_python_either() -> None:
    with pytest.raises(ValidationError, match="`colour` is not a known key"):
        Delivery(extra={"colour": "red"})


def test_the_schema_of_a_closed_record_tells_its_defaults() -> None:
    properties = json_schema(Delivery)["properties"]
    assert {key: value.get("default") for key, value in properties.items()} == {
        "cache-seconds": 60, "host-name": None, "allow": [],
    }  # fmt: skip


Word = Annotated[str, Pattern("[a-z]+", "SCH002", "a word in small letters")]


@record(keys="kebab-case", closed=True)
class Network(Record):
    """Hosts by name, with what they are for, in places that fault them otherwise than YAML does."""

    hosts: dict[Word, Literal["pages", "images"]] = attrs.field(factory=dict)
    is_fast: bool = True
    delivery: Delivery | None = None
    others: list[Delivery] = attrs.field(factory=list)


@pytest.mark.parametrize(
    ("data", "part", "told"),
    [
        ({"hosts": {"cdn": "images"}}, "", ""),
        (
            {"hosts": {"CDN": "images"}},
            "key",
            '`hosts.CDN` must be a word in small letters, not "C',
        ),
        ({"hosts": {"a": "image"}}, "value", 'one of pages, images, not the text "image"; did you'),
        ({"hosts": []}, "value", "`hosts` must be a mapping, not a list"),
        ({"is-fast": "yes"}, "value", 'must be true or false, not the text "yes"; write `true`, w'),
        ({"others": "a"}, "value", '`others` must be a list, not the text "a"'),
        ({"delivery": [1]}, "value", "`delivery` must be a mapping, not a list"),
        (
            {"others": [{"allows": []}]},
            "key",
            "`others[0].allows` is not a known key; did",
        ),
    ],
)
def test_keys_of_mappings_have_constraints_and_no_advice_is_about_yaml(
    data: dict[str, Any], part: str, told: str
) -> None:
    faults = list(explain_record(table_of(Network), data, (), TOML))
    assert [(fault.part, told in fault.sentence) for fault in faults] == [(part, True)] * bool(told)
    assert not any("YAML" in fault.help or "indent" in fault.help for fault in faults)
    assert jsonschema.Draft202012Validator(json_schema(Network)).is_valid(data) is not told
    assert table_of(Network).by_key["hosts"].shape.accepts(data.get("hosts", {}), TOML) is not (
        bool(told) and "hosts" in data
    )
    if told:
        with pytest.raises(RejectedError):
            builder_of(Network)(data)


def test_the_schema_of_a_closed_record_stands_where_it_is_used() -> None:
    schema = json_schema(Network)
    assert "$defs" not in schema
    assert schema["properties"]["delivery"] == schema["properties"]["others"]["items"]
    assert not schema["properties"]["delivery"]["additionalProperties"]
    assert "pattern" in schema["properties"]["hosts"]["propertyNames"]


def test_a_closed_record_may_hold_itself() -> None:
    schema = json_schema(Folder)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert jsonschema.Draft202012Validator(schema).is_valid({"inner": {"inner": {}}})


@record(closed=True)
class Folder(Record):
    """A folder."""

    inner: Folder | None = None


def test_a_record_is_made_of_fields_that_are_known_at_run_time() -> None:
    hint = Annotated[int, Ge(1), Doc("How many.")]
    fields = [("how-many", hint, 3), ("words", list[str], ["a"])]
    old = ("how_many", Annotated[int | None, Deprecated("how-many")], None)
    made = make_record("Options", [*fields, old])
    assert list(table_of(made).by_key) == ["how-many", "words", "how_many"]
    first, second = builder_of(made)({}), builder_of(made)({})
    first.field_1.append("b")
    assert second.field_1 == ["a"]
