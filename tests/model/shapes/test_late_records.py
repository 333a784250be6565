"""A class that takes a while to make is made when a value is judged, not where it is named."""

from __future__ import annotations

from typing import Annotated, Any

import pytest

from article_schema.model.borrowing import make_record
from article_schema.model.shapes.base import FILE
from article_schema.model.shapes.containers import LateRecordShape


def _unmade() -> type:
    pytest.fail("made where it was only named")


def test_a_class_is_not_made_where_types_are_declared() -> None:
    shape = LateRecordShape(_unmade)
    hint: Any = Annotated[dict[str, Any], shape]
    assert hash(hint | None) == hash(Annotated[dict[str, Any], LateRecordShape(_unmade)] | None)
    assert shape == LateRecordShape(_unmade)
    assert shape != LateRecordShape(dict.mro)


def test_it_judges_as_its_class_does() -> None:
    made = make_record("Made", [("count", int, 0)])
    shape = LateRecordShape(lambda: made)
    assert shape.accepts({"count": 1}, FILE)
    assert not shape.accepts({"count": "1"}, FILE)
    assert shape.model is made
