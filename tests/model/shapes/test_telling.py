from __future__ import annotations

from typing import Annotated

from annotated_types import MaxLen

from article_schema import Doc, Record, record
from article_schema.fields import Example
from article_schema.model.shapes.tables import table_of
from article_schema.model.shapes.telling import told_in_markdown


@record
class Story(Record):
    """A story."""

    title: Annotated[str, MaxLen(60), Doc("What it is called."), Example("The harbour")]
    pages: Annotated[list[int], Example([1, 2])]
    plain: str


def test_a_field_is_told_paragraph_by_paragraph() -> None:
    title, pages, plain = table_of(Story).fields
    assert [*told_in_markdown(title)] == [
        "What it is called.", "- length at most 60", "Example: `The harbour`"
    ]  # fmt: skip
    assert [*told_in_markdown(pages)] == ["Example: `[1, 2]`"]
    assert [*told_in_markdown(plain)] == []
