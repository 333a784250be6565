"""Dates of a JSON Schema that is a model are told as those of a class."""

from __future__ import annotations

from datetime import date, datetime
from itertools import product
from typing import Annotated, Any

import pytest

from article_schema import Record, Settings, check_text, json_schema, model_from_schema, record
from article_schema.fields import Moment

#: As zod 4 writes `z.iso.date()`, shorter.
PATTERN = r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$"
ZOD = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "format": "date", "pattern": PATTERN},
        "at": {"type": "string", "format": "date-time", "pattern": "Z$"},
    },
}


def told(text: str, model: type, name: str = "a.md") -> list[tuple[str, str, str]]:
    findings = check_text(text, name, Settings(model=model)).findings
    return [(finding.code, finding.message, finding.help) for finding in findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "day: 2020-06-31",
            ("DAT003", '`day` is not a day that exists: "2020-06-31"', "June has 30 days"),
        ),
        (
            "day: yesterday",
            ("DAT001", '`day` is not a date: "yesterday"', "write it like 2020-06-12"),
        ),
        (
            "at: 2020-06-12",
            (
                "DAT001",
                '`at` has no time of day: "2020-06-12"',
                "write it like 2020-06-12T19:19:00Z",
            ),
        ),
        # What only the pattern refuses is told of the pattern.
        (
            "at: 2020-06-12T10:00:00+02:00",
            ("SCH002", '`at` must match the pattern `Z$`, not "2020-06-12T10:00:00+02:00"', ""),
        ),
        (
            "day: 5",
            ("FLD004", "`day` must be a date such as 2020-06-12, not the number 5", ""),
        ),
    ],
)
def test_a_pattern_beside_a_format_hides_no_advice(
    text: str, expected: tuple[str, str, str]
) -> None:
    assert told(f"---\n{text}\n---\n", model_from_schema(ZOD))[0] == expected


def test_a_date_of_toml_is_no_text_where_a_pattern_judges_it() -> None:
    assert told("+++\nday = 2020-06-12\n+++\n", model_from_schema(ZOD)) == [
        (
            "FLD004",
            "`day` must be a date such as 2020-06-12, as text, not the date 2020-06-12",
            "put it in quotes",
        )
    ]


@pytest.mark.parametrize("forms", list(product((False, True), repeat=3)))
def test_the_schema_of_a_model_takes_the_dates_of_toml_that_the_model_takes(
    forms: tuple[bool, bool, bool],
) -> None:
    day, no_zone, spaced = forms
    moment: Any = Annotated[
        date | datetime if day else datetime, Moment(day=day, no_zone=no_zone, spaced=spaced)
    ]
    post = record(type("Post", (Record,), {"__annotations__": {"day": date, "moment": moment}}))
    model = model_from_schema(json_schema(post))
    for value in ("2020-06-12", "2020-06-12T10:00:00", "2020-06-12T10:00:00Z", '"2020-06-12"'):
        text = f"+++\nday = 2020-06-12\nmoment = {value}\n+++\n"
        assert told(text, model) == told(text, post)
    assert told("+++\nday = 2020-06-12\nmoment = 2020-06-12T10:00:00Z\n+++\n", model) == []
