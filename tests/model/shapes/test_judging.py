from __future__ import annotations

from typing import Annotated, Any

import pytest

from article_schema.errors import ValidationError
from article_schema.faults import Fault
from article_schema.model.fields import Record, record
from article_schema.model.shapes.judging import faults_of, keeps, verdict_of


class Fails:
    """A facet of a project that raises for a value."""

    sentence = "of any kind"

    def accepts(self, value: Any) -> bool:
        if value == "wrong":
            raise LookupError(value)
        return True

    def flaw(self, value: Any) -> Fault:
        raise AssertionError(value)

    def keywords(self) -> dict[str, Any]:
        return {}


def test_a_facet_that_raises_accepts_nothing() -> None:
    assert not keeps(Fails(), "wrong")
    assert not verdict_of(Fails())("wrong")
    assert verdict_of(Fails())("right")
    assert len(faults_of(Fails(), "wrong")) == 1


def test_a_record_with_such_a_facet_is_refused_in_words() -> None:
    @record
    class Odd(Record):
        word: Annotated[str, Fails()]

    assert Odd(word="right").word == "right"
    with pytest.raises(ValidationError, match='the constraint Fails fails: "LookupError: wrong"'):
        Odd(word="wrong")
