"""`article-schema check --engine`: archives get the report that their articles get as files."""

from __future__ import annotations

import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from interop.scale.archives import texts, write_files, write_lines, write_parquet

from article_schema.interop.scale import archives
from cli.command import Done, run

CALL = ("check", "--isolated", "--now", "2021-01-01T00:00:00Z", "--output-format")


def local(folder: Path, *arguments: str, form: str = "json") -> Done:
    return run(*CALL, form, "--engine", "local", *arguments, cwd=folder)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of files, and the same in archives."""
    folder = tmp_path_factory.mktemp("site")
    found = texts(260)
    write_files(folder, found)
    write_parquet(folder / "a.parquet", found)
    write_lines(folder / "a.jsonl", found)
    return folder


@pytest.mark.parametrize("form", ["json", "full", "concise"])
@pytest.mark.parametrize("archive", ["a.parquet", "a.jsonl"])
def test_the_report_is_that_of_files(site: Path, archive: str, form: str) -> None:
    wanted = run(*CALL, form, *sorted(texts(260)), cwd=site)
    assert "SET001" in wanted.stdout
    assert "SET005" in wanted.stdout
    assert local(site, archive, form=form) == wanted


def test_several_archives_are_one(site: Path, tmp_path: Path) -> None:
    found = list(texts(260).items())
    for number, start in enumerate(range(0, 260, 90)):
        write_parquet(tmp_path / f"{number}.parquet", dict(found[start : start + 90]))
    assert local(tmp_path, ".").stdout == local(site, "a.parquet").stdout


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_a_packed_tree_has_the_report_of_its_files(site: Path, tmp_path: Path, kind: str) -> None:
    packed = tmp_path / f"site.{kind}"
    news = site / "news"
    if kind == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
            for path in news.iterdir():
                file.write(path, f"news/{path.name}")
            file.writestr("news/.hidden.md", "---\n")
            file.writestr("news/note.txt", "no article")
            file.writestr("news/text.md", "text without front matter")
    else:
        with tarfile.open(packed, "w:gz" if kind == "tar.gz" else "w") as file:
            file.add(news, "news")
    wanted = run(*CALL, "json", "news", cwd=site)
    done = run(*CALL, "json", str(packed), cwd=tmp_path)
    assert done.returncode == wanted.returncode
    assert done.stdout.replace(f"{packed}/", "") == wanted.stdout


def test_a_tree_in_memory_is_checked_by_its_address(site: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.put(f"{site}/news/", "news/", recursive=True)
    try:
        done = run(*CALL, "json", "memory://news", cwd=site)
    finally:
        memory.rm("news", recursive=True)
    assert done.stdout.replace("memory://", "") == run(*CALL, "json", "news", cwd=site).stdout


def test_an_engine_checks_files_of_a_folder_too(site: Path) -> None:
    wanted = run(*CALL, "json", "news", cwd=site)
    assert local(site, "news") == wanted


def test_odd_rows_are_findings(tmp_path: Path) -> None:
    contents = [None, b"\xff\xfe\xfa", b"", b"---\n" + b"[" * 5_000, b"x" * 20_000_000]
    table = pa.table(
        {
            "path": [f"{number}.md" for number in range(len(contents))],
            "content": pa.array(contents, pa.binary()),
        }
    )
    pq.write_table(table, tmp_path / "a.parquet")
    done = local(tmp_path, "a.parquet")
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    assert {each["file"] for each in found} == {"0.md", "1.md", "2.md", "3.md", "4.md"}


def test_rows_of_one_name_are_compared_too(tmp_path: Path) -> None:
    text = next(text for at, text in enumerate(texts(9).values()) if at == 8)
    pq.write_table(
        pa.table({"path": ["a.md", "a.md"], "content": [text, text]}), tmp_path / "a.parquet"
    )
    assert "SET001" in local(tmp_path, "a.parquet").stdout


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--fix", "a.parquet"), "--fix is for files on disk, and for objects of an S3"),
        (("--since", "HEAD", "a.parquet"), "--since is for files on disk"),
        (("a.md",), "by its ending: .parquet, .jsonl"),
        (("none.jsonl",), "there is no such file"),
    ],
)
def test_wrong_calls_are_told(tmp_path: Path, arguments: tuple[str, ...], reason: str) -> None:
    (tmp_path / "a.md").write_text("x")
    done = local(tmp_path, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert reason in done.stderr


def test_long_lines_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_LONGEST", 50)
    write_lines(tmp_path / "a.jsonl", texts(1))
    done = local(tmp_path, "a.jsonl")
    assert done.returncode == 2
    assert "is too long" in done.stderr
