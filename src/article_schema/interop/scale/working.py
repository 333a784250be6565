"""Working: what a worker does with a part of an archive, in this process or on another machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from article_schema.checking.engine.checker import Checker
from article_schema.checking.recent import recent_checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.limits import Limits, too_large
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.scale.archives import Part, rows_of
from article_schema.interop.scale.shuffle import Entry, entry_of
from article_schema.interop.scale.stores import Row
from article_schema.rules.codes import UNREADABLE_FILE
from article_schema.rules.contexts import FileContext

if TYPE_CHECKING:
    from article_schema.checking.config.settings import Settings
    from article_schema.checking.engine.entries import NamedEntry


class Checked(NamedTuple):
    """What has become of a row."""

    #: The result, or the name of a file without findings.
    result: CheckedFile | str
    #: What rules about several files compare.
    entries: tuple[Entry, ...]


def check_part(settings: Settings, part: Part) -> Iterator[list[Checked]]:
    """Yield what is found in the rows of a part, some at once.

    Raises:
        UsageError: it cannot be read.
    """
    checker = recent_checker(settings)
    for rows in rows_of(part):
        yield [_checked(checker, row) for row in rows]


def whole_part(settings: Settings, part: Part) -> list[Checked]:
    """Return what is found in all rows of a part, for an engine that sends it."""
    return [checked for some in check_part(settings, part) for checked in some]


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
    if raw is None:
        fault: Fault | None = Fault(UNREADABLE_FILE, "the archive has no text for it", "")
    else:
        fault = too_large(limits, len(raw))
    if raw is None or fault is not None:
        assert fault is not None  # noqa: S101 - one of both it is
        raise DocumentError(row.path, 1, 1, fault)
    return raw


def checked_row(checker: Checker, row: Row) -> CheckedFile:
    """Return the result of a row."""
    try:
        raw = whole_raw(row, checker.settings.limits)
    except DocumentError as error:
        return checker.failed(error, None)
    return checker.check_bytes(raw, row.path, named=row.is_named)


def entries_in(checker: Checker, result: CheckedFile, row: Row) -> list[NamedEntry]:
    """Return what rules about several files compare of a row, each once for all its rules."""
    if result.article is not None:
        context = FileContext(row.path, now=checker.judge.now)
        found = checker.entries.entries_of(result.article, (), context, [])
    elif result.entries:
        found = iter(checker.entries_of(raw_of(row) or b"", row.path))
    else:
        return []
    return [entry for entry in found if entry.rule.code == entry.shared_by]


def _checked(checker: Checker, row: Row) -> Checked:
    result = checked_row(checker, row)
    entries = tuple(map(entry_of, entries_in(checker, result, row)))
    is_clean = result.checked and not result.findings
    return Checked(result.filename if is_clean else result, entries)
