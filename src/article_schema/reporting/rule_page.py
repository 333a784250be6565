"""The page of a rule, for `article-schema explain` and for the docs, from its own docstring."""

from __future__ import annotations

import json
from typing import Any

from article_schema.reporting.terminal import visible
from article_schema.rules.examples import example_notes, named_blocks
from article_schema.rules.rule import Rule

#: The first of the symbols for control characters in Unicode.
_PICTURES = 0x2400

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
        f"## Bad\n\n{_example(rule, rule.bad)}",
        f"## Good\n\n{_example(rule, rule.good)}",
    ]
    if rule.options:
        rows = [
            f"- `{option.name}` (default `{json.dumps(option.default)}`): {option.doc}"
            for option in rule.options
        ]
        parts.append("## Options\n\n" + "\n".join(rows))
    return "\n\n".join(part for part in parts if part) + "\n"


def rule_object(rule: Rule) -> dict[str, Any]:
    """Return everything about a rule as JSON data."""
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


def _example(rule: Rule, text: str) -> str:
    """Format an example with everything that a reader needs to try it."""
    notes = example_notes(rule)
    if notes.in_words:
        return _shown(text).rstrip("\n")
    if notes.several:
        files = named_blocks(text)
        return "\n\n".join(f"In `{name}`:\n\n{_block(block)}" for name, block in files)
    whole = "The whole file" if notes.whole else "In" if notes.filename else ""
    parts = [whole, f"`{notes.filename}`" if notes.filename else ""]
    parts += [f"with `{name} = {json.dumps(value)}`" for name, value in notes.options.items()]
    sentence = " ".join(filter(None, parts))
    before = f"{sentence[:1].upper()}{sentence[1:]}:\n\n" if sentence else ""
    signs = "".join(
        f"`{_pictured(one)}` stands for the character U+{ord(one):04X}.\n\n"
        for one in _controls(text)
    )
    return signs + before + _block(text)


def _block(text: str) -> str:
    pictured = "".join(_pictured(character) for character in text)
    return f"```yaml\n{_shown(pictured)}```"


def _controls(text: str) -> list[str]:
    return sorted({character for character in text if _pictured(character) != character})


def _pictured(character: str) -> str:
    """Return the symbol for a control character, so that an example can be read and typed."""
    is_control = character < " " and character not in "\n\t"
    return chr(_PICTURES + ord(character)) if is_control else character


def _shown(text: str) -> str:
    return "".join(character if character in "\n\t" else visible(character) for character in text)
