"""Lines, comments and blank lines around an offset."""

from __future__ import annotations

from article_schema.late_pattern import late_pattern

#: An expression for white space and comments, all that there are: it never takes a part of them.
SKIPPED = r"\s*(?:#[^\r\n]*(?![^\r\n])\s*)*"

_BREAK = late_pattern(r"\r\n|\n|\r")
_REST = late_pattern(r"[^\r\n]*")
_BLANK = late_pattern(r"[ \t]*\Z")
_COMMENT = late_pattern(r"[ \t]*#")
_NOTHING_OR_COMMENT = late_pattern(r"[ \t]*(?:[ \t]#.*)?\Z")
#: The sign behind a key, past white space and comments; the same in front of a list item.
_TO_COLON = late_pattern(f"{SKIPPED}:")


def line_start(text: str, at: int) -> int:
    """Return where the line of an offset starts."""
    line_feed = text.rfind("\n", 0, at)
    return max(line_feed, text.rfind("\r", line_feed + 1, at)) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line of an offset ends, its break not included."""
    match = _REST.match(text, at)
    return match.end() if match else len(text)


def past_break(text: str, end: int) -> int:
    """Return where the line after a line end starts; at the end of the text, that end."""
    match = _BREAK.match(text, end)
    return match.end() if match else end


def before_break(text: str, start: int) -> int:
    """Return the end of the line before a line start."""
    if start >= 2 and text.startswith("\r\n", start - 2):
        return start - 2
    return max(start - 1, 0)


def column(text: str, at: int) -> int:
    """Return the column of an offset, counted from 0."""
    return at - line_start(text, at)


def is_blank(line: str) -> bool:
    """Tell whether a line holds nothing but white space."""
    return _BLANK.match(line) is not None


def is_comment(line: str) -> bool:
    """Tell whether a line, not inside a scalar, is a comment of its own."""
    return _COMMENT.match(line) is not None


def indentation(line: str) -> int:
    """Return the number of spaces that a line starts with."""
    return len(line) - len(line.lstrip(" "))


def ends_line(text: str, end: int) -> bool:
    """Tell whether nothing but a comment follows on the line of a node's end."""
    return _NOTHING_OR_COMMENT.match(text[end : line_end(text, end)]) is not None


def colon_end(text: str, key_end: int) -> int | None:
    """Return the offset behind the colon of a key, or None where it has none."""
    match = _TO_COLON.match(text, key_end)
    return match.end() if match else None


def comments_above(text: str, start: int, lower: int, deepest: int) -> int:
    """Return the start of the comment lines directly above a line start, no higher than `lower`.

    A comment indented more than `deepest` columns is not taken for one on what follows it.
    """
    while start > lower:
        previous = line_start(text, before_break(text, start))
        line = text[previous : line_end(text, previous)]
        if previous < lower or not is_comment(line) or indentation(line) > deepest:
            break
        start = previous
    return start


def blank_lines_above(text: str, start: int, lower: int) -> int:
    """Return the start of the blank lines directly above a line start, no higher than `lower`."""
    while start > lower:
        previous = line_start(text, before_break(text, start))
        if previous < lower or not is_blank(text[previous : before_break(text, start)]):
            break
        start = previous
    return start


def blank_lines_below(text: str, start: int, upper: int) -> int:
    """Return the end of the blank lines from a line start on, no lower than `upper`."""
    while start < upper:
        end = line_end(text, start)
        if not is_blank(text[start:end]):
            break
        following = past_break(text, end)
        if following == start:
            break
        start = following
    return min(start, upper)


def between_fences(text: str, fence: str) -> str | None:
    """Return the lines between two fences; None where there are none, or their ends are in doubt.

    Args:
        text: a text whose lines end in line feeds.
        fence: the line above and below them.
    """
    start = len(fence) + 1
    end = text.find(f"\n{fence}", start - 1) + 1
    if not (end > start and text.startswith(f"{fence}\n")):
        return None
    return text[start:end] if text[end + start - 1 : end + start] in ("", "\n") else None


def has_blank_line(text: str) -> bool:
    """Tell whether the text between two entries, from line end to line start, has a blank line."""
    return any(is_blank(line) for line in _BREAK.split(text)[1:-1])
