"""Messages of the report for people: no line is wider than the terminal, and none is cut short."""

from __future__ import annotations

import io
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.full import FullReporter

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=12), min_size=1, max_size=20)


def wrapped(width: int, text: str, label: str = "", suffix: str = "") -> list[str]:
    reporter = FullReporter(io.StringIO(), Presentation(width=width))
    return reporter._wrapped(text, label, suffix)


@given(WORDS, st.sampled_from(["", "help: ", "fix: "]), st.integers(30, 60))
@example(["a" * 20, "b" * 12, "c" * 12, "d" * 12, "e" * 12, "f" * 9], "", 80)
def test_a_message_fills_its_lines(words: list[str], label: str, width: int) -> None:
    text = " ".join(words)
    lines = wrapped(width, text, label)
    assert lines == textwrap.wrap(
        label + text, width, initial_indent="  ", subsequent_indent="  " + " " * len(label)
    )
    assert all(len(line) <= width for line in lines)
    assert " ".join(line.strip() for line in lines) == label + text


@pytest.mark.parametrize("length", [28, 29, 30])
def test_a_message_may_be_as_wide_as_the_terminal(length: int) -> None:
    text = "a" * 10 + " " + "b" * (length - 11)
    assert len(wrapped(30, text)) == (1 if length <= 28 else 2)


def test_a_suffix_stands_behind_the_message() -> None:
    assert wrapped(80, "write it", "fix: ", " (--fix)") == ["  fix: write it (--fix)"]
