from __future__ import annotations

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.document.tree import Alias, Mapping, Scalar, Sequence, Tree, walk
from article_schema.errors import DocumentError

from ..texts import compose_text

TEXT = """\
---
# Comments are no part of any value.
title: "The harbour"   # behind a value
plain: two words
provider:
  name: Example
topics:
  - Ports
  - 'Sea
    side'
flow: [a, {b: c}]
text: |
  One.
  Two.

empty:
last: 1
---
Body
"""


@pytest.fixture
def tree() -> Tree:
    return compose(split(TEXT, "a.md"))


def spans(tree: Tree) -> dict[tuple[str | int, ...], str]:
    assert tree.root is not None
    return {route: TEXT[node.start : node.end] for route, _, node in walk(tree.root)}


def test_spans_hold_the_values_as_written(tree: Tree) -> None:
    assert spans(tree) == {
        ("title",): '"The harbour"',
        ("plain",): "two words",
        ("provider",): "name: Example",
        ("provider", "name"): "Example",
        ("topics",): "- Ports\n  - 'Sea\n    side'",
        ("topics", 0): "Ports",
        ("topics", 1): "'Sea\n    side'",
        ("flow",): "[a, {b: c}]",
        ("flow", 0): "a",
        ("flow", 1): "{b: c}",
        ("flow", 1, "b"): "c",
        ("text",): "|\n  One.\n  Two.",
        ("empty",): "",
        ("last",): "1",
    }


def test_data_is_what_the_text_means(tree: Tree) -> None:
    assert tree.data == {
        "title": "The harbour",
        "plain": "two words",
        "provider": {"name": "Example"},
        "topics": ["Ports", "Sea side"],
        "flow": ["a", {"b": "c"}],
        "text": "One.\nTwo.\n",
        "empty": None,
        "last": 1,
    }


def test_an_unwritten_value_stands_behind_its_sign() -> None:
    for written, sign in (("a:\nb  :   # note\n  \n", ":"), ("- x\n-\n-   # note\n- y\n", "-")):
        tree = compose_text(written)
        assert tree.root is not None
        for _, _, node in walk(tree.root):
            if node.start == node.end:
                assert written[node.start - 1] == sign


def test_nodes_know_how_they_were_written() -> None:
    tree = compose_text("a: &x 'b'\nc: *x\nd: [1]\ne:\n  f: g\nh: !!str 1\n")
    assert isinstance(tree.root, Mapping)
    values = [value for _, value in tree.root.pairs]
    first, alias, flow, block, tagged = values
    assert isinstance(first, Scalar)
    assert (first.style, first.anchor) == ("'", "x")
    assert isinstance(alias, Alias)
    assert alias.target is first
    assert isinstance(flow, Sequence)
    assert flow.flow
    assert isinstance(block, Mapping)
    assert not block.flow
    assert isinstance(tagged, Scalar)
    assert tagged.tag == "tag:yaml.org,2002:str"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_change_the_data(newline: str) -> None:
    assert (
        compose(split(TEXT.replace("\n", newline), "a.md")).data
        == compose_text(TEXT.split("---\n")[1]).data
    )


def error_of(text: str, limits: Limits) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        compose(split(f"---\n{text}---\n", "a.md"), limits)
    return caught.value


def test_limits_are_kept() -> None:
    assert error_of("a: " + "x" * 50 + "\n", Limits(data_characters=40)).code == "DOC012"
    assert error_of("a: [[[[b]]]]\n", Limits(depth=3)).column == 6
    assert error_of("a:\n  b:\n    c:\n      d: e\n", Limits(depth=3)).line == 5
    assert error_of("a: [" + "1, " * 20 + "]\n", Limits(nodes=10)).code == "DOC012"
    assert error_of("a:\t" + "x" * 50 + "\n", Limits(slow_characters=40)).code == "DOC012"


def test_aliases_cannot_multiply_without_bound() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert error_of("".join(f"{line}\n" for line in lines), Limits()).code == "DOC012"


def test_depth_is_bounded_before_any_parser_suffers() -> None:
    assert error_of("a: " + "[" * 30_000 + "\n", Limits()).code in {"DOC005", "DOC012"}
    assert error_of("- " * 5_000 + "\n", Limits()).code == "DOC012"


def test_an_alias_needs_an_anchor_that_is_complete() -> None:
    assert error_of("a: *b\n", Limits()).code == "DOC013"
    assert error_of("a: &a [*a]\n", Limits()).code == "DOC013"


def test_a_second_document_is_reported_where_it_starts() -> None:
    tree = compose(split("a: b\n---\nc: d\n", "a.yaml"))
    assert tree.data == {"a": "b"}
    (fault,) = tree.faults
    assert (fault.code, fault.span) == ("DOC009", (5, 8))
