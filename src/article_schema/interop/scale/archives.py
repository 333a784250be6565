"""Archives: many texts of articles, read part by part, wherever they are.

They stand as rows of Parquet, as JSON lines, or as the files of a folder, of a zip or tar file, or
of a store of objects.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple

from article_schema.checking.config.settings import SUFFIXES
from article_schema.errors import UsageError
from article_schema.interop.scale.stores import BUFFER, Row, Tree, is_local, opened, told
from article_schema.interop.tables.arrow import arrow_module

#: The columns of an archive: the name of a file, and its text or its bytes.
PATH, CONTENT = "path", "content"
_PARQUET, _LINES = (".parquet",), (".jsonl", ".ndjson")
#: The types of columns of texts, and of their bytes.
_TEXTS = ("string", "large_string", "string_view", "null")
_BYTES = ("binary", "large_binary", "binary_view")
#: How many rows are read at once.
_ROWS = 500
#: The bytes of JSON lines that make a part, and the longest line.
_PART, _LONGEST = 32_000_000, 50_000_000
#: How many files of a tree make a part.
_FILES = 100


class Part(NamedTuple):
    """A part of an archive, which one worker reads."""

    url: str
    #: Of a file of Parquet, the number of a group of its rows; None for JSON lines.
    group: int | None
    #: Of JSON lines, the first byte, and the one behind the last; whole lines that begin there.
    start: int = 0
    end: int = 0
    #: Of a tree, the paths of some files in it, and their sizes in bytes.
    files: tuple[tuple[str, int], ...] = ()


def parts_of(sources: Sequence[str], takes: Callable[[str], bool] | None = None) -> Iterator[Part]:
    """Yield the parts of some archives, in their order; one that is named twice comes once.

    Args:
        sources: files of Parquet and JSON lines, folders, zip and tar files: paths, or addresses
            such as `s3://bucket/archive/`.
        takes: tells of the path of a file in a tree whether it is an article, whatever it is
            called; None where the ending tells.

    Raises:
        UsageError: one of them cannot be read, or is no archive.
    """
    for source in dict.fromkeys(sources):
        tree = Tree.of(source)
        if tree is None:
            yield from _parts(source)
            continue
        found = list(_parts_of_tree(tree, takes))
        if not found:
            raise UsageError(f"{source}: there is no article and no archive in it")
        yield from found


def rows_of(part: Part) -> Iterator[list[Row]]:
    """Yield the rows of a part, some at once.

    Raises:
        UsageError: it cannot be read, or its columns are others.
    """
    if part.files:
        yield Tree(part.url).rows(part.files)
        return
    with told(part.url, is_local=is_local(part.url)), opened(part.url) as file:
        if part.group is None:
            yield from _lines(part, file)
        else:
            yield from _table(part, file)


def rows_in(sources: Sequence[str], takes: Callable[[str], bool] | None = None) -> Iterator[Row]:
    """Yield all rows of some archives, in their order.

    Args:
        sources: as for `parts_of`.
        takes: as for `parts_of`.

    Raises:
        UsageError: one of them cannot be read, or is no archive.
    """
    for part in parts_of(sources, takes):
        for rows in rows_of(part):
            yield from rows


def _parts_of_tree(tree: Tree, takes: Callable[[str], bool] | None) -> Iterator[Part]:
    """Yield the archives in a tree, and between them parts of the files that are articles."""
    waiting: list[tuple[str, int]] = []
    size = 0
    for path, bytes_ in tree.files():
        is_table = path.endswith((*_PARQUET, *_LINES)) and not tree.is_packed
        if takes is None:
            is_article = path.endswith(SUFFIXES) and not is_table
        else:
            is_article = takes(tree.place(path))
        is_archive = is_table and not is_article
        if waiting and (is_archive or len(waiting) == _FILES or size + bytes_ > _PART):
            yield Part(tree.url, None, files=tuple(waiting))
            waiting, size = [], 0
        if is_archive:
            yield from _parts(tree.name(path))
        elif is_article:
            waiting.append((path, bytes_))
            size += bytes_
    if waiting:
        yield Part(tree.url, None, files=tuple(waiting))


def _parts(url: str) -> Iterator[Part]:
    with told(url, is_local=is_local(url)), opened(url) as file:
        if url.endswith(_PARQUET):
            groups = _parquet(url, file).num_row_groups
            yield from (Part(url, number) for number in range(groups))
        elif url.endswith(_LINES):
            size = file.seek(0, os.SEEK_END)
            for start in range(0, size, _PART):
                yield Part(url, None, start, min(start + _PART, size))
        else:
            raise UsageError(
                f"{url}: an archive is Parquet or JSON lines, by its ending: .parquet, .jsonl"
            )


def _parquet(url: str, file: BinaryIO) -> Any:
    pa = arrow_module("an archive")
    import pyarrow.parquet as pq

    try:
        # Piece by piece: a group of rows may be larger than the memory.
        found = pq.ParquetFile(file, pre_buffer=False, buffer_size=BUFFER)
    except pa.ArrowException as error:
        raise UsageError(f"{url}: {error}") from None
    missing = [name for name in (PATH, CONTENT) if name not in found.schema_arrow.names]
    if missing:
        raise UsageError(
            f"{url}: the table has no column `{missing[0]}`; an archive has `{PATH}` with the "
            f"names of files, and `{CONTENT}` with their texts"
        )
    for name, kinds in ((PATH, _TEXTS), (CONTENT, (*_TEXTS, *_BYTES))):
        kind = found.schema_arrow.field(name).type
        if str(kind.value_type if pa.types.is_dictionary(kind) else kind) not in kinds:
            raise UsageError(f"{url}: the column `{name}` has no texts, but {kind}")
    return found


def _table(part: Part, file: BinaryIO) -> Iterator[list[Row]]:
    pa = arrow_module("an archive")
    found = _parquet(part.url, file)
    first = 0
    try:
        for batch in found.iter_batches(
            _ROWS, row_groups=[part.group], columns=[PATH, CONTENT], use_threads=False
        ):
            paths, contents = batch.column(PATH).to_pylist(), batch.column(CONTENT).to_pylist()
            yield [
                Row(f"{part.url}@{part.group}.{at}", None) if path is None else Row(path, content)
                for at, (path, content) in enumerate(zip(paths, contents, strict=True), first)
            ]
            first += len(paths)
    except pa.ArrowException as error:
        raise UsageError(f"{part.url}: {error}") from None


def _lines(part: Part, file: BinaryIO) -> Iterator[list[Row]]:
    rows: list[Row] = []
    # A line belongs to the part in which it begins.
    file.seek(max(part.start - 1, 0))
    if part.start:
        file.readline()
    at = file.tell()
    while at < part.end and (line := file.readline(_LONGEST)):
        if len(line) == _LONGEST:
            raise UsageError(f"{part.url}: the line at byte {at:,} is too long")
        if line.strip():
            rows.append(_row(line, f"{part.url}@{at}.json"))
        at += len(line)
        if len(rows) == _ROWS:
            yield rows
            rows = []
    if rows:
        yield rows


def _row(line: bytes, name: str) -> Row:
    """Return a row of JSON lines: an object with a path and a text, or an article itself."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        found = None
    is_text = isinstance(found, dict) and found.keys() == {PATH, CONTENT}
    if is_text and isinstance(found[PATH], str):
        content = found[CONTENT]
        return Row(found[PATH], content if isinstance(content, str) else None)
    # What is wrong with it, the check says.
    return Row(name, line)
