"""Words: what the arguments of the editing commands mean, such as `images[0].width:=1200`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import read
from article_schema.document.tree import Data
from article_schema.errors import DocumentError, UsageError
from article_schema.late_pattern import late_pattern
from article_schema.model.showing import bounded
from article_schema.routes import Route, parse_route

#: The route, the operator and the value of an assignment. What has a slash before its operator is
#: the path of a file.
_ASSIGNMENT = late_pattern(
    r'(?P<route>(?:\["(?:[^"\\]|\\.)*"\]|[^="/\\])+?)(?P<operator>\+?:?=)(?P<value>.*)', re.DOTALL
)
_BETWEEN_COMMAS = late_pattern(r'(?:"(?:[^"\\]|\\.)*"|[^",])+')


class Assignment(NamedTuple):
    """A change that one argument asks for."""

    #: The argument itself, for messages.
    word: str
    route: str
    steps: Route
    #: Whether the value is put behind the items of a list.
    appends: bool
    #: The value as text, whose type depends on the field; None where it is data.
    text: str | None
    data: Data


def split_words(words: Sequence[str]) -> tuple[list[str], list[Assignment]]:
    """Return the paths among some arguments, and the assignments.

    Raises:
        UsageError: an assignment cannot be read, or there is none, or no path.
    """
    paths: list[str] = []
    assignments: list[Assignment] = []
    for word in words:
        match = _ASSIGNMENT.fullmatch(word)
        if match is None:
            paths.append(word)
        else:
            assignments.append(_assignment(word, match))
    if not assignments:
        raise UsageError(
            "there is nothing to set: write ROUTE=VALUE behind the files, such as title=Dawn, "
            "heat:=300 or topics+=Ports"
        )
    if not paths:
        raise UsageError(
            "there is no file to change: name files or folders before what is set; `.` stands for "
            "the current folder, and ./a=b.md for a file with `=` in its name"
        )
    return paths, assignments


def _assignment(word: str, match: re.Match[str]) -> Assignment:
    route, operator, value = match["route"], match["operator"], match["value"]
    steps = parse_route(route)
    is_data = ":" in operator
    data = _data(word, value) if is_data else None
    return Assignment(word, route, steps, "+" in operator, None if is_data else value, data)


def _data(word: str, text: str) -> Data:
    """Read the value of an assignment as YAML, of which JSON is a part.

    Raises:
        UsageError: it cannot be read.
    """
    shown = bounded(word, 60)
    try:
        tree = read(split(text, "value.yaml"))
    except DocumentError as error:
        place = f"line {error.line}, column {error.column} of the value"
        raise UsageError(f"{shown}: {error.reason} ({place}); for plain text write `=`") from None
    if tree.faults:
        raise UsageError(f"{shown}: {tree.faults[0].message}")
    if tree.is_blank:
        raise UsageError(f"{shown}: there is no value; write null, or take the key away with unset")
    return tree.data


def routes_of(text: str) -> list[str]:
    """Return the routes in a list with commas.

    Raises:
        UsageError: one cannot be read, or there is none.
    """
    routes = _BETWEEN_COMMAS.findall(text)
    if not routes or ",".join(routes) != text:
        shown = bounded(text, 60)
        raise UsageError(f"not a list of routes: {shown}; write one like title,images[0].url")
    for route in routes:
        parse_route(route)
    return routes
