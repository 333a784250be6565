"""`article-schema rename-key`: give a key of many files another name."""

from __future__ import annotations

import argparse

from article_schema.cli.editing import editing
from article_schema.cli.editing.options import configure_writing
from article_schema.cli.editing.steps import Step, are_whole, has
from article_schema.document.tree import Data
from article_schema.documents.records import Records
from article_schema.errors import UsageError
from article_schema.model.showing import bounded
from article_schema.routes import format_route, parse_route


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("old", metavar="OLD", help="the route of the entry, such as seo.titel")
    parser.add_argument("new", metavar="NEW", help="its new key, which is a key and no route")
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")
    configure_writing(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Rename the key, and return the exit status.

    Raises:
        UsageError: an argument is wrong; nothing is changed then.
    """
    old, new = options.old, options.new
    steps = parse_route(old)
    if not steps or isinstance(steps[-1], int):
        raise UsageError(f"{bounded(old, 60) or 'OLD'}: only an entry of a mapping has a key")
    above = format_route(steps[:-1])
    if above and new.startswith(f"{above}."):
        key = bounded(new.removeprefix(f"{above}."), 60)
        raise UsageError(f"NEW is a key and no route, since the entry stays where it is: {key}")

    def concerns(data: Data) -> bool:
        return has(data, steps)

    def make(records: Records) -> None:
        records.rename(old, new, aliases=options.aliases)

    step = Step(concerns, make)
    return editing.run(options, options.paths, lambda _: step, whole=are_whole([steps]))
