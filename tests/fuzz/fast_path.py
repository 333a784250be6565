"""Differential fuzz of the fast path: what it accepts against the long way.

Whole articles are mutated a little. Where the fast path sees nothing wrong, the long way must find
nothing either, remember the same facts for the rules about several files, and read the same values.

    python tests/fuzz/fast_path.py --cases 200000 [--seed 1] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fuzz.differential import PIECES

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.conversion import structure
from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import read
from article_schema.errors import DocumentError
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of

NOW = datetime(2024, 1, 1, tzinfo=UTC)
#: Of so many texts that are not accepted, one goes both ways all the same: that takes long.
SHARE = 50

#: Articles of our own with every field that the fast path knows, and every way to write one.
SEEDS = (
    """---
category: news
title: "The harbour at dawn"
excerpt: 'A walk along the quays, before the ferries leave'
publishedDateTime: 2020-06-12T19:19:00Z
updatedDateTime: 2020-06-13T08:00:00Z
originalUrl: https://www.example.com/harbour
webUrl: "https://www.example.com/harbour"
ampWebUrl: "https://www.example.com/amp/harbour"
cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"
type: article
quality: 59
heat: -1
published: false

provider:
  name: Example Times
  domain: example.com
  images:
    - url: /assets/logo.png
      width: 50
      height: 50
  authors:
    - name: Jo Doe

topics:
  - Ports
  - "Sea travel"

images:
  - url: "https://media.example.com/harbour.jpg"
    width: 1200
    height: 675
    isCached: true
    title: "The harbour at dawn"

related:
  - title: "Harbour bridge closes"
    excerpt: "Ferries run instead."
    publishedDateTime: 2020-06-13T16:36:00Z
    webUrl: "https://www.example.com/bridge"
    type: article
    provider:
      name: Example Times
      domain: example.com
    quality: 40
    images:
      - url: "https://media.example.com/bridge.jpg"
        width: 1200
        height: 675
  - title: "Ferries run again"
    excerpt: "The quay is repaired."
    publishedDateTime: 2020-06-14T08:00:00Z
    webUrl: "https://www.example.com/ferries"
    type: article
    provider:
      name: Example Times
      domain: example.com
    quality: 20

tags:
  - quay
locale: en-us
highlight: "before the ferries"
content: "It is early"
secured: "AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA=="
---

A walk.
""",
    """---
category: news
title: Une journée au port
excerpt: Une promenade
publishedDateTime: 2020-06-12T19:19:00Z
originalUrl: "https://video.example.com/port"
type: video
featuredContent: '<iframe src="https://video.example.com/embed/port"></iframe>'
provider:
  name: Example Vidéo
  domain: video.example.com
topics:
  - Ports
---
""",
)
NAMES = (
    *("harbour.md",) * 8, "2020-06-12-the-harbour-at-dawn.md", "2020-06-12-the-harbour.html",
    "content/2020-06-13-the-harbour-at-dawn.markdown", "2020-06-11-quay.md", "a.yaml", "a.json",
    "2020-06-12-une-journe-au-port.md",
)  # fmt: skip
_VALUES = (
    *PIECES, "TODO", "test", "Lorem ipsum dolor", "{{ title }}", "...", "null", "True", "yes", "0",
    "-1", "007", "1e3", "-0", "9" * 20, "3020-06-12T19:19:00Z", "2020-02-30T00:00:00Z",
    "1970-01-01T00:00:00Z", "2020-06-12T19:19:00+02:00", "https://www.example.com", "http://a.b/x:",
    "https://WWW.example.com/a", "https://example.com:443/", "https://www.example.com/?utm_source=a",
    "https://www.example.com/a/../b", "https://www.example.com/a&#038;b", "http://media.example.com/",
    "https://www.example.com/harbour", "https://0300.1/", "https://a@example.com/", "a: b", "a #b",
    "A &amp; B", "<b>A</b>", " a", "a ", "a\u00a0", "\u202ea", "a\u200bb", "x" * 501, "x%2cy",
    "'a'", '"a"', "''", '""', '"a\\nb"', "[a, b]", "{a: b}", "|\n  a", "&a b", "*a", "!!str a",
    "# article-schema: ignore", "@a", "%a", "`a`", "-", "?", "~", "ports", "Ports", "video",
)  # fmt: skip
#: Values in which nothing is wrong, in some field.
_SOUND_VALUES = (
    "Quay reopens", "AT&T buys a ferry", "Ferry; train & bus", 'A \\"quoted\\" word', "Été", "港",
    "https://www.example.com/quay", "https://www.example.com/quay?page=2&size=3", "/a.png", "640",
    "1200", "2020-06-12T08:00:00Z", "example.com", "www.example.com", "true", "news", "A" * 300,
)  # fmt: skip


def mutated(seeds: list[str], chance: random.Random) -> str:
    """Return an article with a few lines or characters changed, or none."""
    lines = chance.choice(seeds).splitlines(keepends=True)
    for _ in range(chance.choice((0, 1, 1, 1, 2))):
        at = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[at]
            case 1:
                lines[at:at] = [chance.choice(lines)]
            case 2:
                other = chance.randrange(len(lines))
                lines[at], lines[other] = lines[other], lines[at]
            case 3:
                lines[at] = " " * chance.randint(0, 6) + lines[at].lstrip(" ")
            case _:
                head, colon, _ = lines[at].partition(": ")
                value = chance.choice(chance.choice((_VALUES, _SOUND_VALUES)))
                quoted = chance.choice((value, f'"{value}"', f"'{value}'"))
                lines[at] = f"{head}{colon}{quoted}\n"
    text = "".join(lines)
    for _ in range(chance.choice((0, 0, 1, 2))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 2)) :]
    return text.replace("\n", "\r\n") if chance.random() < 0.1 else text


def differs(seen: Any, real: Any) -> bool:
    """Tell whether an accepted object has other values than the record of the long way."""
    if isinstance(real, Record):
        return any(
            differs(getattr(seen, field.name), getattr(real, field.name))
            for field in table_of(type(real)).fields
        ) or bool(real.extra)
    if isinstance(real, list):
        return len(seen) != len(real) or any(map(differs, seen, real))
    return type(seen) is not type(real) or seen != real


class Ways:
    """The short way and the long way through a check."""

    def __init__(self) -> None:
        self.short = Checker(Settings(now=NOW))
        self.long = Checker(Settings(now=NOW))
        self.long.fast_path = self.long.glances = None

    def disagreement(self, text: str, filename: str, *, every: bool = True) -> str | None:
        """Return how the ways disagree on a text that is accepted; an empty text if they agree.

        None says that the fast path left the text to the long way.

        Args:
            text: the text of a file.
            filename: its name.
            every: whether texts that are not accepted are checked on both ways too.
        """
        assert self.short.fast_path is not None
        seen = self.short.fast_path.accept(text, filename)
        if seen is None and not every:
            return None
        result = self.long.check_text(text, filename)
        if seen is None:
            return differing(result, self.short.check_text(text, filename), self.short)
        if result.findings:
            first = result.findings[0]
            return f"accepted, but {first.code} at {first.line}:{first.column} {first.message}"
        if not result.checked or sorted(result.entries) != sorted(
            self.short.entries.stored_entries_of(seen)
        ):
            return "accepted, but other facts are remembered"
        real = structure(read(split(text, filename)).data)
        return "accepted, but other values are read" if differs(seen, real) else ""


def differing(long: CheckedFile, short: CheckedFile, checker: Checker) -> str | None:
    """Return how the results of both ways differ; None if they are the same.

    Args:
        long: that of the long way.
        short: that of the short ways.
        checker: the one that went them.
    """
    if long.findings != short.findings:
        return f"the long way finds {long.findings}, and the short way {short.findings}"
    entries = short.entries
    if short.article is not None:
        entries = checker.entries.stored_entries_of(short.article)
    if (long.checked, sorted(long.entries)) != (short.checked, sorted(entries)):
        return "other facts are remembered"
    return None


def seeds_from(folders: list[Path]) -> list[str]:
    """Return our own articles and the files with front matter below some folders."""
    seeds = list(SEEDS)
    for folder in folders:
        for path in sorted(folder.rglob("*.md")):
            try:
                text = path.read_bytes().decode()
                split(text, str(path))
            except (DocumentError, UnicodeDecodeError):
                continue
            seeds.append(text)
    return seeds


def run(cases: int, seeds: list[str], seed: int) -> tuple[list[tuple[str, str]], Counter[str]]:
    """Try mutated articles and return the disagreements, and counts of what was accepted."""
    chance, ways = random.Random(seed), Ways()
    counts: Counter[str] = Counter()
    wrong = []
    for number in range(cases):
        text = mutated(seeds, chance)
        every = not number % SHARE
        reason = ways.disagreement(text, chance.choice(NAMES), every=every)
        counts["left to the long way" if reason is None else "accepted"] += 1
        if reason:
            wrong.append((text, reason))
    return wrong, counts


def main() -> int:
    """Run from the command line; exit 1 if the ways disagree anywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    wrong, counts = run(options.cases, seeds_from(options.folders), options.seed)
    for text, reason in wrong[:20]:
        print(f"{text!r}\n  {reason}")
    for name, count in sorted(counts.items()):
        print(f"{count:>9,} {name}")
    seconds = time.perf_counter() - start
    print(f"{options.cases:>9,} cases in {seconds:.0f} s, {len(wrong)} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
