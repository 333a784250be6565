"""`article-schema check --engine`: archives of many articles, in this process or on a cluster."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.errors import UsageError

#: The engines; `interop.scale.engines` knows what each is.
NAMES = ("local", "dask", "ray")
#: Options for files that are there to be changed, or that git knows.
_OTHERS = (
    "fix", "diff", "add_ignores", "since", "changed_lines", "watch", "files_from",
)  # fmt: skip


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    group = parser.add_argument_group("archives")
    group.add_argument(
        "--engine", choices=NAMES, metavar="ENGINE",
        help="the paths are archives of Parquet or JSON lines, with the columns path and content; "
        f"check them with one of {', '.join(NAMES)}",
    )  # fmt: skip


def require_archives(options: argparse.Namespace) -> None:
    """Make sure that nothing is asked for that is not for archives.

    Raises:
        UsageError: it is.
    """
    for name in _OTHERS:
        if getattr(options, name):
            option = name.replace("_", "-")
            raise UsageError(f"--{option} is for files, and --engine checks archives")


def results(
    options: argparse.Namespace, paths: Sequence[str], configurations: Configurations
) -> Iterator[tuple[CheckedFile, Checker]]:
    """Yield the results of archives, with the checker that made them.

    Raises:
        UsageError: an archive cannot be read, or the engine is not there.
    """
    from article_schema.interop.scale.checking import ArchiveCheck
    from article_schema.interop.scale.engines import ENGINES

    configuration = configurations.for_run()
    if configuration.collections:
        raise UsageError("--engine checks with one model, and the configuration has collections")
    check = ArchiveCheck(paths, configuration.settings, ENGINES[options.engine]())
    return ((result, check.checker) for result in check.results())
