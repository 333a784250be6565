"""Which files `article-schema check` reads: its options, and the search."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import FoundFile, Search, find_files
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.run import check_file
from article_schema.cli import key_options
from article_schema.cli.streams import stdin_bytes
from article_schema.document.limits import too_large
from article_schema.errors import DocumentError, UsageError
from article_schema.reporting.terminal import sanitize

if TYPE_CHECKING:
    from article_schema.checking.filters.changes import Changes

#: The path that stands for standard input.
STDIN = "-"
#: The most bytes of a list of files: a million names, but not an endless device.
_MOST_LISTED = 200_000_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a check."""
    group = configure_files(
        parser,
        "files, and folders to search for articles (default: the current folder); - reads one file "
        "from standard input",
    )
    group.add_argument(
        "--stdin-filename", metavar="NAME", default="stdin.md",
        help="the name for standard input; its ending decides the format, its folder the "
        "configuration",
    )  # fmt: skip
    group.add_argument(
        "--jobs", metavar="N", type=_jobs,
        help="the number of processes (default: by the number of files and processors)",
    )  # fmt: skip


def configure_files(parser: argparse.ArgumentParser, paths: str) -> argparse._ArgumentGroup:
    """Declare the options that say which files are meant.

    Args:
        parser: where they are declared.
        paths: the help for the paths.
    """
    parser.add_argument("paths", nargs="*", metavar="PATH", help=paths)
    group = parser.add_argument_group("files")
    group.add_argument(
        "--files-from", metavar="FILE",
        help="read the paths from a file, one a line or with NUL between them; - reads them from "
        "standard input",
    )  # fmt: skip
    key_options.configure(group)
    group.add_argument(
        "--follow-links", action="store_true",
        help="also read files outside the searched folders that symbolic links lead to",
    )  # fmt: skip
    group.add_argument(
        "--since", metavar="REVISION",
        help="check only files that were changed in git since a revision, or since the branch "
        "left it",
    )  # fmt: skip
    group.add_argument(
        "--changed-lines", action="store_true",
        help="report only findings on changed lines; since HEAD, if there is no --since",
    )  # fmt: skip
    return group


def _jobs(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 999")
    return number


def paths_of(options: argparse.Namespace) -> list[str]:
    """Return the paths that the options name.

    Raises:
        UsageError: the file with paths cannot be read, or options exclude each other.
    """
    paths = list(options.paths)
    if STDIN in paths and (len(paths) > 1 or options.files_from or options.since):
        raise UsageError("standard input is checked alone: give no other paths with `-`")
    if options.files_from is not None:
        return [*paths, *_listed(options.files_from)]
    return paths or ["."]


def stdin_result(
    options: argparse.Namespace, configurations: Configurations
) -> tuple[CheckedFile, Checker]:
    """Check standard input."""
    name = options.stdin_filename
    settings = configurations.for_file(name).settings
    checker = Checker(settings)
    raw = stdin_bytes(settings.limits.file_bytes + 1)
    file = Search(configurations).named(name)
    if file.passed_over is not None:
        if options.fix and not options.diff:
            # Whoever pipes a file through gets it back.
            sys.stdout.buffer.write(raw)
        return check_file(file, checker), checker
    fault = too_large(settings.limits, len(raw))
    if fault is not None:
        return checker.failed(DocumentError(name, 1, 1, fault), None), checker
    return checker.check_bytes(raw, name), checker


def _listed(name: str) -> list[str]:
    raw = stdin_bytes(_MOST_LISTED + 1) if name == STDIN else _list_bytes(name)
    if len(raw) > _MOST_LISTED:
        raise UsageError(f"{name}: the list of files is longer than {_MOST_LISTED:,} bytes")
    lines = raw.split(b"\0") if b"\0" in raw else raw.splitlines()
    return [os.fsdecode(line) for line in lines if line]


def _list_bytes(name: str) -> bytes:
    # Not as a side file: a shell hands over a pipe for `--files-from <(git ls-files)`.
    try:
        with open(name, "rb") as file:
            return file.read(_MOST_LISTED + 1)
    except OSError as error:
        raise UsageError(f"{name}: the list of files cannot be read: {error.strerror}") from None


def changes_for(options: argparse.Namespace) -> Changes | None:
    """Return what git says has changed, if the options ask for changed files alone.

    Raises:
        UsageError: git cannot tell.
    """
    if options.since is None and not options.changed_lines:
        return None
    from article_schema.checking.filters.changes import Changes

    return Changes(options.since or "HEAD")


def files_for(
    paths: list[str], configurations: Configurations, changes: Changes | None
) -> Iterator[FoundFile]:
    """Return the files to check; only changed ones, if the options ask for that.

    Raises:
        UsageError: a path does not exist, or git cannot tell what has changed.
    """
    if changes is None:
        return find_files(paths, configurations)
    return _changed(paths, configurations, changes)


def _changed(
    paths: list[str], configurations: Configurations, changes: Changes
) -> Iterator[FoundFile]:
    tops = [os.path.realpath(path) for path in paths]
    search = Search(configurations)
    for path in changes.files():
        where = os.path.realpath(path)
        inside = any(where == top or where.startswith(os.path.join(top, "")) for top in tops)
        if inside and os.path.isfile(path) and search.finds(path):
            yield search.found(path)
    for name in changes.unseen:
        sys.stderr.write(
            f"warning: {sanitize(name)} is a repository of its own, whose changes are not looked "
            "for; check it by its path\n"
        )
