"""Rows of articles, taken by the real pandas, polars and pyarrow."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from article_schema import Article, Image, Record, UsageError, dump, load_all, record, to_records
from article_schema.testing import make

WHEN = datetime(2020, 6, 12, 19, 19, tzinfo=UTC)


def rows() -> list[dict[str, Any]]:
    """Return the rows of an article with all kinds of values, and of one with few."""
    full = make(
        Article, published_date_time=datetime.fromisoformat("2020-06-12T21:19:00+02:00"),
        quality=59, images=[Image(url="https://media.example.com/a.jpg", width=16, height=9)],
    )  # fmt: skip
    return list(to_records([full, make(Article, title="Few", published_date_time=WHEN)]))


def test_each_article_has_all_columns_and_plain_values() -> None:
    full, few = rows()
    assert list(full) == list(few)
    assert full["published_date_time"] == few["published_date_time"] == WHEN
    assert full["published_date_time"].tzinfo is UTC
    assert full["provider"]["domain"] == "example.com"
    assert full["images"][0]["width"] == 16
    assert few["images"] == []
    assert few["quality"] is None
    assert "extra" not in full


def test_columns_are_chosen_by_name(tmp_path: Path) -> None:
    dump(make(Article, title="One"), tmp_path / "a.md", body="Body.")
    (row,) = to_records(load_all(tmp_path), ["title", "filename", "body", "extra"])
    assert row == {
        "title": "One", "filename": str(tmp_path / "a.md"), "body": "Body.", "extra": {},
    }  # fmt: skip
    with pytest.raises(UsageError, match="did you mean 'title'"):
        list(to_records([make(Article)], ["titel"]))
    with pytest.raises(UsageError, match="only documents have"):
        list(to_records([make(Article)], ["body"]))
    with pytest.raises(TypeError):
        list(to_records([{"title": "x"}]))


def test_values_of_other_kinds_become_plain() -> None:
    @record
    class Odd(Record):
        """Kinds of values that articles do not have."""

        names: set[str]
        pair: tuple[int, str]

    (row,) = to_records([Odd(names={"b", "a"}, pair=(1, "x"))])
    assert row == {"names": ["a", "b"], "pair": [1, "x"]}


def test_pandas_takes_them() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(rows())
    assert str(frame["published_date_time"].dtype).endswith("UTC]")
    assert frame["published_date_time"].dt.hour.tolist() == [19, 19]
    assert frame["quality"].isna().tolist() == [False, True]


def test_polars_takes_them() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(rows())
    assert frame.schema["published_date_time"] == polars.Datetime("us", "UTC")
    assert frame["provider"].struct.field("domain").to_list() == ["example.com"] * 2
    assert frame["images"].list.len().to_list() == [1, 0]


def test_pyarrow_takes_them() -> None:
    pyarrow = pytest.importorskip("pyarrow")
    table = pyarrow.Table.from_pylist(rows())
    assert table.schema.field("published_date_time").type == pyarrow.timestamp("us", tz="UTC")
    assert table.column("published_date_time").to_pylist() == [WHEN, WHEN]
    assert pyarrow.types.is_struct(table.schema.field("provider").type)
