"""The model and both published schemas give the same verdict on plain data."""

from __future__ import annotations

import os
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Literal

import attrs
import jsonschema
import jsonschema_rs
import pytest
from annotated_types import Ge, Gt, Le, Len, Lt, MaxLen, MinLen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import NEAR_MISSES, mutated, valid_data

from article_schema.conversion import explain, structure
from article_schema.errors import ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article, Image, RelatedItem
from article_schema.model.explain import FILE, accepts, explain_value
from article_schema.model.facets import Key, NotBlank, Pattern
from article_schema.model.fields import Record, record, table_of
from article_schema.model.types import Host, ImageAddress, Instant, Name, Prose, Sealed, WebAddress
from article_schema.schema.build import DRAFTS, json_schema

EXAMPLES = int(os.environ.get("ARTICLE_SCHEMA_EXAMPLES", "300"))
thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@record
class Node(Record):
    """A record that holds itself."""

    label: Annotated[str, MinLen(2), NotBlank()]
    nodes: list[Node] = attrs.field(factory=list)


@record(one_of=(("words", "table", "anything", "page"),))
class Everything(Record):
    """Every shape that a field can have."""

    choice: Literal["red", "green"]
    maybe_choice: Literal["a", "b"] | None = None
    ratio: Annotated[float, Gt(0), Le(1)]
    number: float | None = None
    bounded: Annotated[int, Ge(-5), Lt(5)] = 3
    #: Must be written, if only as null.
    nothing: Annotated[int, Ge(0)] | None
    words: Annotated[list[Name], Len(0, 3)] = attrs.field(factory=list)
    grid: list[list[int]] = attrs.field(factory=list)
    table: dict[str, Annotated[int, Ge(0)]] = attrs.field(factory=dict)
    pages: dict[str, list[WebAddress]] | None = None
    loose: dict[str, Any] = attrs.field(factory=dict)
    anything: Any = None
    page: WebAddress | None = None
    renamed: Annotated[bool, Key("x-renamed")] = False
    moment: datetime | None = None
    moments: list[datetime] = attrs.field(factory=list)
    code: (
        Annotated[str, Pattern("[A-Z]{2}[0-9]*", "XXX001", "two letters"), MinLen(3), NotBlank()]
        | None
    ) = None
    node: Node | None = None
    picture: Image | None = None


@record
class OwnImage(Image):
    """An image of a project, whose address may be missing."""

    url: WebAddress | None = None  # type: ignore[assignment]
    credit: Annotated[str, MaxLen(10)]


@record(one_of=())
class OwnArticle(Article):
    """An article of a project."""

    title: Name | None = None  # type: ignore[assignment]
    cover: OwnImage
    images: list[OwnImage] = attrs.field(factory=list)  # type: ignore[assignment]
    series: list[Name]


@record
class Probe(Record):
    """One text of each type, and nothing that hides a fault in it."""

    name: Name | None = None
    prose: Prose | None = None
    page: WebAddress | None = None
    picture: ImageAddress | None = None
    host: Host | None = None
    moment: Instant | None = None
    sealed: Sealed | None = None


MODELS = (Probe, Article, RelatedItem, Image, Everything, Node, OwnArticle)


@cache
def validators(model: type) -> dict[str, Any]:
    """Return one verdict for each way to apply the schemas of a model."""
    found: dict[str, Any] = {}
    for draft in DRAFTS:
        schema = json_schema(model, draft)
        cls = jsonschema.validators.validator_for(schema)
        found[f"jsonschema {draft}"] = cls(schema, format_checker=cls.FORMAT_CHECKER).is_valid
        found[f"jsonschema {draft} without formats"] = cls(schema).is_valid
        for formats in (True, False):
            validator = jsonschema_rs.validator_for(schema, validate_formats=formats)
            found[f"jsonschema-rs {draft}, formats {formats}"] = validator.is_valid
    return found


def faults_of_structuring(data: Any, model: type) -> list[Fault]:
    try:
        structure(data, model)
    except ValidationError as error:
        return list(error.faults)
    return []


def agree(data: Any, model: type) -> bool:
    """Assert that all verdicts on data are the same, and return it."""
    faults = explain(data, model)
    verdict = not faults
    others = {name: is_valid(data) for name, is_valid in validators(model).items()}
    assert others == dict.fromkeys(others, verdict), faults
    assert faults_of_structuring(data, model) == faults
    if isinstance(data, dict):
        for field in table_of(model).fields:
            if field.key in data:
                value = data[field.key]
                told = explain_value(field, value, (), FILE)
                assert accepts(field, value, FILE) == (not told)
    return verdict


@pytest.mark.parametrize("model", MODELS)
@given(data=st.data())
@settings(thorough, max_examples=max(EXAMPLES // 5, 20))
def test_valid_data_is_valid_everywhere(model: type, data: st.DataObject) -> None:
    assert agree(data.draw(valid_data(model)), model)


@pytest.mark.parametrize("key", table_of(Probe).by_key)
def test_near_misses(key: str) -> None:
    verdicts = {text: agree({key: text}, Probe) for text in NEAR_MISSES}
    assert set(verdicts.values()) == {True, False}


@given(mutated(Article))
@thorough
def test_articles(data: Any) -> None:
    agree(data, Article)


@pytest.mark.parametrize("model", [model for model in MODELS if model is not Article])
@given(data=st.data())
@settings(thorough, max_examples=max(EXAMPLES // 3, 20))
def test_other_models(model: type, data: st.DataObject) -> None:
    agree(data.draw(mutated(model)), model)
