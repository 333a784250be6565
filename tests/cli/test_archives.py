"""`export` and `stats` read archives and stores as `check` does."""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from interop.scale.archives import write_files, write_lines, write_parquet, write_zip

from article_schema import Article
from article_schema.documents.writing import dumps
from article_schema.testing import make
from cli.command import Done, run

TARS = {"tar": "w", "tar.gz": "w:gz", "tgz": "w:gz", "tar.bz2": "w:bz2", "tar.xz": "w:xz"}
TEXTS = {
    f"news/{name}.md": dumps(make(Article, title=name, web_url=f"https://example.com/{name}"), "")
    for name in ("dawn", "dusk", "noon")
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder of files, and the same in archives of all kinds."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in TEXTS.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    write_parquet(folder / "site.parquet", TEXTS)
    for kind, mode in TARS.items():
        with tarfile.open(folder / f"site.{kind}", mode) as tar:  # type: ignore[call-overload]
            tar.add(folder / "news", "news")
    write_zip(folder / "site.zip", TEXTS | {"news/note.md": "text without front matter"})
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/news/", "site/news/", recursive=True)
    yield folder
    memory.rm("site", recursive=True)


ARCHIVES = [*(f"site.{kind}" for kind in TARS), "site.zip", "site.parquet", "memory://site"]


@pytest.mark.parametrize("archive", ARCHIVES)
def test_an_export_is_that_of_the_files(site: Path, archive: str) -> None:
    wanted = run("export", "jsonl", "news", cwd=site)
    assert wanted.stdout.count("\n") == len(TEXTS)
    assert run("export", "jsonl", archive, cwd=site) == wanted


@pytest.mark.parametrize("archive", ARCHIVES)
def test_what_it_holds_is_that_of_the_files(site: Path, archive: str) -> None:
    wanted = run("stats", "--output", "json", "news", cwd=site)
    done = run("stats", "--output", "json", archive, cwd=site)
    assert done.returncode == wanted.returncode == 0
    if archive == "site.parquet":
        assert done.stdout == wanted.stdout
    prefix = "memory://site/" if archive.startswith("memory") else f"{archive}/"
    assert done.stdout.replace(prefix, "") == wanted.stdout


@pytest.mark.parametrize("archive", ["site.parquet", "site.tgz"])
def test_a_check_needs_no_engine_to_be_named(site: Path, archive: str) -> None:
    done = run("check", archive, cwd=site)
    assert (done.returncode, done.stdout) == (0, "All checks passed in 3 files.\n")


def test_conditions_choose_the_articles_of_an_archive(site: Path) -> None:
    done = run("export", "jsonl", "site.tgz", "--where", 'title == "dusk"', cwd=site)
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["dusk"]


def odd(folder: Path) -> None:
    names = [
        "../../outside.md",
        "/etc/a.md",
        "a\0b.md",
        "..\\..\\c.md",
        "x" * 5_000 + ".md",
        ".md",
        "b/",
    ]
    text = next(iter(TEXTS.values()))
    table = pa.table({"path": names, "content": [text] * len(names)})
    pq.write_table(table, folder / "odd.parquet")


def test_no_name_of_an_archive_leads_out_of_the_folder(tmp_path: Path) -> None:
    odd(tmp_path)
    done = run("export", "ninjs", "odd.parquet", "-o", "out/", cwd=tmp_path)
    assert "Traceback" not in done.stderr
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.parent for path in files if path.name != "odd.parquet"} == {tmp_path / "out"}
    assert all(len(path.name) < 170 for path in files)


def test_what_cannot_be_read_is_told_and_the_rest_is_taken(tmp_path: Path) -> None:
    good = next(iter(TEXTS.values()))
    contents = [good, None, "---\ntitle: [\n---\n", "x" * 12_000_000]
    table = pa.table({"path": ["a.md", "b.md", "c.md", "d.md"], "content": contents})
    pq.write_table(table, tmp_path / "a.parquet")
    done = run("export", "jsonl", "a.parquet", cwd=tmp_path)
    assert (done.returncode, done.stdout.count("\n")) == (2, 1)
    assert all(f"error: {name}.md" in done.stderr for name in "bcd")
    stats = run("stats", "a.parquet", cwd=tmp_path)
    assert stats.stdout.startswith("Article: 1 record\n")
    assert "b.md:1:1: DOC001 the archive has no text for it" in stats.stderr


def failing(*arguments: str, cwd: Path) -> Done:
    done = run(*arguments, cwd=cwd)
    assert (done.returncode, done.stdout) == (2, "")
    return done


@pytest.mark.parametrize("command", [("export", "jsonl"), ("stats",)])
def test_wrong_archives_are_told(tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 no")
    (tmp_path / "broken.tgz").write_bytes(b"\x1f\x8b no")
    assert "broken.zip: " in failing(*command, "broken.zip", cwd=tmp_path).stderr
    assert "broken.tgz: " in failing(*command, "broken.tgz", cwd=tmp_path).stderr
    address = "https://example.com/site.zip"
    assert "pages of the web are not read" in failing(*command, address, cwd=tmp_path).stderr
    assert "nowhere" in failing(*command, "nowhere://a", cwd=tmp_path).stderr
    done = failing(*command, "memory://a", cwd=tmp_path)
    assert "memory://a: there is no such file or folder" in done.stderr
    done = failing(*command, "--engine", "dask", "broken.zip", cwd=tmp_path)
    assert "'dask' is no engine of this command" in done.stderr


def test_a_packed_file_that_is_too_large_is_not_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = next(iter(TEXTS.values()))
    write_zip(tmp_path / "bomb.zip", {"news/a.md": text, "news/bomb.md": "x" * 60_000_000})
    monkeypatch.chdir(tmp_path)
    # Without a limit of the site, that of archives counts.
    Path("article-schema.toml").write_text("[limits]\nfile-bytes = 70_000_000\n")
    usual = zipfile.ZipFile.open

    def never(packed: zipfile.ZipFile, name: str, *rest: str, **named: object) -> object:
        assert "bomb" not in name
        return usual(packed, name, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(zipfile.ZipFile, "open", never)
    for command in (["check"], ["export", "jsonl"], ["stats"]):
        done = run(*command, "bomb.zip", cwd=tmp_path)
        told = "the file has 60,000,000 bytes, more than the limit of 50,000,000"
        assert told in done.stdout + done.stderr
        assert done.returncode == {"check": 1, "export": 2, "stats": 0}[command[0]]


def test_rows_of_other_types_are_told(tmp_path: Path) -> None:
    text = next(iter(TEXTS.values()))
    table = pa.table({"path": [None, "a.md"], "content": [text, text]})
    pq.write_table(table, tmp_path / "a.parquet")
    lines = [{"path": "a.md", "content": 3}, {"path": 7, "content": text}, [1], None, {"path": "b"}]
    texts = [
        *map(json.dumps, lines),
        "{",
        "[" * 5_000,
        json.dumps({"path": "c.md", "content": text}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(texts))
    for archive, failed in (("a.parquet", 1), ("a.jsonl", 7)):
        done = run("export", "jsonl", "--engine", "local", archive, cwd=tmp_path)
        assert (done.returncode, done.stdout.count("\n")) == (2, 1)
        assert "internal error" not in done.stderr
        places = {line.split(": ")[1].split(":")[0] for line in done.stderr.splitlines()}
        assert len(places) == failed
        assert run("stats", "--engine", "local", archive, cwd=tmp_path).returncode == 0


def test_types_of_texts_may_be_others(tmp_path: Path) -> None:
    text = next(iter(TEXTS.values()))
    paths = pa.array(["a.md"]).dictionary_encode()
    for kind in (pa.string(), pa.large_string(), pa.binary(), pa.large_binary()):
        content = pa.array([text.encode()], pa.binary()).cast(kind)
        pq.write_table(pa.table({"path": paths, "content": content}), tmp_path / "a.parquet")
        done = run("check", "a.parquet", cwd=tmp_path)
        assert (done.returncode, done.stdout) == (0, "All checks passed in 1 file.\n")


MODELS = """
from article_schema import Record, record

@record
class Author(Record):
    name: str
"""
CONFIG = """
[[collections]]
name = "news"
files = "news/**"
[[collections]]
name = "authors"
files = "authors/*.yml"
model = "archive_models.py:Author"
"""


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site with collections, and its files in archives beside it."""
    folder = tmp_path_factory.mktemp("collected")
    (folder / "article-schema.toml").write_text(CONFIG)
    (folder / "archive_models.py").write_text(MODELS)
    texts = {"authors/ann.yml": "name: Ann\n", "authors/bob.yml": "name: Bob\n", **TEXTS}
    write_files(folder / "site", texts)
    for name, text in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    more = texts | {"drafts/a.md": "---\ntitle: In no collection\n---\n"}
    archives = folder / ".archives"
    archives.mkdir()
    write_parquet(archives / "a.parquet", more)
    write_lines(archives / "a.jsonl", more)
    write_zip(archives / "a.zip", more)
    memory = fsspec.filesystem("memory")
    memory.put(f"{folder}/site/", "collected/", recursive=True)
    yield folder
    memory.rm("collected", recursive=True)


#: How archives with collections are named, and what stands before the name of a row then.
COLLECTED = {
    ".archives/a.parquet": "",
    "--engine=local .archives/a.jsonl": "",
    ".archives/a.zip": ".archives/a.zip/",
    "memory://collected": "memory://collected/",
}


@pytest.mark.parametrize("archive", COLLECTED)
def test_the_path_of_a_row_decides_its_model(collected: Path, archive: str) -> None:
    wanted = run("export", "jsonl", "authors", "news", cwd=collected)
    assert wanted.returncode == 0
    assert wanted.stdout.count("\n") == len(TEXTS) + 2
    done = run("export", "jsonl", *archive.split(), cwd=collected)
    assert (done.returncode, done.stdout) == (0, wanted.stdout)
    is_table = "a.parquet" in archive or "a.jsonl" in archive
    assert ("drafts/a.md: it is in no collection" in done.stderr) == is_table


@pytest.mark.parametrize("archive", COLLECTED)
def test_each_collection_of_an_archive_is_counted_on_its_own(collected: Path, archive: str) -> None:
    wanted = run("stats", "--output", "json", "authors", "news", cwd=collected)
    names = [each["name"] for each in json.loads(wanted.stdout)["collections"]]
    assert names == ["news (Article)", "authors (Author)"]
    done = run("stats", "--output", "json", *archive.split(), cwd=collected)
    assert done.returncode == 0
    assert done.stdout.replace(COLLECTED[archive], "") == wanted.stdout


def test_an_archive_that_is_in_two_collections_ends_the_run(collected: Path) -> None:
    narrow = '[[collections]]\nname = "dawn"\nfiles = "news/dawn.md"\n'
    (collected / "two").mkdir()
    (collected / "two" / "article-schema.toml").write_text(
        CONFIG.replace("archive_models", "../archive_models") + narrow
    )
    for command in (("export", "jsonl"), ("stats",)):
        done = run(*command, "../.archives/a.zip", cwd=collected / "two")
        assert done.returncode == 2
        assert "is in two collections, `news` and `dawn`" in done.stderr
