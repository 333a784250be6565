from __future__ import annotations

import math
from typing import Any

import pytest

from article_schema.model.showing import kind_of, show, type_name


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "nothing"),
        (True, "true"),
        (False, "false"),
        ("wide", '"wide"'),
        ("", '""'),
        ("x" * 60, f'"{"x" * 60}"'),
        ("x" * 61, f'"{"x" * 59}…"'),
        ("a\nb\x1b[31m\u202e", '"a\\nb\\x1b[31m\\u202e"'),
        ({}, "a mapping"),
        ([1], "a list"),
        ((), "a tuple"),
        (4, "4"),
        (0.5, "0.5"),
        (math.inf, "inf"),
        (10**59, "1" + "0" * 59),
        (10**60 - 1, "9" * 60),
        (1 - 10**60, f"-{'9' * 58}…"),
        (10**60, "a number of more than 60 digits"),
        (-(10**60), "a number of more than 60 digits"),
        (10**4_000, "a number of more than 60 digits"),
    ],
)
def test_values_are_shown_on_one_short_line(value: Any, shown: str) -> None:
    assert show(value) == shown


@pytest.mark.parametrize(
    ("value", "named"),
    [
        ("wide", 'the text "wide"'),
        (4, "the number 4"),
        (0.5, "the number 0.5"),
        (True, "true"),
        (None, "nothing"),
        ([], "a list"),
    ],
)
def test_the_kind_of_a_value_is_named(value: Any, named: str) -> None:
    assert kind_of(value) == named


@pytest.mark.parametrize(
    ("module", "named"),
    [
        ("pathlib", "pathlib.Odd"),
        ("pathlib._local", "pathlib.Odd"),
        ("_decimal", "_decimal.Odd"),
        ("builtins", "Odd"),
    ],
)
def test_a_type_is_named_with_the_module_that_people_import_it_from(
    module: str, named: str
) -> None:
    odd = type("Odd", (), {"__module__": module})
    assert type_name(odd()) == named
