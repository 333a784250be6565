from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.document.tree import Data, Tree
from article_schema.errors import DocumentError

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(min_value=-(10**20), max_value=10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=4), inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)  # fmt: skip


def read(text: str, limits: Limits | None = None) -> Tree:
    return compose(split(text, "a.json"), limits or Limits())


def place_of_error(text: str) -> tuple[int, int]:
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert caught.value.code == "DOC005"
    return caught.value.line, caught.value.column


@given(JSON, st.sampled_from([None, 0, 2]), st.booleans())
def test_it_reads_what_the_standard_library_writes(
    data: Data, indent: int | None, plain: bool
) -> None:
    assert read(json.dumps(data, indent=indent, ensure_ascii=plain)).data == data


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1', (1, 1)),
        ("[1, 2", (1, 1)),
        ('{"a": 1,\n "b" 2}', (2, 6)),
        ('{"a": 1\n "b": 2}', (2, 2)),
        ('{"a": tru}', (1, 7)),
        ('{"a": 01}', (1, 7)),
        ('{"a": +1}', (1, 7)),
        ('{"a": NaN}', (1, 7)),
        ("{'a': 1}", (1, 2)),
        ('{"a": 1,}', (1, 8)),
        ("[1,]", (1, 3)),
        ("[1 2]", (1, 4)),
        ('{"a": 1} x', (1, 10)),
        ('{"a": "b\n"}', (1, 9)),
        ('{"a": "\\q"}', (1, 8)),
        ('{"a": "b}', (1, 7)),
        ("// note\n{}", (1, 1)),
        ("{~}", (1, 2)),
        ('{"a"; 1}', (1, 5)),
        ('{"a"~1}', (1, 5)),
        ('{"a"', (1, 5)),
        ('["a" "b"]', (1, 6)),
        ('{"a": 1; "b": 2}', (1, 8)),
        ('{"a": "\\u12"}', (1, 9)),
    ],
)
def test_mistakes_are_found_where_they_are(text: str, place: tuple[int, int]) -> None:
    assert place_of_error(text) == place


@pytest.mark.parametrize(
    ("text", "closing"),
    [('{"a": 1,}', "}"), ('{"a": 1,\n}\n', "}"), ("[1,]", "]"), ('{"a": [1, 2 , ]}', "]")],
)
def test_a_last_comma_is_told_as_one(text: str, closing: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read(text)
    assert f"a comma stands before `{closing}`" in str(caught.value)


def test_a_mistake_is_one_character() -> None:
    with pytest.raises(DocumentError) as caught:
        read('{"a": tru}')
    assert caught.value.fault.span == (6, 7)


def test_a_repeated_key_is_a_fault_and_the_last_value_counts() -> None:
    tree = read('{"a": 1, "a": 2}')
    assert tree.data == {"a": 2}
    assert [fault.code for fault in tree.faults] == ["DOC006"]


def test_depth_is_bounded() -> None:
    with pytest.raises(DocumentError) as caught:
        read("[" * 30 + "]" * 30, Limits(depth=10))
    assert caught.value.code == "DOC012"
    assert caught.value.column == 11
    with pytest.raises(DocumentError):
        read("[" * 100_000)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_depth_is_counted_one_by_one(opening: str, closing: str) -> None:
    assert read(opening * 10 + "1" + closing * 10, Limits(depth=10)).root is not None
    with pytest.raises(DocumentError) as caught:
        read(opening * 11 + "1" + closing * 11, Limits(depth=10))
    assert caught.value.column == len(opening) * 10 + 1


def test_nothing_has_to_stand_between_the_parts() -> None:
    data = {"a": 12, "b": [1, {"c": True}], "": ""}
    assert read(json.dumps(data, separators=(",", ":"))).data == data


def test_an_empty_text_has_no_data() -> None:
    assert read("").data is None
    assert read(" \n").root is None


def test_surrogate_pairs_are_one_character() -> None:
    assert read(r'"\ud83d\ude42"').data == "🙂"
