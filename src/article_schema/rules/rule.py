"""What every rule is: code, name, severity, documentation, options and function together."""

from __future__ import annotations

import importlib
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from article_schema.document.edits import Edit, RenameKey, SetValue, TextEdit
from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity

#: What a rule's fix may do: nothing, change the text safely, or change it in a way to look at.
FixKind: TypeAlias = Literal["", "safe", "unsafe"]


@dataclass(frozen=True, slots=True)
class Option:
    """A setting of a rule."""

    name: str
    default: Any
    #: What it sets, with its unit.
    doc: str
    #: An older name, which still counts; empty without one.
    old_name: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Rule:
    """A rule. Two rules are the same only if they are the same object.

    The kinds of rules are in `kinds.py`, with the decorators that make them of functions.
    """

    code: str
    name: str
    severity: Severity
    function: Callable[..., Any]
    #: Whether it runs unless deselected.
    enabled: bool
    #: The first version that has it.
    since: str
    fix: FixKind
    options: tuple[Option, ...]
    #: One sentence: what is wrong.
    summary: str
    #: Why it matters and what to do.
    explanation: str
    bad: str
    good: str
    #: Where the rule comes from: an RFC and section, a specification, or a measured count.
    source: str
    #: What the words in `Bad (...):` say: a file name, `whole file` or `own test`.
    example_note: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Any, ...]:
        # By name: where the function stands in its module, there is the rule now.
        return _rule_at, (self.function.__module__, self.function.__qualname__)

    @property
    def family(self) -> str:
        """The three letters of the code."""
        return self.code[:3]

    def fix_of(self, fault: Fault) -> Fix | None:
        """Return the fix for a fault that carries the code of the rule.

        Where a facet names the rule as the reason why it refuses a value, the fault says what to
        write.
        """
        return known_fix(fault, fault.help)


def _rule_at(module: str, name: str) -> Rule:
    found: Rule = operator.attrgetter(name)(importlib.import_module(module))
    return found


def known_fix(fault: Fault, title: str, *, safe: bool = True) -> Fix | None:
    """Return the fix that makes the change which the fault knows, if any.

    A fault may know the change itself, a value to write, or another name for its key.
    """
    edit: Edit | TextEdit | None = fault.edit
    if fault.part == "key" and isinstance(fault.replacement, str):
        title = f"rename `{fault.route[-1]}` to `{fault.replacement}`"
        edit = RenameKey(fault.route, fault.replacement)
    elif edit is None and fault.replacement is not None:
        edit = SetValue(fault.route, fault.replacement)
    return None if edit is None else Fix((edit,), title, safe and fault.safe)
