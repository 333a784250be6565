"""`article-schema export`: write articles in a format that others read."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator

from article_schema.cli.editing.options import configure_reading
from article_schema.cli.exchanging import archives, mapping_option
from article_schema.cli.exchanging.sources import Sources
from article_schema.cli.statuses import OK, USAGE
from article_schema.document.files.outputs import require_output, write_output
from article_schema.document.files.storage import replace_file_by_parts
from article_schema.errors import ArticleSchemaError, SaveError, UsageError
from article_schema.interop.exchange.format import Format, TextFormat
from article_schema.interop.exchange.losses import Fate
from article_schema.interop.formats.registry import FORMATS, format_named
from article_schema.model.fields import Record
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

_WORDS: dict[Fate, str] = {
    "left out": "left out",
    "changed": "comes back as another value",
    "added": "comes back, and was not there",
    "kept apart": "kept in an extension",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("format", metavar="FORMAT", help=f"one of {', '.join(FORMATS)}")
    parser.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="files and folders, or archives: zip, tar, Parquet, addresses such as s3://bucket/news",
    )  # fmt: skip
    parser.add_argument(
        "-o", "--output", metavar="FILE|DIR",
        help="where to write: a file, or a folder that exists or ends with / (default: standard "
        "output)",
    )  # fmt: skip
    parser.add_argument(
        "--explain-loss", action="store_true",
        help="list on standard error what the format has no place for",
    )  # fmt: skip
    parser.add_argument(
        "--wide", action="store_true",
        help="write one table with a row for each article, for sqlite and duckdb",
    )  # fmt: skip
    parser.add_argument(
        "--page-size", metavar="NUMBER", type=_size, default=25,
        help="how many articles a page has, for json-page in a folder (default: 25)",
    )  # fmt: skip
    mapping_option.configure(parser)
    archives.configure(parser)
    configure_reading(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the articles, and return the exit status: 2 if a file could not be read.

    Raises:
        UsageError: an argument is wrong, or the format cannot hold an article.
        SaveError: the output cannot be written.
    """
    export = _Export(options)
    with mapping_option.applied(options, export.sources.configurations):
        export.run()
    return USAGE if export.sources.failed else OK


class _Export:
    def __init__(self, options: argparse.Namespace) -> None:
        target = format_named(options.format)
        self.target: Format = target.wide() if options.wide else target
        self.sources = Sources(options, options.paths)
        self.output: str | None = options.output
        self.page_size: int = options.page_size
        self.losses: Counter[tuple[str, Fate]] | None = Counter() if options.explain_loss else None

    def run(self) -> None:
        """Write all articles to where the options say."""
        output = self.output
        try:
            if output is None or output == "-":
                self._write_stream()
            elif os.path.isdir(output) or output.endswith(("/", os.sep)):
                self._write_folder(output)
            else:
                require_output(output)
                parts = self.target.raw_parts(self._articles())
                if os.path.isfile(output) or not os.path.exists(output):
                    replace_file_by_parts(output, parts)
                else:
                    write_output(output, b"".join(parts))
        except SaveError:
            raise
        except ArticleSchemaError as error:
            if not self.sources.count and self.sources.failed:
                files = "file has" if self.sources.failed == 1 else "files have"
                raise UsageError(
                    f"the {files} faults (see above), so nothing was exported"
                ) from None
            if self.target.holds_many or self.sources.count <= 1:
                raise UsageError(_named(self.sources.filename, error)) from None
            raise UsageError(f"{error}; give a folder with -o, for a file of each") from None
        if self.losses is not None:
            self._explain(self.losses)

    def _write_stream(self) -> None:
        if isinstance(self.target, TextFormat):
            for text in self.target.parts(self._articles()):
                sys.stdout.write(text)
            return
        if sys.stdout.isatty():
            raise UsageError(f"{self.target.name} is no text for a terminal; give a file with -o")
        sys.stdout.flush()
        for part in self.target.raw_parts(self._articles()):
            sys.stdout.buffer.write(part)

    def _articles(self) -> Iterator[Record]:
        for article in self.sources:
            if self.losses is not None:
                found = self.target.losses(article)
                self.losses.update({(loss.key, loss.fate) for loss in found})
            yield article

    def _write_folder(self, folder: str) -> None:
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise SaveError(folder, error.strerror or str(error)) from error
        if not self.target.spreads:
            for name, parts in self.target.files(self._articles(), self.page_size):
                replace_file_by_parts(os.path.join(folder, name), parts)
            return
        taken: set[str] = set()
        for article in self._articles():
            path = os.path.join(folder, self.sources.stem(taken) + self.target.ending)
            replace_file_by_parts(path, self.target.raw_parts([article]))

    def _explain(self, losses: Counter[tuple[str, Fate]]) -> None:
        sys.stdout.flush()
        articles = plural(self.sources.count, "article")
        if not losses:
            sys.stderr.write(f"{self.target.name} holds all of {articles}.\n")
            return
        sys.stderr.write(f"What {self.target.name} has no place for, in {articles}:\n")
        width = min(40, max(len(key) for key, _ in losses))
        for (key, fate), number in sorted(losses.items(), key=lambda each: (-each[1], each[0])):
            sys.stderr.write(
                f"  {sanitize(key):<{width}}  {_WORDS[fate]}, in {plural(number, 'article')}\n"
            )


def _named(filename: str, error: ArticleSchemaError) -> str:
    text = str(error)
    return text if not filename or filename in text else f"{filename}: {text}"


def _size(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text[:9]) <= 100_000:
        raise argparse.ArgumentTypeError("it is a number from 1 to 100000")
    return int(text)
