"""The format `parquet`: typed columns that come from the model, read by others as by ourselves."""

from __future__ import annotations

import contextlib
import io
import json
import random
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Literal

import duckdb
import polars
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given

import article_schema.interop
from article_schema import Article, DocumentError, Record, UsageError, record
from article_schema.interop.batches import from_table, to_table
from article_schema.interop.exchange.sources import MOST_BYTES, Source
from article_schema.interop.tables.arrow import BATCH, schema_of
from article_schema.testing import make
from interop.formats.samples import ARTICLES, hostile_article, shared_articles, some_articles

parquet = article_schema.interop.parquet


def table_in(raw: bytes) -> pa.Table:
    return pq.read_table(io.BytesIO(raw))


def parquet_of(**columns: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


@given(ARTICLES)
def test_all_comes_back(article: Article) -> None:
    articles = [article, hostile_article()]
    table = table_in(parquet.dumps(articles))
    assert table == to_table(articles)
    assert from_table(table, Article) == articles


def test_a_file_gives_all_back() -> None:
    articles = some_articles(50)
    assert parquet.loads(parquet.dumps(articles)) == articles


def test_the_columns_are_those_of_the_model_whatever_the_articles_hold() -> None:
    plain, full = make(Article), make(Article, heat=3, tags=["a"])
    full.extra = {"seo": {"a": [1, None]}}
    schemas = [table_in(parquet.dumps(each)).schema for each in (plain, full, [])]
    assert schemas == [schema_of(Article)] * 3
    (row,) = table_in(parquet.dumps(full)).to_pylist()
    assert json.loads(row["extra"]) == full.extra
    assert row["publishedDateTime"] == full.published_date_time


def test_a_moment_keeps_its_time_and_loses_its_zone() -> None:
    zone = timezone(timedelta(hours=2))
    article = make(Article, published_date_time=datetime(2020, 6, 12, 7, 40, tzinfo=zone))
    column = table_in(parquet.dumps(article)).column("publishedDateTime")
    assert column.type == pa.timestamp("us", tz="UTC")
    assert column[0].as_py() == datetime(2020, 6, 12, 5, 40, tzinfo=UTC)
    assert [(loss.key, loss.fate) for loss in parquet.losses(article)] == [
        ("publishedDateTime", "changed")
    ]
    assert not parquet.losses(make(Article))


def test_a_moment_at_the_edge_of_the_calendar_comes_back() -> None:
    zone = timezone(timedelta(hours=2))
    article = make(Article, published_date_time=datetime(1, 1, 1, 1, tzinfo=zone))
    assert parquet.loads(parquet.dumps(article)) == [article]


def test_polars_and_duckdb_read_the_same_values(tmp_path: Path, shared: Path) -> None:
    articles = [*some_articles(50), *shared_articles(shared)]
    path = tmp_path / "all.parquet"
    path.write_bytes(parquet.dumps(articles))
    wanted = to_table(articles).to_pylist()
    assert from_table(polars.read_parquet(path).to_arrow(), Article) == articles
    with duckdb.connect() as connection:
        found = connection.sql(f"FROM '{path}'").to_arrow_table()
        assert found.to_pylist() == wanted
        assert from_table(found, Article) == articles
        titles = connection.execute(f"SELECT unnest(related).title FROM '{path}'").fetchall()
    assert [title for (title,) in titles] == [
        related.title for article in articles for related in article.related
    ]


def test_many_articles_come_in_groups_and_are_taken_one_by_one() -> None:
    article = make(Article)
    taken = []

    def articles() -> Any:
        for number in range(BATCH * 2 + 1):
            taken.append(number)
            yield article

    parts = parquet.raw_parts(articles())
    first = next(parts)
    assert (first[:4], len(taken)) == (b"PAR1", BATCH)
    table = pq.ParquetFile(io.BytesIO(first + b"".join(parts)))
    assert (table.num_row_groups, table.metadata.num_rows) == (3, BATCH * 2 + 1)


@record
class Odd(Record):
    day: date
    kind: Literal["a", "b"]
    level: Literal[1, "high"]
    share: float
    pair: tuple[int, str]
    more: dict[str, list[int]]
    either: int | str
    things: list[list[bool]]
    extra_: str | None = None
    inner: list[Odd] | None = None


def odd_one(**values: Any) -> Odd:
    usual = {
        "day": date(2020, 1, 2), "kind": "a", "level": 1, "share": 0.5, "pair": (1, "x"),
        "more": {"a": [1]}, "either": 3, "things": [[True], []],
    }  # fmt: skip
    return Odd(**{**usual, **values})


def test_any_model_has_columns() -> None:
    inner = odd_one()
    odd = odd_one(
        day=date(1, 1, 1), level="high", pair=(2, ""), either="4", things=[], inner=[inner]
    )
    odd.extra = {"Day": None, "extra_": [1]}
    assert parquet.loads(parquet.dumps(odd), Odd) == [odd]
    names = schema_of(Odd).names
    assert names[-2:] == ["inner", "extra_"]
    kinds = {field.name: str(field.type) for field in schema_of(Odd)}
    assert kinds["day"] == "date32[day]"
    assert kinds["things"].startswith("list<item: list<item: bool>")
    assert {kinds[name] for name in ("kind", "level", "pair", "more", "either")} == {"string"}


def test_articles_of_several_models_are_told() -> None:
    with pytest.raises(UsageError, match="here are Article and Odd"):
        parquet.dumps([make(Article), odd_one()])


def test_a_table_of_others_is_read_as_far_as_it_fits() -> None:
    moment = pa.array([1_591_940_400_000_000_001], pa.timestamp("ns", tz="Europe/Berlin"))
    raw = parquet_of(
        title=["Dawn"], publishedDateTime=moment, seo=[{"a": [b"x"]}], extra=["no JSON"]
    )
    (item,) = parquet.items(Source("x", raw), Article)
    assert item.data == {
        "title": "Dawn", "publishedDateTime": "2020-06-12T07:40:00+02:00", "seo": {"a": ["x"]},
        "extra": "no JSON",
    }  # fmt: skip
    naive = parquet_of(publishedDateTime=pa.array([0], pa.timestamp("s")))
    (item,) = parquet.items(Source("x", naive), Article)
    assert item.data == {"publishedDateTime": "1970-01-01T00:00:00"}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "cannot be read as Parquet"),
        (b"PAR1" * 9, "cannot be read as Parquet"),
        (parquet_of(title=["Dawn"])[:-9], "cannot be read as Parquet"),
        (bytes(MOST_BYTES + 1), "more than 50,000,000 bytes"),
        (parquet_of(a=pa.array([2**62], pa.timestamp("us"))), "a value cannot be read"),
    ],
)  # fmt: skip
def test_what_is_no_table_is_told(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        list(parquet.items(Source("x", raw), Article))


def test_a_table_that_unpacks_to_too_much_is_told() -> None:
    out = io.BytesIO()
    many = pa.ListArray.from_arrays([0, 35_000_000], pa.nulls(35_000_000, pa.int64()))
    pq.write_table(pa.table({"quality": many}), out)
    assert len(out.getvalue()) < 1_000_000
    with pytest.raises(DocumentError, match="rows that are too large"):
        list(parquet.items(Source("x", out.getvalue()), Article))


@pytest.mark.parametrize("seed", range(9))
def test_broken_tables_end_in_an_error_and_nothing_worse(seed: int) -> None:
    # The one of the seeds 3 and 8 ends the process that reads it.
    raw = parquet.dumps(some_articles(20))
    chance = random.Random(seed)
    broken = bytearray(raw)
    for _ in range(3):
        broken[chance.randrange(len(raw))] = chance.randrange(256)
    with contextlib.suppress(DocumentError):
        list(parquet.items(Source("x", bytes(broken)), Article))
