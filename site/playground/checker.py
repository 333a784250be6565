"""What the worker of the playground asks Python: one text in, what the page shows out, as JSON."""

from __future__ import annotations

import ast
import difflib
import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from article_schema import (
    ArticleSchemaError,
    Checker,
    Document,
    Settings,
    UsageError,
    fix_text,
    format_text,
    loads,
    model_from_schema,
)
from article_schema.checking.config.model_names import model_named
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.importing import guarded
from article_schema.presets import PRESETS, preset_class
from article_schema.reporting.replacements import Replacements

#: What stands for a JSON Schema that the reader has written, where a model is named.
OWN = "own"
#: The file with it, in the folder of the process: messages about it name this file.
OWN_FILE = "own.schema.json"

#: What stands for a model that the reader has written in Python.
CODE = "python"
#: The file with it, which messages name. Each text has a folder of its own, so that a changed one
#: is another module.
CODE_FILE = "own_model.py"

_LINE_END = re.compile(r"\r\n?|\n")


@lru_cache(maxsize=16)
def checker_for(model: str, schema: str) -> Checker:
    """Return the checker for a model.

    Args:
        model: a preset, `OWN`, `CODE`, or empty for that of articles.
        schema: the text of the reader's JSON Schema, for `OWN`; for `CODE` that of the module.

    Raises:
        UsageError: it is no JSON Schema, or none that can be a model; or the code cannot be run, or
            has no model.
    """
    if model == CODE:
        return Checker(Settings(model=model_of_code(schema)))
    if model == OWN:
        Path(OWN_FILE).write_text(schema, encoding="utf-8")
        return Checker(Settings(model=model_from_schema(OWN_FILE)))
    return Checker(Settings(model=preset_class(model)) if model else Settings())


def model_of_code(code: str) -> type:
    """Run a module that the reader has written; return the model that its last class is.

    Raises:
        UsageError: the code cannot be run, or has no class, or the last one is no model.
    """
    with guarded("the code cannot be read"):
        classes = [
            node for node in ast.parse(code, CODE_FILE).body if isinstance(node, ast.ClassDef)
        ]
    if not classes:
        raise UsageError("there is no class in it; write one, and decorate it with @record")
    folder = Path("models", hashlib.sha256(code.encode()).hexdigest()[:16])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CODE_FILE).write_text(code, encoding="utf-8")
    return model_named(f"{CODE_FILE}:{classes[-1].name}", str(folder))


def answer(asked: str) -> str:
    """Return what is found in a text, and what the open view shows of it.

    Args:
        asked: an object of JSON with `text`, `name`, `model`, `schema` and `view`; for the view
            `fix` also with the `index` of a finding. `schema` is what the reader has written.
    """
    question = json.loads(asked)
    text, name = question["text"], question["name"]
    try:
        checker = checker_for(question["model"], question["schema"])
    except UsageError as error:
        return json.dumps({"refused": str(error)})
    result = checker.check_text(text, name)
    told: dict[str, Any] = {"findings": findings_of(text, result)}
    view = VIEWS.get(question["view"])
    try:
        if question["view"] == "fix":
            told["view"] = change_of(result, question["index"], checker.settings)
        elif view is not None:
            told["view"] = view(text, name, checker.settings)
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


def fixed(text: str, name: str, settings: Settings) -> str:
    """Return the text with its safe fixes."""
    return fix_text(text, name, settings)


def fixed_all(text: str, name: str, settings: Settings) -> str:
    """Return the text with all its fixes."""
    return fix_text(text, name, settings, unsafe=True)


def diff(text: str, name: str, settings: Settings) -> str:
    """Return what the fixes would change, as a unified diff."""
    new = fix_text(text, name, settings, unsafe=True)
    old_lines, new_lines = (each.splitlines() for each in (text, new))
    lines = difflib.unified_diff(old_lines, new_lines, f"a/{name}", f"b/{name}", lineterm="")
    return "\n".join(lines)


def formatted(text: str, name: str, settings: Settings) -> str:
    """Return the text in the house style."""
    return format_text(text, name, settings)


def data(text: str, name: str, settings: Settings) -> str:
    """Return the data of the file as JSON."""
    document: Document[Any] = loads(text, name, model=settings.model)
    return json.dumps(document.data, indent=2, ensure_ascii=False, default=str)


#: What a view shows beside the findings.
VIEWS = {
    "diff": diff, "formatted": formatted, "data": data, "fixed": fixed, "fixed-all": fixed_all,
}  # fmt: skip


def warm_up() -> None:
    """Ask everything once, so that what questions need is in memory when that is stored."""
    question = {"text": _SLIPS, "name": "article.md", "model": "", "schema": "", "view": ""}
    for view in ("", *VIEWS):
        answer(json.dumps({**question, "view": view}))
    answer(json.dumps({**question, "view": "fix", "index": 0}))
    for model in (OWN, *PRESETS):
        answer(json.dumps({**question, "model": model, "schema": _SCHEMA}))
    answer(json.dumps({**question, "model": CODE, "schema": _MODEL}))
    for name, text in {"x.yaml": "a: 1", "x.toml": "a = 1", "x.json": "{}", "x.html": "a"}.items():
        answer(json.dumps({**question, "name": name, "text": text}))


_SLIPS = """\
---
tittle: "x "
publishedDateTime: 2020-06-12 10:00
webUrl: http://example.com:80/a b
images: [{url: x, width: "1"}]
---
"""
_SCHEMA = """\
{"type": "object", "properties": {"title": {"type": "string", "pattern": "^[A-Z]"}, "on":
{"type": "string", "format": "date"}}, "required": ["title"], "if": {"required": ["on"]}}
"""
_MODEL = """\
from article_schema import Record, record

@record
class Page(Record):
    title: str
"""
