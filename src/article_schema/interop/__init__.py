"""Interop: the project as a part of other programs.

Each format of exchange is a name here, and its module is imported when it is used first:

    import article_schema.interop

    article_schema.interop.ninjs.dumps(article)

`mapped` lets a file say where the fields of a model stand in them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from article_schema.interop.exchange.format import BinaryFormat, TextFormat
    from article_schema.interop.exchange.mapping_file import mapped as mapped
    from article_schema.interop.formats.jsonfeed import JsonFeedItems
    from article_schema.interop.formats.newsarticle import NewsArticle
    from article_schema.interop.formats.ninjs import NinjsItem
    from article_schema.interop.tables.databases import DatabaseFile

    atom: TextFormat
    csv: TextFormat
    duckdb: DatabaseFile
    json_page: TextFormat
    jsonfeed: JsonFeedItems
    jsonl: TextFormat
    newsarticle: NewsArticle
    ninjs: NinjsItem
    opengraph: TextFormat
    parquet: BinaryFormat
    rss: TextFormat
    sqlite: DatabaseFile


def __getattr__(name: str) -> object:
    if name == "mapped":
        from article_schema.interop.exchange.mapping_file import mapped

        return mapped
    # What Python asks of every package is no format.
    if not name.startswith("_"):
        from article_schema.interop.formats.registry import FORMATS

        entry = FORMATS.get(name.replace("_", "-"))
        if entry is not None:
            return entry.load()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
