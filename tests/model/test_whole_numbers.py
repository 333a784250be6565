"""Whole numbers: within what all readers of JSON hold exactly, in every field of every model."""

from __future__ import annotations

from typing import Annotated, Any

import attrs
import pytest
from annotated_types import Ge, Gt, Le, Lt
from hypothesis import given
from hypothesis import strategies as st

from article_schema import Record, ValidationError, json_schema, record, structure
from article_schema.errors import ModelError
from article_schema.model.constraints import LARGEST_WHOLE
from article_schema.model.shapes.base import FILE, PYTHON
from article_schema.model.shapes.explain import accepts, explain_value
from article_schema.model.shapes.hints import shape_of
from article_schema.model.shapes.tables import table_of
from article_schema.schema.validate import validate


@record
class Ledger(Record):
    """Whole numbers in all places where a model can have them."""

    plain: int = 0
    least: Annotated[int, Ge(1)] = 1
    most: Annotated[int, Lt(100)] = 0
    listed: list[int] = attrs.field(factory=list)
    named: dict[str, int] = attrs.field(factory=dict)
    maybe: int | None = None


HUGE = [2**53, -(2**53), 10**20, 10**309, -(10**309), 10**5000, -(10**5000)]


@pytest.mark.parametrize("number", HUGE, ids=range(len(HUGE)))
@pytest.mark.parametrize("place", ["plain", "maybe", "listed", "named"])
def test_huge_numbers_are_refused_in_every_place(number: int, place: str) -> None:
    value: Any = {"listed": [number], "named": {"a": number}}.get(place, number)
    with pytest.raises(ValidationError, match="9007199254740991, not"):
        structure({place: value}, Ledger)
    with pytest.raises(ValidationError, match="9007199254740991, not"):
        setattr(Ledger(), place, value)
    with pytest.raises(ValidationError):
        validate({place: value}, Ledger)


@pytest.mark.parametrize("number", [2.0**53, 1e20, -1e300])
def test_huge_numbers_with_a_fraction_are_refused_too(number: float) -> None:
    with pytest.raises(ValidationError, match=r"not (?:-?1e|9007199254740992\.0)"):
        structure({"plain": number}, Ledger)


@given(st.integers() | st.integers(-(2**54), 2**54) | st.sampled_from([LARGEST_WHOLE, 2**53]))
def test_model_and_schema_bound_whole_numbers_alike(number: int) -> None:
    field = table_of(Ledger).by_key["plain"]
    right = abs(number) <= LARGEST_WHOLE
    for form in (FILE, PYTHON):
        assert accepts(field, number, form) is right
        assert (explain_value(field, number, (), form) == []) is right
    if right:
        validate({"plain": number}, Ledger)
        assert structure({"plain": number}, Ledger).plain == number
    else:
        with pytest.raises(ValidationError):
            validate({"plain": number}, Ledger)


def test_a_side_with_a_bound_of_its_own_keeps_it() -> None:
    properties = json_schema(Ledger)["properties"]
    least, most = properties["least"], properties["most"]
    assert (least["minimum"], least["maximum"]) == (1, LARGEST_WHOLE)
    assert (most["minimum"], most["exclusiveMaximum"]) == (-LARGEST_WHOLE, 100)
    assert "maximum" not in most


@pytest.mark.parametrize("bound", [Le(2**53), Ge(-(2**53)), Lt(2**53 + 1), Gt(-1e30), Le(10**400)])
def test_a_bound_beyond_what_json_holds_is_refused(bound: Any) -> None:
    with pytest.raises(ModelError, match=r"Distance\.metres: a whole number lies between"):
        shape_of(Annotated[int, bound], "Distance.metres")


def test_the_bound_of_all_whole_numbers_is_not_told_with_each_fault() -> None:
    faults = explain_value(table_of(Ledger).by_key["plain"], "x", (), FILE)
    assert [fault.message for fault in faults] == [
        '`plain` must be a whole number, not the text "x"'
    ]


@pytest.mark.parametrize("key", ["title", "nonsense"])
def test_a_number_that_python_does_not_write_out_ends_in_a_clear_error(key: str) -> None:
    with pytest.raises(ValidationError):
        validate({key: 10**5000})
    with pytest.raises(ValidationError):
        structure({key: 10**5000})


@pytest.mark.parametrize("bound", [Le(LARGEST_WHOLE), Lt(2**53), Gt(-(2**53))])
def test_a_bound_may_be_the_last_number_that_json_holds(bound: Any) -> None:
    shape, _ = shape_of(Annotated[int, bound], "Distance.metres")
    assert shape.accepts(1, FILE)
