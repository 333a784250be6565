from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

import attrs
import pytest
from annotated_types import Ge, MinLen, MultipleOf

from article_schema.errors import ModelError, ValidationError
from article_schema.model.article import Article, Image
from article_schema.model.constraints import Bound, ExactBound
from article_schema.model.facets import Deprecated, Doc, Example, Key, Quoted, Reports
from article_schema.model.fields import Record, camel_case, record
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.containers import (
    AnyShape,
    MappingShape,
    RecordShape,
)
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import is_absent, is_model, table_of


@record
class Page(Record):
    """A page with a field of many notes.

    Only the first line is its description.
    """

    size: Annotated[
        int | None,
        Ge(1),
        Doc("How large."),
        Doc("In bytes."),
        Example(3),
        Example(4),
        Key("page-size"),
        Deprecated("seen"),
        Reports("XXX001"),
        Quoted(),
    ] = None
    kind: Literal["a", "b"]
    seen: int | None
    names: list[str] = attrs.field(factory=list)
    count: int = 5
    loose: Any
    table: dict[str, list[int]] = attrs.field(factory=dict)
    image: Image | None = None


def test_a_field_holds_what_its_declaration_says() -> None:
    table = table_of(Page)
    assert table.doc == "A page with a field of many notes."
    field = table.by_name["size"]
    assert field is table.by_key["page-size"]
    assert (field.doc, field.examples) == ("How large. In bytes.", (3, 4))
    assert (field.deprecated, field.code, field.quoted) == ("seen", "XXX001", True)
    bounds = (Bound(1, "minimum"), ExactBound(2**53 - 1, "maximum"))
    assert field.shape.facets == bounds


@pytest.mark.parametrize(
    ("name", "required", "nullable", "holds_none", "default"),
    [
        ("size", False, True, True, None),
        ("kind", True, False, False, None),
        ("seen", True, True, True, None),
        ("names", False, True, False, []),
        ("count", False, True, False, 5),
        ("loose", True, True, True, None),
        ("table", False, True, False, {}),
    ],
)
def test_absence(
    name: str, required: bool, nullable: bool, holds_none: bool, default: object
) -> None:
    field = table_of(Page).by_name[name]
    assert (field.required, field.nullable, field.holds_none) == (required, nullable, holds_none)
    assert (field.make_default is None) == required
    assert field.make_default is None or field.make_default() == default


def test_shapes() -> None:
    shapes = {field.name: field.shape for field in table_of(Page).fields}
    assert shapes["kind"] == ChoiceShape(("a", "b"))
    assert shapes["loose"] == AnyShape()
    assert shapes["image"] == RecordShape(Image)
    assert isinstance(shapes["names"], ListShape)
    assert isinstance(shapes["table"], MappingShape)
    assert isinstance(shapes["table"].value, ListShape)


def test_the_table_of_a_class_is_made_once() -> None:
    assert table_of(Page) is table_of(Page)


@pytest.mark.parametrize(
    ("name", "key"), [("url", "url"), ("is_cached", "isCached"), ("cdn_amp_url", "cdnAmpUrl")]
)
def test_camel_case(name: str, key: str) -> None:
    assert camel_case(name) == key


@pytest.mark.parametrize("value", [None, [], {}])
def test_absent_values(value: object) -> None:
    assert is_absent(value)


@pytest.mark.parametrize("value", ["", 0, False, [None], {"": None}])
def test_values_that_are_there(value: object) -> None:
    assert not is_absent(value)


def test_a_subclass_adds_fields_and_makes_one_optional_in_its_place() -> None:
    @record
    class Report(Article):
        """An article of one project."""

        excerpt: str | None = None  # type: ignore[assignment]
        desk: Annotated[str, MinLen(2)]

    keys = list(table_of(Report).by_key)
    assert keys == [*table_of(Article).by_key, "desk"]
    assert not table_of(Report).by_name["excerpt"].required
    assert table_of(Article).by_name["excerpt"].required
    assert table_of(Report).one_of == table_of(Article).one_of


def test_a_subclass_is_validated_through_its_own_table() -> None:
    @record
    class Small(Image):
        width: Annotated[int, Ge(10)]
        alt: str

    small = Small(url="/a.png", width=10, height=1, alt="A quay")
    with pytest.raises(ValidationError, match="`width` must be at least 10, not 9"):
        small.width = 9
    with pytest.raises(ValidationError, match="`height` must be at least 1, not 0"):
        small.height = 0
    with pytest.raises(ValidationError, match="`alt` must be text, not the number 3"):
        small.alt = 3  # type: ignore[assignment]
    assert Image(url="/a.png", width=9, height=1).width == 9


def test_a_subclass_can_set_its_own_groups() -> None:
    @record(one_of=())
    class Loose(Article):
        pass

    assert table_of(Loose).one_of == ()


def test_a_subclass_that_is_not_decorated_is_no_model() -> None:
    class Plain(Image):
        pass

    assert is_model(Image)
    assert not is_model(Plain)
    with pytest.raises(ModelError, match=r"Plain.* is not a model class; decorate it with @record"):
        table_of(Plain)


@pytest.mark.parametrize("thing", [int, "Article", None, Image(url="/a", width=1, height=1)])
def test_what_is_no_model(thing: Any) -> None:
    with pytest.raises(ModelError, match="is not a model class"):
        table_of(thing)


@pytest.mark.parametrize(
    ("hint", "message"),
    [
        (list[int] | list[str], "two types of lists cannot be told apart"),
        (set[list[int]], r"only single values can be in a set; use list"),
        (bytes, "cannot stand in a file"),
        (list[int | None], "the items of a list cannot be None"),
        (dict[str, int | None], "the values of a mapping cannot be None"),
        (dict[int, str], "cannot stand in a file"),
        (Literal["a", b"b"], "cannot stand in a file: b'b' is no value of a file"),
        (Literal[1, 1.0], "two of its values are one in a file"),
        (Annotated[Any, Ge(1)], "only text, numbers, dates, lists and mappings can carry const"),
        (Annotated[datetime, Ge(1)], "only text, numbers, dates, lists and mappings can carry"),
        (Annotated[int, MultipleOf(0.1)], "MultipleOf takes a whole number above 0, or a fraction"),
    ],
)
def test_a_field_that_no_file_can_hold(hint: Any, message: str) -> None:
    @record
    class Odd(Record):
        value: hint

    Odd.__annotations__["value"] = hint
    with pytest.raises(ModelError, match=rf"^Odd\.value: .*{message}"):
        table_of(Odd)


def test_two_fields_with_one_key() -> None:
    @record
    class Twice(Record):
        a_b: int
        other: Annotated[int, Key("aB")]

    with pytest.raises(ModelError, match="Twice: two fields have the same key"):
        table_of(Twice)


def test_an_older_name_of_nothing() -> None:
    @record
    class Page(Record):
        old: Annotated[int, Deprecated("size")] = 1

    with pytest.raises(ModelError, match=r"Page\.old: Deprecated names 'size', which is no key"):
        table_of(Page)


def test_a_group_of_unknown_fields() -> None:
    @record(one_of=(("name", "nickname"),))
    class Person(Record):
        name: str | None = None

    with pytest.raises(ModelError, match="Person: one_of names 'nickname', which is not a field"):
        table_of(Person)


def test_a_group_with_a_default_would_always_be_kept() -> None:
    @record(one_of=(("name",),))
    class Person(Record):
        name: str = "Jo"

    with pytest.raises(ModelError, match=r"Person\.name: a field of one_of is empty by default"):
        table_of(Person)


def test_extra_must_be_a_dict() -> None:
    with pytest.raises(TypeError, match=r"Image\.extra must be a dict"):
        Image(url="/a", width=1, height=1, extra=[])  # type: ignore[arg-type]


def test_whole_numbers_are_told_from_other_values() -> None:
    table = table_of(Image)
    assert [field.name for field in table.fields if field.is_integer] == ["width", "height"]
