"""Interop: the project as a part of other programs.

Each format of exchange is a name here, and its module is imported when it is used first:

    import article_schema.interop

    article_schema.interop.ninjs.dumps(article)

Beside them are the classes that they belong to, and `mapped`, by which a file says where the fields
of a model stand in them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from article_schema.interop.exchange.format import BinaryFormat, TextFormat
    from article_schema.interop.exchange.losses import Loss
    from article_schema.interop.exchange.mapping_file import mapped
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

__all__ = ["BinaryFormat", "DatabaseFile", "Loss", "TextFormat", "mapped"]

_HOMES = {
    "BinaryFormat": "exchange.format",
    "DatabaseFile": "tables.databases",
    "Loss": "exchange.losses",
    "TextFormat": "exchange.format",
    "mapped": "exchange.mapping_file",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"article_schema.interop.{_HOMES[name]}"), name)
    # What Python asks of every package is no format.
    if not name.startswith("_"):
        from article_schema.interop.formats.registry import FORMATS

        entry = FORMATS.get(name.replace("_", "-"))
        if entry is not None:
            return entry.load()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
