"""Scalar styling: how a value is written so that every reader gets it back as it was.

Section numbers are those of the YAML 1.2.2 specification. Readers of YAML 1.1 (PyYAML, Ruby, many
site generators) are the reason for most of the caution: what they take for a boolean, a number or
a date must not stand plain when it is text.
"""

from __future__ import annotations

import json
import math
import re
from datetime import datetime

from article_schema.document.scalars import MAX_INTEGER_DIGITS, Value, digits_of, resolve
from article_schema.late_pattern import late_pattern

# Section 5.3: characters that announce something else than plain text. `-`, `?` and `:` may start
# plain text by section 7.3.3, but old parsers disagree on the latter two.
_STARTS_PLAIN = late_pattern(r"-?[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
_ENDS_PLAIN = late_pattern(r":(?: |\Z)| #| \Z|\A\.\.\.")
# Brackets, commas, and signs that libyaml took for indicators inside flow collections until 0.2.
_SIGN_IN_FLOW = late_pattern(r"[,\[\]{}:?]")
# White space other than a space, invisible characters, and what a parser may reject or break at.
_UNUSUAL = late_pattern(
    "[\x00-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000"
    "\ud800-\udfff\ufeff\ufff0-\uffff]"
)

# https://yaml.org/type/: the words, numbers and timestamps of YAML 1.1, read generously: with the
# commas and the years before 0 that Ruby's Psych takes, too. `readings` has who takes what.
_WORDS_1_1 = frozenset(
    ("~", "null", "y", "n", "yes", "no", "on", "off", "true", "false", "=", "<<")
)
_NUMBER_1_1 = late_pattern(
    r"[-+]?(?:0[box][0-9a-f_,]*|[0-9_,]+(?::[0-9_,]+)*(?:\.[0-9_.,]*)?(?:e[-+]?[0-9_,]*)?"
    r"|\.[0-9_.,]*(?:e[-+]?[0-9_,]*)?|\.inf|\.nan)",
    re.IGNORECASE,
)
_TIMESTAMP_1_1 = late_pattern(r"-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|\s+)[0-9].*)?")

# RFC 3339, section 5.6, without the years at whose ends a zone leads out of the calendar.
_INSTANT = late_pattern(
    r"(?!000[01]|9999)[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z|[-+](?:[01][0-9]|2[0-3]):[0-5][0-9])?)?",
    re.ASCII,
)
# The same with a space for the `T`, without a zone, or without a time: what sites write.
_DATE = late_pattern(
    r"(?!000[01]|9999)[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?"
    r"(?:Z| ?[-+](?:[01]?[0-9]|2[0-3])(?::?[0-5][0-9])?)?)?",
    re.ASCII,
)

# What double quotes cannot show as it is (sections 5.1, 5.4 and 5.7); tabs and marks are legal
# there, but are invisible.
_ESCAPED = late_pattern('[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SURROGATE = late_pattern("[\ud800-\udfff]")
_UNQUOTABLE = late_pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_UNBLOCKABLE = late_pattern(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
#: Where a text may go on in the next line.
FOLDABLE_SPACE = late_pattern(r"(?<=\S) (?=\S)")
#: What begins a line of plain text that goes on: no sign that a parser could take for another one.
_GOES_ON = late_pattern(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`.]")

#: The width to which folded blocks are broken, their indentation not counted.
_FOLD_WIDTH = 80


def plain_is_safe(text: str, *, flow: bool = False) -> bool:
    """Tell whether a text may stand plain on one line (section 7.3.3).

    It may if readers of YAML 1.1 and 1.2 alike take it for this very string. Timestamps are not
    safe in this sense, though house style writes them plain: see `is_plain_instant`.

    Args:
        text: the value.
        flow: whether it stands inside `[…]` or `{…}`, where less is allowed.
    """
    if not _STARTS_PLAIN.match(text) or _ENDS_PLAIN.search(text) or _UNUSUAL.search(text):
        return False
    if flow and _SIGN_IN_FLOW.search(text):
        return False
    if text.casefold() in _WORDS_1_1 or not isinstance(resolve(text), str) or digits_of(text):
        return False
    return not _NUMBER_1_1.fullmatch(text) and not _TIMESTAMP_1_1.fullmatch(text)


def is_timestamp(text: str) -> bool:
    """Tell whether a text has the form of what YAML 1.1 calls a timestamp."""
    return _TIMESTAMP_1_1.fullmatch(text) is not None


def looks_like_another_value(text: str) -> bool:
    """Tell whether some reader takes a plain text for a number, a truth value or null."""
    if text.casefold() in _WORDS_1_1 or _NUMBER_1_1.fullmatch(text):
        return True
    return not isinstance(resolve(text), str) or bool(digits_of(text))


def is_plain_date(text: str) -> bool:
    """Tell whether every reader can stand a text plain as a date, or as a date and time.

    Unlike an instant, it may have no time, and no zone.
    """
    if not _DATE.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(f"{text[:10]}T{text[11:19] or '00:00:00'}")
    except ValueError:
        return False
    return True


def is_plain_instant(text: str) -> bool:
    """Tell whether a text is a date, or a date and time, that every reader can stand plain.

    That is the form of RFC 3339 with capital letters and values that exist, with or without a zone:
    on the thirteenth month or a leap second some readers of YAML 1.1 fail.
    """
    if not _INSTANT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text[:19])
    except ValueError:
        return False
    return True


def candidate_styles(value: Value, old_style: str, *, quoted: bool) -> tuple[str, ...]:
    """Return the styles to try for a new value, the best first; a string fits the last at least.

    Args:
        value: the new value.
        old_style: the style of the value it replaces, which stays where it can.
        quoted: whether the layout wants double quotes at this place.
    """
    if not isinstance(value, str):
        return ("",)
    styles = ("'", '"')
    if old_style == '"' or quoted:
        styles = ('"', "'")
    return (old_style, *(style for style in styles if style != old_style))


def render_scalar(
    value: Value,
    style: str,
    *,
    indent: int = 0,
    newline: str = "\n",
    flow: bool = False,
    instants: bool = False,
    dates: bool = False,
) -> str | None:
    """Write a value in a style, or return None where that style cannot hold it.

    Args:
        value: the value; only text has other styles than plain.
        style: `""` plain, `'`, `"`, `|` or `>`.
        indent: the number of spaces before each line of a block scalar, at least one.
        newline: the line break between the lines of a block scalar.
        flow: whether the value stands inside `[…]` or `{…}`.
        instants: whether text that `is_plain_instant` may be plain.
        dates: the same for text that `is_plain_date`, which may have blanks.

    Returns:
        The text without a line break at its end. Only block scalars have more than one line.
    """
    if not isinstance(value, str):
        return None if style else _render_word(value)
    if style == "":
        # Older readers stop at a colon inside of brackets, which a date alone does not have.
        fits = not flow or ":" not in value
        is_moment = (instants and is_plain_instant(value)) or (dates and is_plain_date(value))
        return value if plain_is_safe(value, flow=flow) or (fits and is_moment) else None
    if style == "'":
        return None if _UNQUOTABLE.search(value) else "'" + value.replace("'", "''") + "'"
    if style == '"':
        return None if _SURROGATE.search(value) else f'"{_ESCAPED.sub(_escape, value)}"'
    return None if flow or indent < 1 else _render_block(value, style, indent, newline)


def wrapped(rendered: str, column: int, indent: int, width: int) -> list[str]:
    """Break plain or quoted text into lines, at the first space behind a column.

    The emitters of Go, Ruby and Python break it so, too.

    Args:
        rendered: the text as it stands on one line, with its quotes.
        column: where it begins.
        indent: where the further lines begin.
        width: the column that a line reaches before it ends.
    """
    is_plain = rendered[:1] not in ("'", '"')
    lines: list[str] = []
    line, start = "", column
    for word in FOLDABLE_SPACE.split(rendered):
        # A backslash before a line break would be an escape.
        may_end = not line.endswith("\\") and (not is_plain or _GOES_ON.match(word))
        if line and start + len(line) > width and may_end:
            lines.append(line)
            line, start = word, indent
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return [lines[0], *(" " * indent + each for each in lines[1:])]


def _escape(match: re.Match[str]) -> str:
    # The escapes of JSON are a part of YAML's (section 5.7), so the text can stand in both.
    character = match[0]
    return json.dumps(character)[1:-1] if character < "\x7f" else f"\\u{ord(character):04x}"


def _render_word(value: bool | float | None) -> str | None:
    """Write what is not text, in the core schema (section 10.3.2), as YAML 1.1 reads it too."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _render_integer(value)
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    mantissa, exponent, power = repr(float(value)).partition("e")
    # YAML 1.1 knows an exponent only behind a decimal point.
    return (mantissa if "." in mantissa else f"{mantissa}.0") + exponent + power


def _render_integer(value: int) -> str | None:
    # A decimal digit holds 3.3 bits; str() itself refuses numbers of more than some thousand.
    if value.bit_length() > 4 * MAX_INTEGER_DIGITS:
        return None
    text = str(value)
    return text if len(text) <= MAX_INTEGER_DIGITS else None


def _render_block(text: str, style: str, indent: int, newline: str) -> str | None:
    """Write a literal or folded block (section 8.1) that needs no indentation indicator."""
    content = text.removesuffix("\n")
    lines = content.split("\n")
    if _UNBLOCKABLE.search(content) or not lines[0].strip() or not lines[-1].strip():
        return None
    if lines[0].startswith(" ") or any(line.isspace() for line in lines):
        return None
    if style == ">":
        if any(line != line.strip() for line in lines):
            return None
        lines = _fold(lines)
    header = style if text.endswith("\n") else f"{style}-"
    margin = " " * indent
    return newline.join((header, *(margin + line if line else "" for line in lines)))


def _fold(paragraphs: list[str]) -> list[str]:
    """Break paragraphs into lines; a break between two of them takes one more (section 6.5)."""
    lines: list[str] = []
    for index, paragraph in enumerate(paragraphs):
        if paragraph and index:
            lines.append("")
        if not paragraph:
            lines.append("")
            continue
        words = FOLDABLE_SPACE.split(paragraph)
        line = words[0]
        for word in words[1:]:
            if len(line) + 1 + len(word) > _FOLD_WIDTH:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}"
        lines.append(line)
    return lines
