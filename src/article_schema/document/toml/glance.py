"""A glance at TOML: its data alone, which takes a fraction of the time that their places take.

It reads values and sections as people write them: single values, and lists of these on one or
several lines. It declines on the first doubt.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from article_schema.document.tree import Data, Glance
from article_schema.late_pattern import late_pattern

#: Control characters, and others that text should not have; TOML forbids most of them.
_ODD = late_pattern("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
#: The matcher takes memory for each line.
_LONGEST = 200_000

_KEY = r"([A-Za-z0-9_-]{1,100})"
_END = r"[ ]{0,99}(?:\#[^\n]*)?\n"
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_HOUR = "(?:[01][0-9]|2[0-3]):[0-5][0-9]"
_TIME = rf"{_HOUR}:[0-5][0-9](?:\.[0-9]{{1,6}})?(?:Z|[+-]{_HOUR})?"
#: A single value: text in quotes, a word, a date, perhaps with a time, and a number.
_VALUE = rf"""
      ("(?!"")[^"\\\n]*(?:\\["\\nrt][^"\\\n]*)*"|'(?!'')[^'\n]*')
    | (true|false)
    | ({_DAY}(?:[T ]{_TIME})?)
    | (-?(?:0|[1-9][0-9]{{0,14}})(?:\.[0-9]{{1,30}})?)
"""
#: A key with its value, or with a list; the name of a section; and what is none of these, which
#: ends it all.
_LINES = late_pattern(
    rf"""
      {_KEY}[ ]{{0,99}}=[ ]{{0,99}}(?: {_VALUE} | (\[[^\[\]]*\]) ){_END}
    | \[[ ]{{0,99}}{_KEY}[ ]{{0,99}}\]{_END}
    | {_END}
    | ([^\n])[\s\S]*
    """,
    re.VERBOSE,
)
_ITEMS = late_pattern(
    rf"[ \n]{{0,999}}(?: {_VALUE} )[ \n]{{0,999}}(?:,|\Z)|(.).*", re.VERBOSE | re.DOTALL
)
_ESCAPE = late_pattern(r"\\(.)")
_ESCAPES = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


class _DoubtError(Exception):
    """A text that only the reader of all may read."""


def glance_at_toml(text: str) -> Glance | None:
    """Return the data of a text; None where a doubt is left.

    Args:
        text: the text; all of its lines end in line feeds.
    """
    if len(text) > _LONGEST or _ODD.search(text) is not None:
        return None
    try:
        data = _read(text)
    except (_DoubtError, ValueError):
        # A date that does not exist has the form of one.
        return None
    return Glance(data, [], text) if data else None


def _read(text: str) -> dict[str, Data]:
    data: dict[str, Data] = {}
    table = data
    for key, quoted, flag, day, number, items, section, odd in _LINES.findall(text):
        if key:
            if key in table:
                raise _DoubtError
            table[key] = _list(items[1:-1]) if items else _value(quoted, flag, day, number)
        elif section:
            if section in data:
                raise _DoubtError
            data[section] = table = {}
        elif odd:
            raise _DoubtError
    return data


def _list(text: str) -> list[Data]:
    data = []
    for quoted, flag, day, number, odd in _ITEMS.findall(text.strip(" \n")):
        if odd:
            raise _DoubtError
        if quoted or flag or day or number:
            data.append(_value(quoted, flag, day, number))
    return data


def _value(quoted: str, flag: str, day: str, number: str) -> Data:
    """Return the value of the one text that is not empty."""
    if quoted:
        text = quoted[1:-1]
        if "\\" in text and quoted[0] == '"':
            text = _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], text)
        return text
    if flag:
        return flag == "true"
    if day:
        return date.fromisoformat(day) if len(day) == 10 else datetime.fromisoformat(day)
    return float(number) if "." in number else int(number)
