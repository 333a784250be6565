"""The same change in several records of a document."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import EditError, loads
from article_schema.document.compare import same
from article_schema.documents.records import Records, place_of, records_in

LINES = '{"title": "a", "m": {"x": 1}}\n{"title": "b", "m": {"x": 2}, "t": ["z"]}\n{"title": "c"}\n'


def some(text: str, *records: int) -> tuple[Any, Records]:
    document = loads(text, "a.jsonl")
    return document, Records(document, [(each,) for each in records])


def test_each_change_is_made_in_the_chosen_records_alone() -> None:
    document, records = some(LINES, 0, 1)
    records.rename("title", "name")
    records.append("t", "new")
    records.move("m.x", "x")
    records.set("heat", 3)
    records.delete("m")
    assert document.data == [
        {"name": "a", "t": ["new"], "x": 1, "heat": 3},
        {"name": "b", "t": ["z", "new"], "x": 2, "heat": 3},
        {"title": "c"},
    ]


def test_a_change_that_fails_in_one_record_is_made_in_none() -> None:
    document, records = some(LINES, 0, 1, 2)
    with pytest.raises(EditError, match=r"\[2\].m: there is no such"):
        records.set("m.x", 5)
    assert document.text == LINES


def test_what_is_deleted_goes_where_it_is() -> None:
    document, records = some(LINES, 0, 1, 2)
    records.delete_all(["t[0]", "m.x", "m"])
    assert document.data == [{"title": "a"}, {"title": "b", "t": []}, {"title": "c"}]
    document = loads("- a: 1\n  a: 2\n- a: 3\n", "a.yaml")
    records = Records(document, [(0,), (1,)])
    records.delete_all(["a"], which=0)
    assert document.text == "- a: 2\n- a: 3\n"


def test_the_records_of_a_file_are_found_with_their_places() -> None:
    document = loads('{"value": [{"title": "a"},\n{"title": "b"}]}', "a.json")
    assert [route for route, _ in records_in(document)] == [("value", 0), ("value", 1)]
    assert [route for route, _ in records_in(document, whole=True)] == [()]
    assert place_of(document, ("value", 1, "title")) == (2, 11)
    assert [route for route, _ in records_in(loads("title: a", "a.yaml"))] == [()]


VALUES = st.one_of(st.integers(0, 9), st.text("ab ", max_size=4), st.lists(st.integers(0, 9)))


@given(st.lists(st.dictionaries(st.sampled_from("abc"), VALUES), min_size=1), VALUES)
def test_many_records_change_as_plain_data_do(data: list[dict[str, Any]], value: Any) -> None:
    import json

    document = loads(json.dumps(data), "a.json")
    Records(document, [(number,) for number in range(len(data))]).set("a", value)
    for each in data:
        each["a"] = value
    assert same(document.data, data)
