"""The index says what a look at all files would say."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from article_schema.lsp.workspace.index import Index, walk_order
from article_schema.lsp.workspace.traces import Traces, Word

ENTRIES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 1), st.booleans()), max_size=3)
PATHS = st.sampled_from(["/s/a.md", "/s/b.md", "/s/c/a.md", "/s/d.md"])
WORDS = st.lists(st.builds(Word, st.sampled_from(["topics", "tags"]), st.sampled_from("xyz")),
                 max_size=2, unique=True)  # fmt: skip
CHANGES = st.lists(st.tuples(PATHS, ENTRIES, WORDS), max_size=12)


def flat(entries: Sequence[tuple[int, int, bool]]) -> array[int]:
    return array("q", [number for entry in entries for number in entry])


def filled(changes: Sequence[tuple[str, list[tuple[int, int, bool]], list[Word]]]) -> Index:
    index = Index("/s")
    for number, (path, entries, words) in enumerate(changes):
        if number % 5 == 4:
            index.drop(path)
        names = array("q", {1000 + key for key, _, _ in entries})
        index.put(path, Traces(flat(entries), names, tuple(words)))
    return index


@given(CHANGES)
def test_files_are_found_by_what_they_held_last(
    changes: list[tuple[str, list[tuple[int, int, bool]], list[Word]]],
) -> None:
    index = filled(changes)
    last = {path: (entries, words) for path, entries, words in changes}
    for key in range(4):
        wanted = [path for path, (entries, _) in last.items() if key in {e[0] for e in entries}]
        assert index.files_with(1000 + key) == sorted(wanted, key=walk_order)
    for word in {Word(field, text) for field in ("topics", "tags") for text in "xyz"}:
        wanted = [path for path, (_, words) in last.items() if word in words]
        assert index.files_with_word(word) == sorted(wanted, key=walk_order)
        assert index.words[word] == len(wanted)
        assert (word.text in index.words_of(word.field)) is bool(wanted)


@given(CHANGES, ENTRIES)
def test_files_that_seem_to_disagree_are_told(
    changes: list[tuple[str, list[tuple[int, int, bool]], list[Word]]],
    entries: list[tuple[int, int, bool]],
) -> None:
    index = filled(changes)
    others = {path: said for path, said, _ in changes if path != "/s/a.md"}
    found = {conflict.key: conflict.files for conflict in index.conflicts("/s/a.md", entries)}
    expected = {}
    for key in {each[0] for each in entries}:
        said = [*entries, *(each for other in others.values() for each in other)]
        owners = [value for other, value, refers in said if other == key and not refers]
        references = [value for other, value, refers in said if other == key and refers]
        if len(owners) > 1 or any(value != owners[0] for value in references if owners):
            files = [path for path, told in others.items() if key in {each[0] for each in told}]
            expected[key] = sorted(files, key=walk_order)
    assert found == expected


def test_only_a_change_of_entries_concerns_other_files() -> None:
    index = Index("/s")
    index.put("/s/a.md", Traces(flat([(1, 0, False)]), array("q"), ()))
    assert index.put_entries("/s/b.md", flat([(1, 0, True)])) == {"/s/a.md"}
    before = index.revision
    assert index.put_entries("/s/b.md", flat([(1, 0, True)])) == set()
    assert index.revision == before
    assert index.put_entries("/s/b.md", flat([])) == {"/s/a.md"}
