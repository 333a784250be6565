"""Names of many files, kept in little memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.files.names import FileNames, SortedNames

#: Whatever a system or an archive may have for names.
NAMES = st.lists(st.text(st.characters(codec=None), max_size=12))


@given(NAMES, st.integers(0, 40))
def test_names_come_back(filenames: list[str], times: int) -> None:
    wanted = filenames * times
    names = FileNames(wanted)
    assert list(names) == wanted
    assert len(names) == len(wanted)
    assert names.add("news/a\udcff.md") == len(wanted)
    assert names.get(len(wanted)) == "news/a\udcff.md"
    backwards = [names.get(number) for number in reversed(range(len(wanted)))]
    assert backwards == wanted[::-1]


@given(NAMES, st.integers(0, 40))
def test_names_of_a_folder_come_in_order(filenames: list[str], times: int) -> None:
    names = SortedNames()
    for filename in filenames * times:
        names.add(filename)
    assert list(names) == sorted(filenames * times)


def test_a_folder_with_very_many_names_comes_in_order() -> None:
    wanted = [f"{number:05}.md" for number in range(20_000)]
    names = SortedNames()
    for number in range(20_000):
        names.add(wanted[number * 7919 % 20_000])
    assert list(names) == wanted
