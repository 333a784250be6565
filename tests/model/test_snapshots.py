"""What is said of values that a field does not take, for each field of the model.

`--update-snapshots` writes the file anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

from article_schema.model.article import Article, Author, Image, Provider, RelatedItem
from article_schema.model.explain import explain_record, explain_value
from article_schema.model.shapes.base import FILE, PYTHON
from article_schema.model.tables import table_of

MODELS = (Article, Provider, Author, Image, RelatedItem)
#: Each is right for few fields at most.
VALUES = (
    None, True, "", " ", "x", "yes", "Off", " 7 ", "-12", "1" * 16, "+5", 0, 1, -1, 101, 10**20,
    0.5, -0.5, 1.5, float("nan"), float("inf"), [], [1], ["x"], ["x", "x"], [None], [{}], {},
    {"x": 1}, {1: 2}, "http://example.com/a", "https://example.com/", "https://example.com/a b",
    "https:/example.com", "//example.com/a", "example.com/a", "ftp://example.com/a", "https://",
    "https://localhost/a", "https://example", "https://u:p@example.com/a", "https://example.com:0/",
    "https://example.com:70000/", "https://exa_mple.com/", "https://-a.com/", "https://[::1]/",
    "https://192.0.2.7/", "https://0x7f.1/", "https://example.com/%zz", "https://example.com/#a",
    "https://example.com/ä", "https://example.com/a\n", " https://example.com/", "javascript:x",
    "data:,x", "/a.png", "a.png", "?a", "#a", "mailto:a@example.com", "2020-06-12",
    "2020-06-12T19:19:00Z", "2020-06-12T19:19:00", "2020-06-12 19:19:00 +0000", "2020-13-45",
    "2020-06-12T25:00:00Z", "2020-02-30T00:00:00Z", "2020-06-12T19:19:00+25:00", "12.06.2020",
    "2020-06-12T19:19:60Z", "2020-06-12T19:19Z", "0000-01-01T00:00:00Z", "en", "en-us", "en_US",
    "EN-US", "english", "article", "Article", "news", "a\x00b", "\u200b", "x" * 5_000,
)  # fmt: skip


def _lines() -> Iterator[str]:
    told = set()
    for model in MODELS:
        for field in table_of(model).fields:
            yield f"{model.__name__}.{field.key}\n"
            for number, form in product(range(len(VALUES)), (FILE, PYTHON)):
                for fault in explain_value(field, VALUES[number], (), form):
                    words = f"{fault.code} {fault.message} | {fault.help}"
                    rest = f"{fault.route[1:]} {fault.part} {fault.within} {fault.replacement!r}"
                    # Fields of one kind say the same, and mostly so do both forms.
                    key = (number, words.replace(field.key, ""), rest)
                    if key not in told:
                        told.add(key)
                        where = "file" if form is FILE else "Python"
                        yield f"  {where} {VALUES[number]!r:.30}: {words} | {rest}\n"
        yield f"{model.__name__}, empty\n"
        for fault in explain_record(table_of(model), {}, (), FILE):
            yield f"  {fault}\n"


def test_what_is_said_of_values_that_do_not_fit(update_snapshots: bool) -> None:
    path = Path(__file__).with_name("faults.txt")
    text = "".join(_lines())
    if update_snapshots:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
