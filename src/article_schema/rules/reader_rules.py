"""DOC019 and DOC020: YAML 1.2 that some readers cannot read, or read otherwise."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule


@fault_rule("DOC019", "tab-between-values", severity=Severity.WARNING, fix="safe")
def tab_between_values(fault: Fault) -> Fix | None:
    """A tab is used where YAML allows one and some readers do not.

    YAML 1.2 allows tabs after a colon or a dash, before a comment, at the end of a line and inside
    text without quotes. PyYAML rejects all of them. Ruby's Psych rejects tabs on lines of their
    own, before comments on their own line, and after dashes. DOC010 reports tabs as indentation.

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
    90 or 5400, `1,000` is 1000 to Ruby alone, and `1e3` is text. The finding names the readers and
    their values. With quotes every reader gets text, with decimal digits a number. Dates are
    reported only in text fields, because elsewhere they are usually written without quotes. Four
    digits and more that begin with 0 may be a postcode or a mode of files, and `1234e56` the hash
    of a commit: under a key that the model does not know, quotes are an unsafe fix.

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
