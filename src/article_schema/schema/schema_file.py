"""Schema files: a schema is checked before use, and its faults are reported with their places.

Only the file itself is read: references lead to places in it, or to a schema of json-schema.org,
which jsonschema includes.
"""

from __future__ import annotations

import json
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from article_schema.document.files.side_files import MOST_DATA_BYTES, read_side_file
from article_schema.document.files.system import seen_from_here
from article_schema.document.formats.json_files import JSON
from article_schema.document.limits import Limits
from article_schema.document.places import locate
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.errors import DocumentError, UsageError
from article_schema.model.shapes.base import Schema
from article_schema.routes import Route, format_route
from article_schema.rules.codes import SCHEMA_UNDECIDED
from article_schema.schema.build import DRAFT_2020_12
from article_schema.schema.effort import Effort
from article_schema.schema.validate import (
    SchemaChecker,
    class_of,
    registry,
    schema_checker,
    unresolved,
)

_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")
#: The most levels of lists and mappings in a schema; jsonschema needs several calls for each.
_MOST_LEVELS = 200
#: Keywords whose schemas apply to the same value as the schema around them.
_SAME_VALUE = ("not", "if", "then", "else", "extends", "disallow", "type")
_SAME_VALUE_LISTS = ("allOf", "anyOf", "oneOf", "extends", "disallow", "type")
_SAME_VALUE_TABLES = ("dependentSchemas", "dependencies")


def load_schema(path: str | Path, effort: Effort | None = None) -> Schema:
    """Read a JSON Schema from a file and make sure that it can be used.

    References must lead to a place in the file or to a schema of json-schema.org: nothing is
    fetched.

    Args:
        path: the file.
        effort: bounds the check of the schema itself; without one a large schema takes its time.

    Raises:
        UsageError: the file cannot be read, is not JSON, is not a JSON Schema, or refers to
            something that is not there; the message names the place.
    """
    file = _File(Path(path))
    schema = file.read()
    _require_schema(schema, file, effort)
    found: Schema = schema
    return found


def require_schema(schema: Any, effort: Effort) -> None:
    """Make sure that plain data are a JSON Schema that can be used, within an effort.

    Raises:
        UsageError: they are not; the message names the place.
    """
    _require_schema(schema, _Given(), effort)


def _require_schema(schema: Any, file: _Places, effort: Effort | None) -> None:
    if not isinstance(schema, dict):
        file.refuse((), "not a JSON Schema: it must be a mapping")
    try:
        found = class_of(schema)
    except UsageError as error:
        file.refuse(("$schema",), str(error))
    for fault in schema_checker(dict(found.META_SCHEMA))(schema, effort):
        if fault.code == SCHEMA_UNDECIDED:
            file.refuse((), "the schema is too large to be a model; name it under `schema` instead")
        file.refuse(fault.route, f"not a JSON Schema: {fault.message}")
    try:
        _require_usable(schema, file)
    except UsageError:
        raise
    except Exception as error:  # noqa: BLE001 - what the libraries raise, a schema has caused
        reason = f"{type(error).__name__}: {error}"
        file.refuse((), f"the schema cannot be used: {reason}")


class _Places:
    """Names the places in a schema that something is wrong at."""

    def refuse(self, route: Route, reason: str) -> NoReturn:
        """Say what is wrong at a route.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{self.place(route)}: {reason}") from None

    def place(self, route: Route) -> str:
        """Return the name of a place."""
        raise NotImplementedError


class _Given(_Places):
    """Places in a schema that was given as plain data."""

    def place(self, route: Route) -> str:
        where = f" at {format_route(route)}" if route else ""
        return f"the schema{where}"


class _File(_Places):
    """Places in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        #: The path as messages show it.
        self.shown = seen_from_here(str(path))
        self.text = ""

    def read(self) -> Any:
        """Return the data of the file."""
        try:
            raw = read_side_file(self.path, MOST_DATA_BYTES)
            self.text = raw.decode("utf-8-sig")
            data = json.loads(self.text, parse_constant=_no_constant)
        except OSError as error:
            raise UsageError(f"{self.shown}: {error.strerror or error}") from None
        except UnicodeDecodeError as error:
            before = raw[: error.start].decode("utf-8-sig")
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            place = f"{self.shown}:{line}:{column}"
            raise UsageError(f"{place}: not UTF-8: byte {error.start}") from None
        except json.JSONDecodeError as error:
            place = f"{self.shown}:{error.lineno}:{error.colno}"
            raise UsageError(f"{place}: not JSON: {error.msg[:1].lower()}{error.msg[1:]}") from None
        except RecursionError:
            self._refuse_text("nested too deeply")
        except ValueError as error:
            # A number with thousands of digits, or one that JSON does not have.
            self._refuse_text(str(error))
        if _is_deeper(data, _MOST_LEVELS):
            self._refuse_text("nested too deeply")
        return data

    def _refuse_text(self, reason: str) -> NoReturn:
        """Say what is wrong with a text that cannot be read, and where."""
        place = f"{self.shown}:1:1"
        try:
            compose(self._source(), _LIMITS)
        except DocumentError as error:
            place = f"{self.shown}:{error.line}:{error.column}"
        except RecursionError:
            pass
        raise UsageError(f"{place}: {reason}")

    def _source(self) -> Source:
        return JSON.whole(self.text, self.shown)

    def place(self, route: Route) -> str:
        source = self._source()
        try:
            line, column = source.lines.position(locate(source, compose(source, _LIMITS), route)[0])
        except DocumentError as error:
            line, column = error.line, error.column
        return f"{self.shown}:{line}:{column}"


_LIMITS = Limits(
    data_characters=MOST_DATA_BYTES,
    scalar_characters=MOST_DATA_BYTES,
    nodes=MOST_DATA_BYTES,
    depth=_MOST_LEVELS,
)


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"not JSON: there is no number {word}")


def _is_deeper(data: Any, most: int) -> bool:
    level = [data]
    while level and most >= 0:
        most -= 1
        nested = [value for value in level if isinstance(value, dict | list)]
        level = [
            inner
            for value in nested
            for inner in (value.values() if isinstance(value, dict) else value)
        ]
    return bool(level)


def _require_usable(schema: Schema, file: _Places) -> None:
    """Make sure that all references and patterns of a schema can be used.

    The target of a reference may be where no keyword of the draft looks, so it is checked too.
    """
    from referencing.jsonschema import specification_with

    dialect = schema.get("$schema", DRAFT_2020_12.uri)
    specification = specification_with(dialect)
    judge = schema_checker(dict(class_of(schema).META_SCHEMA))
    # Older drafts ignore everything beside a reference.
    alone = "/draft-0" in dialect
    root = specification.create_resource(schema)
    waiting: list[tuple[Any, Any]] = [(root, registry().resolver_with_root(root))]
    #: Schemas by identity, each with those that apply to the same value.
    same: dict[int, list[Any]] = {}
    kept: dict[int, Any] = {}
    while waiting:
        resource, resolver = waiting.pop()
        contents = resource.contents
        if id(contents) in same:
            continue
        same[id(contents)], kept[id(contents)] = [], contents
        if isinstance(contents, bool):
            continue
        _require_parts(contents, schema, file)
        for place, found in _targets(contents, resolver, schema, file):
            target = found.contents
            if id(target) not in same:
                _require_target(target, judge, place, file)
            same[id(contents)].append(target)
            waiting.append((specification.create_resource(target), found.resolver))
        if not (alone and "$ref" in contents):
            same[id(contents)] += _of_the_same_value(contents)
        waiting += [(inner, resolver.in_subresource(inner)) for inner in resource.subresources()]
    circle = _circle(same, kept)
    if circle is not None:
        message = "the schema refers to itself without end: no value is ever judged"
        file.refuse(_route_of(schema, circle), message)


def _targets(
    contents: Schema, resolver: Any, schema: Schema, file: _Places
) -> Iterator[tuple[_Place, Any]]:
    """Yield the targets of the references of a schema, each with the place of the reference."""
    from referencing.exceptions import Unresolvable

    for keyword in _REFERENCES:
        if keyword not in contents:
            continue
        place = _Place(schema, contents, keyword)
        if not isinstance(contents[keyword], str):
            file.refuse(place.route, f"not a JSON Schema: `{keyword}` must be text")
        try:
            yield place, resolver.lookup(contents[keyword])
        except Unresolvable:
            file.refuse(place.route, unresolved(contents[keyword]))


def _require_target(target: Any, judge: SchemaChecker, place: _Place, file: _Places) -> None:
    if not isinstance(target, dict | bool):
        message = "the reference leads to what is no schema: it must be a mapping"
        file.refuse(place.route, message)
    for fault in judge(target):
        message = f"the reference leads to what is no schema: {fault.message}"
        file.refuse(place.route, message)


class _Place:
    """A keyword of a schema, whose route is found when it is needed."""

    def __init__(self, root: Schema, schema: Schema, keyword: str) -> None:
        self._of = (root, schema, keyword)

    @property
    def route(self) -> Route:
        root, schema, keyword = self._of
        return (*_route_of(root, schema), keyword)


def _of_the_same_value(schema: Schema) -> Iterator[Any]:
    for keyword in _SAME_VALUE:
        if isinstance(schema.get(keyword), dict):
            yield schema[keyword]
    for keyword in _SAME_VALUE_LISTS:
        if isinstance(schema.get(keyword), list):
            yield from (inner for inner in schema[keyword] if isinstance(inner, dict))
    for keyword in _SAME_VALUE_TABLES:
        if isinstance(schema.get(keyword), dict):
            yield from (inner for inner in schema[keyword].values() if isinstance(inner, dict))


def _require_parts(contents: Any, schema: Schema, file: _Places) -> None:
    """Make sure that jsonschema can use the keywords of a schema, apart from references."""
    if not isinstance(contents, dict):
        file.refuse(_route_of(schema, contents), "not a JSON Schema: it must be a mapping")
    if isinstance(contents.get("extends"), dict):
        # Only in draft-03; the library for references expects a list.
        route = (*_route_of(schema, contents), "extends")
        file.refuse(route, "`extends` must be a list here; write the schema into a list of one")
    named = contents.get("patternProperties")
    patterns = [(("patternProperties", key), key) for key in named or () if isinstance(named, dict)]
    if isinstance(contents.get("pattern"), str):
        patterns.append((("pattern", ""), contents["pattern"]))
    for steps, pattern in patterns:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                re.compile(pattern)
        except (re.error, RecursionError, OverflowError) as error:
            reason = f"not a JSON Schema: {pattern!r} is no regular expression: {error}"
            route = (*_route_of(schema, contents), *(step for step in steps if step))
            file.refuse(route, reason)


def _circle(same: dict[int, list[Any]], kept: dict[int, Any]) -> Any:
    """Return a schema that refers to itself for the same value; None without one."""
    done: set[int] = set()
    for start in kept:
        path: list[tuple[int, Iterator[Any]]] = []
        open_ones: set[int] = set()
        step: int | None = start
        while step is not None or path:
            if step is not None and step not in done:
                open_ones.add(step)
                path.append((step, iter(same.get(step, ()))))
            step = None
            here, rest = path[-1] if path else (0, iter(()))
            inner = next(rest, None)
            if inner is None:
                if path:
                    path.pop()
                    open_ones.discard(here)
                    done.add(here)
            elif id(inner) in open_ones:
                return inner
            else:
                step = id(inner)
    return None


def _route_of(root: Any, wanted: Any) -> Route:
    """Return the route from the root to a part of it, which is found by identity."""
    waiting: list[tuple[Route, Any]] = [((), root)]
    while waiting:
        route, value = waiting.pop()
        if value is wanted:
            return route
        if isinstance(value, dict):
            waiting += [((*route, key), inner) for key, inner in value.items()]
        elif isinstance(value, list):
            waiting += [((*route, index), inner) for index, inner in enumerate(value)]
    return ()
