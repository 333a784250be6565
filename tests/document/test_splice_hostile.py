"""Texts made to take long: reading and splicing them ends in a moment, in a result or a refusal."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest
from timing import allowed

from article_schema.document.edits import Delete, Edit, InsertItem, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.splice import splice
from article_schema.errors import ArticleSchemaError

SECONDS = 5

TEXTS = {
    "comment without a colon": "? a\n" + "# x " * 40 + "\n? b\n",
    "blank lines in a block": "a: |\n" + "\n" * 20_000 + "  x\nb: 1\n",
    "blank lines between keys": "a: 1\n" + "\n" * 20_000 + "b: 1\n",
    "comment lines": "a: 1\n" + "# x\n" * 20_000 + "b: 1\n",
    "comment lines with CR": "a: 1\r" + "# x\r" * 5_000 + "b: 1\r",
    "spaces in brackets": "a: [1," + " " * 20_000 + "# c\n 2]\nb: 1\n",
    "long list": "a:\n" + "- 1\n" * 10_000 + "b: 1\n",
    "long line": "a: " + "x " * 50_000 + "\nb: 1\n",
    "nested brackets": "a: " + "[" * 30_000 + "\nb: 1\n",
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize(
    "edit",
    [Delete(("b",)), Delete(("a",)), SetValue(("b",), "x"), SetValue(("c",), [1]),
     InsertItem(("a",), 0, 2), Delete(("a", 0))],
)  # fmt: skip
def test_no_text_takes_long(name: str, edit: Edit) -> None:
    source = split(TEXTS[name], "a.yaml")
    started = time.process_time()
    with suppress(ArticleSchemaError):
        compose(splice(source, [edit]))
    assert time.process_time() - started < allowed(SECONDS)
