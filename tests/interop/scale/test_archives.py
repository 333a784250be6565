"""Archives are read part by part, wherever they are."""

from __future__ import annotations

import json
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from article_schema import UsageError
from article_schema.interop.scale import archives
from article_schema.interop.scale.archives import Row, parts_of, rows_of
from interop.scale.archives import texts, write_lines, write_parquet


def rows_in(*sources: object) -> list[Row]:
    parts = parts_of([str(source) for source in sources])
    return [row for part in parts for some in rows_of(part) for row in some]


def test_groups_of_rows_are_parts(tmp_path: Path) -> None:
    found = texts(100)
    write_parquet(tmp_path / "a.parquet", found, group=30)
    assert len(list(parts_of([str(tmp_path)]))) == 4
    assert rows_in(tmp_path) == [Row(*each) for each in found.items()]


@pytest.mark.parametrize("size", [1, 100, 777, 10_000_000])
def test_each_line_is_in_one_part(
    tmp_path: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_PART", size)
    found = texts(20)
    path = tmp_path / "a.jsonl"
    write_lines(path, found)
    path.write_bytes(path.read_bytes().replace(b"}\n{", b"}\n\n{").rstrip(b"\n"))
    assert rows_in(path) == [Row(*each) for each in found.items()]


def test_a_line_may_be_an_article_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    lines = ['{"title": "Dawn"}', '{"path": "b.md", "content": 3}', "[" * 3]
    path.write_text("\n".join(lines), "utf-8")
    first, second, third = rows_in(path)
    assert (first.path, first.content) == (f"{path}@0.json", lines[0].encode() + b"\n")
    assert second == Row("b.md", None)
    assert third.content == b"[[["


def test_folders_and_addresses_are_searched(tmp_path: Path) -> None:
    found = texts(10)
    write_lines(tmp_path / "b.jsonl", found)
    (tmp_path / "a").mkdir()
    write_parquet(tmp_path / "a" / "a.parquet", found)
    (tmp_path / "note.txt").write_text("no archive")
    wanted = rows_in(tmp_path)
    assert len(wanted) == 20
    memory = fsspec.filesystem("memory")
    memory.put(f"{tmp_path}/", "archive/", recursive=True)
    try:
        assert rows_in("memory://archive") == wanted
        assert rows_in("memory://archive/b.jsonl") == wanted[10:]
    finally:
        memory.rm("archive", recursive=True)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("none.parquet", "there is no such file"),
        (".", "there is no article and no archive"),
        ("note.txt", "by its ending: .parquet, .jsonl"),
        ("broken.parquet", "Parquet"),
        ("others.parquet", "no column `path`"),
        ("broken.zip", "not a zip file"),
        ("broken.tar.gz", "broken.tar.gz"),
        ("zip://::https://example.com/a.zip", "pages of the web are not read"),
        ("https://example.com/a.parquet", "pages of the web are not read"),
        ("nothing://a.parquet", "Protocol not known: nothing"),
        ("memory://none.parquet", "none.parquet"),
    ],
)
def test_what_is_no_archive_is_told(
    tmp_path: Path, source: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if source != ".":
        (tmp_path / "note.txt").write_text("no archive")
        (tmp_path / "broken.zip").write_bytes(b"PK" * 9)
        (tmp_path / "broken.tar.gz").write_bytes(b"x" * 9)
        (tmp_path / "broken.parquet").write_bytes(b"PAR1" * 9)
        pq.write_table(pa.table({"content": ["x"]}), tmp_path / "others.parquet")
    with pytest.raises(UsageError, match=reason):
        rows_in(source)


def test_a_line_that_is_too_long_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LONGEST", 50)
    (tmp_path / "a.jsonl").write_text(json.dumps("x" * 100))
    with pytest.raises(UsageError, match="the line at byte 0 is too long"):
        rows_in(tmp_path)


def test_an_archive_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"path": "a.md", "content": ""}\n', "utf-8")
    assert [row.path for row in rows_in(path, path)] == ["a.md"]
