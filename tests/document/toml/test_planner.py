"""An edit of TOML changes the lines of its value, and no others."""

from __future__ import annotations

import pytest

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import SORTED, Manner
from article_schema.document.splicing.splice import splice
from article_schema.errors import EditError

TEXT = """\
+++
# the title
title = "x" # short
date = 2022-01-02
when = 1979-05-27T07:32:00Z
path = 'C:\\x'
a.b = 1

# all of them
tags = ["a", 'b']

[extra]
team = "T" # t

[[people]]
name = "A"

[[people]]
name = "B"
[people.more]
x = 1
+++
Body
"""


@pytest.mark.parametrize(
    ("edit", "gone", "new"),
    [
        (SetValue(("title",), 'it "is"'), ['title = "x" # short'],
         [r'title = "it \"is\"" # short']),
        (SetValue(("path",), "C:\\y"), ["path = 'C:\\x'"], ["path = 'C:\\y'"]),
        (SetValue(("path",), "it's"), ["path = 'C:\\x'"], ['path = "it\'s"']),
        (SetValue(("date",), "2023-01-01"), ["date = 2022-01-02"], ["date = 2023-01-01"]),
        (SetValue(("when",), "2023-01-01T00:00:00Z"), ["when = 1979-05-27T07:32:00Z"],
         ["when = 2023-01-01T00:00:00Z"]),
        (SetValue(("date",), "soon"), ["date = 2022-01-02"], ['date = "soon"']),
        (SetValue(("new key",), 5), [], ['"new key" = 5']),
        (SetValue(("new",), {"a": 1, "b": {"c": [1]}}), [],
         ["", "[new]", "a = 1", "b = { c = [1] }"]),
        (SetValue(("a", "c"), True), [], ["a.c = true"]),
        (SetValue(("extra", "z"), 1.5), [], ["z = 1.5"]),
        (SetValue(("people", 1, "more", "y"), None), None, None),
        (InsertItem(("tags",), 1, "q"), ["tags = [\"a\", 'b']"], ["tags = [\"a\", \"q\", 'b']"]),
        (InsertItem(("people",), 2, {"name": "C"}), [], ["", "[[people]]", 'name = "C"']),
        (InsertItem(("people",), 2, "C"), None, None),
        (Delete(("tags",)), ["", "# all of them", "tags = [\"a\", 'b']"], []),
        (Delete(("tags", 0)), ["tags = [\"a\", 'b']"], ["tags = ['b']"]),
        (Delete(("a", "b")), ["a.b = 1"], ["a = {}"]),
        (Delete(("extra",)), ["", "[extra]", 'team = "T" # t'], []),
        (Delete(("people", 1)), ["", "[[people]]", 'name = "B"', "[people.more]", "x = 1"], []),
        (RenameKey(("people",), "crew"), ["[[people]]", "[[people]]", "[people.more]"],
         ["[[crew]]", "[[crew]]", "[crew.more]"]),
        (RenameKey(("a",), "q q"), ["a.b = 1"], ['"q q".b = 1']),
        (SetValue(("extra",), 5), ["", "[extra]", 'team = "T" # t'], ["extra = 5"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_lines_of_the_value_change(
    edit: Edit, gone: list[str] | None, new: list[str] | None, newline: str
) -> None:
    source = split(TEXT.replace("\n", newline), "a.md")
    if gone is None or new is None:
        with pytest.raises(EditError, match=r"TOML has no way|only tables"):
            splice(source, [edit])
        return
    before, after = source.text.split(newline), splice(source, [edit]).text.split(newline)
    assert len(after) - len(before) == len(new) - len(gone)
    # From the end, since lines of several tables may be alike.
    before, after = ([line for line in reversed(lines) if line] for lines in (before, after))
    for line in filter(None, gone):
        before.remove(line)
    for line in filter(None, new):
        after.remove(line)
    assert before == after


def test_a_new_key_stands_above_its_follower_though_a_longer_key_ends_in_the_same_name() -> None:
    source = split("+++\nnote.text = 1\n\ntext = 2\n+++\n", "a.md")
    layout = PlainLayout().with_manner(Manner(key_order=SORTED))
    added = splice(source, [SetValue(("subject",), 3)], layout=layout)
    assert added.data_text == "note.text = 1\n\nsubject = 3\ntext = 2\n"


def test_tables_change_places_as_a_whole() -> None:
    source = split(TEXT, "a.md")
    text = splice(source, [ReorderItems(("people",), (1, 0))]).text
    start = text.index("[[people]]")
    assert text[start:].startswith('[[people]]\nname = "B"\n[people.more]\nx = 1\n[[people]]')
    assert text[:start] == TEXT[: TEXT.index("[[people]]")]


def test_text_over_several_lines_stays_so() -> None:
    source = split("+++\na = \"\"\"\none\ntwo\"\"\"\nb = '''\nraw\n'''\n+++\n", "a.md")
    edits = [SetValue(("a",), 'x\n"y"\\'), SetValue(("b",), "x\ny\n")]
    assert splice(source, edits).data_text == (
        'a = """\nx\n\\"y\\"\\\\"""\nb = \'\'\'\nx\ny\n\'\'\'\n'
    )
