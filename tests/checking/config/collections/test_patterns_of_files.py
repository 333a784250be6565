"""Where the files of a pattern are looked for holds all that it matches."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from article_schema.checking.config.collections.declared import fixed_start
from article_schema.checking.config.patterns import Patterns, is_pattern
from article_schema.checking.config.toml.places import KeyLines

PARTS = st.sampled_from(["a", "b", "*", "**", "a*", "[ab]", "\\\\a", "a b", "?", "x.md", ".a"])
PATHS = st.lists(st.sampled_from(["a", "b", "ab", "a b", "x.md", ".a"]), min_size=1, max_size=4)


@given(
    st.lists(PARTS, min_size=1, max_size=4), st.sampled_from(["", "/"]),
    st.sampled_from(["", "/", " "]), PATHS,
)  # fmt: skip
def test_a_match_begins_with_the_fixed_start(
    parts: list[str], before: str, after: str, path: list[str]
) -> None:
    pattern = f"{before}{'/'.join(parts)}{after}"
    if is_pattern(pattern) and Patterns("/site", [pattern]).verdict(f"/site/{'/'.join(path)}"):
        start = fixed_start(pattern)
        assert path[: len(start)] == start


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["posts", "x.y", '"a.b"']),
            st.sampled_from(["[[{}]]", "[[ {} ]] # note", "\n[[{}]]"]),
            st.sampled_from(["", "\n[{}.sub]", "\n[{}.sub.\\u0061]".replace("\\u0061", "z")]),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_each_table_of_an_array_has_its_own_lines(tables: list[tuple[str, str, str]]) -> None:
    lines: list[str] = []
    for number, (name, header, sub) in enumerate(tables):
        lines += header.format(name).split("\n")
        lines.append(f"key = {number}")
        lines += (f"{sub.format(name)}\ndeep = {number}" if sub else "").strip("\n").split("\n")
    text = "\n".join(lines)
    data = tomllib.loads(text)
    statements = KeyLines(text)
    arrays = {("posts",): data.get("posts"), ("x", "y"): data.get("x", {}).get("y"),
              ("a.b",): data.get("a.b")}  # fmt: skip
    for route, items in arrays.items():
        for index, item in enumerate(items or ()):
            line = statements.line_of((*route, index, "key"))
            assert lines[line - 1] == f"key = {item['key']}"
            if "sub" in item:
                inner = ("sub", "z") if "z" in item["sub"] else ("sub",)
                line = statements.line_of((*route, index, *inner, "deep"))
                assert lines[line - 1] == f"deep = {item['key']}"
