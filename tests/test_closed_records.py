"""Records whose every key is known, in kebab-case: model, schema and checker agree on them."""

from __future__ import annotations

import json
from typing import Annotated, Any

import attrs
import jsonschema
import pytest
from annotated_types import Ge

from article_schema import check_text
from article_schema.checking.config.settings import Settings
from article_schema.errors import ModelError, ValidationError
from article_schema.model.building import RejectedError, builder_of
from article_schema.model.explain import FILE, explain_record
from article_schema.model.facets import Key
from article_schema.model.fields import Record, record
from article_schema.model.tables import table_of
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
    with pytest.raises(ModelError, match='Odd: keys is "camelCase" or "kebab-case", not'):
        record(keys="snake")(type("Odd", (Record,), {}))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, []),
        ({"cache-seconds": 5, "host-name": "a", "allow": ["b"]}, []),
        ({"cache-second": 5}, ["`cache-second` is not a known key; did you mean 'cache-seconds'?"]),
        ({"colour": 5}, ["`colour` is not a known key"]),
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


def test_a_closed_record_has_nothing_extra_in_python_either() -> None:
    with pytest.raises(ValidationError, match="`colour` is not a known key"):
        Delivery(extra={"colour": "red"})


def test_the_schema_of_a_closed_record_tells_its_defaults() -> None:
    properties = json_schema(Delivery)["properties"]
    assert {key: value.get("default") for key, value in properties.items()} == {
        "cache-seconds": 60, "host-name": None, "allow": [],
    }  # fmt: skip
