"""New files of TOML: a record as lines `key = value`, with a section for each of its tables."""

from __future__ import annotations

from article_schema.document.layout import Layout, path_of
from article_schema.document.manner import KEEP, NONE, SINGLE, SORTED
from article_schema.document.toml.values import is_literal, key_text, lines_of, value_text
from article_schema.document.tree import Data
from article_schema.routes import Route


def emit(data: dict[str, Data], layout: Layout) -> str:
    """Write a record. Values that a key has none of are left out of it already.

    Raises:
        EditError: the record holds what TOML has no way to write.
    """
    gap = "" if layout.manner.blank_lines == NONE else "\n"
    return gap.join(_sections(data, layout, (), ""))


def _sections(table: dict[str, Data], layout: Layout, route: Route, header: str) -> list[str]:
    keys = _ordered(table, layout, route)
    below = [key for key in keys if _is_table(table[key]) or _is_array_of_tables(table[key])]
    lines = [header] if header else []
    lines += [
        f"{key_text(key)} = {_value(table[key], layout, (*route, key))}\n"
        for key in keys
        if key not in below
    ]
    sections = ["".join(lines)] if lines else []
    for key in below:
        here = (*route, key)
        name = ".".join(key_text(str(step)) for step in here if isinstance(step, str))
        if _is_table(table[key]):
            sections += _sections(table[key], layout, here, f"[{name}]\n")
        else:
            for index, item in enumerate(table[key]):
                sections += _sections(item, layout, (*here, index), f"[[{name}]]\n")
    return sections


def _ordered(table: dict[str, Data], layout: Layout, route: Route) -> list[str]:
    if layout.manner.key_order == KEEP:
        return list(table)
    if layout.manner.key_order == SORTED:
        return sorted(table)
    order = [key for key in layout.key_order(route) if key in table]
    return [*order, *(key for key in table if key not in order)]


def _value(value: Data, layout: Layout, route: Route) -> str:
    """Write the value of a key, a list as its lines where the manner says so."""
    if isinstance(value, list):
        items = [_inline(item, layout, (*route, 0)) for item in value]
        return lines_of(items, "", layout.manner, "\n")
    return _inline(value, layout, route)


def _inline(value: Data, layout: Layout, route: Route) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_inline(item, layout, (*route, 0)) for item in value)}]"
    if isinstance(value, str):
        wish = layout.manner.wish(value, path_of(route), quoted=layout.is_quoted(route))
        if wish.word == SINGLE and is_literal(value):
            return f"'{value}'"
    return value_text(value, route)


def _is_table(value: Data) -> bool:
    return isinstance(value, dict)


def _is_array_of_tables(value: Data) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))
