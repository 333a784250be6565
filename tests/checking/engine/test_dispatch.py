"""Which records and values the rules of a run see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from annotated_types import Ge

from article_schema import Finding, Record, Severity, check_text, record
from article_schema.checking.config.settings import Settings
from article_schema.model.constraints import Bound
from article_schema.rules.catalogue import RULES
from article_schema.rules.contexts import RuleContext
from article_schema.rules.kinds import value_rule


@record
class Box(Record):
    """A record that has a length, which may be nought."""

    size: Annotated[int, Ge(0)] = 1

    def __len__(self) -> int:
        return 0


@record
class Shelf(Record):
    """A record with another one inside."""

    box: Box
    boxes: list[Box]


@value_rule("HRB001", "any-number", severity=Severity.INFO, on=Bound)
def any_number(value: Any, at: RuleContext) -> Iterator[Finding]:
    """Report every number.

    Bad (own test):
        size: 0
    Good:
        title: "A"
    Source: none.
    """
    yield at().finding(f"is {value}")


TEXT = """\
---
box:
  size: 0
  colour: red
boxes:
- size: 2
  colour: red
---
"""


def test_records_and_values_that_python_takes_for_false_are_checked() -> None:
    settings = Settings(model=Shelf, rules=(*RULES, any_number))
    findings = check_text(TEXT, settings=settings).findings
    assert [(finding.code, finding.line) for finding in findings] == [
        ("HRB001", 3),
        ("FLD003", 4),
        ("HRB001", 6),
        ("FLD003", 7),
    ]
