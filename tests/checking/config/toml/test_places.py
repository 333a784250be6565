"""Places in TOML, which its parser does not tell."""

from __future__ import annotations

from article_schema.checking.config.toml.places import KeyLines
from article_schema.document.toml.loading import load_toml


def test_the_lines_of_a_list_are_no_statements() -> None:
    text = 'a = [\n  ["x"],\n  { b = [\n    1,\n  ] },\n]\nb = 1\n[c]\nd = """\n[e]\n"""\nf = 2\n'
    load_toml(text)
    lines = KeyLines(text)
    keys = [("a",), ("b",), ("c", "d"), ("c", "f")]
    assert [lines.line_of(key) for key in keys] == [1, 7, 9, 12]


def test_each_table_in_brackets_has_its_line() -> None:
    text = (
        "x = 1\n[t]\nitems = [ # {\n  {a = 1, b = [{c = '{'}]},\n\n  {a = 2},\n]\n"
        "one = {a = [{b = 1}]}\nflat = [{a = 1}, {a = 2}]\n"
    )
    statements = KeyLines(text)
    assert [statements.line_of(("t", "items", index, "a")) for index in (0, 1)] == [4, 6]
    assert statements.line_of(("t", "one", "a", 0)) == 8
    assert [statements.line_of(("t", "flat", index)) for index in (0, 1)] == [9, 9]
