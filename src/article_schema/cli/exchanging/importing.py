"""`article-schema import`: make article files of what others wrote."""

from __future__ import annotations

import argparse
import os
import sys

from article_schema.cli import model_option
from article_schema.cli.exchanging import mapping_option
from article_schema.cli.exchanging.defaults import Defaults
from article_schema.cli.exchanging.folder import Folder, Incoming
from article_schema.cli.statuses import FOUND, OK, USAGE
from article_schema.cli.streams import stdin_bytes
from article_schema.document.files.side_files import read_side_file
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.interop.exchange.cleaning import cleaned
from article_schema.interop.exchange.sources import MOST_BYTES, Item, Source
from article_schema.interop.formats.registry import FORMATS, format_named
from article_schema.model.fields import Record
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

_READ = [name for name, entry in FORMATS.items() if entry.is_read]
#: So many notes on an item are told.
_MOST_NOTES = 10
#: So many items that could not be imported are told; the rest is counted.
_MOST_FAILED = 1_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("format", metavar="FORMAT", help=f"one of {', '.join(_READ)}")
    parser.add_argument("source", metavar="SOURCE", help="a file, or - for standard input")
    parser.add_argument(
        "-o", "--output", metavar="DIR", required=True,
        help="the folder of the articles; those in it are known by the addresses of their pages",
    )  # fmt: skip
    parser.add_argument(
        "--on-conflict", choices=["merge", "leave"], default="merge",
        help="what is done with an article that is there already: merge the new values into it, or "
        "leave it as it is (default: merge)",
    )  # fmt: skip
    parser.add_argument(
        "--default", metavar="ROUTE=TEXT", action="append", default=[],
        help="the value of a route where the source has none, such as provider.domain=example.com; "
        "may be given several times",
    )  # fmt: skip
    parser.add_argument(
        "--dry-run", action="store_true",
        help="show what would change, and write nothing; exit 1 if anything would",
    )  # fmt: skip
    mapping_option.configure(parser)
    model_option.configure(parser)
    model_option.configure_collection(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import the articles, and return the exit status: 2 if one could not be imported.

    Raises:
        UsageError: an argument is wrong.
        DocumentError: the source cannot be read.
    """
    if os.path.exists(options.output) and not os.path.isdir(options.output):
        raise UsageError(f"-o {options.output}: it is a file; name a folder to write into")
    configuration = model_option.configuration_for(options)
    model: type[Record] = configuration.settings.model
    with mapping_option.applied(options, [configuration]):
        return _Import(options, model).run()


class _Import:
    def __init__(self, options: argparse.Namespace, model: type[Record]) -> None:
        self._format = format_named(options.format)
        self._model = model
        self._source = _source(options.source)
        self._defaults = Defaults(options.default, self._model)
        self._dry_run: bool = options.dry_run
        self._folder = Folder(
            options.output, self._model, merges=options.on_conflict == "merge",
            dry_run=options.dry_run,
        )  # fmt: skip
        self._failed = 0

    def run(self) -> int:
        """Import one item after the other."""
        for item in self._format.items(self._source, self._model):
            try:
                self._take(item)
            except UsageError:
                raise
            except ArticleSchemaError as error:
                self._fail(item.place, str(error).split("\n"))
        self._summarize()
        if self._failed:
            return USAGE
        return FOUND if self._dry_run and self._folder.has_changes else OK

    def _take(self, item: Item) -> None:
        if item.data is None:
            self._fail(item.place, [item.error])
            return
        data, notes, faults = cleaned(self._defaults.filled(item.data), self._model)
        self._say("note", item.place, [*item.notes, *notes])
        if faults:
            self._fail(item.place, [fault.sentence for fault in faults])
            return
        self._folder.take(Incoming(item.place, data))

    def _fail(self, place: str, reasons: list[str]) -> None:
        self._failed += 1
        if self._failed <= _MOST_FAILED:
            self._say("error", place, reasons)

    def _say(self, kind: str, place: str, lines: list[str]) -> None:
        for line in lines[:_MOST_NOTES]:
            sys.stderr.write(f"{kind}: {sanitize(f'{self._source.name}: {place}: {line}')}\n")
        if len(lines) > _MOST_NOTES:
            more = plural(len(lines) - _MOST_NOTES, "more line")
            sys.stderr.write(f"{kind}: {sanitize(f'{self._source.name}: {place}')}: {more}\n")

    def _summarize(self) -> None:
        sys.stdout.flush()
        counts = self._folder.counts
        told = ", ".join(f"{number:,} {what}" for what, number in counts.items() if number)
        failed = f"; {plural(self._failed, 'item')} could not be imported" if self._failed else ""
        sys.stderr.write(f"{told or 'nothing to import'}{failed}\n")


def _source(path: str) -> Source:
    """Return the source of a path.

    Raises:
        UsageError: it cannot be read.
    """
    if path == "-":
        return Source("standard input", stdin_bytes(MOST_BYTES + 1))
    try:
        return Source(path, read_side_file(path, MOST_BYTES))
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{os.fspath(path)}: {reason}") from None
