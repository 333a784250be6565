"""The module `article_patterns`: the fast path of an article under the default settings.

It holds the patterns as data, and copies of the prechecks with all that they need, because to
import the modules of the rules takes ten times as long as to check a file.
"""

from __future__ import annotations

import ast
import importlib
import inspect
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.fast.compiling import pattern_for
from article_schema.checking.fast.patterns import FieldPattern, RecordPattern, ValuePattern
from article_schema.model.article import Article
from article_schema.rules.catalogue import RULES
from article_schema.rules.kinds import RecordRule, ValueRule
from article_schema.rules.precheck import Precheck

PATH = "src/article_schema/checking/fast/article_patterns.py"
#: Modules that take long to import: what a precheck needs of them is copied.
_RULE_MODULES = frozenset(rule.function.__module__ for rule in RULES)
#: What need not be written, since it is the default.
_DEFAULTS = ("", "''", "()", "[]", "{}", "None")
_HEAD = '''\
"""How valid articles are written, with copies of all prechecks that they have to pass.

Made by tools/generate.py from the fields and the rules.
"""

# mypy: disable-error-code="name-defined,no-any-return"
from __future__ import annotations

'''


class CannotExpressError(Exception):
    """The fast path cannot express a rule or a field."""


def article_patterns() -> dict[str, str]:
    """Return the text of the module under its path from the root of the repository.

    Raises:
        CannotExpressError: every valid file would take the long way; the message says why.
    """
    settings = Settings(rules=RULES)
    for rule in settings.active_rules():
        if isinstance(rule, RecordRule | ValueRule) and rule.precheck is None:
            raise CannotExpressError(
                f"{rule.code} {rule.name} has no precheck, so every valid file would take the long "
                "way: give the rule one"
            )
    record = pattern_for(settings)
    if record is None:
        raise CannotExpressError(
            f"no pattern can express a required field of {Article.__name__}, or of a record in it"
        )
    return {PATH: _Writer(record).text()}


class _Writer:
    """Writes a record pattern as a Python module."""

    def __init__(self, record: RecordPattern) -> None:
        self.imports: dict[str, set[str]] = {}
        self.copies = _Copies(self.imports)
        self._use(FieldPattern, RecordPattern, ValuePattern, Precheck)
        #: The names of what is written, by what it is and by its text.
        self.names: dict[str, str] = {}
        self.patterns: dict[str, str] = {}
        self.lines: list[str] = []
        self.record = self._record(record)

    def text(self) -> str:
        """Return the module."""
        modules = sorted(self.imports, key=lambda name: (name.startswith("article_schema"), name))
        imports = [
            f"from {name} import {', '.join(sorted(self.imports[name]))}" for name in modules
        ]
        data = [*self.lines, "", f"ARTICLE = {self.record}", ""]
        parts = ["\n".join(imports), *self.copies.texts, "\n".join(data)]
        return _HEAD + "\n\n\n".join(parts)

    def _use(self, *classes: type) -> None:
        for cls in classes:
            self.imports.setdefault(cls.__module__, set()).add(cls.__name__)

    def _name(self, stem: str, text: str) -> str:
        """Return the name of a value; equal values are written once."""
        if text not in self.names:
            number = sum(name.startswith(f"_{stem}_") for name in self.names.values()) + 1
            self.names[text] = f"_{stem}_{number}"
            self.lines.append(f"{self.names[text]} = {text}")
        return self.names[text]

    def _pattern(self, pattern: str) -> str:
        """Return the name of a regular expression, one that begins with another written shorter."""
        name = self.patterns.get(pattern)
        if name is None:
            first = max(filter(pattern.startswith, self.patterns), key=len, default="")
            text = repr(pattern.removeprefix(first))
            text = f"{self.patterns[first]} + {text}" if first else text
            name = self.patterns[pattern] = self._name("PATTERN", text)
        return name

    def _record(self, record: RecordPattern) -> str:
        fields = [self._field(field) for field in record.fields]
        prechecks = [
            f"({self._precheck(precheck)}, {_plain(options)})"
            for precheck, options in record.prechecks
        ]
        given = {
            "model": repr(record.model),
            "fields": _list(fields),
            "absent": _plain(record.absent),
            "one_of": _plain(record.one_of),
            "prechecks": _list(prechecks),
        }
        return self._name("RECORD", f"RecordPattern({', '.join(_keywords(given))})")

    def _field(self, field: FieldPattern) -> str:
        parts = [f"key={field.key!r}", f"name={field.name!r}", f"value={self._value(field.value)}"]
        if field.required:
            parts.append("required=True")
        if field.default is not None:
            parts.append(f"default={_plain(field.default)}")
        return f"FieldPattern({', '.join(parts)})"

    def _value(self, value: ValuePattern) -> str:
        given = {
            "kind": repr(value.kind),
            "pattern": self._pattern(value.pattern) if value.pattern else "",
            "longest": _plain(value.longest or None),
            "least": _plain(value.least),
            "most": _plain(value.most),
            "record": self._record(value.record) if value.record else "",
            "prechecks": f"[{', '.join(map(self._precheck, value.prechecks))}]",
        }
        return self._name("VALUE", f"ValuePattern({', '.join(_keywords(given))})")

    def _precheck(self, precheck: Precheck) -> str:
        name = self.copies.take(precheck.function)
        given = {key: _plain(getattr(precheck, key)) for key in ("needs", "sign", "passes")}
        return self._name("PRECHECK", f"Precheck({', '.join([name, *_keywords(given)])})")


class _Copies:
    """Copies functions, and all that they need, from the modules of the rules."""

    def __init__(self, imports: dict[str, set[str]]) -> None:
        self.imports = imports
        self.texts: list[str] = []
        #: The module of each name that is there.
        self.taken: dict[str, str] = {}

    def take(self, function: Any) -> str:
        """Make what a function needs part of the module; return its name, or a lambda as it stands.

        Raises:
            CannotExpressError: it cannot be copied.
        """
        name, module = function.__name__, inspect.getmodule(function)
        if module is not None and getattr(module, name, None) is function:
            self._take(name, module)
            return str(name)
        if module is not None and name == "<lambda>":
            source = inspect.getsource(module)
            found = [
                node
                for node in ast.walk(ast.parse(source))
                if isinstance(node, ast.Lambda) and node.lineno == function.__code__.co_firstlineno
            ]
            if len(found) == 1:
                self._take_needed(found[0].body, module)
                return ast.get_source_segment(source, found[0]) or ""
        raise CannotExpressError(
            f"the precheck {function.__qualname__} of {function.__module__} cannot be copied: make "
            "it a function of its module, or the only lambda of its line"
        )

    def _take_needed(self, node: ast.AST, module: ModuleType) -> None:
        for needed in _needed(node):
            if needed in vars(module):
                self._take(needed, module)

    def _take(self, name: str, module: ModuleType) -> None:
        if module.__name__ not in _RULE_MODULES:
            self.imports.setdefault(module.__name__, set()).add(name)
            return
        source = inspect.getsource(module)
        statements = ast.parse(source).body
        for statement in statements:
            if isinstance(statement, ast.ImportFrom) and (real := _imported(statement, name)):
                self._take(real, importlib.import_module(statement.module or ""))
                return
        if name in self.taken:
            if self.taken[name] != module.__name__:
                raise CannotExpressError(
                    f"{self.taken[name]} and {module.__name__} have different helpers of the name "
                    f"{name}: rename one of them"
                )
            return
        self.taken[name] = module.__name__
        for statement in statements:
            if name in _defined(statement):
                self._take_needed(statement, module)
                self.texts.append(_with_comment(source, statement))
                return
        raise CannotExpressError(
            f"the prechecks in {module.__name__} need {name}, which is not defined or imported at "
            "the top of the module"
        )


def _imported(statement: ast.ImportFrom, name: str) -> str:
    return next(
        (alias.name for alias in statement.names if (alias.asname or alias.name) == name), ""
    )


def _defined(statement: ast.stmt) -> list[str]:
    """Return the names that a statement defines."""
    if isinstance(statement, ast.FunctionDef):
        return [statement.name]
    if isinstance(statement, ast.Assign):
        return [target.id for target in statement.targets if isinstance(target, ast.Name)]
    return []


def _needed(statement: ast.AST) -> Iterable[str]:
    """Return the names that a statement reads, apart from those in annotations."""
    parts: list[ast.AST] = [statement]
    if isinstance(statement, ast.FunctionDef):
        parts = [*statement.body, *statement.args.defaults]
    return dict.fromkeys(
        node.id
        for part in parts
        for node in ast.walk(part)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    )


def _with_comment(source: str, statement: ast.stmt) -> str:
    """Return the text of a statement, with the comment above it and without a docstring."""
    lines = source.splitlines()
    start = statement.lineno - 1
    while lines[start - 1].startswith("#:"):
        start -= 1
    taken = range(start, statement.end_lineno or start)
    if isinstance(statement, ast.FunctionDef) and ast.get_docstring(statement) is not None:
        docstring = statement.body[0]
        gone = range(docstring.lineno - 1, docstring.end_lineno or docstring.lineno)
        return "\n".join(lines[index] for index in taken if index not in gone)
    return "\n".join(lines[index] for index in taken)


def _keywords(given: dict[str, str]) -> list[str]:
    """Return the arguments that are not what they are by default."""
    return [f"{key}={text}" for key, text in given.items() if text not in _DEFAULTS]


def _list(items: list[str]) -> str:
    """Write a list, an item a line."""
    return "[\n    " + ",\n    ".join(items) + ",\n]" if items else "[]"


def _plain(value: Any) -> str:
    """Write plain data.

    Raises:
        CannotExpressError: the value is something else.
    """
    if ast.literal_eval(repr(value)) != value:
        raise CannotExpressError(f"{value!r} cannot be written as Python data")
    return repr(value)
