from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from article_schema import Article, Image, Record, UsageError, loads, record, to_records
from article_schema.fields import table_of
from article_schema.testing import make

WEST = timezone(timedelta(hours=-7))
ARTICLES = [
    make(Article, title="A", published_date_time=datetime(2020, 6, 12, 20, tzinfo=WEST), heat=3),
    make(
        Article,
        title="B",
        published_date_time=datetime(2020, 6, 13, tzinfo=UTC),
        images=[Image(url="https://media.example.com/a.jpg", width=12, height=8)],
    ),
]
MOMENTS = [datetime(2020, 6, 13, 3, tzinfo=UTC), datetime(2020, 6, 13, tzinfo=UTC)]


def rows() -> list[dict[str, Any]]:
    return list(to_records(ARTICLES))


def test_each_row_has_the_fields_of_the_model_in_their_order() -> None:
    names = [field.name for field in table_of(Article).fields]
    assert [list(row) for row in rows()] == [names, names]
    assert [row["published_date_time"] for row in rows()] == MOMENTS
    assert rows()[1]["images"][0]["width"] == 12
    assert rows()[1]["heat"] is None


def test_columns_are_chosen_by_name() -> None:
    document = loads("---\ntitle: much\n---\nIt was quiet.\n")
    with pytest.raises(UsageError, match="no field 'titel'; did you mean 'title'"):
        list(to_records(ARTICLES, ["titel"]))
    with pytest.raises(UsageError, match="only documents have the column 'body'"):
        list(to_records(ARTICLES, ["body"]))
    with pytest.raises(TypeError, match="to_records"):
        list(to_records([{"title": "A"}]))  # type: ignore[list-item]
    document.article = ARTICLES[0]
    assert list(to_records([document], ["title", "body", "extra"])) == [
        {"title": "A", "body": "It was quiet.\n", "extra": {}}
    ]


def test_pandas() -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is in the extra `frames`")
    frame = pandas.DataFrame(rows())
    assert str(frame["published_date_time"].dtype).endswith("UTC]")
    assert list(frame["published_date_time"]) == MOMENTS
    assert list(frame["title"]) == ["A", "B"]


def test_polars() -> None:
    polars = pytest.importorskip("polars", reason="polars is in the extra `frames`")
    frame = polars.DataFrame(rows(), infer_schema_length=None)
    assert frame.schema["published_date_time"] == polars.Datetime("us", "UTC")
    assert frame["published_date_time"].to_list() == MOMENTS
    assert frame["images"].to_list()[1][0]["width"] == 12


def test_pyarrow() -> None:
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is in the extra `frames`")
    table = pyarrow.Table.from_pylist(rows())
    assert table.schema.field("published_date_time").type == pyarrow.timestamp("us", "UTC")
    assert table.column("published_date_time").to_pylist() == MOMENTS
    assert table.column("images").to_pylist()[1][0]["width"] == 12


def test_values_of_other_kinds_become_plain() -> None:
    @record
    class Odd(Record):
        """Kinds of values that articles do not have."""

        names: set[str]
        pair: tuple[int, str]

    (row,) = to_records([Odd(names={"b", "a"}, pair=(1, "x"))])
    assert row == {"names": ["a", "b"], "pair": [1, "x"]}
