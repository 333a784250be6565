"""The fuzz of what rewrites files, in short, and that it notices what it looks for."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import fuzz.rewriting as module
import pytest
from fuzz.failures import Failures
from fuzz.rewriting import Cases, rewrite
from fuzz.targets import BrokenPromiseError, SlowError

from article_schema.checking.fixing import FixedFile
from article_schema.checking.ignoring import Ignored
from article_schema.document.formats.registry import split
from article_schema.document.source import Source
from article_schema.house_style import HouseStyle

CASES = int(os.environ.get("ARTICLE_SCHEMA_FUZZ_CASES", "3000")) // 20
TEXT = b"""\
---
title: "Tom &amp; Jerry" # why
topics:
  - AI # first
---
"""


def test_files_rewritten_in_every_way(root: Path, tmp_path: Path) -> None:
    failures = Failures(tmp_path)
    cases = Cases(7, [root / "examples"])
    for _ in range(CASES):
        failures.collect(rewrite, cases.next())
    assert not failures.seen, [path.read_text() for path in tmp_path.glob("*.txt")]


def test_the_same_seed_gives_the_same_files() -> None:
    one, two, other = Cases(1, []), Cases(1, []), Cases(2, [])
    first = [one.next() for _ in range(20)]
    assert first == [two.next() for _ in range(20)]
    assert first != [other.next() for _ in range(20)]


def otherwise(source: Source, old: str, new: str) -> Source:
    return split(source.whole_text.replace(old, new), source.filename)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [(" # first", "", "loses the comments"), ("- AI", "- IA", "no fix names it")],
)
def test_harm_done_by_a_fix_is_noticed(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    fix_file = module.fix_file

    def harmful(*arguments: Any, **named: Any) -> FixedFile:
        state = fix_file(*arguments, **named)
        assert state.result.source is not None
        state.result._source = otherwise(state.result.source, old, new)
        return state

    monkeypatch.setattr(module, "fix_file", harmful)
    with pytest.raises(BrokenPromiseError, match=told):
        rewrite(TEXT)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [(" # first", "", "loses the comments"), ("- AI", "- IA", "changes what the library reads"),
     ("\n---\n", "\n---\nbody", "stands around")],
)  # fmt: skip
def test_harm_done_by_formatting_is_noticed(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    format_source = module.format_source

    def harmful(source: Source, style: HouseStyle) -> Source:
        found = format_source(source, style)
        return found if "body" in found.body else otherwise(found, old, new)

    monkeypatch.setattr(module, "format_source", harmful)
    with pytest.raises(BrokenPromiseError, match=told):
        rewrite(TEXT)


@pytest.mark.parametrize("added", [-1, 1])
def test_wrong_numbers_of_suppressions_are_noticed(
    monkeypatch: pytest.MonkeyPatch, added: int
) -> None:
    ignore = module.ignore_findings

    def miscounting(*arguments: Any) -> Ignored:
        done = ignore(*arguments)
        return replace(done, added=done.added + added)

    monkeypatch.setattr(module, "ignore_findings", miscounting)
    with pytest.raises(BrokenPromiseError, match="neither suppressed nor left"):
        rewrite(TEXT)


def test_what_is_slow_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0.0)
    with pytest.raises(SlowError):
        rewrite(TEXT)
