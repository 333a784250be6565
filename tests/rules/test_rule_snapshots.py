"""What each rule says, where, and what its fix does, for its own example and for odd articles.

`--update-snapshots` writes the file anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks import NOW, article, image, related

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import example_files, example_options
from article_schema.rules.findings import Finding

URL = "https://www.example.com/harbour"
#: Each has something that a rule measures, counts or compares.
ODD: list[dict[str, Any]] = [
    *({"images": [image(width=width, height=height)]} for width, height in (
        (1, 1), (9, 900), (300, 1201), (1000, 300), (1201, 300), (200, 200), (30_000, 20_000),
        (2**53 - 1, 1), (0, 5), (-1, 600), (1200, 67), (1600, 500),
    )),
    {"images": [image(), image()]},
    {"images": [image(title="x"), image(attribution=" ")]},
    *({"title": title} for title in (
        "AT DAWN", "At dawn…", "At dawn.", "at  dawn", " at dawn", "a\nb", "a" * 501, "x", "???",
        "Caf\u00c3\u00a9", "a\u200bb", "a\u00adb", "&lt;b&gt;dawn", "<b>dawn</b>", "&amp;amp;",
        "{{ title }}",
        "cafe\u0301", "\ufb01sh", "At dawn - Example Times", "At dawn | Example Times",
    )),
    {"excerpt": "The harbour at dawn"},
    {"excerpt": "a" * 5_001},
    {"excerpt": "A walk [&hellip;]"},
    *({"publishedDateTime": moment} for moment in (
        "1989-12-31T23:59:59Z", "2024-01-02T00:00:00Z", "2030-01-01T00:00:00Z",
        "2020-06-12T00:00:00Z", "2020-06-12T19:19:00+02:00", "2020-06-12T19:19:00.5Z",
    )),
    {"publishedDateTime": "2020-06-12T19:19:00Z", "updatedDateTime": "2020-06-11T19:19:00Z"},
    *({"webUrl": url} for url in (
        "http://www.example.com/a", "https://www.example.com/a b", "https://example.com//a",
        "https://www.example.com/a?utm_source=x&b=1#c", "https://www.example.com/a?b&#038;c",
        "https://jo:secret@example.com/a b", "https://EXAMPLE.com/a/../b", "https://example.com:443/",
        "https://b\u00fccher.example/a", "https://example.com/\u00e4", "https://localhost/a",
        "https://10.0.0.1/a",
    )),
    {"topics": ["Ports", "ports"]},
    {"topics": ["x" * 200, " a"]},
    {"topics": [str(number) for number in range(60)]},
    {"provider": {"name": "Example Times", "domain": "https://example.com"}},
    {"provider": {"name": "example.com", "domain": "www.example.com"}},
    {"provider": {"name": "Example Times", "domain": "example.org"}},
    {"related": [related(webUrl=URL)]},
    {"related": [related(), related()]},
    {"related": [related(webUrl=f"{URL}/{n}", quality=n) for n in range(3)]},
    {"related": [related(publishedDateTime="2030-06-12T19:19:00Z")]},
    {"heat": 100, "quality": 100}, {"heat": -1}, {"quality": 59}, {"heat": 3, "quality": 59},
    {"ampWebUrl": URL}, {"ampWebUrl": URL, "cdnAmpWebUrl": URL},
    {"type": "video"}, {"type": "articel"}, {"category": "News"}, {"language": "english"},
    {"mood": "calm"}, {"Title": "x"}, {"excerpt": None, "titel": "x"}, {"provider": None},
]  # fmt: skip


def _said(findings: tuple[Finding, ...]) -> Iterator[str]:
    for each in findings:
        place = f"{each.line}:{each.column}-{each.end_line}:{each.end_column}"
        yield f"  {each.code} {each.severity.value} {place} {each.route_text}: {each.message}"
        if each.help:
            yield f"    help: {each.help}"
        if each.fix is not None:
            kind = "safe" if each.fix.safe else "unsafe"
            yield f"    fix ({kind}): {each.fix.title}: {_cut(repr(each.fix.edits))}"
        for other in each.related:
            yield f"    {other.line}:{other.column}: {other.message}"


def _cut(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}…"


def _lines() -> Iterator[str]:
    for rule in RULES:
        files = example_files(rule)
        if files is not None:
            options = {rule.code: example_options(rule)}
            settings = Settings(extend_select=(rule.code,), options=options)
            yield f"the bad example of {rule.code}"
            yield from _said(
                Checker(settings).check_text(files[0].text, files[0].filename).findings
            )
    every = Checker(Settings(select=("ALL",), now=NOW))
    for changes in ODD:
        yield f"an article with {_cut(json.dumps(changes))}"
        yield from _said(
            every.check_text(json.dumps(article(**changes), indent=1), "a.json").findings
        )


def test_what_is_said_of_odd_articles(update_snapshots: bool) -> None:
    path = Path(__file__).with_name("rules.txt")
    text = "".join(f"{line}\n" for line in _lines())
    if update_snapshots:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
