"""Archives for commands that read articles: their texts, one after the other, in this process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import FoundFile
from article_schema.document.files.packed import is_archive
from article_schema.errors import UsageError

if TYPE_CHECKING:
    from article_schema.document.limits import Limits
    from article_schema.interop.scale.stores import Row


def are_archives(paths: Sequence[str]) -> bool:
    """Tell whether some paths are read as archives: one of them is an address, or packed."""
    return any(map(is_archive, paths))


def rows_in(paths: Sequence[str], configurations: Configurations) -> Iterator[Row]:
    """Yield the rows of archives, and of folders among them.

    Raises:
        UsageError: one of them cannot be read, or the configuration has collections, which are told
            by the places of files on disk.
    """
    from article_schema.interop.scale.archives import rows_in as rows

    if configurations.for_run().collections:
        raise UsageError("an archive is read with one model, and the configuration has collections")
    return rows(paths)


def found(row: Row) -> FoundFile:
    """Return how a row was found."""
    return FoundFile(row.path, row.is_named)


def raw_of(row: Row, limits: Limits) -> bytes:
    """Return the bytes of a row.

    Raises:
        DocumentError: the archive has none, or they are more than the limit.
    """
    from article_schema.interop.scale.working import whole_raw

    return whole_raw(row, limits)
