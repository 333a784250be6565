"""Splicing by hand-written cases: each edit with the lines that it may change."""

from __future__ import annotations

import pytest

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.splicing.splice import intended, resplice, splice
from article_schema.errors import EditError
from article_schema.routes import Route


class HouseLayout(PlainLayout):
    """A small house style: four keys in order, two of them sections."""

    def key_order(self, route: Route) -> tuple[str, ...]:
        return () if route else ("title", "heat", "provider", "topics", "secured")

    def is_section(self, route: Route) -> bool:
        return route in (("provider",), ("topics",), ("secured",))

    def is_quoted(self, route: Route) -> bool:
        return bool(route) and route[-1] == "title"


def edited(text: str, *edits: Edit, name: str = "a.yaml", house: bool = False) -> str:
    layout = HouseLayout() if house else PlainLayout()
    return splice(split(text, name), edits, layout=layout).whole_text


def refused(text: str, edit: Edit, name: str = "a.yaml") -> str:
    with pytest.raises(EditError) as caught:
        edited(text, edit, name=name)
    return str(caught.value)


S, D, R, I, O = SetValue, Delete, RenameKey, InsertItem, ReorderItems  # noqa: E741

SCALARS = [
    ("a: x\n", S(("a",), "v"), "a: v\n"),
    ("a: x\n", S(("a",), "y: z"), "a: 'y: z'\n"),
    ("a: x\n", S(("a",), "yes"), "a: 'yes'\n"),
    ("a: x\n", S(("a",), "it's: so"), "a: 'it''s: so'\n"),
    ("a: x\n", S(("a",), "tab\t: x"), 'a: "tab\\t: x"\n'),
    ('a: "x"  # why\n', S(("a",), 'say "y"'), 'a: "say \\"y\\""  # why\n'),
    ("a: 'x'   \n", S(("a",), "y"), "a: 'y'   \n"),
    ("a: 'x'\n", S(("a",), "y\nz"), 'a: "y\\nz"\n'),
    ("a: 1\n", S(("a",), True), "a: true\n"),
    ("a: 1\n", S(("a",), 1.0), "a: 1.0\n"),
    ("a: true\n", S(("a",), 1), "a: 1\n"),
    ("a: 1\n", S(("a",), None), "a: null\n"),
    ("a: 1\n", S(("a",), "1"), "a: '1'\n"),
    ("a: 2020-06-12T19:19:00Z\n", S(("a",), "2021-06-12T19:19:00Z"), "a: 2021-06-12T19:19:00Z\n"),
    ("a:\nb: 1\n", S(("a",), "x"), "a: x\nb: 1\n"),
    ("a:   # none yet\n", S(("a",), "x"), "a: x   # none yet\n"),
    ("-\n- b\n", S((0,), "x"), "- x\n- b\n"),
    ("a: |\n  x\n  y\n\nb: 1\n", S(("a",), "q\nr\n"), "a: |\n  q\n  r\n\nb: 1\n"),
    ("a: |-  # c\n    x\nb: 1\n", S(("a",), "q"), "a: |-  # c\n    q\nb: 1\n"),
    ("a: >\n  x\n  y\nb: 1\n", S(("a",), "q r\n"), "a: >\n  q r\nb: 1\n"),
    ("a: |2\n    x\nb: 1\n", S(("a",), " q\n"), 'a: " q\\n"\nb: 1\n'),
    ("a: one\n  two\n\n  three\nb: 1\n", S(("a",), "x"), "a: x\nb: 1\n"),
    ('a: "one\n  two"\nb: 1\n', S(("a",), "x"), 'a: "x"\nb: 1\n'),
    ("a:\n  x\nb: 1\n", S(("a",), "v"), "a:\n  v\nb: 1\n"),
    ("? a\n: x\n", S(("a",), "v"), "? a\n: v\n"),
    ("a: x", S(("a",), "v"), "a: v"),
    ("a: x\r\nb: y\r\n", S(("a",), "z"), "a: z\r\nb: y\r\n"),
    ("a: [x, y]\n", S(("a", 1), "p, q"), "a: [x, 'p, q']\n"),
    ("a: {b: 1, c}\n", S(("a", "c"), 2), "a: {b: 1, c: 2}\n"),
    ("\ufeffa: 1\n", S(("a",), 2), "\ufeffa: 2\n"),
    ("a: 1\na: 2\n", S(("a",), 3), "a: 1\na: 3\n"),
]

COLLECTIONS = [
    ("a: 1  # one\nb: 2\n", S(("a",), ["x", "v"]), "a:  # one\n  - x\n  - v\nb: 2\n"),
    ("a: 1\nb:\n- 2\n", S(("a",), ["x"]), "a:\n- x\nb:\n- 2\n"),
    (
        "a: 1\nb:\n    c: 2\n",
        S(("a",), {"x": {"v": 1}}),
        "a:\n    x:\n        v: 1\nb:\n    c: 2\n",
    ),
    ("a:\n  - x\n  - y\nb: 2\n", S(("a",), None), "a: null\nb: 2\n"),
    ("a:  # c\n  - x\n\nb: 2\n", S(("a",), "z"), "a: z  # c\n\nb: 2\n"),
    ("a:\n  - x\n", S(("a",), []), "a: []\n"),
    ("a: []\nb: 1\n", S(("a",), ["x"]), "a:\n  - x\nb: 1\n"),
    ("a: {}  # c\n", S(("a", "b"), 1), "a:  # c\n  b: 1\n"),
    ("- a\n- - b\n", S((0,), ["x", "v"]), "- - x\n  - v\n- - b\n"),
    ("-   a\n-   b\n", S((0,), {"x": 1, "v": 2}), "-   x: 1\n    v: 2\n-   b\n"),
    ("a:\n  - x\n  - y # c\n  - z\n", S(("a",), ["z", "y"]), "a:\n  - z\n  - y # c\n"),
    ("a: {b: [1, 2]}\n", S(("a", "b"), {"c": "x"}), "a: {b: {c: x}}\n"),
    ("", S(("a",), 1), "a: 1\n"),
    ("", S((), {}), "{}\n"),
    ("", S((), [1]), "- 1\n"),
    ("", S((), {"a": 1, "b": [2]}), "a: 1\nb:\n  - 2\n"),
    ("a: 1\nb: 2 # c\n", S((), {"b": 2, "d": 3}), "b: 2 # c\nd: 3\n"),
    ("# only a comment\n", S(("a",), 1), "# only a comment\na: 1\n"),
    ("a:\n  b:\n  c: 1\n", S(("a",), {"b": None, "d": None}), "a:\n  b:\n  d: null\n"),
]

DELETIONS = [
    ("a: 1\n# about b\nb: 2\n# about c\nc: 3\n", D(("b",)), "a: 1\n# about c\nc: 3\n"),
    ("a: 1\nb: 2  # b\n\nc: 3\n", D(("b",)), "a: 1\n\nc: 3\n"),
    ("a: 1\n\nb: 2\n\nc: 3\n", D(("b",)), "a: 1\n\nc: 3\n"),
    ("a: 1\n\nb: 2\n", D(("b",)), "a: 1\n"),
    ("a: 1\n\nb: 2\n", D(("a",)), "b: 2\n"),
    ("a: 1\nb: 2", D(("b",)), "a: 1"),
    ("a: 1\r\nb: 2\r\nc: 3\r\n", D(("b",)), "a: 1\r\nc: 3\r\n"),
    ("a:\n  - x\n  # - y\nb: 2\n", D(("b",)), "a:\n  - x\n  # - y\n"),
    ("a:\n  - x\n  # - y\nb: 2\n", D(("a",)), "b: 2\n"),
    ("a:\n  b: 1\nc: 2\n", D(("a", "b")), "a: {}\nc: 2\n"),
    ("a:  # c\n- x\nb: 1\n", D(("a", 0)), "a: []  # c\nb: 1\n"),
    ("a:\n  - x", D(("a", 0)), "a: []"),
    ("- - a\n- b\n", D((0, 0)), "- []\n- b\n"),
    ("- x: 1\n  y: 2\n- z: 3\n", D((0, "x")), "- y: 2\n- z: 3\n"),
    ("- x: 1\n  # about y\n  y: 2\n", D((0, "x")), "-\n  # about y\n  y: 2\n"),
    ("- - a\n  - b\n", D((0, 0)), "- - b\n"),
    ("a:\n  - x\n  # about y\n  - y\n  - z\n", D(("a", 1)), "a:\n  - x\n  - z\n"),
    ("a: |\n  x\n  # no comment\nb: 1\nc: 2\n", D(("b",)), "a: |\n  x\n  # no comment\nc: 2\n"),
    ("a: |+\n  x\n\nb: 1\n\nc: 2\n", D(("b",)), "a: |+\n  x\n\nc: 2\n"),
    ("a: 1\n  # on a\nb: 2\n", D(("b",)), "a: 1\n  # on a\n"),
    ("a: [x, y, z]\n", D(("a", 0)), "a: [y, z]\n"),
    ("a: [x, y, z]\n", D(("a", 2)), "a: [x, y]\n"),
    ("a: [x, y, ]\n", D(("a", 1)), "a: [x, ]\n"),
    ("a: [ x ]\n", D(("a", 0)), "a: []\n"),
    ("a: [\n  x,\n  y,\n]\n", D(("a", 0)), "a: [\n  y,\n]\n"),
    ("a: {b: 1, c: 2}\n", D(("a", "b")), "a: {c: 2}\n"),
    ("a: &x 1\nb: 2\n", D(("a",)), "b: 2\n"),
    ("a: &x 1\nb: *x\nc: 3\n", D(("b",)), "a: &x 1\nc: 3\n"),
    ("a: 1\n", D(("a",)), "{}\n"),
]

INSERTIONS = [
    ("a:\n  - x\n\nb: 1\n", I(("a",), 1, "v"), "a:\n  - x\n  - v\n\nb: 1\n"),
    ("a:\n- x\n# about b\nb: 1\n", I(("a",), 1, "v"), "a:\n- x\n- v\n# about b\nb: 1\n"),
    ("a:\n  - x", I(("a",), 1, "v"), "a:\n  - x\n  - v"),
    ("a:\n  - x\r\n", I(("a",), 0, "v"), "a:\n  - v\n  - x\r\n"),
    ("a:\n  # about x\n  - x\n", I(("a",), 0, "v"), "a:\n  - v\n  # about x\n  - x\n"),
    ("a:\n  -   'x'\n", I(("a",), 1, "v"), "a:\n  -   'x'\n  -   'v'\n"),
    ("- x\n\n- v\n\n- z\n", I((), 3, "q"), "- x\n\n- v\n\n- z\n\n- q\n"),
    ("- - a\n  - b\n", I((0,), 0, "x"), "- - x\n  - a\n  - b\n"),
    ("a: [x]\n", I(("a",), 1, "v"), "a: [x, v]\n"),
    ("a: ['x','y']\n", I(("a",), 2, "z"), "a: ['x','y','z']\n"),
    ("a: [\n  x,\n  y\n]\n", I(("a",), 2, "z"), "a: [\n  x,\n  y,\n  z\n]\n"),
    ("a: {b: []}\n", I(("a", "b"), 0, "x"), "a: {b: [x]}\n"),
    (
        '- url: "x"\n  width: 1\n',
        I((), 1, {"width": 2, "title": "T", "url": "y"}),
        '- url: "x"\n  width: 1\n- url: "y"\n  width: 2\n  title: T\n',
    ),
    (
        "- images:\n  - url: 'x'\n",
        I((), 1, {"images": [{"url": "y"}, {"url": "z"}]}),
        "- images:\n  - url: 'x'\n- images:\n  - url: 'y'\n  - url: 'z'\n",
    ),
    ("a: |+\n  x\n\nb: 1\n", S(("c",), 2), "a: |+\n  x\n\nb: 1\nc: 2\n"),
    ("a:\n  - |+\n    x\n\nb: 1\n", I(("a",), 1, "v"), "a:\n  - |+\n    x\n\n  - v\nb: 1\n"),
    ("a: 1\n  # on a\n# end\n", S(("b",), [2]), "a: 1\n  # on a\nb:\n  - 2\n# end\n"),
    ("? a\n: 1\nb: 2\n", S(("c",), 3), "? a\n: 1\nb: 2\nc: 3\n"),
    ("l:\n-\n  a: 1\n", I(("l",), 1, {"a": 2}), "l:\n-\n  a: 1\n- a: 2\n"),
    ("l:\n-            a: 1\n", I(("l",), 1, {"a": 2}), "l:\n-            a: 1\n- a: 2\n"),
    ("l:\n- b:\n  c: 1\n", I(("l",), 0, {"b": None}), "l:\n- b:\n- b:\n  c: 1\n"),
    ("a: [b,c, d]\n", I(("a",), 2, "x"), "a: [b,c, x, d]\n"),
    ("l:\n  - 1\n\n  - 2\n", I(("l",), 1, 3), "l:\n  - 1\n\n  - 3\n\n  - 2\n"),
    ("l:\n  - 1\n\n  - 2\n", I(("l",), 0, 3), "l:\n  - 3\n\n  - 1\n\n  - 2\n"),
    ("l:\n  - 1\n  # c\nb: 2\n", I(("l",), 1, 2), "l:\n  - 1\n  - 2\n  # c\nb: 2\n"),
]

OTHERS = [
    ("a: 1 # c\n", R(("a",), "b"), "b: 1 # c\n"),
    ('"a": 1\n', R(("a",), "b"), '"b": 1\n'),
    ("a: 1\n", R(("a",), "yes: no"), "'yes: no': 1\n"),
    ("a: {b: 1}\n", R(("a", "b"), "c"), "a: {c: 1}\n"),
    ("- a\n- b\n- c\n", O((), (2, 0, 1)), "- c\n- a\n- b\n"),
    (
        "# one\n- a: 1\n  b: 2\n\n# two\n- a: 3 # c\n  # inner\n",
        O((), (1, 0)),
        "# two\n- a: 3 # c\n  # inner\n\n# one\n- a: 1\n  b: 2\n",
    ),
    ("- - a\n  # b\n  - b\n  - c\n", O((0,), (2, 1, 0)), "- - c\n  # b\n  - b\n  - a\n"),
    ("a: [x, y,z]\n", O(("a",), (2, 1, 0)), "a: [z, y,x]\n"),
    ("a: &m\n- x\n- y\n", O(("a",), (1, 0)), "a: &m\n- y\n- x\n"),
]

JSON = [
    ('{"a": "x"}', S(("a",), 'é "q"\n'), '{"a": "é \\"q\\"\\n"}'),
    ('{"a": "\\u00e9"}', S(("a",), "é!"), '{"a": "\\u00e9!"}'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', D(("b",)), '{\n  "a": 1\n}\n'),
    ('{\n  "a": 1,\n  "b": 2\n}\n', D(("a",)), '{\n  "b": 2\n}\n'),
    ('{\n  "a": 1\n}\n', S(("b",), [1]), '{\n  "a": 1,\n  "b": [\n    1\n  ]\n}\n'),
    ('{\n  "a": []\n}\n', I(("a",), 0, {"b": 1}),
     '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}\n'),
    ('{\n  "a": [\n    1\n  ]\n}\n', I(("a",), 1, 2), '{\n  "a": [\n    1,\n    2\n  ]\n}\n'),
    ('{"a": [1, 2]}', I(("a",), 0, None), '{"a": [null, 1, 2]}'),
    ('{"a": [1, 2]}', O(("a",), (1, 0)), '{"a": [2, 1]}'),
    ('{"a": 1}', R(("a",), 'b"'), '{"b\\"": 1}'),
    ('{"a": 1}', S(("a",), {"b": [True]}), '{"a": {"b": [true]}}'),
    (
        '[\n    {"a": 1}\n]\n',
        I((), 1, {"c": 1}),
        '[\n    {"a": 1},\n    {\n        "c": 1\n    }\n]\n',
    ),
    (
        '{\n  "a": {\n    "b": 1\n  }\n}\n', S(("a", "b"), {"c": 2}),
        '{\n  "a": {\n    "b": {\n      "c": 2\n    }\n  }\n}\n',
    ),
    ('{"a": {"b": 1}}\n', S(("a", "b"), {"c": 2}), '{"a": {"b": {"c": 2}}}\n'),
]  # fmt: skip

REFUSALS = [
    ("a: &x 1\nb: *x\n", S(("a",), 2), "anchor `&x`"),
    ("a: &x 1\nb: *x\n", D(("a",)), "used elsewhere"),
    ("a: &x {c: 1}\nb: *x\n", S(("a", "c"), 2), "used elsewhere"),
    ("a: &x {c: 1}\nb: *x\n", S(("b", "c"), 2), "alias `*x`"),
    ("a: &x {c: 1}\nb:\n  <<: *x\n", D(("b", "c")), "merge key"),
    ("a: 1\n", S(("a",), float), "not plain data"),
    ("a: 1\n", S(("a",), {1: 2}), "not text"),
    ("a: 1\n", S(("a",), "\ud83d"), "surrogate"),
    ("a: 1\n", S(("a", "b"), 2), "no mapping here"),
    ("a: 1\n", D(("b",)), "no such key"),
    ("a: 1\n", D(()), "cannot be deleted"),
    ("a: [1]\n", D(("a", 1)), "1 items"),
    ("a: [1]\n", D(("a", -1)), "1 items"),
    ("a: [1]\n", I(("a",), 2, 0), "none can be at 2"),
    ("a: [1, 2]\n", O(("a",), (0, 0)), "each item"),
    ("a: 1\nb: 2\n", R(("a",), "b"), "there already"),
    ("a: [1]\n", R(("a", 0), "b"), "no key"),
    ("a: 1", S(("x", "y"), 1), "no such key"),
    ("a: 1\n", O(("a",), ()), "no list here"),
    ("a: 1\nb: 2\n", R(("b",), "a"), "`a` is there already"),
]


@pytest.mark.parametrize(
    ("text", "edit", "expected"), [*SCALARS, *COLLECTIONS, *DELETIONS, *INSERTIONS, *OTHERS]
)
def test_yaml(text: str, edit: Edit, expected: str) -> None:
    assert edited(text, edit) == expected


@pytest.mark.parametrize(("text", "edit", "expected"), JSON)
def test_json(text: str, edit: Edit, expected: str) -> None:
    assert edited(text, edit, name="a.json") == expected


@pytest.mark.parametrize(("text", "edit", "reason"), REFUSALS)
def test_refusals_say_why(text: str, edit: Edit, reason: str) -> None:
    assert reason in refused(text, edit)


def test_json_has_no_nan() -> None:
    assert "NaN" in refused('{"a": 1}', S(("a",), float("nan")), "a.json")


ARTICLE = """\
---
title: "Ten ways"   # shown large
heat: 3

# who wrote it
provider:
  name: Example
  domain: example.com

topics:
  - News

secured: "abc"
---
The body: with --- and # signs.
"""


def removed_and_added(*edits: Edit) -> tuple[list[str], list[str]]:
    old = ARTICLE.split("\n")
    new = edited(ARTICLE, *edits, name="a.md", house=True).split("\n")
    head = next(i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1])
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return old[head : len(old) - tail], new[head : len(new) - tail]


@pytest.mark.parametrize(
    ("edits", "removed", "added"),
    [
        ([S(("title",), "B")], ['title: "Ten ways"   # shown large'],
         ['title: "B"   # shown large']),
        ([D(("heat",))], ["heat: 3"], []),
        ([D(("provider",))],
         ["# who wrote it", "provider:", "  name: Example", "  domain: example.com", ""], []),
        ([D(("secured",))], ["", 'secured: "abc"'], []),
        ([S(("new",), 1)], [], ["", "new: 1"]),
        ([I(("topics",), 1, "AI")], [], ["  - AI"]),
        ([S(("provider", "url"), "https://example.com/")], [], ["  url: https://example.com/"]),
        ([S(("heat",), 4), S(("provider", "name"), "X")],
         ["heat: 3", "", "# who wrote it", "provider:", "  name: Example"],
         ["heat: 4", "", "# who wrote it", "provider:", "  name: X"]),
    ],
)  # fmt: skip
def test_article(edits: list[Edit], removed: list[str], added: list[str]) -> None:
    assert removed_and_added(*edits) == (removed, added)


@pytest.mark.parametrize("key", ["heat", "provider", "topics", "secured"])
def test_house_order_brings_a_key_back_to_its_place(key: str) -> None:
    source = split(ARTICLE.replace("# who wrote it\n", ""), "a.md")
    without, tree = resplice(source, [D((key,))], layout=HouseLayout())
    value = {
        "heat": 3, "secured": "abc", "topics": ["News"],
        "provider": {"name": "Example", "domain": "example.com"},
    }[key]  # fmt: skip
    back = splice(without, [S((key,), value)], layout=HouseLayout(), tree=tree)
    assert back.text.replace('"', "") == source.text.replace('"', "")


def test_plain_text_stays_plain_in_the_house_style() -> None:
    assert edited("title: x\n", S(("title",), "harbour"), house=True) == "title: harbour\n"


def test_the_section_below_a_new_first_key_is_set_apart() -> None:
    text = "provider: {}\n\ntopics: []\n"
    assert edited(text, S(("title",), "x"), house=True) == f'title: "x"\n\n{text}'


def test_sections_without_blank_lines_get_none() -> None:
    text = "title: x\nprovider:\n  name: y\nsecured: z\n"
    expected = "title: x\nprovider:\n  name: y\ntopics:\n  - a\nsecured: z\n"
    assert edited(text, S(("topics",), ["a"]), house=True) == expected


def test_edits_follow_one_another() -> None:
    text = "a:\n  - 1\n  - 2\n  - 3\n"
    edits = [D(("a", 0)), D(("a", 0)), I(("a",), 0, 9), S(("b",), 1), R(("a",), "c")]
    assert edited(text, *edits) == "c:\n  - 9\n  - 3\nb: 1\n"
    assert intended({"a": [1, 2, 3]}, edits) == {"c": [9, 3], "b": 1}


def test_refused_edits_leave_nothing_behind() -> None:
    source = split("a: 1\nb: &x 2\nc: *x\n", "a.yaml")
    with pytest.raises(EditError, match=r"^b: "):
        splice(source, [S(("a",), 2), S(("b",), 3)])
    assert source.text == "a: 1\nb: &x 2\nc: *x\n"


def test_a_repeated_route_in_one_batch() -> None:
    assert edited("a: 1\nb: 2\n", S(("a",), 2), S(("b",), 3), S(("a",), 4)) == "a: 4\nb: 3\n"


def test_fences_stay_where_they_are() -> None:
    text = "---\na: 1\n---\nb: 2\n"
    assert edited(text, D(("a",)), name="a.md") == "---\n{}\n---\nb: 2\n"
    assert edited(text, S(("a",), "---"), name="a.md") == "---\na: '---'\n---\nb: 2\n"
    assert edited("---\n---\nx\n", S(("a",), 1), name="a.md") == "---\na: 1\n---\nx\n"
    assert edited(text, R(("a",), "---"), name="a.md") == "---\n'---': 1\n---\nb: 2\n"


def test_items_are_put_in_and_then_put_in_another_order() -> None:
    source = split("---\na:\n  - one\n---\n", "a.md")
    edits = [InsertItem(("a",), 1, "two"), ReorderItems(("a",), (1, 0)), SetValue(("a", 0), "new")]
    assert splice(source, edits).whole_text == "---\na:\n  - new\n  - one\n---\n"


def test_edits_above_a_key_that_is_a_collection_are_made():
    source = split("---\na: b\n? [c, d]\n: e\n? {f: g}\n: h\ni: j\n---\n", "a.md")
    new = splice(source, [SetValue(("a",), "a longer value"), Delete(("i",))])
    assert new.data_text == "a: a longer value\n? [c, d]\n: e\n? {f: g}\n: h\n"
