from __future__ import annotations

import copy
import pickle

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits, limits_declared
from article_schema.document.reading.compose import compose
from article_schema.errors import DocumentError


@pytest.mark.parametrize(
    ("text", "limits", "place"),
    [
        ("---\ntitle: Harbour\n---\n", Limits(data_characters=10), (4, 5)),
        ("---\na: [[[1]]]\n---\n", Limits(depth=3), (9, 10)),
        ("---\na: 1\nb: 2\n---\n", Limits(nodes=3), (9, 10)),
        ("---\na: Harbour\n---\n", Limits(scalar_characters=6), (7, 14)),
        ("---\na: 1234567\n---\n", Limits(integer_digits=6), (7, 14)),
    ],
    ids=["characters", "depth", "nodes", "scalar", "digits"],
)
def test_the_place_is_where_the_limit_is_passed(
    text: str, limits: Limits, place: tuple[int, int]
) -> None:
    with pytest.raises(DocumentError) as caught:
        compose(split(text, "a.md"), limits)
    assert caught.value.code == "DOC012"
    assert caught.value.fault.span == place


def test_limits_are_values() -> None:
    given = Limits(depth=5)
    assert given == Limits(depth=5) != Limits()
    assert len({given, Limits(depth=5), Limits()}) == 2
    assert pickle.loads(pickle.dumps(given)) == copy.deepcopy(given) == given
    assert "depth=5" in repr(given)
    with pytest.raises(AttributeError):
        given.depth = 6  # type: ignore[misc]


def test_each_limit_is_declared_with_its_default_and_what_it_is_about() -> None:
    declared = limits_declared()
    assert {each.name: each.default for each in declared} == Limits()._asdict()
    assert all(each.doc for each in declared)
    assert {each.name: each.most for each in declared if each.most} == {
        "depth": 100, "integer_digits": 3_000
    }  # fmt: skip
