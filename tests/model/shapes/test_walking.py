"""Shapes lead to what is in a value: by key and index, one after the other, and through records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import attrs
import pytest

from article_schema import Image, Record, record
from article_schema.model.constraints import Length
from article_schema.model.facets import NotBlank
from article_schema.model.shapes.base import RejectedError, Shape
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.containers import (
    AnyShape,
    MappingShape,
    RecordShape,
)  # fmt: skip
from article_schema.model.shapes.scalars import (
    BooleanShape,
    InstantShape,
    IntegerShape,
    NumberShape,
    TextShape,
)  # fmt: skip
from article_schema.model.shapes.sequences import ListShape


@record
class Leaf(Record):
    """A record with nothing in it but values."""

    name: str
    at: datetime | None = None


@record
class Tree(Record):
    """A record that holds its own kind."""

    name: str = "tree"
    leaves: list[Leaf] = attrs.field(factory=list)
    by_name: dict[str, list[Leaf]] = attrs.field(factory=dict)


LEAF, TREE = RecordShape(Leaf), RecordShape(Tree)
LEAVES, NAMED = ListShape(LEAF), MappingShape(ListShape(LEAF))
DATA = {
    "name": "elm",
    "leaves": [{"name": "a", "at": "2020-06-12T19:19:00Z"}],
    "byName": {"b": [{"name": "b"}], 7: []},
    "other": [{"name": "c"}],
}


@pytest.mark.parametrize(
    ("shape", "step", "child"),
    [
        (LEAVES, 0, LEAF),
        (LEAVES, "0", None),
        (NAMED, "any", LEAVES),
        (NAMED, 0, None),
        (TREE, "byName", NAMED),
        (TREE, "by_name", None),
        (TREE, 0, None),
        (TextShape(), 0, None),
        (AnyShape(), "key", None),
    ],
)
def test_a_key_or_index_leads_to_the_shape_under_it(
    shape: Shape, step: str | int, child: Shape | None
) -> None:
    assert shape.child(step) == child


def test_a_walk_meets_all_that_the_model_knows_in_the_order_of_the_model() -> None:
    routes = [route for _, _, route in TREE.walk(DATA, ("page",))]
    assert routes == [
        ("page",),
        ("page", "name"),
        ("page", "leaves"),
        ("page", "leaves", 0),
        ("page", "leaves", 0, "name"),
        ("page", "leaves", 0, "at"),
        ("page", "byName"),
        ("page", "byName", "b"),
        ("page", "byName", "b", 0),
        ("page", "byName", "b", 0, "name"),
    ]
    assert [(value, route) for shape, value, route in TREE.walk(DATA) if shape.is_instant] == [
        ("2020-06-12T19:19:00Z", ("leaves", 0, "at"))
    ]


@pytest.mark.parametrize("shape", [TREE, LEAVES, NAMED])
@pytest.mark.parametrize("value", [None, "text", 7, [], {}])
def test_a_walk_passes_over_what_has_another_shape(shape: Shape, value: Any) -> None:
    assert [part for _, part, _ in shape.walk(value)] == [value]


def test_a_walk_stops_at_the_instances_of_python() -> None:
    leaf = Leaf(name="a")
    assert [route for _, _, route in NAMED.walk({"a": [leaf]})] == [(), ("a",), ("a", 0)]


def test_a_shape_names_what_it_is_made_of() -> None:
    assert list(NAMED.flat()) == [NAMED, LEAVES, LEAF]
    assert NAMED.record_model is LEAVES.record_model is Leaf
    assert TREE.record_model is TREE.model is Tree
    assert ListShape(TextShape()).record_model is None


@pytest.mark.parametrize(
    ("shape", "other", "covers"),
    [
        (TextShape(), TextShape((NotBlank(),)), True),
        (TextShape((NotBlank(),)), TextShape(), False),
        (NumberShape(), IntegerShape(), False),
        (ListShape(TextShape()), ListShape(TextShape((NotBlank(),)), (Length(1),)), True),
        (ListShape(TextShape(), (Length(1),)), ListShape(TextShape()), False),
        (ListShape(TextShape((NotBlank(),))), ListShape(TextShape()), False),
        (ListShape(TextShape()), TextShape(), False),
        (MappingShape(TextShape()), MappingShape(TextShape((NotBlank(),))), True),
        (MappingShape(TextShape((NotBlank(),))), MappingShape(TextShape()), False),
        (MappingShape(TextShape()), ListShape(TextShape()), False),
        (RecordShape(Record), LEAF, True),
        (LEAF, RecordShape(Record), False),
        (LEAF, LEAVES, False),
        (ChoiceShape(("a",)), ChoiceShape(("a",)), True),
        (ChoiceShape(("a",)), ChoiceShape(("a", "b")), False),
        (AnyShape(), AnyShape(), True),
        (AnyShape(), TextShape(), False),
    ],
)
def test_a_shape_covers_what_has_at_least_its_constraints(
    shape: Shape, other: Shape, covers: bool
) -> None:
    assert shape.covers(other) is covers


@pytest.mark.parametrize(
    ("shape", "default", "answer"),
    [
        (TextShape(), "", True),
        (BooleanShape(), False, True),
        (ChoiceShape(("a",)), "a", True),
        (ListShape(TextShape()), [], True),
        (ListShape(TextShape()), ["a"], False),
        (MappingShape(TextShape()), {}, True),
        (MappingShape(TextShape()), {"a": "b"}, False),
        (LEAF, None, False),
        (AnyShape(), None, False),
    ],
)
def test_defaults_that_equality_tells(shape: Shape, default: Any, answer: bool) -> None:
    assert shape.compares_by_value(default) is answer


def test_what_is_sound_in_a_list_of_records_is_kept() -> None:
    first, second, third = LEAVES.recover([{"name": "a"}, {"name": 7}, "text"])
    assert first.name == "a"
    assert not hasattr(second, "name")
    assert not hasattr(third, "name")
    assert LEAVES.recover([]) == []


def test_what_is_sound_in_a_mapping_of_records_is_kept() -> None:
    found = NAMED.recover({"a": [{"name": "b"}, 7], "c": []})
    assert found["a"][0].name == "b"
    assert not hasattr(found["a"][1], "name")
    assert found["c"] == []


@pytest.mark.parametrize(
    ("shape", "value"),
    [
        (LEAVES, {"name": "a"}),
        (ListShape(TextShape()), []),
        (NAMED, []),
        (MappingShape(TextShape()), {"a": "b"}),
        (TextShape(), "a"),
        (AnyShape(), {}),
    ],
)
def test_nothing_else_is_kept_of_a_value_with_faults(shape: Shape, value: Any) -> None:
    with pytest.raises(RejectedError):
        shape.recover(value)


@pytest.mark.parametrize(
    ("shape", "noun", "summary", "sentences"),
    [
        (TextShape((NotBlank(),)), "text", "text", ["not blank"]),
        (InstantShape(), "a date and time", "date and time", []),
        (BooleanShape(), "true or false", "true or false", []),
        (ChoiceShape(("a", "b")), "one of a, b", "one of `a`, `b`", []),
        (LEAF, "a mapping with `name`", "<Leaf>", []),
        (TREE, "a mapping", "<Tree>", []),
        (AnyShape(), "any data", "any data", []),
        (
            ListShape(TextShape((NotBlank(),)), (Length(1),)),
            "a list", "list: text", ["length at least 1", "each not blank"],
        ),
        (
            MappingShape(TextShape((NotBlank(),))),
            "a mapping", "mapping: text", ["each value not blank"],
        ),
    ],
)  # fmt: skip
def test_people_read_what_a_shape_is(
    shape: Shape, noun: str, summary: str, sentences: list[str]
) -> None:
    assert shape.noun == noun
    assert shape.summary(lambda model: f"<{model.__name__}>") == summary
    assert shape.sentences() == sentences


def test_examples_are_made_of_those_of_records() -> None:
    def of_record(model: type) -> str:
        return model.__name__

    assert LEAF.example(of_record) == "Leaf"
    assert LEAVES.example(of_record) == ["Leaf"]
    assert ListShape(TextShape()).example(of_record) is None
    assert NAMED.example(of_record) is None
    assert RecordShape(Image).example_text().startswith("{url: https://")
    assert LEAF.example_text() == ""
