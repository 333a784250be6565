"""Dates are written in the form of those that they replace."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from article_schema import loads
from article_schema.document.edits import InsertItem, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.moments import written
from article_schema.document.splicing.splice import splice

NAIVE = datetime(2020, 2, 1, 9, 8, 7)
IN_UTC = NAIVE.replace(tzinfo=UTC)
EAST = NAIVE.replace(tzinfo=timezone(timedelta(hours=2)))


@pytest.mark.parametrize(
    ("moment", "old", "expected"),
    [
        (date(2020, 2, 1), "2020-01-01", "2020-02-01"),
        (date(2020, 2, 1), "2020-01-01 10:00:00", "2020-02-01"),
        (NAIVE, "2020-01-01", "2020-02-01T09:08:07"),
        (NAIVE, "2020-01-01 10:00:00", "2020-02-01 09:08:07"),
        (NAIVE, "2020-01-01T10:00:00Z", "2020-02-01T09:08:07"),
        (IN_UTC, "2020-01-01t10:00:00z", "2020-02-01t09:08:07z"),
        (IN_UTC, "2020-01-01", "2020-02-01T09:08:07Z"),
        (IN_UTC, "2020-01-01 10:00:00 Z", "2020-02-01 09:08:07 Z"),
        (IN_UTC, "2020-01-01T10:00:00+02:00", "2020-02-01T09:08:07+00:00"),
        (EAST, "2020-01-01T10:00:00Z", "2020-02-01T09:08:07+02:00"),
        (EAST, "2020-01-01 10:00:00 +0100", "2020-02-01 09:08:07 +0200"),
        (EAST, "2020-01-01 10:00:00 +01", "2020-02-01 09:08:07 +02"),
        (EAST, "some words", "2020-02-01T09:08:07+02:00"),
        (NAIVE.replace(microsecond=500000), "2020-01-01 1:00:00.0", "2020-02-01 09:08:07.500000"),
    ],
)
def test_form(moment: date, old: str, expected: str) -> None:
    assert written(moment, old) == expected


@pytest.mark.parametrize(
    ("old", "value", "expected"),
    [
        ("2020-01-01", "2020-02-01", "2020-02-01"),
        ("2020-01-01", date(2020, 2, 1), "2020-02-01"),
        ("2020-01-01 10:00:00", "2020-02-01", "2020-02-01"),
        ("2020-01-01 10:00:00", "2020-02-01 09:00:00", "2020-02-01 09:00:00"),
        ("2020-01-01 10:00:00", NAIVE, "2020-02-01 09:08:07"),
        ("2020-01-01T10:00:00Z", IN_UTC, "2020-02-01T09:08:07Z"),
        ("2020-01-01 10:00:00 +0100", EAST, "2020-02-01 09:08:07 +0200"),
        ("'2020-01-01'", date(2020, 2, 1), "'2020-02-01'"),
        ("&x 2020-01-01", date(2020, 2, 1), "&x 2020-02-01"),
        ("2020-01-01", "2020-13-45", "'2020-13-45'"),
    ],
)
def test_yaml(old: str, value: object, expected: str) -> None:
    source = split(f"d: {old}  # why\n", "a.yaml")
    assert splice(source, [SetValue(("d",), value)]).text == f"d: {expected}  # why\n"


@pytest.mark.parametrize(
    ("old", "value", "expected"),
    [
        ("2020-01-01", "2020-02-01", "2020-02-01"),
        ("2020-01-01", date(2020, 2, 1), "2020-02-01"),
        ("2020-01-01 10:00:00", NAIVE, "2020-02-01 09:08:07"),
        ("2020-01-01 10:00:00Z", "2020-02-01T09:08:07Z", "2020-02-01 09:08:07Z"),
        ("2020-01-01T10:00:00+01:00", EAST, "2020-02-01T09:08:07+02:00"),
        ("2020-01-01T10:00:00-00:00", IN_UTC, "2020-02-01T09:08:07+00:00"),
    ],
)
def test_toml(old: str, value: object, expected: str) -> None:
    source = split(f"d = {old} # why\n", "a.toml")
    assert splice(source, [SetValue(("d",), value)]).text == f"d = {expected} # why\n"


def test_a_new_date_in_a_list_and_in_json_is_text() -> None:
    source = split("d: [x]\n", "a.yaml")
    assert (
        splice(source, [InsertItem(("d",), 1, date(2020, 2, 1))]).text == "d: [x, '2020-02-01']\n"
    )
    source = split('{"d": "2020-01-01 10:00:00"}', "a.json")
    assert splice(source, [SetValue(("d",), NAIVE)]).text == '{"d": "2020-02-01 09:08:07"}'


def test_a_document_writes_a_date_as_the_old_one_is() -> None:
    document = loads("---\nsome: 2020-01-01 10:00:00\n---\n", "a.md")
    document.set("some", NAIVE)
    document.set("other", date(2020, 2, 1))
    assert document.data == {"some": "2020-02-01 09:08:07", "other": "2020-02-01"}
    assert "some: 2020-02-01 09:08:07\n" in document.text
