"""`article-schema get`: print values of files."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from article_schema.checking.discovery.search import FoundFile
from article_schema.cli.editing.choosing import Choice
from article_schema.cli.editing.files import Files
from article_schema.cli.editing.options import configure_reading, configure_route, require_paths
from article_schema.cli.editing.steps import are_whole, has
from article_schema.cli.editing.words import routes_of
from article_schema.cli.statuses import FOUND, OK, USAGE
from article_schema.document.tree import Data, data_at
from article_schema.documents.records import place_of, records_in
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.model.plain import plain
from article_schema.reporting.terminal import sanitize
from article_schema.routes import Route, format_route, parse_route


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    configure_route(parser)
    parser.add_argument(
        "--output-format", choices=["text", "json-lines"], default="text",
        help="values for people and scripts, or an object with file, line, route and value on each "
        "line (default: text)",
    )  # fmt: skip
    configure_reading(parser)
    parser.set_defaults(run=run)


class Value(NamedTuple):
    """A value that was found."""

    file: str
    line: int
    column: int
    route: Route
    value: Data


def run(options: argparse.Namespace) -> int:
    """Print the values, and return the exit status: 1 if nothing was found.

    Raises:
        UsageError: an argument is wrong.
    """
    paths = require_paths(options)
    routes = [parse_route(route) for route in routes_of(options.routes)]
    whole = are_whole(routes)
    choice = Choice(options, whole=whole)
    files = Files(options, paths)
    # A file that was named on its own needs no name before its value.
    alone = len(routes) == 1 and len(paths) == 1 and not os.path.isdir(paths[0])
    found = 0
    for file in files.found:
        try:
            for value in _values(files, file, routes, choice):
                found += 1
                _write(value, options.output_format, alone=alone)
        except UsageError:
            raise
        except ArticleSchemaError as error:
            sys.stdout.flush()
            files.tell(file, error)
    if files.failed:
        return USAGE
    if not found and alone:
        name = sanitize(f"{files.found[0].path}: {options.routes}")
        sys.stderr.write(f"{name}: there is no such value\n")
    return OK if found else FOUND


def _values(files: Files, file: FoundFile, routes: list[Route], choice: Choice) -> Iterator[Value]:
    document = files.open(file)
    if document is None:
        return
    is_wanted = choice.condition(files.settings_for(file).model)
    for record, data in records_in(document, whole=are_whole(routes)):
        for route in routes if is_wanted(data) else ():
            if has(data, route):
                line, column = place_of(document, (*record, *route))
                yield Value(file.path, line, column, (*record, *route), data_at(data, route))


def _write(found: Value, output_format: str, *, alone: bool) -> None:
    value = plain(found.value)
    if output_format == "json-lines":
        where = {"file": found.file, "line": found.line, "column": found.column}
        sys.stdout.write(
            f"{_json({**where, 'route': format_route(found.route), 'value': value})}\n"
        )
        return
    text = value if isinstance(value, str) else _json(value)
    if alone and not sys.stdout.isatty():
        # A script gets it as it is.
        sys.stdout.write(f"{text}\n")
    elif alone:
        sys.stdout.writelines(f"{sanitize(line)}\n" for line in text.split("\n"))
    else:
        place = f"{found.file}:{found.line}: {format_route(found.route)}"
        sys.stdout.write(f"{sanitize(f'{place}: {text}')}\n")


def _json(value: object) -> str:
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise UsageError("a value is infinite or no number, which JSON cannot write") from None
