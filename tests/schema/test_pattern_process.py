"""Patterns where no process can be started, as in a browser."""

from __future__ import annotations

import subprocess

import pytest

from article_schema.schema import pattern_process
from article_schema.schema.pattern_process import PatternProcess


@pytest.fixture(params=[True, False])
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> PatternProcess:
    """Return what is asked, with processes and without."""
    if not request.param:
        monkeypatch.setattr(pattern_process, "_HAS_PROCESSES", False)
        monkeypatch.delattr(subprocess, "Popen")
    return PatternProcess()


@pytest.mark.parametrize(
    ("pattern", "text", "word"),
    [
        ("^(a+)+$", "aaa", "yes"),
        ("^(a+)+$", "aab", "no"),
        ("(", "aaa", "wrong"),
        ("(", None, "wrong"),
        ("[[a]", None, "yes"),
    ],
)
def test_the_answer_is_the_same(
    asked: PatternProcess, pattern: str, text: str | None, word: str
) -> None:
    told, took = asked.ask(pattern, text, 5.0)
    asked.close()
    assert told == word
    assert 0 <= took < 5
