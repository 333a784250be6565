"""Helpers of the rule tests: a small article, and what a rule finds in it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.document.reading.compose import compose
from article_schema.rules.catalogue import find_rule
from article_schema.rules.findings import Finding

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def article(**changes: Any) -> dict[str, Any]:
    """The data of an article without faults; None removes a key."""
    data: dict[str, Any] = {
        "category": "news",
        "title": "The harbour at dawn",
        "excerpt": "A walk along the quays before the ferries leave.",
        "publishedDateTime": "2020-06-12T19:19:00Z",
        "webUrl": "https://www.example.com/harbour",
        "type": "article",
        "provider": {"name": "Example Times", "domain": "example.com"},
        "topics": ["Ports"],
    }
    data.update(changes)
    return {key: value for key, value in data.items() if value is not None}


def related(**changes: Any) -> dict[str, Any]:
    """The data of a related item without faults; None removes a key."""
    data: dict[str, Any] = {
        "title": "Harbour bridge closes",
        "excerpt": "Ferries run instead.",
        "publishedDateTime": "2020-06-13T16:36:00Z",
        "webUrl": "https://www.example.com/bridge",
        "type": "article",
        "provider": {"name": "Example Times", "domain": "example.com"},
    }
    data.update(changes)
    return {key: value for key, value in data.items() if value is not None}


def image(**changes: Any) -> dict[str, Any]:
    """The data of an image without faults."""
    return {"url": "https://media.example.com/harbour.jpg", "width": 1200, "height": 675} | changes


def checker(code: str, **options: Any) -> Checker:
    """A checker of the rules that are on by default, and of one that may not be."""
    assert find_rule(code) is not None
    return Checker(Settings(extend_select=(code,), options={code: options}, now=NOW))


def check(code: str, data: dict[str, Any], **options: Any) -> list[Finding]:
    """What is found in some data; only one code may be among it."""
    text = json.dumps(data, ensure_ascii=False)
    findings = checker(code, **options).check_text(text, "article.json").findings
    assert {finding.code for finding in findings} <= {code}, findings
    return list(findings)


def routes(code: str, data: dict[str, Any], **options: Any) -> list[str]:
    """The routes of what is found."""
    return [finding.route_text for finding in check(code, data, **options)]


def fixed(code: str, data: dict[str, Any], *, unsafe: bool = False, **options: Any) -> Any:
    """The data after the fixes."""
    text = json.dumps(data, ensure_ascii=False)
    check = checker(code, **options)
    source = fix_file(check, check.check_text(text, "article.json"), unsafe=unsafe).result.source
    assert source is not None
    return compose(source).data
