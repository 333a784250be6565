"""What the reader of TOML would take too long for is told with its place."""

from __future__ import annotations

import pytest

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
