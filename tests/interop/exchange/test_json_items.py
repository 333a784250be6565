"""Items of JSON come one by one, and what `json.loads` refuses is refused."""

from __future__ import annotations

import json
import re
import tracemalloc
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article_schema import DocumentError, Limits
from article_schema.interop.exchange.json_items import MOST_ITEMS, JsonItems
from article_schema.interop.exchange.sources import Source

LONGEST = Limits().data_characters
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=20,
)  # fmt: skip


def read(text: str, *beside: str) -> JsonItems:
    return JsonItems(Source("a.json", text.encode()), "items", beside)


def items_by_json(text: str) -> list[Any]:
    """Return the items as they are when the whole text is read at once."""
    found = json.loads(text)
    if isinstance(found, dict) and isinstance(found.get("items"), list):
        found = found["items"]
    return found if isinstance(found, list) else [found]


@given(VALUES, st.sampled_from([None, 1]))
def test_items_are_those_of_the_whole(value: Any, indent: int | None) -> None:
    for data in (value, [value, value], {"a": value, "items": [value], "b": 1}, {"items": value}):
        text = json.dumps(data, indent=indent, ensure_ascii=indent is None)
        found = read(text, "a")
        assert list(found) == list(found) == items_by_json(text)
        if isinstance(data, dict):
            assert found.is_listed is isinstance(data.get("items"), list)
            assert found.beside == {key: part for key, part in data.items() if key == "a"}


@given(st.text(alphabet='[]{}":,\\ab10 \n', max_size=12))
@example('{"a" 1}')
@example('{"items": [1 2]}')
@example('{"items": [1,]}')
@example('"a\\')
@example('["\\"\\"')
@example("[1] 2")
@example('{"a": 1,}')
@example("tru")
@example("[[1,2]")
@example("[}")
@example("{]")
@example('{"a":}')
@example("")
@example('{"items": [], 1: 2}')
@example('{"items": [], a: 2}')
def test_what_is_no_json_is_refused(text: str) -> None:
    try:
        wanted = items_by_json(text)
    except ValueError:
        with pytest.raises(DocumentError, match="DOC005") as caught:
            read(text)
        assert 1 <= caught.value.line <= text.count("\n") + 1
    else:
        assert list(read(text)) == wanted


def test_faults_are_told_where_they_are() -> None:
    text = '{\n "items": [\n  {"a": 1},\n  {"a": tru}\n ]\n}'
    with pytest.raises(DocumentError, match=re.escape("a.json:4:9: DOC005")):
        read(text)


def test_a_broken_text_gives_no_item() -> None:
    with pytest.raises(DocumentError):
        read('[{"a": 1}, {"a": 2}')


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('{"items": [' + '{"a":' * 100_000, "nested too deeply"),
        ('{"items": [{"a": "' + "x" * LONGEST + '"}]}', "a record has more than 2,000,000"),
        ('{"a": [' + "1," * LONGEST + "1]}", "a record has more than 2,000,000"),
        ('{"items": [' + "9" * 100_000 + "]}", "a number has too many digits"),
        ('{"items": [' + "0," * MOST_ITEMS + "0]}", "there are more than 250,000 items"),
        ('{"items": [NaN]}', "NaN is no value of JSON"),
    ],
    ids=range(7),
)
def test_what_asks_for_too_much_is_refused(text: str, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        list(read(text))


@pytest.mark.parametrize("piece", ['\\"', '"', '"\\', '"a', "\\"])
def test_texts_without_an_end_take_linear_time(piece: str) -> None:
    with pytest.raises(DocumentError):
        read('["' + piece * 1_000_000)


def test_memory_is_that_of_one_item() -> None:
    source = Source("a.json", b'{"items": [' + b"[],[],{}," * 10_000 + b"1]}")
    tracemalloc.start()
    try:
        assert sum(1 for _ in JsonItems(source, "items")) == 30_001
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * len(source.raw)
