"""`article-schema set`: give routes of files new values."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from article_schema.cli.editing import editing
from article_schema.cli.editing.options import configure_writing
from article_schema.cli.editing.steps import Step, are_whole
from article_schema.cli.editing.typed import slip_in, value_of
from article_schema.cli.editing.words import Assignment, split_words
from article_schema.documents.records import Records
from article_schema.model.showing import bounded
from article_schema.reporting.terminal import sanitize


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH|ROUTE=VALUE",
        help="files and folders, and what they get: ROUTE=TEXT, ROUTE:=DATA, "
        "ROUTE+=TEXT or ROUTE+:=DATA",
    )  # fmt: skip
    parser.add_argument(
        "--parents", action="store_true",
        help="make the mappings and lists that lead to a route where they are missing",
    )  # fmt: skip
    configure_writing(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Set the values, and return the exit status.

    Raises:
        UsageError: an argument is wrong, or fits no field; nothing is changed then.
    """
    paths, assignments = split_words(options.paths)
    whole = are_whole(each.steps for each in assignments)

    def step_for(model: type) -> Step:
        _warn(assignments, model)
        values = [(each, value_of(each, model)) for each in assignments]

        def make(records: Records) -> None:
            for each, value in values:
                change = records.append if each.appends else records.set
                change(each.route, value, parents=options.parents, aliases=options.aliases)

        return Step(lambda _: True, make, adds=True)

    return editing.run(options, paths, step_for, whole=whole)


def _warn(assignments: Sequence[Assignment], model: type) -> None:
    """Tell of keys that may be slips: a model may keep keys that it does not know."""
    for each in assignments:
        meant = slip_in(each, model)
        if meant is not None:
            key = sanitize(bounded(str(each.steps[0]), 60))
            sys.stderr.write(
                f"warning: `{key}` is no field of {model.__name__}; did you mean `{meant}`?\n"
            )
