"""Expressions are read in linear time, and what cannot be read has an error of its own."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import allowed

from article_schema.selecting.nodes import Comparison, Field, Not, Present, Several, Value
from article_schema.selecting.parsing import parse
from article_schema.selecting.tokens import MOST_CHARACTERS, ExpressionError


def field(column: int, *route: str | int) -> Field:
    return Field(column, route, bracketed=False)


def test_not_binds_closer_than_and_and_and_closer_than_or() -> None:
    assert parse("not a and b or c") == Several(
        [
            Several([Not(Present(field(5, "a"))), Present(field(11, "b"))], every=True),
            Present(field(16, "c")),
        ],
        every=False,
    )
    assert parse("not (a or b)") == Not(
        Several([Present(field(6, "a")), Present(field(11, "b"))], every=False)
    )
    assert parse("not not a") == Present(field(9, "a"))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('a == "b\\"\\u00e9"', 'b"é'), ("a == 'b\"'", 'b"'), ("a == -12", -12),
        ("a == 1.5e3", 1500.0), ("a==true", True), ("a == null", None), ("a == [1, 'b']", [1, "b"]),
        ('a in ["b"]', ["b"]), ("a in [3]", [3]), ("a in []", []), ("a in [-1.5]", [-1.5]),
    ],
)  # fmt: skip
def test_values_are_written_as_in_json(text: str, value: object) -> None:
    node = parse(text)
    assert isinstance(node, Comparison)
    assert isinstance(node.right, Value)
    assert (node.right.value, type(node.right.value)) == (value, type(value))


def test_routes_are_those_of_every_command() -> None:
    assert parse('images[0].width > 1 and ["odd key"].x == 2') == Several(
        [
            Comparison(17, ">", field(1, "images", 0, "width"), Value(19, 1)),
            Comparison(39, "==", Field(25, ("odd key", "x"), bracketed=True), Value(42, 2)),
        ],
        every=True,
    )
    assert parse("3 < heat") == Comparison(3, ">", field(5, "heat"), Value(1, 3))


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ("", 1, "the end is not expected"),
        ("type = 'video'", 6, "compare with `==`"),
        ("!draft", 1, "write `not`"),
        ("type == 'video", 9, "the quote is not closed"),
        ("type == video x", 15, "write `and` or `or` between conditions"),
        ("(type", 6, "write `)`"),
        ("type)", 5, "`)` is not expected"),
        ("1 < heat < 5", 10, "write `and` between two comparisons"),
        ("'a'", 1, "a value alone says nothing"),
        ("1 == 1", 1, "both sides are values"),
        ("a in [b]", 7, "a list holds texts in quotes"),
        ("a in [1 2]", 9, "write `,` between the values"),
        ("a in [1][2]", 6, "no route"),
        ("a not b", 7, "write `not in`"),
        ("a == 'x' and", 13, "the end is not expected"),
        ('a == "\\x"', 6, "an escape that JSON does not know"),
        (f"a == {'9' * 50}", 6, "more than 40 digits"),
        ("a; b", 4, "write `and` or `or`"),
        ("a \x1b", 3, "`\\x1b` is not expected"),
    ],
)
def test_an_error_says_column_and_what_to_write(text: str, column: int, told: str) -> None:
    error = _error(text)
    assert error.column == column
    assert told in str(error)
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def _error(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as raised:
        parse(text)
    return raised.value


def _error_of(text: str) -> ExpressionError | None:
    try:
        parse(text)
    except ExpressionError as error:
        return error
    return None


HOSTILE = {
    "brackets": "(" * 10_000,
    "brackets that close": "(" * 4_000 + "a" + ")" * 4_000,
    "not": "not " * 2_400 + "a",
    "not and brackets": "not (" * 1_500 + "a" + ")" * 1_500,
    "and": "a and " * 1_600 + "a",
    "or and and": "a or b and " * 900 + "a",
    "a list": f"a in [{','.join(['1'] * 4_900)}]",
    "an open list": "a in [" + "1," * 4_900,
    "an open quote": 'a == "' + "x" * 9_000,
    "backslashes": 'a == "' + "\\" * 9_000,
    "quotes": "'" * 9_999,
    "steps": "a" + "[0]" * 3_300,
    "open steps": "a" + "[" * 9_900,
    "dots": "a" + "." * 9_900,
    "keys": "a" + ".a" * 4_900,
    "digits": "a == " + "9" * 9_900,
    "spaces": " " * 10_000,
    "signs": "<" * 10_000,
    "too long": "a" * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_expression_is_read_or_refused_at_once(name: str) -> None:
    started = time.process_time()
    error = _error_of(HOSTILE[name])
    assert error is None or len(str(error)) < 200
    assert time.process_time() - started < allowed(0.5)


def test_brackets_that_no_person_writes_are_refused() -> None:
    assert "nested more than 50 deep" in str(_error("(" * 10_000))
    assert f"more than {MOST_CHARACTERS:,}" in str(_error("a" * (MOST_CHARACTERS + 1)))


PARTS = st.sampled_from([
    "a", "b.c", "images[0].width", '["x"]', "and", "or", "not", "in", "(", ")", "[", "]", ",", "==",
    "!=", "<", ">=", "=", '"x"', "'", '"', "1", "-2.5", "1e999", "true", "null", ".", "\\", "!",
    "\n",
])  # fmt: skip


@given(st.one_of(st.text(max_size=60), st.lists(PARTS, max_size=30).map(" ".join)))
def test_nothing_is_raised_but_the_error_of_expressions(text: str) -> None:
    error = _error_of(text)
    if error is not None:
        assert 1 <= error.column <= len(text) + 1
        assert str(error).startswith(f"column {error.column}: ")


@pytest.mark.parametrize(
    "part", ["a and ", "not ", "a or b and ", "a == 'x' or ", "x.y[0] < 3 and "]
)
def test_reading_takes_time_that_grows_with_the_length(part: str) -> None:
    def seconds(count: int) -> float:
        text = part * count + "a"
        best = 9.0
        for _ in range(5):
            started = time.process_time()
            parse(text)
            best = min(best, time.process_time() - started)
        return best

    few = max(9_000 // len(part) // 8, 1)
    assert seconds(8 * few) < 8 * 4 * seconds(few) + 0.01
