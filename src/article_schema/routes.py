"""Routes: symbolic places inside an article, such as `related[3].images[0].width`.

A route is a tuple of mapping keys (`str`) and list indexes (`int`). Routes become
lines and columns only for findings that are shown.
"""

from __future__ import annotations

import json
import re

from article_schema.arguments import require
from article_schema.errors import UsageError

# Their home for readers is here.
from article_schema.faults import Route as Route  # noqa: PLC0414
from article_schema.faults import format_route as format_route  # noqa: PLC0414
from article_schema.late_pattern import late_pattern

#: So many characters of a wrong route are told.
_MOST_SHOWN = 80
_IN_BRACKETS = r'\[(?:(?P<index>[0-9]{1,9})|(?P<quoted>"(?:[^"\\]|\\.)*"))\]'
_FIRST_STEP = late_pattern(rf'(?P<key>[^\s.\[\]"]+)|{_IN_BRACKETS}')
_NEXT_STEP = late_pattern(rf'\.(?P<key>[^\s.\[\]"]+)|{_IN_BRACKETS}')


def parse_route(text: str) -> Route:
    """Read a route in the form that `format_route` writes.

    Raises:
        UsageError: the text is not a route.
        TypeError: it is no text.
    """
    if type(text) is str and text.isidentifier():
        return (text,)
    require(text, str, "a route is text", "write one like images[0].url")
    steps: list[str | int] = []
    position = 0
    while position < len(text):
        match = (_NEXT_STEP if steps else _FIRST_STEP).match(text, position)
        if match is None:
            raise UsageError(f"not a route: {_shown(text)!r}; write one like images[0].url")
        steps.append(_step(match))
        position = match.end()
    return tuple(steps)


def _step(match: re.Match[str]) -> str | int:
    if match["index"] is not None:
        return int(match["index"])
    if match["quoted"] is not None:
        try:
            return str(json.loads(match["quoted"]))
        except ValueError as error:
            raise UsageError(f"not a quoted key: {_shown(match['quoted'])} ({error})") from None
    return match["key"]


def _shown(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
