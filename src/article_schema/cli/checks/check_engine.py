"""`article-schema check --engine`: archives of many articles, in this process or on a cluster."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.cli.rewriting import Rewriter
from article_schema.document.files.packed import is_archive
from article_schema.document.source import Source
from article_schema.errors import UsageError

#: The engines; `interop.scale.engines` knows what each is.
NAMES = ("local", "dask", "ray")
#: Options for files on disk.
_OTHERS = ("add_ignores", "since", "changed_lines", "watch", "files_from")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    group = parser.add_argument_group("archives")
    group.add_argument(
        "--engine", choices=NAMES, metavar="ENGINE",
        help=f"check archives with one of {', '.join(NAMES)}: Parquet and JSON lines with path and "
        "content, zip and tar files, addresses such as s3://bucket/news (default for them: local)",
    )  # fmt: skip


def settle(options: argparse.Namespace, paths: Sequence[str]) -> None:
    """Say in the options which engine checks: addresses, and what is packed, need one.

    Raises:
        UsageError: something is asked for that is not for archives.
    """
    if options.engine is None:
        if not any(map(is_archive, paths)):
            return
        options.engine = "local"
    if options.fix and not all(path.startswith("s3://") for path in paths):
        raise UsageError("--fix is for files on disk, and for objects of an S3 store (s3://)")
    for name in _OTHERS:
        if getattr(options, name):
            option = name.replace("_", "-")
            raise UsageError(f"--{option} is for files on disk, and --engine checks archives")


class StoreRewriter(Rewriter):
    """Replaces objects in a store where they are; nothing else can be fixed in an archive."""

    def replace(self, old: Source, new: Source) -> None:
        """Replace an object with its new version.

        Raises:
            SaveError: it cannot be written, or stands in a file of many articles.
            FileChangedError: it has changed since it was read.
        """
        from article_schema.interop.scale.stores import replace

        replace(old.filename, new.whole_text.encode(), old.whole_text.encode())


def results(
    options: argparse.Namespace, paths: Sequence[str], configurations: Configurations
) -> Iterator[tuple[CheckedFile, Checker]]:
    """Yield the results of archives, with the checker that made them.

    Raises:
        UsageError: an archive cannot be read, or the engine is not there.
    """
    from article_schema.interop.scale.checking import ArchiveCheck
    from article_schema.interop.scale.engines import ENGINES

    return ArchiveCheck(paths, configurations, ENGINES[options.engine]()).results()
