"""Syntax errors of TOML in words: what a person should look at, and what to write."""

from __future__ import annotations

import tomllib
from itertools import islice

from article_schema.document.reading.block_lines import MERGE_HELP, MERGE_MESSAGE, first_merge_mark
from article_schema.document.text import line_end
from article_schema.document.toml.dates import odd_date
from article_schema.document.toml.loading import syntax_place
from article_schema.faults import Fault, Range
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import DUPLICATE_KEY, SYNTAX_ERROR

_LINE = late_pattern(r"[^\n]*(?:\n|\Z)")
_SETS_TWICE = ("Cannot overwrite", "Cannot declare", "Cannot mutate", "Duplicate")
_COLON = late_pattern(r"[ \t]*([\w-]+)([ \t]*:)")
_WORDS = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false",
          "off": "false"}  # fmt: skip
_ZEROS = late_pattern(r"[+-]?0\d+")
#: Characters of a value that a message shows.
_LONGEST = 60
_NOTHING = ("null", "none", "nil", "nul", "~", "")


def syntax_fault(error: tomllib.TOMLDecodeError, text: str, offset: int) -> Fault:
    """Say what is wrong at the place where a person would look.

    Args:
        error: what the reader of the standard library says.
        text: the TOML, with its line breaks as they are.
        offset: where it begins in its file.
    """
    # The reader sees one line feed in the place of each line break, so columns stay as they are.
    line, column, reason = syntax_place(error, text.replace("\r\n", "\n"))
    start = _start_of(text, line)
    mark = first_merge_mark(text, start)
    if mark is not None:
        span = (offset + mark[0], offset + mark[1])
        return Fault(SYNTAX_ERROR, MERGE_MESSAGE, MERGE_HELP, span=span)
    end = line_end(text, start)
    at = min(start + column - 1, end)
    written = text[start:end]
    if reason.startswith(_SETS_TWICE):
        return _twice(text, start, offset)
    colon = _COLON.match(written)
    if colon is not None and "=" not in written[: column + 1]:
        span = (offset + start + colon.start(2), offset + start + colon.end(2))
        advice = "TOML has `=` where YAML has a colon: write `key = value`"
        return Fault(SYNTAX_ERROR, f"`{colon[1]}` is followed by a colon", advice, span=span)
    value, value_start = _value_of(written)
    said = _of_value(value) if value_start else None
    if said is not None:
        first = offset + start + value_start
        return Fault(SYNTAX_ERROR, *said, span=(first, first + max(len(value), 1)))
    at = max(min(at, end - 1), start)
    message = f"this is not TOML: {reason[:1].lower()}{reason[1:]}"
    return Fault(SYNTAX_ERROR, message, _advice(reason), span=(offset + at, offset + at + 1))


def _start_of(text: str, line: int) -> int:
    lines = islice(_LINE.finditer(text), line - 1, None)
    match = next(lines, None)
    return match.start() if match else len(text)


def _twice(text: str, start: int, offset: int) -> Fault:
    """Name the key of the statement that ends on a line, or stands on the last one before it."""
    key, at = _key_of(text, start)
    while not key and start > 0:
        start = text.rfind("\n", 0, start - 1) + 1
        key, at = _key_of(text, start)
    what = "table" if text[start:at].lstrip().startswith("[") else "key"
    span: Range = (at, at + max(len(key), 1))
    return Fault(
        DUPLICATE_KEY,
        f"the {what} `{key}` is defined twice, which TOML forbids",
        "keep one of the two, with the right value",
        span=(offset + span[0], offset + span[1]),
    )


def _key_of(text: str, start: int) -> tuple[str, int]:
    """Return the key of the statement that a line begins, and its offset; none for other lines."""
    line = text[start : line_end(text, start)]
    ends = [at for at in (line.find("="), line.find("]")) if at >= 0]
    key = line[: min(ends, default=0)]
    bare = key.lstrip(" \t[")
    return bare.rstrip(), start + len(key) - len(bare)


def _value_of(line: str) -> tuple[str, int]:
    """Return what follows the first `=` of a line, and its column from 0; 0 where none does."""
    key, sign, rest = line.partition("=")
    if not sign or "#" in key:
        return "", 0
    value = rest.partition("#")[0].rstrip()
    bare = value.lstrip()
    return bare, len(key) + 1 + len(value) - len(bare)


def _of_value(value: str) -> tuple[str, str] | None:
    """Say what is wrong with a value on one line, if that is known."""
    word = value.strip()
    if word.lower() in _NOTHING:
        what = f"`{word}`" if word else "nothing"
        return f"{what} is no value of TOML", "leave the key out where there is no value"
    if word.lower() in _WORDS:
        return f"`{word}` is no value of TOML", f"write `{_WORDS[word.lower()]}`"
    if "{{" in word or "{%" in word:
        return "a placeholder of a template stands here", "put it in quotes, or fill it in"
    if word[0] in "\"'" and (len(word) == 1 or word[-1] != word[0]):
        return "the text has no closing quote", f"end it with {word[0]}"
    if len(word) <= _LONGEST and _ZEROS.fullmatch(word):
        return f"the number `{word}` begins with 0", f'remove the 0, or write "{word}" for a code'
    date = odd_date(word) if len(word) <= _LONGEST else None
    if date is not None:
        return date
    if word[0] not in "\"'[{+-.0123456789":
        advice = f'write "{word}"' if len(word) <= _LONGEST else "put it in quotes"
        return "text without quotes is no value of TOML", advice
    return None


def _advice(reason: str) -> str:
    if "newline or end of document" in reason:
        return 'put a `"` in text as `\\"`, and write each key on a line of its own'
    if "Invalid value" in reason:
        return "put text in quotes, in lists too"
    if "key part" in reason:
        return "a table in braces ends without a comma; put odd characters of a key in quotes"
    if "Unescaped" in reason:
        return "write `\\\\` for a backslash, or put the text in single quotes"
    if "Unterminated" in reason:
        return "close the text with the quotes that open it"
    if "'='" in reason:
        return "write `key = value`"
    return "see toml.io for how values are written"
