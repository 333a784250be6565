"""The core schema of YAML 1.2.2, section 10.3.2, and the readings that it leaves out."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.scalars import MAX_INTEGER_DIGITS, Value, digits_of, resolve

VALUES: list[tuple[str, Value]] = [
    ("", None), ("~", None), ("null", None), ("Null", None), ("NULL", None),
    ("true", True), ("True", True), ("TRUE", True),
    ("false", False), ("False", False), ("FALSE", False),
    ("0", 0), ("-19", -19), ("+12", 12), ("010", 10), ("0o7", 7), ("0o14", 12), ("0x3A", 58),
    ("0.", 0.0), ("-0.0", -0.0), (".5", 0.5), ("+12e03", 12000.0), ("-2E+05", -200000.0),
    ("1e3", 1000.0), ("0001.5", 1.5),
    (".inf", math.inf), ("-.Inf", -math.inf), ("+.INF", math.inf),
]  # fmt: skip

TEXTS = [
    "nULL", "none", "None", "tRUE", "yes", "Yes", "no", "on", "off", "y", "n",
    "1_000", "1:30", "190:20:30", "0b1", "0O7", "0X3a", "-0o7", "+0x1", "0o8", "0xg",
    ".", "+", "-", "..", "1.2.3", "e5", ".e5", "1e", "1e+", "+.nan", "inf", "nan", ".iNF",
    "2020-06-12", "2020-06-12T19:19:00Z", "1,5", "١٢", "½", "１", " 1", "1 ", "<<", "=",
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_what_the_core_schema_resolves(text: str, value: Value) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", [".nan", ".NaN", ".NAN"])
def test_not_a_number(text: str) -> None:
    found = resolve(text)
    assert isinstance(found, float)
    assert math.isnan(found)


@pytest.mark.parametrize("text", TEXTS)
def test_everything_else_is_text(text: str) -> None:
    assert resolve(text) == text


def test_an_endless_integer_stays_text() -> None:
    assert resolve("9" * MAX_INTEGER_DIGITS) == int("9" * MAX_INTEGER_DIGITS)
    assert resolve("9" * (MAX_INTEGER_DIGITS + 1)) == "9" * (MAX_INTEGER_DIGITS + 1)


@given(st.integers())
def test_integers_are_read_back(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.text(alphabet="0123456789abxofEe+-._:~nulINF ", max_size=8))
def test_it_never_fails(text: str) -> None:
    value = resolve(text)
    assert value == text or not isinstance(value, str)


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("0x1", 1),
        ("0xFF", 2),
        ("0o17", 2),
        ("0x123", 3),
        ("-12", 2),
        ("1.50e3", 4),
        ("x", 0),
        ("", 0),
    ],
)
def test_digits_of_numbers_are_counted(text: str, digits: int) -> None:
    assert digits_of(text) == digits
