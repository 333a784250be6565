"""Conditions: several fields together, the same in Python, in files and in both schemas."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import Enum
from typing import Any, Literal

import attrs
import pytest

from article_schema import (
    Article,
    ModelError,
    Record,
    Settings,
    ValidationError,
    check_text,
    json_schema,
    loads,
    record,
    structure,
    unstructure,
)
from article_schema.conversion import explain
from article_schema.fields import Condition, Instant, Name, excludes, one_of, requires, when
from article_schema.model.shapes.tables import needs_nothing, table_of
from article_schema.reporting.field_page import field_page
from article_schema.schema.validate import validate


@record(
    conditions=[
        requires("image", "image_alt", "credit"),
        excludes("redirect", "content", "parts"),
        one_of("title", "name"),
        when("status", "published", requires=["date"], excludes=["note"]),
        when("draft", (False,), requires=["author"]),
    ]
)
class Post(Record):
    """A post."""

    title: Name | None = None
    name: Name | None = None
    image: Name | None = None
    image_alt: Name | None = None
    credit: Name | None = None
    redirect: Name | None = None
    content: str | None = None
    parts: list[str] = attrs.field(factory=list)
    status: Literal["draft", "published"] = "draft"
    date: Instant | None = None
    note: Name | None = None
    draft: bool = True
    author: Name | None = None


@record
class Part(Record):
    """A record without a required key."""

    size: int | None = None


PUBLISHED = "beside `status: published`"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({}, []),
        ({"image": "a", "imageAlt": "b", "credit": "c"}, []),
        ({"imageAlt": "b"}, []),
        (
            {"image": "a", "imageAlt": None},
            [
                "`image` needs `imageAlt` beside it; add `imageAlt`, or remove `image`",
                "`image` needs `credit` beside it; add `credit`, or remove `image`",
            ],
        ),
        ({"redirect": "a", "parts": []}, []),
        ({"content": "", "parts": []}, []),
        (
            {"redirect": "a", "parts": ["b"], "content": "c"},
            [
                "`content` cannot stand beside `redirect`; remove one of the two",
                "`parts` cannot stand beside `redirect`; remove one of the two",
            ],
        ),
        (
            {"content": "", "parts": ["b"]},
            ["`parts` cannot stand beside `content`; remove one of the two"],
        ),
        (
            {"status": "published", "note": "a"},
            [
                f"`date` is missing {PUBLISHED}; add it",
                f"`note` cannot stand {PUBLISHED}; remove it, or write another `status`",
            ],
        ),
        ({"status": "draft", "note": "a"}, []),
        ({"draft": False}, ["`author` is missing beside `draft: false`; add it"]),
        ({"draft": None}, []),
        ({"title": None}, ["one of `title` or `name` is missing; write `title`"]),
    ],
)
def test_conditions_are_told_in_words(data: dict[str, Any], told: list[str]) -> None:
    data = {"title": "a"} | data
    assert [fault.sentence for fault in explain(data, Post)] == told
    if told:
        for rejects in (structure, validate):
            with pytest.raises(ValidationError):
                rejects(data, Post)
    else:
        structure(data, Post)
        validate(data, Post)


def test_python_and_files_are_told_the_same() -> None:
    with pytest.raises(ValidationError, match="`image` needs `imageAlt` beside it"):
        Post(title="a", image="b")
    with pytest.raises(ValidationError, match="`date` is missing beside `status: published`"):
        Post(title="a", status="published")
    Post(title="a", status="published", date=datetime(2020, 1, 1, tzinfo=UTC))


def test_findings_stand_where_the_condition_begins() -> None:
    text = (
        "---\ntitle: a\nimage: b\nstatus: published\nparts: [a]\nredirect: b\ndraft: false\n---\n"
    )
    findings = check_text(text, settings=Settings(model=Post)).findings
    assert [(each.code, each.line, each.column) for each in findings] == [
        ("FLD001", 3, 1),
        ("FLD001", 3, 1),
        ("FLD001", 4, 1),
        ("FLD015", 5, 1),
        ("FLD001", 7, 1),
    ]


def test_records_in_records_are_named() -> None:
    whole = record(type("Whole", (Record,), {"__annotations__": {"posts": list[Post]}}))
    data = {"posts": [{"title": "a"}, {"name": "b", "image": "c", "credit": "d"}, {}]}
    assert [fault.message for fault in explain(data, whole)] == [
        "`posts[1].image` needs `imageAlt` beside it",
        "`posts[2]` needs `title` or `name`",
    ]


def test_edits_keep_conditions() -> None:
    document = loads("---\ntitle: a\n---\n", model=Post)
    with pytest.raises(ValidationError, match="FLD001 `date` is missing beside"):
        document.set("status", "published")
    document.article.status = "published"
    with pytest.raises(ValidationError, match="FLD001 `date` is missing beside"):
        document.text  # noqa: B018
    document.article.date = datetime(2020, 1, 1, tzinfo=UTC)
    assert document.text == "---\ntitle: a\nstatus: published\ndate: 2020-01-01T00:00:00Z\n---\n"
    with pytest.raises(ValidationError, match="FLD015 `note` cannot stand beside"):
        document.set("note", "b")
    with pytest.raises(ValidationError, match="FLD001 `date` is missing beside"):
        document.delete("date")


def test_both_drafts_have_them() -> None:
    @record(closed=True, conditions=[requires("a", "b"), excludes("b", "c")])
    class Closed(Record):
        a: int | None = None
        b: int | None = None
        c: list[int] = attrs.field(factory=list)

    alone = {
        "if": {"required": ["b"], "properties": {"b": True}},
        "then": {"properties": {"c": {"enum": [[]]}}},
    }
    assert json_schema(Closed)["allOf"] == [{"dependentRequired": {"a": ["b"]}}, alone]
    assert json_schema(Closed, "draft-07")["allOf"] == [{"dependencies": {"a": ["b"]}}, alone]
    status = json_schema(Post)["allOf"][3]
    assert status["if"] == {
        "required": ["status"],
        "properties": {"status": {"enum": ["published"]}},
    }
    assert json_schema(Post)["properties"]["status"]["default"] == "draft"
    assert "default" not in json_schema(Post)["properties"]["parts"]


def test_a_default_meets_a_condition_too() -> None:
    @record(conditions=[when("status", "live", requires=["date"])])
    class Live(Record):
        status: Literal["live", "old"] = "live"
        date: Name | None = None

    assert not needs_nothing(Live)
    for data in ({}, {"status": None}):
        (fault,) = explain(data, Live)
        assert fault.message == "`date` is missing beside `status: live`, the default"
        assert fault.route == ()
        with pytest.raises(ValidationError):
            validate(data, Live)
    with pytest.raises(ValidationError, match="`date` is missing beside `status: live`; add it"):
        Live()
    assert unstructure(Live(date="a")) == {"date": "a"}
    validate({"status": "old"}, Live)


def test_one_and_true_are_two_values() -> None:
    @record(conditions=[when("level", 1, requires=["name"])])
    class Levels(Record):
        level: int | bool | None = None
        name: Name | None = None

    assert explain({"level": True}, Levels) == []
    for value in (1, 1.0):
        assert [fault.route for fault in explain({"level": value}, Levels)] == [("level",)]


def test_a_record_without_a_key_is_a_value() -> None:
    @record(conditions=[requires("part", "note")])
    class Whole(Record):
        part: Part | None = None
        note: Name | None = None

    for data in ({"part": {}}, {"part": {"size": 1}}):
        assert [fault.message for fault in explain(data, Whole)] == [
            "`part` needs `note` beside it"
        ]
        with pytest.raises(ValidationError):
            validate(data, Whole)
    with pytest.raises(ValidationError, match="`part` needs `note`"):
        Whole(part=Part())


def test_the_page_of_fields_says_them() -> None:
    page = field_page(Post)
    for sentence in (
        "`image` needs `imageAlt`, `credit`.",
        "At most one of `redirect`, `content`, `parts` has a value.",
        "At least one of `title`, `name` has a value.",
        "Where `status` is `published`, `date` must have a value, and `note` must have none.",
        "Where `draft` is `false`, `author` must have a value.",
    ):
        assert f"\n{sentence}\n" in page


def test_a_subclass_keeps_the_conditions_of_its_parents() -> None:
    more = record(conditions=[excludes("note", "author")])(type("More", (Post,), {}))
    words = [condition.word for condition in table_of(more).conditions]
    assert words == ["requires", "excludes", "one_of", "when", "when", "excludes"]
    free = record(one_of=())(type("Free", (Post,), {}))
    assert "one_of" not in [condition.word for condition in table_of(free).conditions]
    article = record(conditions=[requires("heat", "quality")])(type("Own", (Article,), {}))
    assert table_of(article).one_of == table_of(Article).one_of


def test_the_two_ways_to_declare_a_group_are_one() -> None:
    @record(one_of=(("a", "b"),), conditions=[one_of("a", "b")])
    class Pair(Record):
        a: int | None = None
        b: int | None = None

    assert table_of(Pair).one_of == (("a", "b"),)
    assert len(table_of(Pair).conditions) == 1


class Level(Enum):
    """A word, as programs name it."""

    HIGH = "high"


@pytest.mark.parametrize("value", [Level.HIGH, "high", ["high"], (Level.HIGH, "low")])
def test_the_value_of_a_condition_is_that_of_a_file(value: Any) -> None:
    @record(conditions=[when("level", value, requires=["name"])])
    class Leveled(Record):
        level: Literal["high", "low", "none"] = "none"
        name: Name | None = None

    assert len(explain({"level": "high"}, Leveled)) == 1
    assert explain({"level": "none"}, Leveled) == []


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: requires("a"), "requires takes the names of fields, each once, not .'a'"),
        (lambda: requires("a", "a"), "requires takes the names of fields, each once"),
        (lambda: excludes("a", 5), "excludes takes the names of fields"),
        (one_of, "one_of takes the names of fields"),
        (lambda: when("a", 5), "when names fields in a list"),
        (lambda: when("a", 5, requires="b"), "when names fields in a list"),
        (lambda: when("a", 5, requires=["a"]), "when takes the names of fields, each once"),
        (lambda: when("a", None, requires=["b"]), "when takes a single value"),
        (lambda: when("a", [], requires=["b"]), "when takes a single value"),
        (lambda: when("a", [[1]], requires=["b"]), "when takes a single value"),
    ],
)
def test_a_condition_that_says_nothing_is_refused(make: Any, told: str) -> None:
    with pytest.raises(ModelError, match=told):
        make()


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        (requires("a", "c"), "Odd: requires names 'c', which is not a field"),
        (requires("a", "fulll"), "names 'fulll', which is not a field; did you mean 'full'"),
        (excludes("a", "full"), r"Odd\.full: a field of excludes is empty by default"),
        (when("a", "x", requires=["b"]), 'Odd: when: "x" is no value of a'),
        (when("c", 1, requires=["b"]), "Odd: when names 'c', which is not a field"),
    ],
)
def test_a_condition_that_does_not_fit_its_class_is_refused(
    condition: Condition, told: str
) -> None:
    @record(conditions=[condition])
    class Odd(Record):
        a: int | None = None
        b: int | None = None
        full: int = 5

    with pytest.raises(ModelError, match=told):
        table_of(Odd)


def test_conditions_of_another_form_are_refused() -> None:
    for odd in ("ab", requires("a", "b"), [("a", "b")]):
        with pytest.raises(ModelError, match=r"Odd: conditions holds what requires, .*; write"):
            record(conditions=odd)(type("Odd", (Record,), {}))  # type: ignore[arg-type]


def test_the_example_of_a_schema_keeps_conditions() -> None:
    @record(conditions=[excludes("a", "b"), requires("a", "c")])
    class Shown(Record):
        a: int | None = None
        b: int | None = None
        c: int | None = None

    assert explain({"a": 1, "c": 1}, Shown) == []
    assert "examples" not in json_schema(Shown)
