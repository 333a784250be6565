"""Holders: the same answers as a table of all values would give."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article_schema.checking.config.collections.site import Name
from article_schema.checking.elsewhere.holders import Holders

NAMES: st.SearchStrategy[Name] = st.one_of(
    st.sampled_from(["a", "b", "-1", 0, -1, -2, 2**61 - 1, 2**61]), st.text(max_size=3)
)


@given(st.lists(st.tuples(NAMES, st.integers(0, 9))), NAMES)
def test_each_value_has_its_files_in_order(pairs: list[tuple[Name, int]], asked: Name) -> None:
    table: dict[tuple[type, Name], list[int]] = {}
    for value, file in pairs:
        table.setdefault((type(value), value), []).append(file)
    holders = Holders(pairs)
    for value in (asked, *(value for value, _ in pairs)):
        files = table.get((type(value), value), [])
        assert list(holders.of(value)) == files
        assert (value in holders) is bool(files)
