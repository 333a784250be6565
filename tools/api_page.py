"""The page of the docs that lists the public names, made from the modules and their docstrings."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

PATH = "docs/api.md"
#: The public modules, each with what it is for.
MODULES = {
    "article_schema": "What you need daily",
    "article_schema.fields": "For [models of your own](own-models.md)",
    "article_schema.presets": "For [models of generators](presets.md)",
    "article_schema.rules": "For [rules of your own](rules-of-your-own.md)",
    "article_schema.testing": "For [tests of your own](library.md#tests-of-your-own)",
    "article_schema.validators": "For [values alone](validators.md)",
}
_INTRODUCTION = """\
# API

These modules are public, with the names below. Everything else may change with any version.
"""


def api_page() -> dict[str, str]:
    """Return the text of the page under its path from the root of the repository."""
    parts = [_INTRODUCTION]
    for name, purpose in MODULES.items():
        rows = "\n".join(_rows(importlib.import_module(name)))
        parts.append(f"\n## {name}\n\n{purpose}.\n\n| name | what it is |\n|---|---|\n{rows}\n")
    return {PATH: "".join(parts)}


def _rows(module: ModuleType) -> Iterator[str]:
    for name in module.__all__:
        value = getattr(module, name)
        if inspect.isclass(value) and value.__name__ == name:
            yield f"| `{name}` | {_first_sentence(value.__doc__)} |"
            for attribute, method in vars(value).items():
                if not attribute.startswith("_") and _is_documented(method):
                    call = "" if isinstance(method, property) else "()"
                    yield f"| `{name}.{attribute}{call}` | {_first_sentence(method.__doc__)} |"
        elif inspect.isfunction(inspect.unwrap(value)):
            yield f"| `{name}()` | {_first_sentence(value.__doc__)} |"
        else:
            yield f"| `{name}` | {_comment(module, name)} |"


def _is_documented(value: Any) -> bool:
    is_method = inspect.isfunction(value) or isinstance(value, property | classmethod)
    return is_method and bool(value.__doc__) and "older name" not in value.__doc__


def _first_sentence(docstring: str | None) -> str:
    paragraph = inspect.cleandoc(docstring or "").partition("\n\n")[0]
    return " ".join(paragraph.split()).replace("|", "\\|")


def _comment(module: ModuleType, name: str) -> str:
    """Return the comment above the type of a name, in the module that it comes from."""
    tree = ast.parse(inspect.getsource(module))
    homes = {
        alias.asname or alias.name: statement.module
        for statement in tree.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }
    home = importlib.import_module(homes[name] or "")
    lines = Path(inspect.getfile(home)).read_text(encoding="utf-8").splitlines()
    end = next(index for index, line in enumerate(lines) if line.startswith(f"{name}: TypeAlias"))
    start = end
    while lines[start - 1].startswith("#: "):
        start -= 1
    return " ".join(line.removeprefix("#: ") for line in lines[start:end])
