"""What files of TOML show of their style: order, quotes, arrays and the lines above tables."""

from __future__ import annotations

from datetime import date, time

from article_schema.document.layout import path_of
from article_schema.document.manner import DOUBLE, HOUSE, NONE, PLAIN, SECTIONS, SINGLE
from article_schema.document.source import Source
from article_schema.document.text import column, is_blank, line_start
from article_schema.document.toml.nodes import TomlTree
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, key_text
from article_schema.routes import Route
from article_schema.style.evidence import Evidence


def add_toml(evidence: Evidence, source: Source, tree: TomlTree) -> None:
    """Count what one file of TOML shows."""
    evidence.begin(source)
    orders: list[set[str]] = []
    if tree.root is not None:
        _node(evidence, tree.root, (), source.text, orders)
    evidence.close(orders)
    _blank_lines(evidence, source.text, tree)


def add_arrays(evidence: Evidence, source: Source, node: Node | None) -> None:
    """Count the arrays alone, for a site whose files are mostly in another language."""
    if isinstance(node, Mapping):
        for _, value in node.pairs:
            _array(evidence, value, source.text)
            add_arrays(evidence, source, value)
    elif isinstance(node, Sequence):
        for item in node.items:
            add_arrays(evidence, source, item)


def _node(evidence: Evidence, node: Node, route: Route, text: str, orders: list[set[str]]) -> None:
    if isinstance(node, Scalar):
        _scalar(evidence, node, route)
    elif isinstance(node, Mapping):
        # The tables come last in any order.
        keys = [key_text(key) or "" for key, value in node.pairs if not _is_table(value)]
        orders += evidence.orders_of(keys, route)
        for key, value in node.pairs:
            _array(evidence, value, text)
            _node(evidence, value, (*route, key_text(key) or ""), text, orders)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            _node(evidence, item, (*route, index), text, orders)


def _scalar(evidence: Evidence, node: Scalar, route: Route) -> None:
    # A date is a value of its own in TOML.
    value: object = node.value
    if isinstance(value, date | time):
        evidence.votes["date_quotes"][PLAIN] += 1
    if not isinstance(value, str):
        return
    word = SINGLE if node.style == "'" else DOUBLE
    kind = HOUSE.kind_of(value)
    if kind in ("text_quotes", "url_quotes"):
        evidence.quotes[path_of(route), kind][word] += 1
        evidence.has_quoted_keys |= evidence.layout.is_quoted(route)
        evidence.by_model[word == DOUBLE] += 1
    elif kind == "date_quotes":
        evidence.votes[kind][word] += 1


def _array(evidence: Evidence, value: Node, text: str) -> None:
    if not isinstance(value, Sequence) or not value.items or _is_table(value):
        return
    has_lines = "\n" in text[value.start : value.end]
    evidence.arrays[len(value.items), has_lines] += 1
    first = value.items[0].start
    if has_lines and line_start(text, first) > value.start:
        evidence.steps["array_indent"][column(text, first)] += 1


def _is_table(value: Node) -> bool:
    if isinstance(value, Sequence) and value.items:
        return all(isinstance(item, Mapping) and not item.flow for item in value.items)
    return isinstance(value, Mapping) and not value.flow


def _blank_lines(evidence: Evidence, text: str, tree: TomlTree) -> None:
    headers = [each.start for each in tree.statements[1:] if each.is_header]
    blanks = {is_blank(_line_above(text, start)) for start in headers}
    if len(blanks) == 1:
        evidence.votes["blank_lines"][SECTIONS if True in blanks else NONE] += 1


def _line_above(text: str, start: int) -> str:
    end = line_start(text, start) - 1
    return text[line_start(text, end) : end].rstrip("\r")
