"""Openings: how a text begins that has no front matter of YAML, or none that is closed."""

from __future__ import annotations

import re

from article_schema.document.formats.fences import displaced
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import (
    FORBIDDEN_CHARACTER,
    NO_FRONT_MATTER,
    SYNTAX_ERROR,
    UNCLOSED_FRONT_MATTER,
)

#: What is invisible before a fence: more byte-order marks, zero-width characters, odd spaces.
_HIDDEN_START = late_pattern(r"([\ufeff\u200b-\u200f\u2060\xa0]+)---[ \t]*(?:[\r\n]|\Z)")
#: Front matter of other languages that is not on the first line, or between other fences.
_FOREIGN_START = late_pattern(
    r"\s*(?P<first>(?P<toml>\+\+\+)[ \t]*(?=[\r\n]|\Z)|;;;[ \t]*(?=[\r\n])|\{\s*\"[^\"\r\n]*\"\s*:)"
)
#: A fence that names its language, as gray-matter reads it, with the one that closes it.
_NAMED_FENCE = late_pattern(
    r"(?P<fence>---[ \t]*(?P<language>json5?|toml|ya?ml|js|javascript))[ \t]*(?=[\r\n])",
    re.IGNORECASE,
)
_HOW_ELSE = {
    "toml": "write TOML between two lines `+++`",
    "yaml": "write `---` alone",
    "yml": "write `---` alone",
}
_LATER_FENCE = late_pattern(r"[\r\n]---[ \t]*(?=[\r\n]|\Z)")


def not_closed(fence: str) -> Fault:
    """Return the fault of front matter that begins with a fence, and has no other one."""
    message = "the front matter that starts here is never closed"
    return Fault(UNCLOSED_FRONT_MATTER, message, f"end it with a line `{fence}`", span=(0, 3))


def no_opening(text: str) -> Fault:
    """Return the fault of a text that does not begin with a line `---`."""
    hidden = _HIDDEN_START.match(text)
    if hidden is not None:
        return Fault(
            FORBIDDEN_CHARACTER,
            f"U+{ord(text[0]):04X} stands unseen before the opening fence",
            "remove it; a file begins with `---`",
            span=(0, hidden.end(1)),
        )
    named = _NAMED_FENCE.match(text)
    if named is not None:
        advice = _HOW_ELSE.get(named["language"].lower(), "write YAML between two lines `---`")
        message = f"the fence names a language, which few readers know: `{named['fence']}`"
        return Fault(NO_FRONT_MATTER, message, advice, span=named.span("fence"))
    foreign = _FOREIGN_START.match(text)
    if foreign is not None:
        return _foreign(foreign)
    conflict = _merge_conflict(text)
    if conflict is not None:
        return conflict
    found = displaced(text)
    if found is not None:
        return found.fault
    first_line = re.match(r"[^\r\n]*", text)
    span = (0, first_line.end() if first_line else 0)
    message, advice = "the file has no front matter", "start it with a line `---`"
    return Fault(NO_FRONT_MATTER, message, advice, span=span)


def _foreign(found: re.Match[str]) -> Fault:
    """Say what keeps front matter of another language from being read."""
    name = "TOML" if found["toml"] else "JSON"
    if found["first"].startswith(";"):
        message, advice = f"the front matter is {name}", "write it between `{` and `}`"
    else:
        message = f"blank lines stand above the front matter of {name}"
        advice = "remove them: readers look for it on the first line"
    return Fault(NO_FRONT_MATTER, message, advice, span=found.span(1))


def is_closed(text: str) -> bool:
    """Tell whether front matter of another language, or with such a fence, has its end too."""
    named = _NAMED_FENCE.match(text)
    if named is not None:
        return _LATER_FENCE.search(text, named.end()) is not None
    foreign = _FOREIGN_START.match(text)
    if foreign is None or foreign["first"].startswith("{"):
        return False
    fence = re.escape(foreign["first"].strip())
    return re.compile(rf"[\r\n]{fence}[ \t]*(?=[\r\n]|\Z)").search(text, foreign.end()) is not None


def _merge_conflict(text: str) -> Fault | None:
    """Recognise front matter that Git put in two versions, its opening fence included."""
    if text[:7] != "<<<<<<<" or not _LATER_FENCE.search(text):
        return None
    from article_schema.document.reading.block_lines import (
        MERGE_HELP,
        MERGE_MESSAGE,
        first_merge_mark,
    )

    mark = first_merge_mark(text, 0)
    return Fault(SYNTAX_ERROR, MERGE_MESSAGE, MERGE_HELP, span=mark) if mark else None
