"""What can be wrong: one small module for each family of rules.

The names below are what rules of your own are made of. They are loaded when they are first used.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from article_schema.rules.contexts import FileContext as FileContext
    from article_schema.rules.contexts import IndexEntry as IndexEntry
    from article_schema.rules.contexts import Location as Location
    from article_schema.rules.contexts import Member as Member
    from article_schema.rules.contexts import RuleContext as RuleContext
    from article_schema.rules.kinds import CorpusRule as CorpusRule
    from article_schema.rules.kinds import FaultRule as FaultRule
    from article_schema.rules.kinds import RecordRule as RecordRule
    from article_schema.rules.kinds import ValueRule as ValueRule
    from article_schema.rules.kinds import corpus_rule as corpus_rule
    from article_schema.rules.kinds import fault_rule as fault_rule
    from article_schema.rules.kinds import record_rule as record_rule
    from article_schema.rules.kinds import value_rule as value_rule
    from article_schema.rules.precheck import Precheck as Precheck
    from article_schema.rules.rule import Option as Option
    from article_schema.rules.rule import Rule as Rule

#: The module of each public name.
_HOMES = {
    "CorpusRule": "rules.kinds",
    "FaultRule": "rules.kinds",
    "FileContext": "rules.contexts",
    "IndexEntry": "rules.contexts",
    "Location": "rules.contexts",
    "Member": "rules.contexts",
    "Option": "rules.rule",
    "Precheck": "rules.precheck",
    "RecordRule": "rules.kinds",
    "Rule": "rules.rule",
    "RuleContext": "rules.contexts",
    "ValueRule": "rules.kinds",
    "corpus_rule": "rules.kinds",
    "fault_rule": "rules.kinds",
    "record_rule": "rules.kinds",
    "value_rule": "rules.kinds",
}

__all__ = sorted(_HOMES)  # noqa: PLE0605 - a list of names, kept in one place with their homes


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"article_schema.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
