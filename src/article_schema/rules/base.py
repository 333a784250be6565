"""Older names of what rules are made of; they go with version 0.3.

Their new home is `article_schema.rules`.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Hashable, Iterable
from typing import Any

from article_schema.routes import Route
from article_schema.rules import contexts, kinds
from article_schema.rules import rule as rules
from article_schema.rules.precheck import Precheck

_NEW: dict[str, Any] = {
    "At": contexts.RuleContext,
    "FixKind": rules.FixKind,
    "Member": contexts.Member,
    "Option": rules.Option,
    "Place": contexts.Location,
    "Rule": rules.Rule,
    "Situation": contexts.FileContext,
}


class Kind:
    """What `rule` takes for a rule that explains faults."""

    FAULT = "fault"


def __getattr__(name: str) -> Any:
    if name not in _NEW:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    _warn(f"{__name__}.{name} is now article_schema.rules.{_NEW[name].__name__}")
    return _NEW[name]


def CorpusFact(  # noqa: N802 - it was a class
    topic: str, route: Route, claim: tuple[Hashable, ...] = (), *, refers: bool = False
) -> contexts.IndexEntry:
    """Return an `IndexEntry` by the older names of its parts."""
    _warn("CorpusFact(topic, route, claim, refers) is now "
          "article_schema.rules.IndexEntry(key, route, value, is_reference)")  # fmt: skip
    return contexts.IndexEntry(topic, route, claim, refers)


def rule(
    code: str,
    name: str,
    *,
    on: Any,
    screen: Callable[..., object] | None = None,
    facts: Callable[[Any], Iterable[contexts.IndexEntry]] | None = None,
    **more: Any,
) -> Callable[[Callable[..., Any]], rules.Rule]:
    """Make a function a rule of the kind that `on` and `facts` ask for."""
    _warn("rule() is now one of record_rule, value_rule, fault_rule and corpus_rule in "
          "article_schema.rules")  # fmt: skip
    if on == Kind.FAULT:
        return kinds.fault_rule(code, name, **more)
    if facts is not None:
        return kinds.corpus_rule(code, name, on=on, entries=facts, **more)
    if screen is not None:
        more["precheck"] = Precheck(screen)
    first = on[0] if isinstance(on, tuple) and on else on
    if hasattr(first, "accepts"):
        return kinds.value_rule(code, name, on=on, **more)
    return kinds.record_rule(code, name, on=on, **more)


def _warn(message: str) -> None:
    warnings.warn(message, DeprecationWarning, stacklevel=3)
