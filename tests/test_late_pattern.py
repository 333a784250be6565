"""Patterns of modules are compiled when somebody first uses them."""

from __future__ import annotations

import copy
import re

import pytest

from article_schema.late_pattern import LatePattern, late_pattern


def test_a_pattern_is_compiled_once_and_at_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    real = re.compile

    def compile_(expression: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(expression)
        return real(expression, flags)

    monkeypatch.setattr(re, "compile", compile_)
    pattern = late_pattern(r"(q)uay\Z", re.IGNORECASE)
    assert compiled == []
    match = pattern.fullmatch("Quay")
    assert match is not None
    assert match[1] == "Q"
    assert pattern.fullmatch("quays") is None
    assert compiled == [r"(q)uay\Z"]


def test_it_is_what_it_stands_for_in_all_that_is_asked() -> None:
    pattern = late_pattern("a+", re.DOTALL)
    assert (pattern.pattern, pattern.flags) == ("a+", re.compile("a+", re.DOTALL).flags)
    assert pattern.sub("b", "caat") == "cbt"
    assert isinstance(copy.copy(pattern), LatePattern)
    with pytest.raises(AttributeError):
        _ = pattern.nothing  # type: ignore[attr-defined]
