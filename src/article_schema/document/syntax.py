"""Syntax errors in words: from what a parser says to what a person should look at and do."""

from __future__ import annotations

import re

from article_schema.document.events import ParseError
from article_schema.faults import Fault, Range

#: What YAML 1.2.2 section 5.1 forbids in a stream.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_KEY_BEFORE = re.compile(r"^[ \t]*(?:-[ \t]+)*(?:\"[^\"]*\"|'[^']*'|[^\s:#\"'][^:#]*):[ \t]+\S")


def forbidden_character(text: str, offset: int) -> Fault | None:
    """Return the fault of the first character that YAML forbids, if there is one."""
    match = FORBIDDEN.search(text)
    if match is None:
        return None
    span = (offset + match.start(), offset + match.end())
    return Fault(
        "DOC014",
        f"the control character U+{ord(match[0]):04X} is not allowed in YAML",
        f'remove it, or write it as an escape in double quotes: "\\u{ord(match[0]):04X}"',
        span=span,
    )


def syntax_fault(error: ParseError, text: str, offset: int, last_quoted: Range | None) -> Fault:
    """Say what is wrong at the place where a person would look.

    `last_quoted` is the span of the last quoted scalar before the error. When it runs over several
    lines up to the line of the error, its opening quote is the likely culprit.
    """
    code, message, help_text, start, end = _diagnose(error, text, last_quoted)
    length = len(text)
    start = min(max(start, 0), length)
    end = min(max(end, start + 1), max(length, start + 1))
    return Fault(code, message, help_text, span=(offset + start, offset + end))


def _diagnose(
    error: ParseError, text: str, last_quoted: Range | None
) -> tuple[str, str, str, int, int]:
    at, problem = error.offset, error.problem
    if last_quoted is not None and _runs_into(text, last_quoted, at):
        start = last_quoted[0]
        return (
            "DOC005",
            "the quoted text that starts here ends on a later line, in the middle of another value",
            "add the missing closing quote",
            start,
            _line_end(text, start),
        )
    if "quoted scalar" in error.context and "escape" in problem:
        return (
            "DOC005",
            f"`{text[at - 1 : at + 1].lstrip()}` is not an escape of double-quoted text"
            if text[at - 1 : at] == "\\"
            else "this is not an escape of double-quoted text",
            "double the backslash, or use single quotes",
            at - 1,
            at + 1,
        )
    if "quoted scalar" in error.context and "end of stream" in problem:
        start = error.context_offset
        return (
            "DOC005",
            "the quoted text that starts here is never closed",
            "add the closing quote",
            start,
            _line_end(text, start),
        )
    if "cannot start any token" in problem:
        return _bad_start(text, at)
    if "mapping values are not allowed" in problem:
        return _colon(text, at)
    if error.context.startswith("while parsing a flow") and error.context_offset >= 0:
        start = error.context_offset
        closing = "]" if text[start : start + 1] == "[" else "}"
        return (
            "DOC005",
            f"the `{text[start : start + 1]}` that opens here is not closed properly",
            f"add the missing `{closing}` or comma",
            start,
            start + 1,
        )
    if "could not find expected ':'" in problem or "could not find expected ':'" in error.context:
        start = _line_start(text, max(error.context_offset, 0))
        return (
            "DOC005",
            "this line is neither `key: value` nor a list item",
            "add the colon, or indent the line so that it continues the value above",
            *_line_content(text, start),
        )
    if "block" in error.context and ("expected" in problem or "did not find" in problem):
        return (
            "DOC005",
            "this line does not fit into the lines around it",
            "check its indentation, its quotes and its `-` or `:`",
            at,
            _line_end(text, at),
        )
    if "forbidden character" in problem:
        return ("DOC014", "a character that YAML does not allow", "remove it", at, at + 1)
    return "DOC005", f"not valid YAML: {problem}", "", at, at + 1


def _runs_into(text: str, quoted: Range, at: int) -> bool:
    start, end = quoted
    inside = text[start:end]
    if not ("\n" in inside or "\r" in inside) or ": " not in inside:
        return False
    return end <= at and "\n" not in text[end:at] and "\r" not in text[end:at]


def _bad_start(text: str, at: int) -> tuple[str, str, str, int, int]:
    character = text[at : at + 1]
    if character == "\t":
        return (
            "DOC010",
            "a tab is used here, where YAML allows only spaces",
            "indent with spaces",
            at,
            at + len(text[at:]) - len(text[at:].lstrip("\t")),
        )
    return (
        "DOC005",
        f"plain text cannot start with `{character}`",
        "put the value in quotes",
        at,
        _line_end(text, at),
    )


def _colon(text: str, at: int) -> tuple[str, str, str, int, int]:
    start = _line_start(text, at)
    if _KEY_BEFORE.match(text[start : at + 1]):
        return (
            "DOC005",
            "plain text cannot hold `: `, because it reads as a second key",
            "put the whole value in quotes",
            at,
            at + 1,
        )
    first, _ = _line_content(text, start)
    return (
        "DOC005",
        "a key cannot stand here",
        "check the indentation of this line, and that the line above ends its value",
        first,
        at + 1,
    )


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1


def _line_end(text: str, at: int) -> int:
    match = re.compile(r"[\r\n]").search(text, at)
    return match.start() if match else len(text)


def _line_content(text: str, start: int) -> tuple[int, int]:
    end = _line_end(text, start)
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), start + len(line.rstrip())
