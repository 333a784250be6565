"""New files of TOML: a record as lines `key = value`, with a section for each of its tables."""

from __future__ import annotations

from article_schema.document.layout import Layout
from article_schema.document.toml.values import key_text, value_text
from article_schema.document.tree import Data
from article_schema.routes import Route


def emit(data: dict[str, Data], layout: Layout) -> str:
    """Write a record. Values that a key has none of are left out of it already.

    Raises:
        EditError: the record holds what TOML has no way to write.
    """
    return "\n".join(_sections(data, layout, (), ""))


def _sections(table: dict[str, Data], layout: Layout, route: Route, header: str) -> list[str]:
    order = [key for key in layout.key_order(route) if key in table]
    keys = [*order, *(key for key in table if key not in order)]
    below = [key for key in keys if _is_table(table[key]) or _is_array_of_tables(table[key])]
    lines = [header] if header else []
    lines += [
        f"{key_text(key)} = {value_text(table[key], (*route, key))}\n"
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


def _is_table(value: Data) -> bool:
    return isinstance(value, dict)


def _is_array_of_tables(value: Data) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_table, value))
