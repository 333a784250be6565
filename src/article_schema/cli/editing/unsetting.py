"""`article-schema unset`: take keys and items of files away."""

from __future__ import annotations

import argparse

from article_schema.cli.editing import editing
from article_schema.cli.editing.options import configure_route, configure_writing, require_paths
from article_schema.cli.editing.steps import Step, are_whole, has
from article_schema.cli.editing.words import routes_of
from article_schema.document.tree import Data
from article_schema.documents.records import Records
from article_schema.routes import parse_route


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    configure_route(parser)
    parser.add_argument(
        "--which", metavar="N", type=_number,
        help="of a key that is used more than once, the entry to take away, counted from 0 "
        "(default: all)",
    )  # fmt: skip
    configure_writing(parser)
    parser.set_defaults(run=run)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise argparse.ArgumentTypeError(f"{text!r} is not the number of an entry, such as 0")
    return int(text)


def run(options: argparse.Namespace) -> int:
    """Take the values away, and return the exit status.

    Raises:
        UsageError: an argument is wrong; nothing is changed then.
    """
    paths = require_paths(options)
    # Behind an item that is gone, the others have other indexes.
    routes = sorted({parse_route(route): route for route in routes_of(options.routes)}.items(),
                    key=lambda pair: [(isinstance(step, int), step) for step in pair[0]],
                    reverse=True)  # fmt: skip

    def concerns(data: Data) -> bool:
        return any(has(data, steps) for steps, _ in routes)

    def make(records: Records) -> None:
        records.delete_all(
            [route for _, route in routes], which=options.which, aliases=options.aliases
        )

    whole = are_whole(steps for steps, _ in routes)
    step = Step(concerns, make)
    return editing.run(options, paths, lambda _: step, whole=whole)
