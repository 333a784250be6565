"""Characters that YAML forbids in a file, wherever they stand."""

from __future__ import annotations

import re

from article_schema.faults import Fault

#: What YAML 1.2.2 section 5.1 forbids in a stream.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def forbidden_character(text: str, offset: int) -> Fault | None:
    """Return the fault of the first character that YAML forbids, if there is one."""
    match = _FORBIDDEN.search(text)
    if match is None:
        return None
    span = (offset + match.start(), offset + match.end())
    return Fault(
        "DOC014",
        f"the control character U+{ord(match[0]):04X} is not allowed in YAML",
        f'remove it, or write it as an escape in double quotes: "\\u{ord(match[0]):04X}"',
        span=span,
    )
