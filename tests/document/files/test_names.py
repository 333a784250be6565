"""Names of many files, kept in little memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.files.names import FileNames


@given(st.lists(st.text(st.characters(codec=None), max_size=12)))
def test_names_come_back(filenames: list[str]) -> None:
    names = FileNames(filenames)
    assert list(names) == filenames
    assert len(names) == len(filenames)
    assert names.add("news/a\udcff.md") == len(filenames)
    assert names.get(len(filenames)) == "news/a\udcff.md"
