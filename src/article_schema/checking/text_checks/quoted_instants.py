"""Instants in quotes: a matter of how a value is written, which the data do not show."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.source import Source
from article_schema.document.tree import Data, Mapping, Scalar, Sequence, Tree
from article_schema.faults import Fault, Rewrite
from article_schema.late_pattern import late_pattern
from article_schema.model.dates.instants import is_instant
from article_schema.model.shapes.base import subject
from article_schema.model.shapes.containers import RecordShape
from article_schema.routes import Route
from article_schema.rules.families.date_rules import quoted_instant

#: How each of them begins, be it with an escape.
_QUOTED = late_pattern(r"""["'][0-9\\]""")


def quoted_instants(
    source: Source, tree: Tree, record: Route, data: Data, model: type
) -> Iterator[Fault]:
    """Yield a fault for each instant of a record that stands in quotes; JSON has no other way."""
    text = source.data_text
    if not source.format.has_plain_instants or not _QUOTED.search(text):
        return
    for shape, value, route in RecordShape(model).walk(data, record):
        if not shape.is_instant or not isinstance(value, str):
            continue
        if f'"{value}"' not in text and f"'{value}'" not in text and "\\" not in text:
            continue
        found = tree.look_up(route)
        node = found[1] if found is not None else None
        if isinstance(node, Scalar) and node.style in ("'", '"') and is_instant(node.text):
            written = source.text[node.start : node.end]
            plain = node.anchor is None and node.tag is None and "\n" not in written
            if plain and not _is_in_brackets(tree, route):
                span = (node.start, node.end)
                yield Fault(
                    quoted_instant.code,
                    f"{_named(route)} stands in quotes",
                    f"write {node.text} without them",
                    route,
                    edit=Rewrite(span, node.text),
                )


def _is_in_brackets(tree: Tree, route: Route) -> bool:
    """Tell whether a value stands inside of `[]` or `{}`, where some readers stop at its colon."""
    found = tree.look_up(route[:-1])
    return found is not None and isinstance(found[1], Mapping | Sequence) and found[1].flow


def _named(route: Route) -> str:
    """Name a value by its key; an item by that of its list too."""
    names = [at for at, step in enumerate(route) if isinstance(step, str)]
    return subject(route[names[-1] :] if names else route)
