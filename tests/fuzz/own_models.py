"""Differential fuzz of the short ways with models of a project's own, in many styles of YAML.

Records of random models, and others that are nearly some, are written as people write YAML: lists
with and without indentation or in brackets, values with and without quotes, on several lines, with
comments. A sixth of the models are made of the JSON Schema of such a model; as many files are of
a site whose values point to other files. The short ways must find what the long way finds, and
remember the same facts. Half of the files are checked with rules of a plug-in too, which must be
called with the same records.

    PYTHONPATH=tests python tests/fuzz/own_models.py --cases 200000 [--seed 1]
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Annotated, Any, Literal

from annotated_types import MaxLen, MinLen
from attrs import field
from fuzz.fast_path import differing
from mutants import mutants
from random_models import random_model

from article_schema.checking.config.configurations import settings_for
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.conversion import structure
from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import read
from article_schema.fields import ImageAddress, Moment, Name, WebAddress, requires
from article_schema.model.facets import NotBlank
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import table_of
from article_schema.rules.catalogue import RULES
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule, value_rule
from article_schema.schema.build import json_schema
from article_schema.schema.models.making import model_from_schema

NOW = datetime(2026, 1, 1, tzinfo=UTC)
#: Texts that sites have.
_USUAL = (
    "A walk", "quays", "early dawn", "C++", "10 ways to go", "10gen", "/about/", "/a/b#c", "Q&A",
    "404.html", "http://a.example.com/?b=c#d", "it's", "Été", "\u6e2f", "a, b", "ab-c", "Part 2",
    "https://www.example.com/a", "Go: now", "x", "/images/a.png",
)  # fmt: skip
#: Texts that look like other values, or are nearly written wrong.
_ODD = (
    "#x", "C#", 'a "b" c', "yes", "no", "null", "1.0", "2020-01-14", "2020-01-14T10:00:00Z", "-",
    "2020-01-14 10:00:00 -4", "0x1F", "1_000", "12:30", "[a]", "{a}", "a\u00a0b", " a", "a ", "",
    "A" * 60, "&amp; b", "<b>", "true", "True", "5", "-5", "1e3", "1 e", "05 x", "a #b", "a: b",
    "a:", "@a", "%a", "`a`", "*a", "on", "a\\b", "3d", "12 of", "12:30 h", "a\u200bb",
)  # fmt: skip
_MOMENTS = (
    *("2020-01-14", "2020-01-14T10:00:00Z", "2020-01-14T10:00:00.000Z", "2020-01-14 10:00:00"),
    *("2020-01-14T10:00:00-04:00", "2020-01-14 10:00:00 -4", "2020-02-30", "2020-1-4", "today"),
)


@record
class Part(Record):
    """A part of a page."""

    label: Name
    when: date | None = None


@record(conditions=[requires("draft", "tags")])
class Page(Record):
    """A page of a site, as models that were inferred have it."""

    title: str
    lead: Name | None = None
    date: Annotated[date | datetime, Moment()] | None = None
    at: datetime | None = None
    day: date | None = None
    tags: list[str] = field(factory=list)
    names: list[Annotated[Name, MaxLen(9)]] = field(factory=list)
    days: list[date] = field(factory=list)
    alias: str | list[str] | None = None
    image: ImageAddress | None = None
    link: WebAddress | None = None
    kind: Literal["a", "10gen", "/b"] | None = None
    code: Annotated[str | None, MinLen(1)] = None
    draft: bool | None = None
    order: int | None = None
    part: Part | None = None
    parts: list[Part] = field(factory=list)
    more: dict[str, str] = field(factory=dict)


def pages(count: int, random: Random) -> Iterator[dict[str, Any]]:
    """Yield data of pages, with few faults."""
    for _ in range(count):
        keys = random.sample(sorted(table_of(Page).by_key), random.randint(1, 6))
        yield {"title": _text(random)} | {key: _of_page(key, random) for key in keys}


_LINKS = Path(__file__).parents[2] / "examples" / "links"
CONFIG = _LINKS / "article-schema.toml"
#: Not there, as a file that is being written.
POST = _LINKS / "posts" / "new.md"
_ADDRESSES = (
    "/people/ann-sailor", "/people/ann-sailr/", "/news/ferries/", "/news/feries", "/img/quay.png",
    "https://www.example.com/x", "#top", "/", "//example.com", "/img/qay.png", "a.html",
)  # fmt: skip


def posts(count: int, random: Random) -> Iterator[dict[str, Any]]:
    """Yield data of posts whose values point to other files, few of which are missing."""
    for _ in range(count):
        cover = {"src": random.choice(("img/quay.png", "/img/quay.png", "img/qay.png", "")),
                 "width": random.choice((1200, 1200, 1200, 1600)), "height": 800}  # fmt: skip
        data = {
            "title": _text(random),
            "slug": random.choice(("new", "newer", "ferries", "")),
            "author": random.choice(("ann-sailor", "ann-sailor", "ann-sailr", 7)),
            "cover": random.choice((cover, None)),
            "see": random.sample(_ADDRESSES, random.randint(0, 3)),
        }
        yield {key: value for key, value in data.items() if random.random() < 0.9}


def _text(random: Random) -> str:
    return random.choice(_USUAL if random.random() < 0.85 else _ODD)


def _of_page(key: str, random: Random) -> Any:
    if key in ("tags", "names", "days") or (key == "alias" and random.random() < 0.5):
        count = random.randint(0, 3)
        return [random.choice(_MOMENTS) if key == "days" else _text(random) for _ in range(count)]
    if key in ("date", "at", "day"):
        return random.choice(_MOMENTS)
    if key in ("draft", "order"):
        return random.choice((True, False) if key == "draft" else (0, 5, -3, 1.0, "5"))
    if key == "kind":
        return random.choice(("a", "10gen", "/b", "c"))
    if key in ("part", "parts"):
        part = {"label": _text(random), "when": random.choice(_MOMENTS)}
        return part if key == "part" else [part] * random.randint(0, 2)
    return {"a": _text(random)} if key == "more" else _text(random)


#: What the rules of the plug-in were called with: what it was, with its route and its data.
SEEN: list[Any] = []


@record_rule("FUZ001", "seen-record", severity=Severity.ERROR, on=Record)
def seen_record(one: Record, at: RuleContext) -> Iterator[Finding]:
    """Keep what it sees, and find a text in it.

    Bad:
        title: C++
    Good:
        title: A walk
    Source: none.
    """
    SEEN.append((copy(one), at.route, at.filename, at.file.format, dict(at.data)))
    if "C++" in at.data.values():
        yield at().finding("holds C++")


@value_rule("FUZ002", "seen-value", severity=Severity.ERROR, on=NotBlank)
def seen_value(value: Any, at: RuleContext) -> Iterator[Finding]:
    """Keep what it sees, and find a text.

    Bad:
        title: Q&A
    Good:
        title: A walk
    Source: none.
    """
    SEEN.append((value, at.route))
    if value == "Q&A":
        yield at().finding("is Q&A")


FILES_OF_EACH = 40
#: Most values have nothing behind them, and nothing stands between most lines.
_COMMENTS = (*("",) * 60, " # a comment", "  # b: c", " #", "  ")
_BETWEEN = (*("",) * 60, "\n", "# a comment\n", "  # indented\n", "\n\n", "  \n")


def written(data: dict[str, Any], random: Random) -> str:
    """Write a record as the front matter of a file, in one of many styles."""
    return f"---\n{_mapping(data, random, 0)}---\nA walk.\n"


def _mapping(data: dict[str, Any], random: Random, column: int) -> str:
    blanks = " " * column
    parts = []
    for key, value in data.items():
        name = key if key.replace("-", "").isalnum() and key.isascii() else _double(key)
        parts.append(f"{random.choice(_BETWEEN)}{blanks}{name}:{_value(value, random, column)}")
    return "".join(parts)


def _value(value: Any, random: Random, column: int) -> str:
    """Write what stands behind a key whose mapping begins in a column."""
    if isinstance(value, dict | list) and (not value or random.random() < 0.2):
        return f" {_flow(value, random)}{random.choice(_COMMENTS)}\n"
    if isinstance(value, dict):
        inner = column + random.choice((1, 2, 2, 2, 4))
        return f"{random.choice(_COMMENTS)}\n{_mapping(value, random, inner)}"
    if isinstance(value, list):
        inner = column + random.choice((0, 0, 2, 2, 4))
        items = (_item(item, random, inner) for item in value)
        return f"{random.choice(_COMMENTS)}\n{''.join(items)}"
    return _scalar(value, random, column)


def _item(value: Any, random: Random, column: int) -> str:
    blanks, gap = " " * column, " " * random.choice((1, 1, 1, 3))
    start = f"{random.choice(_BETWEEN)}{blanks}-"
    if isinstance(value, dict) and value and random.random() < 0.8:
        inner = column + 1 + len(gap)
        return f"{start}{gap}{_mapping(value, random, inner).lstrip(' #')}"
    if isinstance(value, list) and value and random.random() < 0.5:
        inner = column + 1 + len(gap)
        return f"{start}{gap}{''.join(_item(each, random, inner) for each in value).lstrip()}"
    return f"{start}{_value(value, random, column)}"


def _scalar(value: Any, random: Random, column: int) -> str:
    if not isinstance(value, str):
        return f" {_word(value, random)}{random.choice(_COMMENTS)}\n"
    lines = f"\n{' ' * (column + random.choice((0, 1, 2)))}"
    match random.randrange(9):
        case 0 | 1 | 2:
            text = value or random.choice(('""', "''", ""))
        case 3 | 4:
            text = f"'{value.replace(chr(39), chr(39) * 2)}'"
        case 5:
            text = _double(value).replace(" ", lines, 1)
        case 6:
            text = value.replace(" ", lines, 1)
        case 7 if value and "\n" not in value:
            sign = random.choice(("|", "|-", ">", ">-", "|+"))
            return f" {sign}\n{' ' * (column + 2)}{value}\n"
        case _:
            text = _double(value)
    return f" {text}{random.choice(_COMMENTS)}\n"


def _word(value: Any, random: Random) -> str:
    if value is None:
        return random.choice(("", "~", "null"))
    if isinstance(value, bool):
        return random.choice((str(value).lower(), str(value).lower(), str(value)))
    return str(value)


def _flow(value: Any, random: Random) -> str:
    if isinstance(value, dict):
        pairs = (f"{key}: {_flow(each, random)}" for key, each in value.items())
        return "{" + random.choice((", ", ",")).join(pairs) + "}"
    if isinstance(value, list):
        return f"[{random.choice((', ', ',', ',  ')).join(_flow(each, random) for each in value)}]"
    if isinstance(value, str):
        return random.choice((value, _double(value), f"'{value.replace(chr(39), chr(39) * 2)}'"))
    return "null" if value is None else str(value).lower()


def _double(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def _case(number: int, seed: int, random: Random) -> tuple[Settings, str, Iterable[dict[str, Any]]]:
    """Return settings, the name of a file and data for it, of one of the four kinds."""
    if number % 2 == 0:
        return Settings(model=Page), "a.md", pages(FILES_OF_EACH, random)
    if number % 6 == 5:
        return settings_for(POST, CONFIG), str(POST), posts(FILES_OF_EACH, random)
    model = random_model(seed)
    drawn = [data for data in mutants(model, FILES_OF_EACH, seed) if isinstance(data, dict)]
    if number % 6 == 3:
        model = model_from_schema(json_schema(model))
    return Settings(model=model), "a.md", drawn


def run(cases: int, seed: int) -> tuple[list[tuple[int, str, str]], Counter[str]]:
    """Try files of random models; return where the ways disagree, and counts of what was taken."""
    random = Random(seed)
    counts: Counter[str] = Counter()
    wrong = []
    for number in range(-(-cases // FILES_OF_EACH)):
        model_seed = seed * 10_000_000 + number
        settings, name, drawn = _case(number, model_seed, random)
        rules = (*RULES, seen_record, seen_value) if number % 12 > 5 else RULES
        settings = replace(settings, now=NOW, rules=rules)
        if number % 8 == 0:
            settings = replace(settings, required=("tags",))
        short, long = Checker(settings), Checker(settings)
        long.fast_path = long.glances = None
        for data in drawn:
            text = written(data, random)
            if random.random() < 0.05:
                text = text.replace("\n", "\r\n")
            counts[_way(short, text, name)] += 1
            if misread(short, text, name):
                wrong.append((model_seed, text, "accepted, but other texts are read"))
            found, seen = _checked(long, text, name)
            shortly, seen_shortly = _checked(short, text, name)
            reason = differing(found, shortly, short)
            if not found.findings:
                counts["without findings"] += 1
                counts["without findings, seen by a plug-in"] += bool(seen)
                # Where there is something to find, rules are called once more for the fixes.
                reason = reason or (None if seen == seen_shortly else "rules see other records")
            if reason is not None:
                wrong.append((model_seed, text, reason))
    return wrong, counts


def _checked(checker: Checker, text: str, name: str) -> tuple[CheckedFile, list[Any]]:
    """Check a text, and return what the rules of the plug-in have seen too."""
    SEEN.clear()
    return checker.check_text(text, name), SEEN.copy()


def misread(checker: Checker, text: str, name: str) -> bool:
    """Tell whether the pattern accepts a text and reads another text or list of texts in it."""
    seen = checker.fast_path.accept(text, name) if checker.fast_path is not None else None
    if seen is None:
        return False
    model = checker.settings.model
    # Without a key it is a record all the same, where no key is required.
    real = structure(read(split(text, name)).data or {}, model)
    return any(
        type(value) in (str, list) and not _same(getattr(seen, field.name), value)
        for field in table_of(model).fields
        if (value := getattr(real, field.name)) is not None
    )


def _same(seen: Any, real: Any) -> bool:
    if isinstance(real, list):
        return len(seen) == len(real) and all(map(_same, seen, real))
    return not isinstance(real, str) or bool(seen == real)


def _way(checker: Checker, text: str, name: str) -> str:
    """Tell which way a file takes."""
    if checker.fast_path is not None and checker.fast_path.accept(text, name) is not None:
        return "accepted by the pattern"
    assert checker.glances is not None
    seen = checker.glances.look(text, name)
    if seen is None:
        return "left to the long way"
    return "accepted at a glance" if seen.is_clean else "judged at a glance"


def main() -> int:
    """Run from the command line; exit 1 if the ways disagree anywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    wrong, counts = run(options.cases, options.seed)
    for model_seed, text, reason in wrong[:20]:
        print(f"{model_seed} {text!r}\n  {reason}")
    for name, count in sorted(counts.items()):
        print(f"{count:>9,} {name}")
    seconds = time.perf_counter() - start
    print(f"{options.cases:>9,} cases in {seconds:.0f} s, {len(wrong)} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
