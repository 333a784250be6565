"""What is done with a file costs time that grows with its length, whatever is written in it."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from article_schema import Article, loads, unstructure
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.checking.ignoring import ignore_findings
from article_schema.document.formats.registry import split
from article_schema.document.splicing.restyle import format_source
from article_schema.house_style import HouseStyle

HEAD = """\
---
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T05:40:00Z
webUrl: "https://www.example.com/news/harbour"
type: article
category: news
provider:
  name: "Example"
  domain: example.com
topics:
  - Ports
"""
ITEM = """\
  - {dash}title: "Item {n}"
    excerpt: "text {n} "
    publishedDateTime: 2020-06-12T05:40:00Z
    {key}: "https://www.example.com/n/{n}"
    type: article
    provider: {{name: "A", domain: example.com}}
"""

#: The key `related` with so many items, in the forms of reading that cost differently.
SHAPES: dict[str, Callable[[int], str]] = {
    "old names": lambda count: _items(count, key="sourceUrl"),
    "misspelt keys": lambda count: _items(count, key="webUlr"),
    "comments between": lambda count: _items(count, key="sourceUrl").replace(
        "    type:", "    # the kind\n    type:"
    ),
    "text with tabs": lambda count: _items(count, key="sourceUrl").replace("type: ", "type:\t"),
    "flow": lambda count: (
        HEAD
        + "related: ["
        + ", ".join(
            f'{{title: "a{n} ", sourceUrl: "http://h{n}.example.com/ b"}}' for n in range(count)
        )
        + "]\n---\n"
    ),
    "anchors": lambda count: _items(count, key="sourceUrl", anchors=True),
    "repeated topics": lambda count: (
        HEAD + "".join(f"  - T{n // 2}\n" for n in range(count)) + "---\n"
    ),
    "broken lines": lambda count: (
        HEAD + "related:\n" + "".join(f'  - title: "a{n}" b\n' for n in range(count)) + "---\n"
    ),
    "unknown keys": lambda count: (
        HEAD + "".join(f"k{n}: 'it is {n} '\n" for n in range(count)) + "---\n"
    ),
}


def _items(count: int, *, key: str, anchors: bool = False) -> str:
    lines = [
        ITEM.format(n=n, key=key, dash="").replace(
            "title: ", f"title: &a{n} " if anchors else "title: "
        )
        for n in range(count)
    ]
    return f"{HEAD}related:\n{''.join(lines)}---\n"


def _fix(text: str) -> None:
    checker = Checker()
    fix_file(checker, checker.check_text(text, "a.md"))


def _fix_all(text: str) -> None:
    checker = Checker()
    fix_file(checker, checker.check_text(text, "a.md"), unsafe=True)


def _ignore(text: str) -> None:
    checker = Checker()
    result = checker.check_text(text, "a.md")
    assert result.source is not None
    ignore_findings(checker, result.source, result.findings)


def _format(text: str) -> None:
    try:
        format_source(split(text, "a.md"), HouseStyle(Article))
    except ValueError:
        raise
    except Exception as error:  # noqa: BLE001 - a refusal is an answer, its time is what counts
        assert type(error).__module__ == "article_schema.errors"  # noqa: PT017


WORK = {"check": lambda text: Checker().check_text(text, "a.md"), "fix": _fix,
        "unsafe fixes": _fix_all, "ignores": _ignore, "fmt": _format}  # fmt: skip


def seconds(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("what", WORK)
def test_the_cost_grows_with_the_length(shape: str, what: str) -> None:
    small, large = SHAPES[shape](40), SHAPES[shape](320)
    WORK[what](small)
    # Four times the linear share: what grows with the square takes eight times, and more.
    allowed = 0.25 + 4 * 8 * min(seconds(WORK[what], small) for _ in range(2))
    assert seconds(WORK[what], large) < min(allowed, 8)


def test_setting_many_items_grows_with_their_number() -> None:
    def change(count: int) -> Callable[[str], None]:
        def work(text: str) -> None:
            document = loads(text)
            related = unstructure(document.article)["related"]
            document.set("related", [{**item, "title": item["title"] + "!"} for item in related])
            assert document.text.count('!"') == count

        return work

    small, large = (_items(count, key="webUrl") for count in (100, 400))
    change(100)(small)
    allowed = 0.1 + 8 * min(seconds(change(100), small) for _ in range(2))
    assert seconds(change(400), large) < allowed
