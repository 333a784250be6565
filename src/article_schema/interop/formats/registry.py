"""The formats of exchange, by name: what can be exported, and what can be imported too."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from article_schema.errors import UsageError
from article_schema.interop.exchange.format import Format
from article_schema.model.spelling import closest


@dataclass(frozen=True, slots=True)
class Entry:
    """A format; its module is imported only when it is loaded."""

    #: The module beside this one.
    module: str
    #: What the format is, in a few words.
    what: str
    #: Who reads it.
    readers: str
    #: Whether articles can be made of it too.
    is_read: bool = False

    def load(self) -> Format:
        """Return the format."""
        found: Format = import_module(f"article_schema.interop.formats.{self.module}").FORMAT
        return found


#: The options, the names of `article_schema.interop` and the page of the docs come from this table.
FORMATS: dict[str, Entry] = {
    "newsarticle": Entry("newsarticle", "JSON-LD of schema.org", "search engines", is_read=True),
    "ninjs": Entry("ninjs", "ninjs 3.1 of the IPTC", "news agencies", is_read=True),
    "jsonfeed": Entry("jsonfeed", "JSON Feed 1.1", "feed readers", is_read=True),
    "atom": Entry("atom", "an Atom feed (RFC 4287)", "feed readers", is_read=True),
    "rss": Entry("rss", "an RSS 2.0 feed", "feed readers, podcasts", is_read=True),
    "opengraph": Entry("opengraph", "tags of Open Graph and X", "social networks"),
    "json-page": Entry(
        "json_page", "pages of records with null for what is absent", "web clients", True
    ),
    "jsonl": Entry("jsonl", "a record on each line", "programs, archives", is_read=True),
    "csv": Entry("csv_table", "a row for each article", "spreadsheets"),
    "parquet": Entry("parquet", "typed columns of Parquet", "analysis, archives", is_read=True),
    "sqlite": Entry("sqlite_file", "a database of SQLite", "queries"),
    "duckdb": Entry("duckdb_file", "a database of DuckDB", "queries, analysis"),
}


def format_named(name: str) -> Format:
    """Return the format of a name.

    Raises:
        UsageError: there is none.
    """
    entry = FORMATS.get(name)
    if entry is None:
        twin = closest(name, FORMATS)
        advice = f"did you mean {twin}?" if twin else f"there are {', '.join(FORMATS)}"
        raise UsageError(f"there is no format {name!r}; {advice}")
    return entry.load()
