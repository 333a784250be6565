"""What the worker of the playground asks Python: one text in, what the page shows out, as JSON."""

from __future__ import annotations

import difflib
import json
import re
from functools import lru_cache
from typing import Any

from article_schema import (
    ArticleSchemaError,
    Checker,
    Settings,
    fix_text,
    format_text,
    loads,
)
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.presets import preset_class
from article_schema.reporting.replacements import Replacements

_LINE_END = re.compile(r"\r\n?|\n")


@lru_cache(maxsize=16)
def checker_for(model: str) -> Checker:
    """Return the checker for a model: a preset, or that of articles where it is empty."""
    return Checker(Settings(model=preset_class(model)) if model else Settings())


def answer(asked: str) -> str:
    """Return what is found in a text, and what the open view shows of it.

    Args:
        asked: an object of JSON with `text`, `name`, `model` and `view`; for the view `fix` also
            with the `index` of a finding.
    """
    question = json.loads(asked)
    text, name, model = question["text"], question["name"], question["model"]
    checker = checker_for(model)
    result = checker.check_text(text, name)
    told: dict[str, Any] = {"findings": findings_of(text, result)}
    view = VIEWS.get(question["view"])
    try:
        if question["view"] == "fix":
            told["view"] = change_of(result, question["index"], checker.settings)
        elif view is not None:
            told["view"] = view(text, name, model, checker.settings)
    except ArticleSchemaError as error:
        told["problem"] = str(error)
    return json.dumps(told)


def findings_of(text: str, result: CheckedFile) -> list[dict[str, Any]]:
    """Return the findings with their places as offsets in code points from 0."""
    starts = [0, *(line_end.end() for line_end in _LINE_END.finditer(text))]

    def offset(line: int, column: int) -> int:
        return min(starts[min(max(line, 1), len(starts)) - 1] + max(column, 1) - 1, len(text))

    return [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "message": finding.message,
            "help": finding.help,
            "line": finding.line,
            "column": finding.column,
            "from": offset(finding.line, finding.column),
            "to": offset(finding.end_line or finding.line, finding.end_column or finding.column),
            "fix": finding.fix and {"title": finding.fix.title, "safe": finding.fix.safe},
        }
        for finding in result.findings
    ]


def change_of(result: CheckedFile, index: int, settings: Settings) -> dict[str, Any] | None:
    """Return what the fix of a finding writes where, or None if it cannot be made by itself.

    Each fix is proved on the whole text, so this is asked for one fix, when somebody wants it.
    """
    fix = result.findings[index].fix
    if fix is None or result.source is None:
        return None
    change = Replacements(result.source, settings).of(fix)
    return change and {"from": change.span[0], "to": change.span[1], "text": change.text}


def fixed(text: str, name: str, _: str, settings: Settings) -> str:
    """Return the text with its safe fixes."""
    return fix_text(text, name, settings)


def fixed_all(text: str, name: str, _: str, settings: Settings) -> str:
    """Return the text with all its fixes."""
    return fix_text(text, name, settings, unsafe=True)


def diff(text: str, name: str, _: str, settings: Settings) -> str:
    """Return what the fixes would change, as a unified diff."""
    new = fix_text(text, name, settings, unsafe=True)
    old_lines, new_lines = (each.splitlines() for each in (text, new))
    lines = difflib.unified_diff(old_lines, new_lines, f"a/{name}", f"b/{name}", lineterm="")
    return "\n".join(lines)


def formatted(text: str, name: str, _: str, settings: Settings) -> str:
    """Return the text in the house style."""
    return format_text(text, name, settings)


def data(text: str, name: str, model: str, _: Settings) -> str:
    """Return the data of the file as JSON."""
    document = loads(text, name, model=preset_class(model)) if model else loads(text, name)
    return json.dumps(document.data, indent=2, ensure_ascii=False, default=str)


#: What a view shows beside the findings.
VIEWS = {
    "diff": diff, "formatted": formatted, "data": data, "fixed": fixed, "fixed-all": fixed_all,
}  # fmt: skip
