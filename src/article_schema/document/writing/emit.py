"""The canonical emitter: plain data as YAML text in the manner of a layout.

House style is keys in the layout's order, double quotes where the layout wants them and plain words
elsewhere, two spaces of indentation, lists indented below their key, and a blank line on both sides
of a section. Existing text is never emitted again; this is for new files.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from article_schema.document.layout import Layout, is_known, path_of
from article_schema.document.manner import (
    FLOW,
    FOLDED,
    KEEP,
    NONE,
    PLAIN,
    QUOTED,
    SIGNS,
    SORTED,
    Manner,
)
from article_schema.document.styling import render_scalar, wrapped
from article_schema.document.tree import Data
from article_schema.errors import EditError
from article_schema.routes import Route, format_route

# Section 7.4.2 of YAML 1.2.2 allows a key 1024 characters, its colon included, on the line of its
# value; parsers do not agree on whether the white space around it counts.
_LONGEST_SIMPLE_KEY = 1000

#: How far a dash and its space move what stands behind them.
_DASH = 2

_NULLS = {"empty": ""}


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
    """Return the keys of a mapping in the order of the layout and its manner."""
    order = layout.manner.key_order
    if order == KEEP:
        return list(data)
    if order == SORTED:
        return sorted(data)
    known = [key for key in layout.key_order(route) if key in data]
    return known + [key for key in data if key not in set(known)]


def _join(lines: Iterator[str], newline: str) -> str:
    return "".join(line + newline for line in lines)


@dataclass(frozen=True, slots=True)
class _Emitter:
    """Yields lines without breaks; a blank line is an empty one and never comes first."""

    layout: Layout

    @property
    def manner(self) -> Manner:
        return self.layout.manner

    def mapping(self, data: dict[str, Data], route: Route, indent: int) -> Iterator[str]:
        after_section: bool | None = None
        has_blank_lines = self.manner.blank_lines != NONE
        for key in ordered_keys(data, self.layout, route):
            here = (*route, key)
            is_section = self.layout.is_section(here) and has_blank_lines
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
        head = f"{margin}{head}:"
        lines = self.single(value, route, head, indent)
        if lines:
            yield from lines
            return
        yield head
        if isinstance(value, dict):
            yield from self.mapping(value, route, indent + self.manner.indent)
        else:
            yield from self.sequence(value, route, indent + self.manner.list_step)

    def sequence(self, data: list[Data], route: Route, indent: int) -> Iterator[str]:
        for index, item in enumerate(data):
            yield from self.item(item, (*route, index), indent)

    def item(self, value: Data, route: Route, indent: int) -> Iterator[str]:
        head = f"{' ' * indent}-"
        single = self.single(value, route, head, indent)
        if single:
            yield from single
            return
        if isinstance(value, dict):
            lines = self.mapping(value, route, indent + _DASH)
        else:
            lines = self.sequence(value, route, indent + _DASH)
        yield f"{head} {next(lines)[indent + _DASH :]}"
        yield from lines

    def key(self, key: str, route: Route) -> str:
        if not isinstance(key, str):
            raise EditError(format_route(route[:-1]), f"its key {key!r} is not text")
        return self.text(key, self.manner.name_wish(key), route)

    def single(self, value: Data, route: Route, head: str, indent: int) -> list[str]:
        """Return the lines of what begins behind a colon or a dash; none for what is below it."""
        if isinstance(value, dict | list) and value:
            flow = self.flow(value, route) if isinstance(value, list) else None
            if flow is None or 0 < self.manner.flow_width < len(head) + 1 + len(flow):
                return []
            return [f"{head} {flow}"]
        if isinstance(value, str) and "\n" in value and self.manner.multi_line != QUOTED:
            sign = ">" if self.manner.multi_line == FOLDED else "|"
            step = self.manner.indent if head.endswith(":") else _DASH
            block = render_scalar(value, sign, indent=indent + step)
            if block is not None:
                first, *rest = block.split("\n")
                return [f"{head} {first}", *rest]
        written = self.scalar(value, route)
        if not written:
            return [head]
        if not self.manner.wrap or not isinstance(value, str):
            return [f"{head} {written}"]
        first, *rest = wrapped(written, len(head) + 1, indent + _DASH, self.manner.wrap)
        return [f"{head} {first}", *rest]

    def flow(self, value: list[Data], route: Route) -> str | None:
        """Return a list in brackets, or None for one that has lines of its own."""
        if self.manner.lists_at(path_of(route)) != FLOW or any(
            isinstance(item, dict | list) for item in value
        ):
            return None
        if 0 < self.manner.flow_items < len(value):
            return None
        items = (self.scalar(item, (*route, 0), flow=True) or "null" for item in value)
        return f"[{', '.join(items)}]"

    def scalar(self, value: Data, route: Route, *, flow: bool = False) -> str:
        """Write a scalar or an empty collection on one line."""
        if isinstance(value, dict | list):
            return "{}" if isinstance(value, dict) else "[]"
        if isinstance(value, str):
            return self.styled(value, route, flow=flow)
        if value is None:
            return _NULLS.get(self.manner.null, self.manner.null)
        if not isinstance(value, bool | int | float):
            reason = f"a value of type {type(value).__name__} is not plain data"
            raise EditError(format_route(route), reason)
        rendered = render_scalar(value, "")
        if rendered is None:
            raise EditError(format_route(route), "the integer has too many digits for a file")
        return rendered

    def styled(self, value: str, route: Route, *, flow: bool) -> str:
        """Write a text with the quotes that it should have, or with those that can hold it."""
        quoted = self.layout.is_quoted(route)
        wish = self.manner.wish(value, path_of(route), quoted=quoted)
        if wish.word != PLAIN:
            return self.text(value, wish.word, route)
        instants = self.layout.is_instant(route)
        plain = render_scalar(value, "", flow=flow, instants=instants)
        if plain is None and wish.is_date and not flow:
            known = is_known(route, self.layout)
            plain = value if self.manner.takes_plain_date(value, known=known) else None
        if plain is None:
            kind = "look_alike_quotes" if wish.is_date else "sign_quotes"
            return self.text(value, self.manner.fallback(kind), route)
        return plain

    def text(self, text: str, word: str, route: Route) -> str:
        rendered = render_scalar(text, SIGNS[word])
        if rendered is None:
            rendered = render_scalar(text, '"')
        if rendered is None:
            reason = "the text holds half of a surrogate pair, which no file can"
            raise EditError(format_route(route), reason)
        return rendered
