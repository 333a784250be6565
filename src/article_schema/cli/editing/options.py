"""The options that the editing commands share."""

from __future__ import annotations

import argparse
import os

from article_schema.cli import model_option
from article_schema.document.edits import REFUSE, SHARING
from article_schema.errors import UsageError

#: The path that stands for standard input.
STDIN = "-"


def configure_route(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of a command that looks for routes in files."""
    parser.add_argument(
        "routes", metavar="ROUTE", help="a place such as images[0].url, or several with commas"
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")


def require_paths(options: argparse.Namespace) -> list[str]:
    """Return the paths of a command that takes a route before them.

    Raises:
        UsageError: the route was written behind them.
    """
    paths: list[str] = options.paths
    last = paths[-1]
    if os.path.exists(options.routes) and not os.path.lexists(last) and last != STDIN:
        raise UsageError(
            f"no such file or folder: {last}; the route comes before the files: "
            f"{last} {options.routes}"
        )
    return paths


def configure_reading(parser: argparse.ArgumentParser) -> None:
    """Declare the options of every editing command."""
    parser.add_argument(
        "--where", metavar="EXPRESSION",
        help="only records whose fields are so, such as 'type == \"video\" and heat > 100'",
    )  # fmt: skip
    parser.add_argument(
        "--stdin-filename", metavar="NAME", default="stdin.md",
        help="the name for standard input, which the path - reads; its ending decides the format, "
        "its folder the configuration",
    )  # fmt: skip
    model_option.configure(parser)


def configure_writing(parser: argparse.ArgumentParser) -> None:
    """Declare the options of a command that changes files."""
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show what would change, and write nothing; exit 1 if a file would change",
    )
    parser.add_argument(
        "--aliases", choices=SHARING, default=REFUSE,
        help="what is done if other places share the value by an alias of YAML: refuse it, follow "
        "to change all of them, expand to change this place alone (default: refuse)",
    )  # fmt: skip
    configure_reading(parser)
