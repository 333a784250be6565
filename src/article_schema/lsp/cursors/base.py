"""What a cursor is, and where the data of a document stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from article_schema.document.formats.registry import format_in, split
from article_schema.errors import DocumentError
from article_schema.faults import Range
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_LINE = late_pattern(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True)
class Cursor:
    """Where somebody writes in a document."""

    #: The record whose key is written, or the value.
    route: Route
    is_value: bool
    #: What stands there so far, from the start of the word to its end.
    span: Range
    #: The keys that the record has beside it.
    siblings: frozenset[str] = frozenset()
    #: Whether a colon, or an equals sign, follows a key.
    has_colon: bool = False


def block_of(content: str, filename: str) -> Range | None:
    """Return the range of the data in a document; to its end where nothing closes them yet.

    Args:
        content: the text of the document.
        filename: its name; the ending tells its format.
    """
    shift = int(content.startswith("\ufeff"))
    text = content[shift:]
    file_format = format_in(text, filename)
    try:
        start, end = split(content, filename).block
    except DocumentError:
        fence = file_format.fence
        if not fence and file_format.begins(text):
            # What closes it is a bracket of the data.
            return shift, len(content)
        opening = _LINE.match(text)
        if not fence or opening is None or opening[0].rstrip() != fence:
            return None
        start, end = opening.end(), len(text)
    return start + shift, end + shift


def lines_of(content: str, block: Range) -> Iterator[tuple[int, str]]:
    """Yield the lines of a range, each with the offset of its start, without their breaks."""
    at = block[0]
    while True:
        match = _LINE.match(content, at, block[1])
        if match is None:
            return
        yield at, match[0].rstrip("\r\n")
        if match.end() == at or match[0][-1:] not in "\r\n":
            return
        at = match.end()


def value_at(route: Route, line: str, start: int, column: int, begin: int) -> Cursor:
    """Return the cursor in a value, which is replaced as a whole where somebody is inside of it.

    Args:
        route: the value.
        line: the line that it stands on.
        start: the offset of the line.
        column: the column of the cursor.
        begin: the column in which the value begins.
    """
    end = len(line.rstrip())
    is_inside = column < end and line[column:end].strip()
    return Cursor(route, True, (start + begin, start + (end if is_inside else column)))


def key_at(found: Cursor | None, keys: Mapping[Route, Collection[str]]) -> Cursor | None:
    """Return the cursor in a key with the other keys of its record; None where there is none.

    Args:
        found: the cursor, as its line tells it.
        keys: those of each record, all lines of it read.
    """
    return found and replace(found, siblings=frozenset(keys.get(found.route, ())))
