"""Outline: the keys of a document as symbols, its foldings, and what its values name as links."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types
from pygls.uris import from_fs_path

from article_schema.document.tree import Mapping, Node, Scalar, Sequence, key_text, target_of
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.lsp.answers.trees import Reading, reading_of, shape_at
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.links.pictures import file_of
from article_schema.lsp.positions import Positions
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.routes import Route

#: As much of a value is shown beside its key, in characters.
_SHOWN = 60
_ADDRESS = late_pattern(r"https?://[^\s\"'<>\\^`{|}]+")
_KINDS: dict[type, types.SymbolKind] = {
    bool: types.SymbolKind.Boolean,
    float: types.SymbolKind.Number,
    int: types.SymbolKind.Number,
    type(None): types.SymbolKind.Null,
}


def symbols(reading: Reading, places: Positions) -> list[types.DocumentSymbol]:
    """Return the keys of a document, each with those below it."""
    root = reading.tree.root
    return [] if root is None else list(_children(root, reading, places))


def _children(node: Node, reading: Reading, places: Positions) -> Iterator[types.DocumentSymbol]:
    if isinstance(node, Mapping):
        for key, value in node.pairs:
            name = key_text(key)
            if name is not None:
                yield _symbol(name, key, value, reading, places)
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield _symbol(_name_of(item, index), item, item, reading, places)


def _symbol(
    name: str, first: Node, value: Node, reading: Reading, places: Positions
) -> types.DocumentSymbol:
    target = target_of(value)
    kind, detail = types.SymbolKind.Object, None
    if isinstance(target, Scalar):
        kind = _KINDS.get(type(target.value), types.SymbolKind.String)
        detail = target.text[:_SHOWN]
    elif isinstance(target, Sequence):
        kind = types.SymbolKind.Array
    whole = (min(first.start, value.start), max(first.end, value.end))
    return types.DocumentSymbol(
        # Protocol: a name is neither empty nor white space alone.
        name=name if name.strip() else repr(name),
        kind=kind,
        detail=detail,
        range=range_at(places, whole, reading.shift),
        selection_range=range_at(places, (first.start, first.end), reading.shift),
        children=list(_children(value, reading, places)) or None,
    )


def _name_of(item: Node, index: int) -> str:
    """Return what people know an item by: its own text, its address or name, or its number."""
    if isinstance(item, Scalar):
        return item.text[:_SHOWN]
    if isinstance(item, Mapping):
        pairs = ((key_text(key), value) for key, value in item.pairs)
        texts = {key: value.text for key, value in pairs if isinstance(value, Scalar)}
        known = HouseStyle().identity((), texts)
        if isinstance(known, tuple):
            return str(known[1])[:_SHOWN]
    return f"[{index}]"


def foldings(reading: Reading, places: Positions) -> list[types.FoldingRange]:
    """Return the front matter, and each value over several lines, as ranges to fold."""
    source = reading.source
    spans = [(key.start, value.end) for _, key, value in reading.entries() if key is not None]
    if source.format.fence:
        spans.insert(0, (0, len(source.text[: source.body_start].rstrip())))
    lines = [tuple(places.position(each + reading.shift)[0] for each in span) for span in spans]
    found = dict.fromkeys(lines)
    return [types.FoldingRange(first, last) for first, last in found if first < last]


def links(choice: Choice, text: Text) -> list[types.DocumentLink]:
    """Return the addresses in values, and the files that values name, as links.

    Args:
        choice: what counts for the document.
        text: the document.
    """
    reading, places = reading_of(choice, text), text.positions
    found = []
    for route, _, value in reading.entries() if reading is not None else ():
        if reading is None or not isinstance(value, Scalar):
            continue
        target = _target(choice, text, route, value)
        at = reading.source.text[value.start : value.end].find(value.text) if target else -1
        if at >= 0:
            start = value.start + at
            span = (start, start + len(value.text))
            found.append(types.DocumentLink(range_at(places, span, reading.shift), target))
    return found


def _target(choice: Choice, text: Text, route: Route, value: Scalar) -> str | None:
    """Return the address that a value is, or that of the file that it names."""
    if _ADDRESS.fullmatch(value.text):
        return value.text
    shape = shape_at(choice.model, route)
    path = file_of(choice, text, shape, value.text) if shape is not None else None
    return from_fs_path(path) if path is not None else None
