"""Places in TOML, which its parser does not tell."""

from __future__ import annotations

from article_schema.checking.config.toml.places import Statements
from article_schema.document.toml.loading import load_toml


def test_the_lines_of_a_list_are_no_statements() -> None:
    text = 'a = [\n  ["x"],\n  { b = [\n    1,\n  ] },\n]\nb = 1\n[c]\nd = """\n[e]\n"""\nf = 2\n'
    load_toml(text)
    lines = Statements(text)
    keys = [("a",), ("b",), ("c", "d"), ("c", "f")]
    assert [lines.line_of(key) for key in keys] == [1, 7, 9, 12]
