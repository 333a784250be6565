"""What the reader of TOML would take too long for is told with its place."""

from __future__ import annotations

import pytest
from timing import grows_linearly

from article_schema.document.toml.loading import BeyondReasonError, load_toml


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


@pytest.mark.parametrize("escape", ['\\"', "\\\\", "\\n", "' "])
def test_long_texts_are_read_in_linear_time(escape: str) -> None:
    assert grows_linearly(lambda size: load_toml(f'a = "{escape * size}"'))


def test_a_key_after_escaped_quotes_may_not_be_long() -> None:
    with pytest.raises(BeyondReasonError, match="more than a hundred parts"):
        load_toml('a = "\\"\\""\n"q\\"".' + "b." * 200 + "c = 1")
