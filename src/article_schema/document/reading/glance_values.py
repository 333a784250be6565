"""Single values at a glance, and those in brackets; see `glance`."""

from __future__ import annotations

import re
from collections.abc import Callable

from article_schema.document.scalars import resolve
from article_schema.document.tree import Data
from article_schema.late_pattern import late_pattern

#: Keeps a note of a plain value.
Note = Callable[[str], None]

#: What may follow a value on its line, and a line that says nothing.
END = r"[ ]{0,99}(?:[ ]\#[^\n]*)?\n"
BLANK = r"[ ]{0,99}(?:\#[^\n]*)?\n"

_DOUBLE = r'"((?:[^"\\]|\\[^\n])*)"'
_SINGLE = r"'((?:[^']|'')*)'"
_QUOTED = late_pattern(rf"[ ]*(?:{_DOUBLE}|{_SINGLE}){END}\n*")
_ESCAPE = late_pattern(r"\\(.)")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t"}
#: Lines that end a document wherever they stand.
_ENDS_DOCUMENT = late_pattern(r"\n(?:---|\.\.\.)")

#: The words that are no text, or none to some reader.
_WORDS = {"true": True, "false": False, "null": None, "~": None}
_DOUBTFUL_WORDS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null"))
#: What plain text begins with that is no letter and no part of a number.
_FIRST_SIGNS = "/(<$^;"
#: Decimal numbers that all readers agree on.
_SURE_NUMBER = late_pattern(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,40})?")
_DATE = late_pattern(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt ][0-9Tt:.Zz +-]*)?")
#: A sign that no number, date or other word has that begins with a digit or a dot.
_OF_TEXT = late_pattern(r"[g-mp-su-wyG-MP-SU-WY/(){}?=&%!]")
_LONGEST_WORD = 100

#: A part of what stands in brackets: a sign, text in quotes, a key, or plain words.
_FLOW = late_pattern(
    rf"""[ \n]*(?:
      ([\[\]{{}},])
    | {_DOUBLE}
    | {_SINGLE}
    | ([A-Za-z_$][A-Za-z0-9_-]{{0,99}}):(?=[ ])
    | ([^\W_](?:[^,\[\]{{}}:\#\n]*[^,\[\]{{}}:\#\n ])?)
    )""",
    re.VERBOSE,
)
_MOST_LEVELS = 5

_HEADER = late_pattern(r"([|>])(-?)(?: +#.*)?")


class DoubtError(Exception):
    """A text that only the parsers may read."""


def word(text: str) -> Data:
    """Return the value of a plain word that begins with a letter, or of plain text."""
    # The long s and the ligature of two f are letters of these words to Ruby.
    if text.casefold() not in _DOUBTFUL_WORDS:
        return text
    if text not in _WORDS:
        raise DoubtError
    return _WORDS[text]


def plain(text: str, note: Note) -> Data:
    """Return the value of plain text on one line, perhaps with a comment behind it."""
    if " #" in text:
        text = text[: text.index(" #")].rstrip(" ")
    if ": " in text or text[-1] == ":":
        raise DoubtError
    first = text[0]
    if first.isalpha():
        return word(text)
    if first in _FIRST_SIGNS or (ord(first) > 0x9F and not first.isdigit()):
        if text == "<<":
            raise DoubtError
        return text
    return _number(text, note)


def _number(text: str, note: Note) -> Data:
    """Return the value of plain text that begins as a number may, or with another sign."""
    if _DATE.fullmatch(text):
        note(text)
        return text
    if _SURE_NUMBER.fullmatch(text):
        return resolve(text)
    if text[0] in "0123456789" and _OF_TEXT.search(text):
        return text
    if text == "~":
        return None
    if len(text) > _LONGEST_WORD or not re.match(r"[0-9._+]|-[A-Za-z0-9.]", text):
        raise DoubtError
    # What each reader takes it for is known, but only few files need it.
    from article_schema.document.reading.readings import other_readings

    if any(other_readings(text)):
        raise DoubtError
    return resolve(text)


def quoted(rest: str) -> str:
    """Return the text in quotes that is all of a value."""
    match = _QUOTED.fullmatch(rest)
    if match is None:
        raise DoubtError
    return single_quoted(match[2]) if match[1] is None else double_quoted(match[1])


def double_quoted(text: str) -> str:
    """Undo the escapes and the line breaks of text in double quotes."""
    text = _folded(text)
    if "\\" not in text:
        return text
    try:
        return _ESCAPE.sub(lambda escape: _ESCAPES[escape[1]], text)
    except KeyError:
        raise DoubtError from None


def single_quoted(text: str) -> str:
    """Undo the doubled quotes and the line breaks of text in single quotes."""
    return _folded(text).replace("''", "'")


def _folded(text: str) -> str:
    if "\n" not in text:
        return text
    if _ENDS_DOCUMENT.search(text):
        raise DoubtError
    first, *others = text.split("\n")
    last = others.pop().lstrip(" ")
    return _joined([first.rstrip(" "), *(line.strip(" ") for line in others), last])


def _joined(lines: list[str]) -> str:
    """Join lines as YAML does: by a blank, or by a line feed for each empty line between them."""
    text, empty = lines[0], 0
    last = len(lines) - 1
    for number, line in enumerate(lines[1:], 1):
        if not line and number != last:
            empty += 1
            continue
        text += ("\n" * empty or " ") + line
        empty = 0
    return text


def plain_lines(first: str, below: str) -> str:
    """Return plain text of several lines."""
    lines = [first, *(line.strip(" ") for line in below.rstrip("\n ").split("\n"))]
    for line in lines:
        if line and (line[0] in "#-?:" or ": " in line or " #" in line or line[-1] == ":"):
            raise DoubtError
    if not (first[0].isalpha() or first[0].isdigit()):
        raise DoubtError
    text = _joined(lines)
    if _DATE.match(text):
        raise DoubtError
    return text


def block_text(header: str, below: str) -> str:
    """Return the text below `|` or `>`."""
    match = _HEADER.fullmatch(header)
    text = below.rstrip("\n")
    start = len(text) - len(text.lstrip(" "))
    lines = text.split("\n")
    if match is None or not start or any(line and not line[:start].isspace() for line in lines):
        raise DoubtError
    # Blanks beyond the first column mean much, here and on empty lines.
    if any(line.isspace() or line[start : start + 1] == " " for line in lines):
        raise DoubtError
    lines = [line[start:] for line in lines]
    text = "\n".join(lines) if match[1] == "|" else _joined(lines)
    return text if match[2] else f"{text}\n"


def flow_value(text: str, note: Note) -> Data:
    """Return the list or the mapping in brackets that is all of a value."""
    value, end = _flow(text, 0, note, 0)
    if end != len(text):
        raise DoubtError
    return value


def _flow(text: str, start: int, note: Note, depth: int) -> tuple[Data, int]:
    """Read a value inside of brackets; return it with where it ends."""
    match = _FLOW.match(text, start)
    if match is None or depth == _MOST_LEVELS:
        raise DoubtError
    sign, double, single, key, words = match.groups()
    if words:
        return plain(words, note), match.end()
    if double is not None:
        return double_quoted(double), match.end()
    if single is not None:
        return single_quoted(single), match.end()
    if key or sign not in ("[", "{"):
        raise DoubtError
    return (_flow_list if sign == "[" else _flow_mapping)(text, match.end(), note, depth + 1)


def _flow_list(text: str, at: int, note: Note, depth: int) -> tuple[list[Data], int]:
    data: list[Data] = []
    sign, end = _sign(text, at)
    if sign == "]":
        return data, end
    while True:
        value, at = _flow(text, at, note, depth)
        data.append(value)
        sign, at = _sign(text, at)
        if sign == "]":
            return data, at
        if sign != ",":
            raise DoubtError


def _flow_mapping(text: str, at: int, note: Note, depth: int) -> tuple[dict[str, Data], int]:
    data: dict[str, Data] = {}
    sign, end = _sign(text, at)
    if sign == "}":
        return data, end
    while True:
        match = _FLOW.match(text, at)
        key = match[4] if match else None
        if match is None or not key or key in data or key.casefold() in _DOUBTFUL_WORDS:
            raise DoubtError
        data[key], at = _flow(text, match.end(), note, depth)
        sign, at = _sign(text, at)
        if sign == "}":
            return data, at
        if sign != ",":
            raise DoubtError


def _sign(text: str, at: int) -> tuple[str | None, int]:
    """Return the sign at a place, if one is there, and where it ends."""
    match = _FLOW.match(text, at)
    return (None, at) if match is None or match[1] is None else (match[1], match.end())
