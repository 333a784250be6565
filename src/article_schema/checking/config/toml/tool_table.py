"""Our table in a large `pyproject.toml`, which is found before anything else is read of it."""

from __future__ import annotations

import re

from article_schema.late_pattern import late_pattern

#: Our table in such a file, in the forms that TOML has for it. Lists of dependencies, and tables of
#: them, hold the name too.
_TABLE = late_pattern(
    rb"""^[ \t]*\[{1,2}[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?article-schema["']?[ \t]*[\].]"""
    rb"""|^[ \t]*["']?tool["']?[ \t]*\.[ \t]*["']?article-schema["']?[ \t]*[.=]"""
    rb"""|^[ \t]*["']?tool["']?[ \t]*=[ \t]*\{[^\n]*article-schema""",
    re.MULTILINE,
)
_TOOL = late_pattern(
    rb"""^[ \t]*\[[ \t]*["']?tool["']?[ \t]*\][^\n]*\n((?:(?![ \t]*\[)[^\n]*\n?)*)""", re.MULTILINE
)
_IN_TOOL = late_pattern(rb"""^[ \t]*["']?article-schema["']?[ \t]*[.=]""", re.MULTILINE)


def has_our_table(raw: bytes) -> bool:
    """Tell whether the bytes of a TOML file hold our table below `tool`."""
    tool = _TOOL.search(raw)
    inside = tool is not None and _IN_TOOL.search(tool[1]) is not None
    return inside or _TABLE.search(raw) is not None
