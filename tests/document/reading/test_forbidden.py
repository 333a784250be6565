from __future__ import annotations

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.errors import DocumentError


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
@pytest.mark.parametrize("line", ["a: b{}", "a: b # c{}", "'a': 'b' #{}"])
def test_a_break_that_only_some_readers_see_is_found_at_its_place(sign: str, line: str) -> None:
    text = f"---\n{line.format(sign)}\n---\n"
    with pytest.raises(DocumentError) as caught:
        compose(split(text, "a.md"))
    assert caught.value.code == "DOC014"
    at = text.index(sign)
    assert caught.value.fault.span == (at, at + 1)


def test_a_break_between_values_that_hold_one_is_found() -> None:
    text = '---\na: "x\u2028y"\nb: c\nd: e\nf: g # \u2028\n---\n'
    with pytest.raises(DocumentError) as caught:
        compose(split(text, "a.md"))
    at = text.rindex("\u2028")
    assert caught.value.fault.span == (at, at + 1)


def test_a_part_of_a_late_value_is_no_break() -> None:
    text = '---\na: b\nc: d\ne: f\ng: "x\u2028y"\n---\n'
    assert compose(split(text, "a.md")).data["g"] == "x\u2028y"


def test_a_part_of_a_value_is_no_break() -> None:
    assert compose(split('---\na: "b\\u2028c"\n---\n', "a.md")).data == {"a": "b\u2028c"}
