"""Working: what a worker does with a part of an archive, in this process or on another machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.limits import Limits, too_large
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.scale.archives import Part, rows_of
from article_schema.interop.scale.kinds import Kinds, Recipe, kinds_of
from article_schema.interop.scale.shuffle import Entry, entry_of
from article_schema.interop.scale.stores import LARGEST, Row
from article_schema.rules.codes import UNREADABLE_FILE
from article_schema.rules.contexts import FileContext

if TYPE_CHECKING:
    from article_schema.checking.engine.entries import NamedEntry


class Seen(NamedTuple):
    """What a look at a row comes to."""

    #: What is told of it.
    said: Any
    #: What is compared with other rows.
    entries: tuple[Entry, ...]


class Checked(NamedTuple):
    """What a check of a row comes to."""

    #: The result, or the name of a file without findings.
    result: CheckedFile | str
    #: The number of its kind; None where it is in no collection.
    kind: int | None
    #: What collections go by.
    place: str = ""


#: A look at a part, which yields some rows at once.
Look: TypeAlias = Callable[[Recipe, Part], Iterator[list[Seen]]]


def check_part(recipe: Recipe, part: Part) -> Iterator[list[Seen]]:
    """Yield what is found in the rows of a part, some at once.

    Raises:
        UsageError: it cannot be read, or the configuration cannot be used.
    """
    kinds = kinds_of(recipe)
    for rows in rows_of(part):
        yield [_seen(kinds, row) for row in rows]


def rows_at(part: Part, numbers: list[int]) -> list[Row]:
    """Return some rows of a part, by their numbers in it, which rise.

    Raises:
        UsageError: it cannot be read.
    """
    wanted = frozenset(numbers)
    found: list[Row] = []
    first = 0
    for rows in rows_of(part):
        found += [row for at, row in enumerate(rows, first) if at in wanted]
        first += len(rows)
        if len(found) == len(wanted):
            break
    return found


def raw_of(row: Row) -> bytes | None:
    """Return the bytes of a row."""
    content = row.content
    return content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content


def whole_raw(row: Row, limits: Limits) -> bytes:
    """Return the bytes of a row that may be read.

    Raises:
        DocumentError: the archive has none, or they are more than the limit.
    """
    raw = raw_of(row)
    fault: Fault | None
    if row.unread:
        # Whatever the limit is, more than this is not read.
        least = limits._replace(file_bytes=min(limits.file_bytes, LARGEST))
        fault = too_large(least, row.unread)
    elif raw is None:
        fault = Fault(UNREADABLE_FILE, "the archive has no text for it", "")
    else:
        fault = too_large(limits, len(raw))
    if raw is None or fault is not None:
        assert fault is not None  # noqa: S101 - one of both it is
        raise DocumentError(row.path, 1, 1, fault)
    return raw


def _seen(kinds: Kinds, row: Row) -> Seen:
    kind = kinds.number_of(row.place)
    if kind is None:
        return Seen(Checked(row.path, None, row.place), ())
    checker = kinds.checker(kind)
    result = _checked(checker, row, named=row.is_named or kinds.needs_front_matter)
    entries = tuple(map(entry_of, _entries_in(checker, result, row)))
    is_clean = result.checked and not result.findings
    return Seen(Checked(result.filename if is_clean else result, kind), entries)


def _checked(checker: Checker, row: Row, *, named: bool) -> CheckedFile:
    try:
        raw = whole_raw(row, checker.settings.limits)
    except DocumentError as error:
        return checker.failed(error, None)
    return checker.check_bytes(raw, row.path, named=named)


def _entries_in(checker: Checker, result: CheckedFile, row: Row) -> list[NamedEntry]:
    """Return what rules about several files compare of a row, each once for all its rules."""
    if result.article is not None:
        context = FileContext(row.path, now=checker.judge.now)
        found = checker.entries.entries_of(result.article, (), context, [])
    elif result.entries:
        found = iter(checker.entries_of(raw_of(row) or b"", row.path))
    else:
        return []
    return [entry for entry in found if entry.rule.code == entry.shared_by]
