"""Places in TOML, which its parser does not tell."""

from __future__ import annotations

import pytest

from article_schema.checking.config.toml.places import BeyondReasonError, Statements, load_toml


def test_the_lines_of_a_list_are_no_statements() -> None:
    text = 'a = [\n  ["x"],\n  { b = [\n    1,\n  ] },\n]\nb = 1\n[c]\nd = """\n[e]\n"""\nf = 2\n'
    load_toml(text)
    lines = Statements(text)
    keys = [("a",), ("b",), ("c", "d"), ("c", "f")]
    assert [lines.line_of(key) for key in keys] == [1, 7, 9, 12]


@pytest.mark.parametrize(
    ("line", "reason", "column"),
    [
        (f"a = {'9' * 5_000}", "a number has more than 4300 digits", 5),
        (f"{'a.' * 200}b = 1", "a key has more than a hundred parts", 1),
        (f"a = {'[' * 5_000}", "it is nested too deeply", 105),
    ],
)
def test_what_is_beyond_reason_is_told_with_its_place(line: str, reason: str, column: int) -> None:
    with pytest.raises(BeyondReasonError, match=reason) as caught:
        load_toml(f"x = 1\n\n{line}\n")
    assert (caught.value.line, caught.value.column) == (3, column)
