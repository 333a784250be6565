"""Archives for commands that read articles: their texts, one after the other, in this process."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import FoundFile
from article_schema.cli.streams import PassedOver
from article_schema.document.files.packed import is_archive

if TYPE_CHECKING:
    from article_schema.interop.scale.stores import Row


class Text(NamedTuple):
    """A text in an archive."""

    #: How it was found.
    file: FoundFile
    #: What counts for it.
    configuration: Configuration
    row: Row

    def raw(self) -> bytes:
        """Return its bytes.

        Raises:
            DocumentError: the archive has none, or they are more than the limit.
        """
        from article_schema.interop.scale.working import whole_raw

        return whole_raw(self.row, self.configuration.settings.limits)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option that says of paths that they are archives."""
    parser.add_argument(
        "--engine", type=_engine, metavar="ENGINE",
        help="`local` reads all paths as archives: files of JSON lines with path and content, and "
        "folders that hold some (default for what is packed, Parquet and addresses)",
    )  # fmt: skip


def _engine(text: str) -> str:
    if text != "local":
        raise argparse.ArgumentTypeError(
            f"{text!r} is no engine of this command, which reads archives in its own process; "
            "write `local`"
        )
    return text


def are_archives(options: argparse.Namespace, paths: Sequence[str]) -> bool:
    """Tell whether paths are read as archives: the call says so, or one is packed or an address."""
    return options.engine is not None or any(map(is_archive, paths))


def texts_in(paths: Sequence[str], configurations: Configurations) -> Iterator[Text]:
    """Yield the texts in archives, and in folders among them, that are articles.

    As for a check, one configuration counts for all, and the path of a text decides which
    collection it is in. A row of a table that is in none is told on standard error.

    Raises:
        UsageError: an archive cannot be read, a text is in two collections, or a model cannot be
            used.
    """
    from article_schema.interop.scale.archives import rows_in
    from article_schema.interop.scale.kinds import Kinds

    kinds = Kinds(configurations)
    parts = configurations.parts(kinds.whole)
    passed_over = PassedOver()
    for row in rows_in(paths, kinds.takes if kinds.collections else None):
        number = kinds.number_of(row.place)
        if number is None:
            passed_over.tell(row.path, kinds.reason(row.place))
            continue
        file = FoundFile(row.path, row.is_named or kinds.needs_front_matter)
        yield Text(file, parts[number], row)
    passed_over.finish()
