"""The model and both published schemas give the same verdict on plain data, in seven engines.

The long form: ARTICLE_SCHEMA_MUTANTS=300000 ARTICLE_SCHEMA_NODE_MUTANTS=50000 pytest THIS_FILE.
"""

from __future__ import annotations

import os
from datetime import date, datetime
from enum import Enum, IntEnum
from functools import cache
from typing import Annotated, Any, Literal

import attrs
import pytest
from annotated_types import Ge, Gt, Le, Len, Lt, MaxLen, MinLen, MultipleOf
from engines import NODE_ENGINES, PYTHON_ENGINES, in_node, in_python, takes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutants import mutants
from strategies import NEAR_MISSES, mutated, valid_data

from article_schema.conversion import explain, structure
from article_schema.errors import ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article, Image, RelatedItem
from article_schema.model.constraints import Unique
from article_schema.model.facets import Key, NotBlank, Pattern
from article_schema.model.fields import Record, record
from article_schema.model.shapes.base import FILE
from article_schema.model.shapes.dates import Moment
from article_schema.model.shapes.declared import excludes, one_of, requires, when
from article_schema.model.shapes.explain import accepts, explain_record, explain_value
from article_schema.model.shapes.tables import table_of
from article_schema.model.types import (
    EncryptedPayload,
    Host,
    ImageAddress,
    Instant,
    Name,
    Prose,
    WebAddress,
)
from article_schema.schema.build import DRAFTS, json_schema

EXAMPLES = int(os.environ.get("ARTICLE_SCHEMA_EXAMPLES", "40"))
MUTANTS = int(os.environ.get("ARTICLE_SCHEMA_MUTANTS", "8000"))
NODE_MUTANTS = int(os.environ.get("ARTICLE_SCHEMA_NODE_MUTANTS", "1400"))
SEED = int(os.environ.get("ARTICLE_SCHEMA_SEED", "12"))
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


@record
class Pair(Record):
    """A record that a file can write in one way only."""

    left: str
    right: int | bool


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
class Clip(Record):
    """A record of a union, with two words for its kind."""

    kind: Literal["video", "clip"]
    url: WebAddress
    seconds: int | None = None


@record
class Group(Record):
    """A record that holds others of its union, and itself."""

    kind: Literal["group"]
    name: Name | Literal["none", "all"] = "none"
    parts: list[Clip | Group] = attrs.field(factory=list)


@record
class Unions(Record):
    """Every kind of union, and containers in containers."""

    tags: Annotated[str | list[Name] | None, MinLen(1)] = None
    order: int | str | bool
    ratio: Annotated[float, Gt(0)] | Literal["auto"] | None = None
    when: str | datetime | None = None
    hero: WebAddress | Clip | Group | None = None
    media: list[Clip | Group | str] = attrs.field(factory=list)
    named: dict[str, Clip | list[WebAddress]] = attrs.field(factory=dict)
    grid: list[list[int | Literal["x", "y"]]] = attrs.field(factory=list)
    clips: dict[str, dict[str, Clip]] | list[list[Clip]] | None = None


#: Keys with null, and an empty list, that say as little as absent ones.
_CONDITIONS = [
    requires("picture", "alt", "size"),
    excludes("picture", "text", "parts"),
    one_of("alt", "text", "parts"),
    when("state", "live", requires=["since"], excludes=["note"]),
    when("level", [1, 2], requires=["parts"]),
    when("shown", True, excludes=["note"]),
]


@record(conditions=_CONDITIONS)
class Conditions(Record):
    """Each kind of condition, on keys that may be null."""

    picture: WebAddress | None = None
    alt: str | None = None
    size: int | str | None = None
    text: Name | None = None
    parts: list[str] = attrs.field(factory=list)
    state: Literal["draft", "live"] = "live"
    since: datetime | None = None
    note: dict[str, str] | str | None = None
    level: int = 3
    shown: bool | None = None
    inner: Conditions | None = None


@record(closed=True, conditions=_CONDITIONS)
class ClosedConditions(Record):
    """The same in a closed record, where null is no value."""

    picture: WebAddress | None = None
    alt: str | None = None
    size: int | str | None = None
    text: Name | None = None
    parts: list[str] = attrs.field(factory=list)
    state: Literal["draft", "live"] = "draft"
    since: datetime | None = None
    note: str | None = None
    level: int = 1
    shown: bool = False


class Colour(Enum):
    RED = "red"
    GREEN = "green"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


@record
class Kinds(Record):
    """Dates, choices, tuples, sets, and what bounds them."""

    day: date
    near: Annotated[date, Ge(date(2020, 1, 15)), Lt(date(2021, 1, 1))] | None = None
    late: Annotated[date, Gt(date(1999, 12, 31))] | None = None
    early: Annotated[date, Le(date(2000, 2, 29))] | None = None
    when: Annotated[date | datetime, Moment()] | None = None
    exact: Annotated[date | datetime, Moment(day=False, spaced=False)] | None = None
    jekyll: Annotated[date | datetime, Moment(day=False, no_zone=False)] | None = None
    colour: Colour = Colour.RED
    level: Level | None = None
    mixed: Literal["a", 1, True, 0.5] | None = None
    words: tuple[Name, ...] = ()
    point: tuple[float, Annotated[float, Ge(0)]] | None = None
    row: tuple[str, int, Node] | None = None
    names: set[str] = attrs.field(factory=set)
    numbers: Annotated[frozenset[int], MinLen(1)] | None = None
    once: Annotated[list[Any], Unique(), MaxLen(4)] = attrs.field(factory=list)
    pairs: Annotated[list[Pair], Unique()] = attrs.field(factory=list)
    fives: Annotated[int, MultipleOf(5)] | None = None
    quarter: Annotated[float, MultipleOf(0.25), Ge(0)] | None = None
    some: Annotated[dict[str, int], MinLen(1), MaxLen(2)] | None = None


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
    sealed: EncryptedPayload | None = None


MODELS = (
    Probe, Article, RelatedItem, Image, Everything, Node, Unions, Conditions, ClosedConditions,
    Kinds, OwnArticle,
)  # fmt: skip


@cache
def validators(model: type) -> dict[str, Any]:
    """Return one verdict for each way to apply the schemas of a model."""
    return {
        f"{engine}, {draft}, {formats=}": in_python(engine, schema, formats=formats)
        for draft in DRAFTS
        for schema in [json_schema(model, draft)]
        for engine in PYTHON_ENGINES
        if takes(engine, schema)
        for formats in (True, False)
    }


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


def verdict(data: Any, model: type) -> bool:
    """Return the verdict of the model."""
    return isinstance(data, dict) and not any(explain_record(table_of(model), data, (), FILE))


def shares(count: int) -> int:
    """Return how many of some mutants fall to each model."""
    return -(-count // len(MODELS))


@pytest.mark.parametrize("model", MODELS)
def test_mutants_in_engines_in_python(model: type) -> None:
    engines = validators(model)
    verdicts = set()
    for data in mutants(model, shares(MUTANTS), SEED):
        expected = verdict(data, model)
        verdicts.add(expected)
        split = {name for name, accepts in engines.items() if accepts(data) is not expected}
        assert not split, data
    assert verdicts == {True, False}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("engine", NODE_ENGINES)
def test_mutants_in_engines_outside_of_python(engine: str, model: type) -> None:
    data = [
        value
        for value in mutants(model, shares(NODE_MUTANTS), SEED)
        if not (engine == "vscode" and reads_by_text(value))
    ]
    expected = [verdict(value, model) for value in data]
    assert len(data) > shares(NODE_MUTANTS) * 0.7
    assert set(expected) == {True, False}
    with in_node(engine) as prepare:
        for draft in DRAFTS:
            told = prepare(json_schema(model, draft))(data)
            assert [
                value
                for value, one, other in zip(data, expected, told, strict=True)
                if one != other
            ] == []


def reads_by_text(value: Any) -> bool:
    """Tell whether there is a number that vscode takes for a whole one, as its text has no dot."""
    if isinstance(value, float):
        return not value.is_integer() and "." not in repr(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(reads_by_text, inner))


LONG_URLS = tuple(
    start + once * ((8000 - len(start)) // len(once))
    for start in ("https://example.com/", "https://example.com/?", "https://example.com/#", "/b")
    for once in ("a", "%41", "a%41", "%41aaaa", "/a", "&a=%41")
)


@pytest.mark.parametrize("engine", [*PYTHON_ENGINES, *NODE_ENGINES])
def test_long_urls_exhaust_no_engine(engine: str) -> None:
    good = [{"picture": url} for url in LONG_URLS]
    bad = [{"picture": url[:-1] + end} for url in LONG_URLS for end in ("<", "%4", "\n")]
    for draft in DRAFTS:
        schema = json_schema(Probe, draft)
        if not takes(engine, schema):
            continue
        if engine in PYTHON_ENGINES:
            told = list(map(in_python(engine, schema), [*good, *bad]))
        else:
            with in_node(engine) as prepare:
                told = prepare(schema)([*good, *bad])
        assert told == [True] * len(good) + [False] * len(bad)
