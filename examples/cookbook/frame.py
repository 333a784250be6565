"""Count articles by provider and month, and list small pictures, with polars.

Usage: python frame.py FOLDER
"""

import sys

import polars as pl

from article_schema import load_all, to_records


def main(folder: str) -> None:
    articles = pl.DataFrame(list(to_records(load_all(folder, errors="skip"))))
    months = (
        articles.group_by(
            pl.col("provider").struct.field("name"),
            pl.col("published_date_time").dt.strftime("%Y-%m").alias("month"),
        )
        .agg(pl.len().alias("articles"), pl.col("quality").mean().round(1))
        .sort("name", "month")
    )
    small = (
        articles.select(pl.col("title").alias("article"), "images")
        .explode("images")
        .unnest("images")
        .filter(pl.col("width") < 600)
        .select("article", "url", "width", "height")
    )
    print(months.write_csv(), small.write_csv(), sep="\n", end="")


if __name__ == "__main__":
    main(sys.argv[1])
