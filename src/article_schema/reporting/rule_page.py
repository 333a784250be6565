"""The page of a rule, for `article-schema explain` and for the docs, from its own docstring."""

from __future__ import annotations

import json
from typing import Any

from article_schema.reporting.terminal import visible
from article_schema.rules.base import Rule

_FIXES = {
    "": "none",
    "safe": "safe, applied by `check --fix`",
    "unsafe": "unsafe, applied by `check --fix --unsafe-fixes`",
}


def rule_page(rule: Rule) -> str:
    """Return the Markdown page of a rule."""
    facts = [
        f"- Severity: {rule.severity.value}",
        f"- On by default: {'yes' if rule.enabled else 'no'}",
        f"- Fix: {_FIXES[rule.fix]}",
        f"- Since: {rule.since}",
        f"- Source: {_shown(rule.source)}",
    ]
    parts = [
        f"# {rule.code} {rule.name}",
        _shown(rule.summary),
        "\n".join(facts),
        _shown(rule.explanation),
        f"## Bad\n\n```yaml\n{_shown(rule.bad)}```",
        f"## Good\n\n```yaml\n{_shown(rule.good)}```",
    ]
    if rule.options:
        rows = [
            f"- `{option.name}` (default `{json.dumps(option.default)}`): {option.doc}"
            for option in rule.options
        ]
        parts.append("## Options\n\n" + "\n".join(rows))
    return "\n\n".join(part for part in parts if part) + "\n"


def rule_object(rule: Rule) -> dict[str, Any]:
    """Return all that is known of a rule as JSON data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "enabled": rule.enabled,
        "since": rule.since,
        "fix": rule.fix or None,
        "options": [
            {"name": option.name, "default": option.default, "doc": option.doc}
            for option in rule.options
        ],
        "summary": rule.summary,
        "explanation": rule.explanation,
        "bad": rule.bad,
        "good": rule.good,
        "source": rule.source,
    }


def _shown(text: str) -> str:
    return "".join(character if character in "\n\t" else visible(character) for character in text)
