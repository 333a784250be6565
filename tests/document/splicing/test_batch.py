"""Which edits go into one batch; a batch too small is only slow, so other tests do not see it."""

from __future__ import annotations

import pytest

from article_schema.document.edits import Delete, Edit, InsertItem, RenameKey, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.proof.batch import batch_of

TEXT = "title: a\nheat: 1\nprovider:\n  name: b\n  domain: c\ntopics: [x, y, z]\n"


def batch(*edits: Edit) -> list[Edit]:
    return batch_of(compose(split(TEXT, "a.yaml"), Limits()), edits).edits


@pytest.mark.parametrize(
    "edits",
    [
        [SetValue(("title",), "b"), SetValue(("heat",), 2)],
        [SetValue(("topics", 0), "a"), SetValue(("topics", 1), "b"), SetValue(("topics", 2), "c")],
        [SetValue(("provider", "name"), "x"), RenameKey(("title",), "headline")],
        [Delete(("topics", 2)), Delete(("topics", 1))],
        [Delete(("topics", 1)), SetValue(("topics", 0), "a")],
        [SetValue(("fresh",), 1), SetValue(("provider", "fresh"), 1)],
        [RenameKey(("provider", "name"), "title"), SetValue(("title",), "b")],
        [SetValue(("fresh",), 1), SetValue(("new",), 1)],
    ],
)
def test_edits_that_do_not_meet_go_together(edits: list[Edit]) -> None:
    assert batch(*edits) == edits


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (SetValue(("title",), "b"), SetValue(("title",), "c")),
        (SetValue(("provider",), {}), SetValue(("provider", "name"), "x")),
        (SetValue(("provider", "name"), "x"), Delete(("provider",))),
        (RenameKey(("title",), "heading"), SetValue(("heading",), "b")),
        (RenameKey(("provider", "name"), "label"), SetValue(("provider", "label"), "b")),
        (Delete(("topics", 1)), SetValue(("topics", 2), "c")),
        (InsertItem(("topics",), 0, "w"), SetValue(("topics", 2), "c")),
        (InsertItem(("topics",), 2, "w"), InsertItem(("topics",), 1, "v")),
        (SetValue(("provider", "new"), 1), Delete(("provider", "domain"))),
        (Delete(("provider", "domain")), SetValue(("provider", "new"), 1)),
    ],
)
def test_an_edit_that_meets_one_before_it_waits_and_others_go_before_it(
    first: Edit, second: Edit
) -> None:
    assert batch(first, second, SetValue(("heat",), 7)) == [first, SetValue(("heat",), 7)]


def test_what_meets_an_edit_that_waits_waits_too() -> None:
    edits = [RenameKey(("title",), "name"), RenameKey(("title",), "b"), SetValue(("b",), 1)]
    assert batch(*edits) == edits[:1]
    shared = SetValue(("heat",), 1, aliases="follow")
    assert batch(SetValue(("title",), "b"), shared, SetValue(("fresh",), 1)) == [
        SetValue(("title",), "b")
    ]


def test_insertions_in_order_go_together_with_the_indices_of_the_list_as_it_was() -> None:
    """The second item is put before `y`, which the first one has moved from 1 to 2."""
    inserted = batch(InsertItem(("topics",), 0, "v"), InsertItem(("topics",), 2, "w"))
    assert inserted == [InsertItem(("topics",), 0, "v"), InsertItem(("topics",), 1, "w")]


def test_of_a_collection_something_has_to_stay() -> None:
    edits = [Delete(("provider", "name")), Delete(("provider", "domain"))]
    assert batch(*edits) == edits[:1]
