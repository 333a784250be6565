"""DOC019 and DOC020: YAML 1.2 that some readers cannot read, or read otherwise."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule


@fault_rule("DOC019", "tab-between-values", severity=Severity.WARNING, fix="safe")
def tab_between_values(fault: Fault) -> Fix | None:
    """A tab stands where YAML allows one and some readers do not.

    YAML 1.2 takes tabs behind a colon or a dash, before a comment, at the end of a line and inside
    text without quotes. PyYAML stops at each of them. Ruby's Psych stops at tabs on lines of their
    own, before comments on their own line, and behind dashes. A tab that indents is DOC010.

    Bad:
        type:␉article
        #    ^

    Good:
        type: article

    Source: YAML 1.2.2 sections 5.5, 6.2, 6.6 and 7.3.3; PyYAML 6, Psych 4 and libyaml 0.2.5
    """
    if fault.edit is None:
        return None
    return Fix((fault.edit,), fault.help)


@fault_rule("DOC020", "read-otherwise", severity=Severity.WARNING, fix="safe")
def read_otherwise(fault: Fault) -> Fix | None:
    """A value or key without quotes is one thing in YAML 1.2 and another to some readers.

    Many readers keep to YAML 1.1: `yes` and `on` are true to Ruby and PyYAML, `010` is 8, `1:30` is
    90 or 5400, `1,000` is 1000 to Ruby alone, and `1e3` is text. The finding names who reads what.
    Quotes make it text to everybody, and decimal digits a number. Dates are reported only in fields
    of text, because elsewhere they stand plain by custom. Four digits and more that begin with 0
    may be a postcode or a mode of files, and `1234e56` the hash of a commit: under a key that the
    model does not know, quotes are an unsafe fix.

    Bad:
        locale: no
        #       ^^

    Good:
        locale: "no"

    Source: YAML 1.2.2 section 10.3.2; https://yaml.org/type/; PyYAML 6, Psych 3 to 5, js-yaml 3.14,
    go-yaml v3 and ruamel.yaml 0.19, each compared with the checker
    """
    if fault.edit is None:
        return None
    return Fix((fault.edit,), fault.help if fault.safe else "put it in quotes", safe=fault.safe)


RULES = (tab_between_values, read_otherwise)
