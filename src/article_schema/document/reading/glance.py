"""A glance at YAML: its data alone, which takes a fraction of the time that a tree takes.

It reads mappings, lists and single values as people write them, and declines on the first doubt.
What it does read is right in every way but for its values, and means the same to every reader that
sites use; of plain dates, which do not, it keeps a note.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from article_schema.document.reading.glance_values import (
    BLANK,
    END,
    DoubtError,
    block_text,
    double_quoted,
    flow_value,
    plain,
    plain_lines,
    quoted,
    single_quoted,
    word,
)
from article_schema.document.tree import Data, Glance
from article_schema.late_pattern import late_pattern

#: Characters on which parsers differ, or which YAML forbids. Few files need the expression, which
#: takes long to compile.
_ODD = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]"
#: The matcher takes memory for each line.
_LONGEST = 200_000
_DEEPEST = 10
_MOST_COLUMNS = 60

_KEY = r"(?!(?i:y|n|yes|no|on|off|null|true|false):)([A-Za-z_$][A-Za-z0-9_-]{0,99}):(?=[ \n])"
#: Plain words or an address that no line below goes on.
_WORDS = rf"""
    ([^\W\d_](?:[^:\#\n]*[^:\#\n ])?|(?:https?:/)?/(?:[^ \n]*[^: \n])?){END}\n*(?![ \n])
"""
#: What ends with its line, a group each: text in double quotes, in single quotes, whole numbers.
_OTHERS = r"""
      "([^"\\\n]+)" | '([^'\n]+)' | (-?(?:0|[1-9][0-9]{0,14}))
"""
#: The entries of a mapping that begins in the first column. The last groups are text in quotes with
#: escapes or several lines, any other value with the lines below it, and what is no entry,
#: which ends it all.
_ENTRIES = late_pattern(
    rf"""
    {_KEY}(?:
      [ ]{{1,99}}(?:{_WORDS} | (?:{_OTHERS} | "((?:[^"\\]|\\[^\n])*)" | '((?:[^']|'')*)'){END})
    | ([^\n]*\n(?:(?:[ ][^\n]*|-(?![^ \n])[^\n]*|\#[^\n]*|)\n)*)
    )
    | {BLANK}
    | ([^\n])[\s\S]*
    """,
    re.VERBOSE,
)
#: The items of a list that begins in the first column.
_ITEMS = late_pattern(
    rf"""
    -(?:
      [ ]{{1,99}}(?:{_WORDS} | (?:{_OTHERS}){END})
    | (?=[ \n])([^\n]*\n(?:(?:[ ][^\n]*|\#[^\n]*|)\n)*)
    )
    | {BLANK}
    | ([^\n])[\s\S]*
    """,
    re.VERBOSE,
)
#: The first line of a block that says something, and whether it begins with a dash.
_FIRST = late_pattern(rf"(?:{BLANK})*([ ]{{0,99}})(?:(-)(?=[ \n])|[^\n\# ])")
_BEGINS_WITH_KEY = late_pattern(_KEY)


def glance_at_yaml(text: str) -> Glance | None:
    """Return the data of a text; None where a doubt is left, or it is no mapping.

    Args:
        text: the text; all of its lines end in line feeds.
    """
    # No odd character can be printed, and a few others cannot.
    is_odd = not text.replace("\n", "").isprintable() and re.search(_ODD, text) is not None
    if is_odd or len(text) > _LONGEST:
        return None
    reader = _Reader()
    try:
        data = reader.mapping(text)
    except DoubtError:
        return None
    return Glance(data, reader.dates, text) if data else None


class _Reader:
    """Reads one text."""

    def __init__(self) -> None:
        #: The plain dates, each with the first key above it.
        self.dates: list[tuple[str, str]] = []
        #: The first key above the value that is being read.
        self.key = ""
        #: How many collections that value lies in.
        self.depth = 0

    def mapping(self, text: str) -> dict[str, Data]:
        """Read a mapping whose keys begin in the first column."""
        data: dict[str, Data] = {}
        count = 0
        for key, words, double, single, number, escaped, apart, rest, odd in _ENTRIES.findall(text):
            if not key:
                if odd:
                    raise DoubtError
                continue
            count += 1
            if double:
                data[key] = double
            elif words:
                data[key] = words if len(words) > 5 else word(words)
            elif rest:
                if not self.depth:
                    self.key = key
                data[key] = self.value(rest)
            elif number:
                data[key] = int(number)
            elif single:
                data[key] = single
            else:
                data[key] = double_quoted(escaped) if escaped else single_quoted(apart)
        if count != len(data):
            raise DoubtError
        return data

    def list(self, text: str) -> list[Data]:
        """Read a list whose dashes stand in the first column."""
        data: list[Data] = []
        for words, double, single, number, rest, odd in _ITEMS.findall(text):
            if words:
                data.append(words if len(words) > 5 else word(words))
            elif double:
                data.append(double)
            elif single:
                data.append(single)
            elif number:
                data.append(int(number))
            elif rest:
                data.append(self.item(rest))
            elif odd:
                raise DoubtError
        return data

    def item(self, rest: str) -> Data:
        """Read an item with the lines below it, given what stands behind its dash."""
        first = rest.lstrip(" ")
        column = len(rest) - len(first) + 1
        if first[:2] in ("- ", "-\n"):
            return self.inside(self.list, first, column)
        if _BEGINS_WITH_KEY.match(first):
            return self.inside(self.mapping, first, column)
        return self.value(rest)

    def value(self, rest: str) -> Data:
        """Read a value of any kind, given what stands behind its colon or dash."""
        line, _, below = rest.partition("\n")
        first = line.strip(" ")
        if not first or first[0] == "#":
            return self.block(below)
        sign = first[0]
        if sign in "[{":
            return flow_value(rest.strip(" \n"), self.note)
        if sign in "\"'":
            return quoted(rest)
        if sign in "|>":
            return block_text(first, below)
        if below.strip("\n "):
            return plain_lines(first, below)
        return plain(first, self.note)

    def block(self, text: str) -> Data:
        """Read a list or a mapping from its lines; there is none where they say nothing."""
        first = _FIRST.match(text)
        if first is None:
            return None
        return self.inside(self.list if first[2] else self.mapping, text, len(first[1]))

    def inside(self, read: Callable[[str], Data], text: str, column: int) -> Data:
        """Read a collection whose lines begin in a column, the first of them perhaps behind it."""
        if self.depth == _DEEPEST or column > _MOST_COLUMNS:
            raise DoubtError
        if column:
            if _left_of(column).search(text):
                # What stands further left would be taken for a part of it.
                raise DoubtError
            text = f"\n{text}".replace("\n" + " " * column, "\n")[1:]
        self.depth += 1
        data = read(text)
        self.depth -= 1
        return data

    def note(self, text: str) -> None:
        """Keep a note of a plain value that may be a date."""
        self.dates.append((self.key, text))


@cache
def _left_of(column: int) -> re.Pattern[str]:
    """Return what matches a line below the first that begins left of a column."""
    return re.compile(rf"\n {{0,{column - 1}}}[^ \n]")
