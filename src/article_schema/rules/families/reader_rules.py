"""DOC019 to DOC022: what some readers cannot read, or read otherwise."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule
from article_schema.rules.rule import known_fix


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
    return known_fix(fault, fault.help)


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
    return known_fix(fault, fault.help if fault.safe else "put it in quotes")


@fault_rule("DOC021", "byte-order-mark", severity=Severity.WARNING, fix="safe")
def byte_order_mark(fault: Fault) -> Fix | None:
    """A file, or the front matter in it, starts with a byte-order mark.

    It is invisible. Before the `---` Jekyll finds no front matter because of it and publishes the
    file as it is; after the `---` Ruby's Psych reads the first key and loses the others. Readers of
    JSON reject it. A YAML file may start with one.

    Bad (own test):
        a file that begins with the bytes EF BB BF

    Good:
        a file that begins with `---`

    Source: Jekyll documentation, "Front Matter", on UTF-8; RFC 8259 section 8.1
    """
    return known_fix(fault, "remove the byte-order mark")


@fault_rule("DOC022", "cr-line-break", severity=Severity.WARNING, fix="safe")
def cr_line_break(fault: Fault) -> Fix | None:
    """A line of the front matter ends with a carriage return alone.

    Old Macs wrote such files. YAML allows it, but Jekyll and other site generators look for `---`
    on a line that ends with a line feed; they find no front matter and publish the file as it is.
    The fix writes line feeds in the whole file.

    Bad (own test):
        lines that end with the byte 0D, and no 0A behind it

    Good:
        lines that end with 0A, or with 0D 0A

    Source: YAML 1.2.2 section 5.4; Jekyll, `YAML_FRONT_MATTER_REGEXP`
    """
    return known_fix(fault, "write line feeds")


RULES = (tab_between_values, read_otherwise, byte_order_mark, cr_line_break)
