"""Records: those of a large JSON file, read and written one by one."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO, Generic, TypeVar, overload

from article_schema.arguments import path_of, require
from article_schema.collections.items import Errors, Failure, Items
from article_schema.conversion import explain_instance, unstructure
from article_schema.document.files.storage import open_file, replace_file_by_parts
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.json_lines import JSON_LINES
from article_schema.document.formats.json_stream import Piece, Window, pieces
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import PAGE_KEY, decode
from article_schema.documents.document import Document
from article_schema.errors import DocumentError, SaveError, UsageError, ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of
from article_schema.rules.codes import OVER_THE_LIMIT

M = TypeVar("M", bound=Record)


class Records(Items[M, M], Generic[M]):
    """The records of a JSON file, read one by one; `read_records` returns it.

    Each iteration reads the file anew, and holds one record at a time.

    >>> records = read_records("examples/articles/page-1.json")
    >>> [article.title for article in records.sorted_by("title")]
    ['A night on the island ferry', 'Fishing boats return']
    """

    def __init__(self, path: str, model: type[M], errors: Errors, limits: Limits) -> None:
        super().__init__(errors)
        table_of(model)
        self._path = path
        self._of = model
        self._limits = limits

    @property
    def _model(self) -> type | None:
        return self._of

    def _article(self, item: M) -> M:
        return item

    def _filename(self, item: M) -> str:  # noqa: ARG002 - all are of one file
        return self._path

    def _results(self) -> Iterator[M | Failure]:
        try:
            with open_file(self._path) as file:
                for piece in self._pieces(file):
                    yield piece if isinstance(piece, Failure) else self._record(piece)
        except DocumentError as error:
            # Where the next record begins, nobody can tell.
            yield Failure(self._path, error)

    def _pieces(self, file: BinaryIO) -> Iterator[Piece | Failure]:
        if self._path.lower().endswith(JSON_LINES.endings):
            return self._lines(file)
        window = Window(file, self._path, self._limits)
        return pieces(window, PAGE_KEY, table_of(self._of).by_key.keys())

    def _lines(self, file: BinaryIO) -> Iterator[Piece | Failure]:
        most = self._limits.file_bytes
        number = 0
        while raw := file.readline(most + 1):
            number += 1
            if len(raw) > most:
                while not raw.endswith(b"\n") and (raw := file.readline(most)):
                    pass
                message = f"the line has more than {most:,} bytes, which is the limit of a record"
                fault = Fault(OVER_THE_LIMIT, message, "split it, or raise the limit `file_bytes`")
                yield Failure(self._path, DocumentError(self._path, number, 1, fault))
                continue
            try:
                text = decode(raw, self._path).removeprefix("\ufeff" if number == 1 else "")
            except DocumentError as error:
                yield Failure(self._path, _moved(error, number, 1))
                continue
            if line := text.rstrip("\r\n"):
                yield Piece(line, number, 1)

    def _record(self, piece: Piece) -> M | Failure:
        source = JSON.whole(piece.text, self._path)
        try:
            tree = read(source, self._limits)
            return Document(source, tree, self._of, None, None, None, self._limits).article
        except DocumentError as error:
            return Failure(self._path, _moved(error, piece.line, piece.column))
        except ValidationError as error:
            faults = [_placed(fault, piece) for fault in error.faults]
            return Failure(self._path, ValidationError(faults))


def _moved(error: DocumentError, line: int, column: int) -> DocumentError:
    """Return an error of a record with its place in the whole file."""
    column = error.column + (column - 1 if error.line == 1 else 0)
    return DocumentError(error.filename, error.line + line - 1, column, error.fault)


def _placed(fault: Fault, piece: Piece) -> Fault:
    more = piece.column - 1
    if not fault.line:
        return fault
    return replace(
        fault,
        line=fault.line + piece.line - 1,
        column=fault.column + (more if fault.line == 1 else 0),
        end_line=fault.end_line + piece.line - 1,
        end_column=fault.end_column + (more if fault.end_line == 1 else 0),
    )


@overload
def read_records(
    path: str | os.PathLike[str],
    model: None = None,
    *,
    errors: Errors = "raise",
    limits: Limits | None = None,
) -> Records[Article]: ...


@overload
def read_records(
    path: str | os.PathLike[str],
    model: type[M],
    *,
    errors: Errors = "raise",
    limits: Limits | None = None,
) -> Records[M]: ...


def read_records(
    path: str | os.PathLike[str],
    model: type[Record] | None = None,
    *,
    errors: Errors = "raise",
    limits: Limits | None = None,
) -> Records[Any]:
    """Read the records of a large JSON file one by one, however many it has.

    A `.jsonl` or `.ndjson` file has a record on each line. Other files are JSON: a list of records,
    a page that has them under `value`, or one record, as for `check`.

    >>> from article_schema.testing import make
    >>> write_records((make(Article, heat=heat) for heat in range(3)), "news.jsonl")
    3
    >>> [article.heat for article in read_records("news.jsonl").where(lambda each: each.heat)]
    [1, 2]

    Args:
        path: the file.
        model: the class of the records; `Article` without one.
        errors: what happens with a record that is no JSON, or breaks its contract: "raise" raises
            the error when it is that record's turn, "collect" keeps it in `failures` and goes on,
            "skip" goes on. The error names line and column in the file. Where the brackets of a
            `.json` file are wrong, nothing is read behind that.
        limits: what a record may ask for: `file_bytes` bounds a line, `data_characters` a record.

    Raises:
        UsageError: an argument is wrong.
        ModelError: the class is not a model.
        DocumentError: on the way, if errors are raised: the file or a record cannot be read.
        ValidationError: on the way, if errors are raised: a record breaks its contract.
    """
    name = path_of(path, "read_records()")
    require(limits, (Limits, type(None)), "the limits are a Limits")
    return Records(name, model or Article, errors, limits or Limits())


def write_records(
    records: Iterable[Record | Document[M]], path: str | os.PathLike[str], *, page: bool = False
) -> int:
    """Write records to a JSON file one by one, whole or not at all, and return how many.

    Only one of them is in memory at a time. A file that is there is replaced.

    >>> from article_schema.testing import make
    >>> write_records([make(Image)], "images.json", page=True)
    1
    >>> [image.width for image in read_records("images.json", Image)]
    [1200]

    Args:
        records: articles or other records, or documents, whose articles are written.
        path: the file: a record on each line where it ends in `.jsonl` or `.ndjson`, else a list.
        page: whether the list stands under the key `value` of an object, as web services have it.

    Raises:
        ValidationError: a record breaks its contract, or holds what JSON cannot. The file is as it
            was then, as with every other error, also one of the iterable itself.
        SaveError: the file cannot be written.
        UsageError: a page has no lines.
        TypeError: something else than a record or a document is among them.
    """
    require(records, Iterable, "write_records() takes records", "put a single one in a list")
    name = path_of(path, "write_records()")
    lines = name.lower().endswith(JSON_LINES.endings)
    if lines and page:
        raise UsageError(f"{name}: JSON lines have no page; give the file the ending .json")
    begin, between, end = ("", "\n", "\n") if lines else ("[\n", ",\n", "\n]\n")
    if page:
        begin, end = f'{{"{PAGE_KEY}": {begin}', "\n]}\n"
    count = 0
    failed: list[Exception] = []

    def parts() -> Iterator[bytes]:
        nonlocal count
        try:
            for item in records:
                yield f"{between if count else begin}{_text(item)}".encode()
                count += 1
        except Exception as error:
            failed.append(error)
            raise
        if count:
            yield end.encode()
        elif not lines:
            yield f"{begin.rstrip()}{end.lstrip()}".encode()

    try:
        replace_file_by_parts(name, parts())
    except SaveError:
        # What the records raise may look like an error of the file.
        if failed:
            raise failed[0] from None
        raise
    return count


def _text(item: object) -> str:
    record: Any = item.article if isinstance(item, Document) else item
    require(record, Record, "write_records() takes records or documents")
    if faults := explain_instance(record):
        raise ValidationError(faults)
    return json.dumps(unstructure(record, mode="json"), ensure_ascii=False, allow_nan=False)
