"""Characters that YAML forbids, and line breaks that only some of its readers see."""

from __future__ import annotations

from bisect import bisect_right

from article_schema.document.tree import Node, scalars
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import FORBIDDEN_CHARACTER

#: What YAML 1.2.2 section 5.1 forbids in a stream.
_FORBIDDEN = late_pattern("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Line breaks of YAML 1.1 that are none in YAML 1.2, section 5.4; ruamel.yaml obeys them all the
#: same, and so takes the end of a comment for a key.
_OLD_BREAK = late_pattern("[\x85\u2028\u2029]")


def forbidden_character(text: str, offset: int) -> Fault | None:
    """Return the fault of the first character that YAML forbids, if there is one."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    span = (offset + match.start(), offset + match.end())
    return Fault(
        FORBIDDEN_CHARACTER,
        f"the control character U+{ord(match[0]):04X} is not allowed in YAML",
        f'remove it, or write it as an escape in double quotes: "\\u{ord(match[0]):04X}"',
        span=span,
    )


def old_break(text: str, offset: int, root: Node | None) -> Fault | None:
    """Return the fault of the first line break of YAML 1.1 that is not just a part of a value."""
    match = _OLD_BREAK.search(text)
    if match is None:
        return None
    written = list(scalars(root))
    starts = [node.start for node in written]
    for match in _OLD_BREAK.finditer(text):
        at = offset + match.start()
        index = bisect_right(starts, at) - 1
        if index >= 0 and at < written[index].end and match[0] in written[index].text:
            continue
        return Fault(
            FORBIDDEN_CHARACTER,
            f"U+{ord(match[0]):04X} ends the line for some readers of YAML, and not for others",
            f'remove it, or write it as an escape in double quotes: "\\u{ord(match[0]):04X}"',
            span=(at, at + 1),
        )
    return None
