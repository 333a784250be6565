from __future__ import annotations

import re

import pytest

from article_schema.document.comments import comments
from article_schema.document.edits import SetValue
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.splice import splice
from article_schema.errors import EditError
from article_schema.faults import Rewrite

MARK = re.compile("# *x")


def found(block: str, filename: str = "a.md") -> list[tuple[int, bool]]:
    text = f"---\n{block}---\n" if filename.endswith(".md") else block
    source = split(text, filename)
    places = comments(source, compose(source), MARK)
    return [(source.lines.position(place.start)[0] - 1, place.own_line) for place in places]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("# x\na: 1\n", [(1, True)]),
        ("a: 1 # x\n", [(1, False)]),
        ("a: 1#x\n", []),
        ("a: '# x' # x\n", [(1, False)]),
        ('a: "b\n  # x"\n# x\n', [(3, True)]),
        ("a: |\n  # x\n# x\nb: 1\n", [(3, True)]),
        ("a: | # x\n  # x\nb: 1\n", [(1, False)]),
        ("a: >-\n  b # x\n\n  c\n  # x\n", []),
        ("a: [1, # x\n  2] # x\n", [(1, False), (2, False)]),
        ("a: # x\n  b: 1\n", [(1, False)]),
        ("a:\n  # x\n  - b\n", [(2, True)]),
        ("a: b\n  c # x\n", [(2, False)]),
        ("'# x': 1 # note # x\n", [(1, False)]),
        ("a: 1\n  # x\n", [(2, True)]),
        ("a: 1\r\n# x\r\nb: 2\r\n", [(2, True)]),
    ],
)
def test_comments_are_told_from_text(block: str, expected: list[tuple[int, bool]]) -> None:
    assert found(block) == expected


def test_json_has_none() -> None:
    assert found('{"a": "# x"}', "a.json") == []


def test_a_comment_is_edited_together_with_values() -> None:
    source = split("---\na: 1 # x\nb: 2 # y\n---\n", "a.md")
    edits = [SetValue(("a",), 100), Rewrite((8, 12), ""), Rewrite((17, 21), " # z")]
    assert splice(source, edits).text == "---\na: 100\nb: 2 # z\n---\n"


def test_an_edit_that_would_change_data_is_refused() -> None:
    source = split("---\na: 1 # x\n---\n", "a.md")
    with pytest.raises(EditError, match="more or less than the edit intends"):
        splice(source, [Rewrite((7, 12), "2")])
    with pytest.raises(EditError, match="beyond the front matter"):
        splice(source, [Rewrite((0, 3), "")])


def test_a_comment_ends_with_its_line_or_with_the_front_matter() -> None:
    source = split("---\n# x one\na: 1 # x\r\n# x two\n---\nbody # x\n", "a.md")
    places = comments(source, compose(source), MARK)
    assert [source.text[place.start : place.end] for place in places] == [
        "# x one",
        "# x",
        "# x two",
    ]
