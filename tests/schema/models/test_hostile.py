"""Hostile schemas as models: none takes long, and none ends in a traceback."""

from __future__ import annotations

import time
from typing import Any

import pytest
from timing import allowed

from article_schema import Settings, UsageError, check_text, model_from_schema

#: Seconds of processor time, several times what each takes.
MOST_SECONDS = 20


def fan(word: str) -> dict[str, Any]:
    """Return a schema whose parts are reached by 2^40 ways."""
    parts: dict[str, Any] = {
        f"a{n}": {word: [{"$ref": f"#/$defs/a{n + 1}"}] * 2} for n in range(40)
    }
    return {
        "properties": {"x": {"$ref": "#/$defs/a0"}},
        "$defs": {**parts, "a40": {"type": "null"}},
    }


def nodes(node: dict[str, Any]) -> dict[str, Any]:
    return {"properties": {"x": {"$ref": "#/$defs/n"}}, "$defs": {"n": node}}


AGAIN = {"$ref": "#/$defs/n"}
HOLDER = {"type": "object", "properties": {"a": AGAIN}, "required": ["a"]}
HOLDERS = {
    f"h{n}": {**HOLDER, "properties": {"a": {"$ref": f"#/$defs/h{n + 1}"}}} for n in range(30)
}
SLOW = {"type": "string", "pattern": r"(a+)+\1$"}
CHAIN = {f"d{n}": {"$ref": f"#/$defs/d{n + 1}"} for n in range(2000)}

CASES = {
    "allOf": (fan("allOf"), "x: a\n"),
    "anyOf": (fan("anyOf"), "x: a\n"),
    "oneOf": (fan("oneOf"), "x: a\n"),
    "lists in lists": (
        nodes({"anyOf": [{"type": "array", "items": AGAIN}] * 3}),
        f"x: {'[' * 40}1{']' * 40}\n",
    ),
    "mappings in mappings": (
        nodes({"anyOf": [HOLDER, {**HOLDER, "minProperties": 1}]}),
        f"x: {'{a: ' * 40}1{'}' * 40}\n",
    ),
    "pattern": (
        {"properties": {"x": {"type": "array", "items": SLOW}}},
        "x:\n" + "".join(f"  - {'a' * 40}!{n}\n" for n in range(50)),
    ),
    "pattern of keys": (
        {"additionalProperties": False, "patternProperties": {r"^(a+)+\1$": {}}},
        "".join(f"{'a' * 40}{n}: 1\n" for n in range(50)),
    ),
    "words": ({"properties": {"x": {"enum": [f"w{n}" for n in range(20_000)]}}}, "x: w\n"),
    "records that need one of their kind": (
        {"required": ["x"], "properties": {"x": {"$ref": "#/$defs/n"}}, "$defs": {"n": HOLDER}},
        "y: 1\n",
    ),
    "records in records": (
        {"required": ["a"], "properties": {"a": {"$ref": "#/$defs/h0"}},
         "$defs": {**HOLDERS, "h30": {"type": "string"}}},
        "y: 1\n",
    ),
    "required": ({"required": [f"p{n}" for n in range(20_000)]}, "p1: a\n"),
    "chain": (
        {"properties": {"x": {"$ref": "#/$defs/d0"}}, "$defs": {**CHAIN, "d2000": {}}},
        "x: a\ny: 1\n",
    ),
    "keys": ({"properties": {f"p{n}": {"type": "string"} for n in range(3000)}}, "p1: 1\n"),
    "records": (
        {"properties": {f"p{n}": {"type": "object", "properties": {"a": {}}} for n in range(500)}},
        "p1: 1\n",
    ),
    "unevaluated": (
        {"allOf": [{"properties": {f"p{n}": {}}} for n in range(200)],
         "unevaluatedProperties": False},
        "".join(f"q{n}: 1\n" for n in range(200)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_hostile_schemas_are_refused_or_judged_in_time(name: str) -> None:
    schema, text = CASES[name]
    began = time.process_time()
    try:
        settings = Settings(model=model_from_schema({"type": "object", **schema}))
    except UsageError:
        pass
    else:
        findings = check_text(f"---\n{text}---\n", settings=settings).findings
        assert findings
        assert all(finding.code != "DOC016" for finding in findings)
    assert time.process_time() - began < allowed(MOST_SECONDS)


def test_a_schema_that_holds_itself_in_python_is_refused() -> None:
    schema: dict[str, Any] = {"type": "object", "properties": {}}
    schema["properties"]["a"] = schema
    with pytest.raises(UsageError, match="hold themselves"):
        model_from_schema(schema)


def test_a_pattern_that_takes_too_long_is_said_so() -> None:
    schema, text = CASES["pattern"]
    settings = Settings(model=model_from_schema({"type": "object", **schema}))
    first = check_text(f"---\n{text}---\n", settings=settings).findings[0]
    assert (first.code, first.line) == ("SCH003", 3)
    assert "takes too long to compare with the pattern" in first.message
