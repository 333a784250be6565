"""Records become JSON text and back, and JSON writers take what `unstructure` gives."""

from __future__ import annotations

import json
import math
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from strategies import valid_article_data, valid_articles

from article_schema import (
    Article,
    DocumentError,
    Provider,
    UsageError,
    ValidationError,
    from_json,
    structure,
    to_json,
    unstructure,
)


@given(valid_articles())
def test_what_is_written_is_read_again(article: Article) -> None:
    assert from_json(to_json(article)) == article
    assert from_json(to_json(article, indent=2).encode()) == article
    assert json.loads(to_json(article)) == unstructure(article)


@given(valid_article_data())
def test_other_writers_take_the_data(data: Any) -> None:
    msgspec = pytest.importorskip("msgspec", reason="msgspec is not installed")
    orjson = pytest.importorskip("orjson", reason="orjson is not installed")
    plain = unstructure(structure(data), mode="json")
    assert json.loads(msgspec.json.encode(plain)) == plain
    # It writes 64 bits of whole numbers.
    if all(abs(number) < 2**63 for number in whole_numbers(plain)):
        assert json.loads(orjson.dumps(plain)) == plain


def whole_numbers(value: Any) -> list[int]:
    if isinstance(value, dict | list):
        parts = value.values() if isinstance(value, dict) else value
        return [number for part in parts for number in whole_numbers(part)]
    return [value] if isinstance(value, int) else []


@pytest.mark.parametrize("value", [math.inf, -math.inf, math.nan])
def test_json_holds_no_infinity(value: float) -> None:
    provider = Provider(name="Example", domain="example.com", extra={"a": [{"b": value}]})
    assert unstructure(provider)["a"][0].keys() == {"b"}
    for way in (to_json, lambda each: unstructure(each, mode="json")):
        with pytest.raises(ValidationError, match=r"`a\[0\]\.b` is .*which JSON cannot hold"):
            way(provider)  # type: ignore[operator]


def test_values_of_python_become_text() -> None:
    moment = datetime(2020, 6, 12, tzinfo=UTC)
    provider = Provider(name="Example", domain="example.com", extra={"when": moment, "all": (1,)})
    assert json.loads(to_json(provider))["when"] == "2020-06-12T00:00:00Z"


def test_the_last_of_two_equal_keys_counts() -> None:
    text = '{"name": "a", "domain": "example.com", "name": "b"}'
    assert from_json(text, Provider).name == json.loads(text)["name"] == "b"


def test_a_mode_has_a_name() -> None:
    provider = Provider(name="Example", domain="example.com")
    with pytest.raises(UsageError, match='mode is "file" or "json", not'):
        unstructure(provider, mode="yaml")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "data.json:1:2: "),
        (b'{\n"name": "\xff"}', "data.json:2:1: DOC002 the text is not UTF-8"),
        ('{"a": NaN}', "data.json:1:7: "),
    ],
)
def test_text_that_is_no_json_is_told_with_its_place(text: str | bytes, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        from_json(text, Provider)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("text", ["", "[]", "3", '"a"', "null", "{}"])
def test_json_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises((ValidationError, DocumentError)):
        from_json(text, Provider)
