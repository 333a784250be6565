from __future__ import annotations

import pytest

from article_schema.document.edits import (
    EXPAND,
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    SetValue,
    keys_changed,
)
from article_schema.routes import Route


@pytest.mark.parametrize(
    ("edits", "above", "keys"),
    [
        ([], (), set()),
        (
            [SetValue(("a",), 1), Delete(("b", 0)), InsertItem(("c", "d"), 0, 1)],
            (),
            {"a", "b", "c"},
        ),
        ([RenameKey(("a",), "b")], (), {"a", "b"}),
        ([SetValue((0, "a"), 1)], (0,), {"a"}),
        ([SetValue((1, "a"), 1)], (0,), None),
        ([SetValue((0,), {})], (0,), None),
        ([SetValue((), {})], (), None),
        ([SetValue(("a",), 1, EXPAND)], (), None),
        ([Delete(("a",), which=0)], (), None),
    ],
)
def test_the_keys_whose_values_edits_may_change(
    edits: list[Edit], above: Route, keys: set[str] | None
) -> None:
    assert keys_changed(edits, above) == keys
