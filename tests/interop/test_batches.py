"""Batches of Arrow give the findings that a check of the same files gives."""

from __future__ import annotations

from pathlib import Path

import polars
import pyarrow as pa
import pytest

from article_schema import Limits, Settings, UsageError, check_paths
from article_schema.interop.batches import check_batch


def batch_of(folder: Path) -> pa.Table:
    files = sorted(path for path in folder.rglob("*") if path.suffix in (".md", ".yaml", ".json"))
    return pa.table(
        {"path": [str(path) for path in files], "content": [path.read_bytes() for path in files]}
    )


def test_the_findings_are_those_of_a_check(root: Path) -> None:
    table = batch_of(root / "examples" / "broken")
    found = check_batch(table).to_pylist()
    # Rules about several files together need all of them.
    report = check_paths([row["path"] for row in table.to_pylist()])
    wanted = {
        (finding.file, finding.line, finding.column, finding.code)
        for finding in report.findings
        if not finding.code.startswith("SET")
    }
    assert {(row["path"], row["line"], row["column"], row["code"]) for row in found} == wanted
    assert len(wanted) >= 20


def test_the_columns_are_the_same_whatever_is_found(root: Path) -> None:
    table = batch_of(root / "examples" / "articles")
    some = check_batch(pa.table({"path": ["a.md"], "content": ["---\ntitle: a\n---\n"]}))
    none = check_batch(table.slice(0, 1))
    assert none.num_rows == 0 < some.num_rows
    assert none.schema == some.schema
    assert check_batch(table.slice(0, 0)).schema == some.schema


def test_engines_of_other_kinds_of_tables_can_call_it(root: Path) -> None:
    table = batch_of(root / "examples" / "broken")
    wanted = check_batch(table)
    assert wanted.equals(check_batch(polars.from_arrow(table).to_arrow()))
    parts = [check_batch(batch) for batch in table.to_batches(max_chunksize=3)]
    assert pa.concat_tables(parts).equals(wanted)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\xfa", b"x" * 101, "---\n" + "[" * 5_000, ""])
def test_odd_contents_are_findings(content: object) -> None:
    settings = Settings(limits=Limits(file_bytes=100)) if content == b"x" * 101 else None
    found = check_batch(pa.table({"path": ["a.md"], "content": [content]}), settings)
    assert [row["severity"] for row in found.to_pylist()][:1] == ["error"]


def test_a_missing_column_is_told() -> None:
    with pytest.raises(UsageError, match="no column `content`"):
        check_batch(pa.table({"path": ["a.md"]}))


@pytest.mark.parametrize("given", [3, None, {"path": ["a.md"], "content": [""]}])
def test_what_is_no_table_is_told(given: object) -> None:
    with pytest.raises(TypeError, match="takes a table or a batch of Arrow, not"):
        check_batch(given)
