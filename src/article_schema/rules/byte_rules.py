"""DOC: how a file is written below its text. The other rules of files are in `file_rules.py`."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule


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
    return _fix(fault, "remove the byte-order mark")


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
    return _fix(fault, "write line feeds")


def _fix(fault: Fault, title: str) -> Fix | None:
    return Fix((fault.edit,), title) if fault.edit is not None else None


RULES = (byte_order_mark, cr_line_break)
