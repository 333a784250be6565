"""Batches: articles, and texts of articles, as tables of Arrow, wherever an engine has them.

    import article_schema.interop.batches

    findings = article_schema.interop.batches.check_batch(table)

Ray Data (`map_batches`), Dask (`map_partitions`), Spark (`mapInArrow`), Polars and DuckDB can call
it. The files are judged one by one: rules about several files together do not run.

`to_table` makes a table of articles, and `from_table` articles of a table.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from article_schema.arguments import require
from article_schema.checking.engine.checker import Checker
from article_schema.checking.recent import recent_checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.conversion import structure
from article_schema.document.limits import too_large
from article_schema.errors import DocumentError, UsageError
from article_schema.faults import Fault
from article_schema.interop.tables.arrow import Tables, arrow_module, data_in
from article_schema.model.fields import Record
from article_schema.rules.codes import UNREADABLE_FILE
from article_schema.rules.findings import Finding

if TYPE_CHECKING:
    import pyarrow

    from article_schema.checking.config.settings import Settings

__all__ = ["check_batch", "from_table", "to_table"]

M = TypeVar("M", bound=Record)

#: The columns of a batch: the name of a file, and its text or its bytes.
PATH, CONTENT = "path", "content"
#: The columns of the findings that hold numbers; all others hold text.
_NUMBERS = ("line", "column", "end_line", "end_column")
_COLUMNS = ("path", *_NUMBERS, "code", "name", "severity", "message", "help", "route")


def check_batch(
    table: pyarrow.Table | pyarrow.RecordBatch, settings: Settings | None = None
) -> pyarrow.Table:
    r"""Return what is found in some files.

    >>> import pyarrow
    >>> texts = pyarrow.table({"path": ["dawn.md"], "content": ["---\ntitle: Dawn\n---\n"]})
    >>> check_batch(texts).column("code")[0].as_py()
    'FLD001'

    Args:
        table: the files. The column `path` has their names, whose endings tell the formats, and
            `content` their texts, or their bytes. Other columns are skipped.
        settings: what to check; the defaults where it is None.

    Returns:
        a row for each finding, with the same columns whatever is found.

    Raises:
        UsageError: pyarrow is not installed, a column is missing, or a selector of the settings
            matches no rule.
        TypeError: something else than a table or a batch of Arrow was given.
    """
    pa = arrow_module("check_batch()")
    require(table, (pa.Table, pa.RecordBatch), "check_batch() takes a table or a batch of Arrow")
    for name in (PATH, CONTENT):
        if name not in table.schema.names:
            raise UsageError(f"the table has no column `{name}`; it has {table.schema.names}")
    checker = recent_checker(settings)
    paths, contents = table.column(PATH), table.column(CONTENT)
    rows = [
        _row(finding)
        for path, content in zip(paths, contents, strict=True)
        for finding in _checked(checker, str(path.as_py()), content.as_py()).findings
    ]
    kinds = {name: pa.int64() if name in _NUMBERS else pa.string() for name in _COLUMNS}
    found: pyarrow.Table = pa.table(
        {name: pa.array([row[name] for row in rows], kind) for name, kind in kinds.items()}
    )
    return found


def to_table(articles: Iterable[Record]) -> pyarrow.Table:
    """Return articles as a table with typed columns, nested as their records are.

    The columns come from the model, whatever the articles hold: instants are timestamps in UTC, and
    what has no column, or does not fit into it, stands as JSON in the column `extra` of its record.

    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> table = to_table([make(Article, title="Dawn")])
    >>> table.column("title").to_pylist()
    ['Dawn']

    Args:
        articles: articles of one model.

    Raises:
        UsageError: pyarrow is not installed, or there are several models.
        ValidationError: an article breaks its contract, or holds what no text can.
        TypeError: something else than an article is among them.
    """
    pa = arrow_module("to_table()")
    tables = Tables("to_table()")
    batches = list(tables.batches(articles))
    found: pyarrow.Table = pa.Table.from_batches(batches, tables.schema)
    return found


def from_table(table: pyarrow.Table, model: type[M]) -> list[M]:
    """Return the articles of a table; null stands for what is absent.

    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> article = make(Article, title="Dawn")
    >>> from_table(to_table([article]), Article) == [article]
    True

    Args:
        table: the articles, by the columns of `to_table`; some may be missing, and what stands in
            others are keys that the model does not know.
        model: the class of the articles.

    Raises:
        UsageError: pyarrow is not installed.
        ValidationError: an article breaks its contract.
    """
    return [
        structure(data, model) for batch in table.to_batches() for data in data_in(batch, model)
    ]


def _checked(checker: Checker, path: str, content: Any) -> CheckedFile:
    raw = content.encode() if isinstance(content, str) else content
    if not isinstance(raw, bytes):
        fault: Fault | None = Fault(UNREADABLE_FILE, "the table has no content for it", "")
    else:
        fault = too_large(checker.settings.limits, len(raw))
    if fault is not None:
        return checker.failed(DocumentError(path, 1, 1, fault), None)
    return checker.check_bytes(raw, path)


def _row(finding: Finding) -> dict[str, str | int]:
    values = {
        "path": finding.file,
        **{name: getattr(finding, name) for name in _NUMBERS},
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "route": finding.route_text,
    }
    return {key: _text(value) if isinstance(value, str) else value for key, value in values.items()}


def _text(text: str) -> str:
    """Return a text that Arrow can hold: a message may quote half of a character."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
