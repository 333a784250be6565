"""The page about the fields of a model says in words what each may hold."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from annotated_types import Ge, MinLen

from article_schema import Doc, Record, record
from article_schema.model.facets import Deprecated, Example
from article_schema.reporting.field_page import field_page


@record
class Part(Record):
    """A part."""

    name: Annotated[str, Doc("Its name.")]


@record(one_of=(("text", "number"),))
class Whole(Record):
    """A record of all shapes."""

    when: Annotated[datetime, Doc("When it was.")]
    text: Annotated[str | None, Doc("A | text."), Example("a")] = None
    number: Annotated[int | None, Ge(1), Doc("A number.")] = None
    old: Annotated[str | None, Doc("An old name."), Deprecated("text")] = None
    share: Annotated[float, Doc("A share.")] = 0.5
    is_on: Annotated[bool, Doc("A switch.")] = False
    part: Annotated[Part | None, Doc("One.")] = None
    parts: Annotated[list[Part] | None, MinLen(2), Doc("Several.")] = None
    scores: Annotated[dict[str, int] | None, Doc("By name.")] = None
    word: Annotated[Literal["a", "b"], Doc("A choice.")] = "a"
    rest: Annotated[Any, Doc("Anything.")] = None


def test_each_shape_has_its_words() -> None:
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:-1]]
        for line in field_page(Whole).splitlines()
        if line.startswith("| `")
        for cells in [line.replace(r"\|", "¦").split("|")]
    }
    assert {name: row[0] for name, row in rows.items()} == {
        "`when`": "date and time",
        "`text`": "text",
        "`number`": "a whole number",
        "`old` (deprecated: write `text`)": "text",
        "`share`": "a number",
        "`isOn`": "true or false",
        "`part`": "[Part](#part)",
        "`parts`": "list: [Part](#part)",
        "`scores`": "mapping: a whole number",
        "`word`": "one of `a`, `b`",
        "`rest`": "any data",
        "`name`": "text",
    }
    assert {name for name, row in rows.items() if row[1] == "yes"} == {"`when`", "`name`"}
    assert rows["`number`"][2] == "at least 1"
    assert rows["`parts`"][2].startswith("length at least 2")
    assert rows["`text`"][3] == "A ¦ text."
    assert rows["`text`"][4]


def test_a_page_says_of_each_record_what_other_keys_are() -> None:
    @record(closed=True)
    class Whole(Record):
        part: Part | None = None

    assert "A key that is not listed here\nis kept" in field_page(Part)
    page = field_page(Whole)
    assert "A key that is not listed here" not in page
    closed, still_open = page.split("## Part")
    assert "Every other key is an error, and so is a key without a value." in closed
    assert "Another key is kept and reported" not in closed
    assert "Another key is kept and reported" in still_open
