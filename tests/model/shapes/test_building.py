from __future__ import annotations

from typing import Annotated, Any, Literal

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import valid_article_data

from article_schema.conversion import explain, structure
from article_schema.errors import ValidationError
from article_schema.model.article import Article
from article_schema.model.facets import Doc
from article_schema.model.fields import Record, record
from article_schema.model.shapes.base import RejectedError
from article_schema.model.shapes.building import builder_of

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)


@given(valid_article_data())
def test_valid_data_is_built_as_cattrs_structures_it(data: dict[str, Any]) -> None:
    assert builder_of(Article)(data) == structure(data)


@given(valid_article_data(), st.data())
def test_the_verdict_is_that_of_explain(data: dict[str, Any], chance: st.DataObject) -> None:
    key = chance.draw(st.sampled_from(sorted(data)))
    broken = {**data, key: chance.draw(JSON)}
    if explain(broken):
        with pytest.raises(RejectedError):
            builder_of(Article)(broken)
    else:
        assert builder_of(Article)(broken) == structure(broken)


@record
class Note(Record):
    """A model with the shapes that articles do not have."""

    kind: Literal["long", "short"]
    weight: float | None
    parts: Annotated[dict[str, int], Doc("a mapping")] = attrs.field(factory=dict)
    other: Any = None


@pytest.mark.parametrize(
    ("data", "valid"),
    [
        ({"kind": "long", "weight": 1}, True),
        ({"kind": "long", "weight": None, "parts": {"a": 1}, "other": [1], "more": 2}, True),
        ({"kind": "wide", "weight": 1}, False),
        ({"kind": "long"}, False),
        ({"kind": "long", "weight": 1, "parts": {"a": "x"}}, False),
        ({"kind": "long", "weight": 1, "parts": []}, False),
        ([], False),
    ],
)
def test_every_shape_is_built(data: Any, valid: bool) -> None:
    assert bool(explain(data, Note)) is not valid
    if valid:
        assert builder_of(Note)(data) == structure(data, Note)
    else:
        with pytest.raises(RejectedError):
            builder_of(Note)(data)


def test_a_number_in_python_is_an_integer_or_a_float_and_no_boolean() -> None:
    for weight in (3, 2.5, None):
        assert Note(kind="long", weight=weight).weight == weight
    for wrong in (True, float("nan"), float("inf"), "3"):
        with pytest.raises(ValidationError):
            Note(kind="long", weight=wrong)
