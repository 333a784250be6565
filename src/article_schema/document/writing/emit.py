"""The canonical emitter: plain data as YAML text in house style.

House style is keys in the layout's order, double quotes where the layout wants them and plain words
elsewhere, two spaces of indentation, lists indented below their key, and a blank line on both sides
of a section. Existing text is never emitted again; this is for new files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from article_schema.document.layout import Layout
from article_schema.document.styling import render_scalar
from article_schema.document.tree import Data
from article_schema.errors import EditError
from article_schema.routes import Route, format_route

# Section 7.4.2 of YAML 1.2.2 allows a key 1024 characters, its colon included, on the line of its
# value; parsers do not agree on whether the white space around it counts.
_LONGEST_SIMPLE_KEY = 1000

#: How much deeper a nested line is indented.
_STEP = 2


def emit(data: dict[str, Data], layout: Layout, newline: str = "\n") -> str:
    """Write a record as a YAML block, without fences and with a line break at its end.

    Reading the block gives equal data again.

    Raises:
        EditError: the data hold what no file can: an object that is not plain data, half of a
            surrogate pair, an integer of more than 400 digits.
    """
    emitter = _Emitter(layout)
    lines = emitter.mapping(data, (), 0) if data else iter(["{}"])
    return _join(lines, newline)


def ordered_keys(data: dict[str, Data], layout: Layout, route: Route) -> list[str]:
    """Return the keys of a mapping in house order; those it does not know follow as they come."""
    known = [key for key in layout.key_order(route) if key in data]
    return known + [key for key in data if key not in set(known)]


def _join(lines: Iterator[str], newline: str) -> str:
    return "".join(line + newline for line in lines)


@dataclass(frozen=True, slots=True)
class _Emitter:
    """Yields lines without breaks; a blank line is an empty one and never comes first."""

    layout: Layout

    def mapping(self, data: dict[str, Data], route: Route, indent: int) -> Iterator[str]:
        after_section: bool | None = None
        for key in ordered_keys(data, self.layout, route):
            here = (*route, key)
            is_section = self.layout.is_section(here)
            if after_section is not None and (after_section or is_section):
                yield ""
            yield from self.entry(key, data[key], here, indent)
            after_section = is_section

    def entry(self, key: str, value: Data, route: Route, indent: int) -> Iterator[str]:
        head = self.key(key, route)
        margin = " " * indent
        if len(head) > _LONGEST_SIMPLE_KEY:
            yield f"{margin}? {head}"
            head = ""
        if not value or not isinstance(value, dict | list):
            yield f"{margin}{head}: {self.single(value, route)}"
            return
        yield f"{margin}{head}:"
        if isinstance(value, dict):
            yield from self.mapping(value, route, indent + _STEP)
        else:
            yield from self.sequence(value, route, indent + _STEP)

    def sequence(self, data: list[Data], route: Route, indent: int) -> Iterator[str]:
        for index, item in enumerate(data):
            yield from self.item(item, (*route, index), indent)

    def item(self, value: Data, route: Route, indent: int) -> Iterator[str]:
        margin = " " * indent
        if not value or not isinstance(value, dict | list):
            yield f"{margin}- {self.single(value, route)}"
            return
        if isinstance(value, dict):
            lines = self.mapping(value, route, indent + _STEP)
        else:
            lines = self.sequence(value, route, indent + _STEP)
        yield f"{margin}- {next(lines)[indent + _STEP :]}"
        yield from lines

    def key(self, key: str, route: Route) -> str:
        if not isinstance(key, str):
            raise EditError(format_route(route[:-1]), f"its key {key!r} is not text")
        plain = render_scalar(key, "")
        return self.text(key, route) if plain is None else plain

    def single(self, value: Data, route: Route) -> str:
        """Write a scalar or an empty collection."""
        if isinstance(value, dict | list):
            return "{}" if isinstance(value, dict) else "[]"
        if isinstance(value, str):
            quoted = self.layout.is_quoted(route)
            instants = self.layout.is_instant(route)
            plain = None if quoted else render_scalar(value, "", instants=instants)
            return self.text(value, route) if plain is None else plain
        if value is not None and not isinstance(value, bool | int | float):
            reason = f"a value of type {type(value).__name__} is not plain data"
            raise EditError(format_route(route), reason)
        rendered = render_scalar(value, "")
        if rendered is None:
            raise EditError(format_route(route), "the integer has too many digits for a file")
        return rendered

    def text(self, text: str, route: Route) -> str:
        rendered = render_scalar(text, '"')
        if rendered is None:
            reason = "the text holds half of a surrogate pair, which no file can"
            raise EditError(format_route(route), reason)
        return rendered
