"""The formats `sqlite` and `duckdb`: tables with keys, or a wide one, that hold all values."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import duckdb
import pytest
from cli.command import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article_schema import Article, Record, UsageError, record
from article_schema.fields import Key
from article_schema.interop.batches import from_table
from article_schema.interop.formats.registry import format_named
from article_schema.interop.tables.databases import DatabaseFile
from article_schema.testing import make
from interop.formats.databases import read, table_of_duckdb
from interop.formats.samples import ARTICLES, hostile_article, shared_articles, some_articles

NAMES = ("sqlite", "duckdb")


def written(name: str, folder: Path, articles: Any, *, wide: bool = False) -> Path:
    found = format_named(name)
    path = folder / f"all{found.ending}"
    path.write_bytes(b"".join((found.wide() if wide else found).raw_parts(articles)))
    return path


@given(articles=st.lists(ARTICLES, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@pytest.mark.parametrize("wide", [False, True])
def test_sqlite_holds_all(tmp_path: Path, articles: list[Article], *, wide: bool) -> None:
    articles = [*articles, hostile_article()]
    path = written("sqlite", tmp_path, articles, wide=wide)
    assert read("sqlite", path, wide=wide) == articles


def test_a_wide_table_of_duckdb_is_nested(tmp_path: Path, shared: Path) -> None:
    articles = [*some_articles(50), *shared_articles(shared), hostile_article()]
    path = written("duckdb", tmp_path, articles, wide=True)
    assert from_table(table_of_duckdb(path, "article"), Article) == articles


def test_keys_join_the_tables(tmp_path: Path) -> None:
    articles = [make(Article, title=title, topics=[title, "Ports"]) for title in ("Dawn", "Dusk")]
    query = (
        "SELECT article.title, topic.value, provider.domain FROM article"
        " JOIN article_topics AS topic ON topic.parent_id = article.id"
        " JOIN article_provider AS provider ON provider.parent_id = article.id"
        " ORDER BY article.id, topic.position"
    )
    wanted = [
        (title, topic, "example.com") for title in ("Dawn", "Dusk") for topic in (title, "Ports")
    ]
    with closing(sqlite3.connect(written("sqlite", tmp_path, articles))) as connection:
        assert connection.execute(query).fetchall() == wanted
    with duckdb.connect(str(written("duckdb", tmp_path, articles))) as connection:
        assert connection.execute(query).fetchall() == wanted
        with pytest.raises(duckdb.ConstraintException):
            connection.execute("INSERT INTO article_topics VALUES (99, 0, 'x')")


@pytest.mark.parametrize("name", NAMES)
def test_without_articles_there_are_the_tables_of_articles(tmp_path: Path, name: str) -> None:
    assert read(name, written(name, tmp_path, [])) == []
    assert read(name, written(name, tmp_path, [make(Article)])) == [make(Article)]


@record
class Part(Record):
    b: list[str]


@record
class Odd(Record):
    """Names that a database would take for one, or for a column of its own."""

    id_: Annotated[str, Key("id")]
    upper: Annotated[str, Key("ID")]
    quote: Annotated[str, Key('"; DROP TABLE odd')]
    day: date
    rows: list[list[int]]
    a: Part
    either: int | str
    on: bool | None = None
    a_b: Annotated[list[int] | None, Key("a_b")] = None


@pytest.mark.parametrize("name", NAMES)
def test_any_model_has_tables(tmp_path: Path, name: str) -> None:
    full = Odd(
        id_="x", upper="y", quote="z", day=date(1, 1, 1), rows=[[1], []], a=Part(b=["q"]),
        either=3, on=False, a_b=[],
    )  # fmt: skip
    bare = Odd(
        id_="x", upper="y", quote="z", day=date(9999, 1, 1), rows=[], a=Part(b=[]), either="3"
    )
    bare.extra = {"Day": {"x": None}, "extra_": 2**70}
    assert read(name, written(name, tmp_path, [full, bare]), Odd) == [full, bare]


@pytest.mark.parametrize("name", NAMES)
def test_several_models_are_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="here are Article and Part"):
        written(name, tmp_path, [make(Article), Part(b=[])])


@pytest.mark.parametrize("name", NAMES)
def test_a_moment_loses_its_zone(name: str) -> None:
    found = format_named(name)
    assert isinstance(found, DatabaseFile)
    assert not found.losses(make(Article))


def test_the_command_writes_them(tmp_path: Path, root: Path) -> None:
    examples = str(root / "examples" / "articles")
    for name in NAMES:
        done = run("export", name, examples, "-o", f"all.{name}", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        done = run("export", name, examples, "-o", f"wide.{name}", "--wide", cwd=tmp_path)
        assert (done.returncode, done.stderr) == (0, "")
        articles = read(name, tmp_path / f"all.{name}")
        assert len(articles) == 7
    assert read("sqlite", tmp_path / "wide.sqlite", wide=True) == articles
    done = run("export", "csv", examples, "--wide", cwd=tmp_path)
    assert done.returncode == 2
    assert "--wide is for databases, and csv is none" in done.stderr
