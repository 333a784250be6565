"""New values as text that looks like what stands around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from article_schema.document.layout import path_of
from article_schema.document.manner import FLOW, SIGNS
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.new_keys import order_of, place_key
from article_schema.document.splicing.place import Scene
from article_schema.document.styling import candidate_styles, is_plain_instant, render_scalar
from article_schema.document.text import column, line_start
from article_schema.document.tree import (
    Alias,
    Data,
    Mapping,
    Node,
    Scalar,
    Sequence,
    is_empty,
    key_text,
)
from article_schema.routes import Route


@dataclass(frozen=True, slots=True)
class BlockStyle:
    """How a file writes its block collections."""

    #: Columns from a key to the keys of its mapping.
    step: int = 2
    #: Columns from a key to the dashes of its list.
    list_offset: int = 2
    #: What stands between a dash and its item.
    dash_gap: str = " "


def block_style_of(scene: Scene, near: Node | None) -> BlockStyle:
    """Read off the style of a file, first from the collection next to the new value."""
    return scene.once("block style", near, lambda: _block_style(scene, near))


def _block_style(scene: Scene, near: Node | None) -> BlockStyle:
    text, root = scene.text, scene.tree.root
    step, offset, gap = _measure(text, near, (None, None, None))
    if None in (step, offset, gap):
        everywhere = scene.once("measures", root, lambda: _measure(text, root, (None, None, None)))
        step = everywhere[0] if step is None else step
        offset = everywhere[1] if offset is None else offset
        gap = everywhere[2] if gap is None else gap
    manner = scene.layout.manner
    step = step or manner.indent
    usual = step if manner.list_indent is None else manner.list_indent
    return BlockStyle(step, usual if offset is None else offset, gap or " ")


_Measures = tuple[int | None, int | None, str | None]


def _measure(text: str, node: Node | None, known: _Measures) -> _Measures:
    step, offset, gap = known
    waiting = [node]
    while waiting and None in (step, offset, gap):
        current = waiting.pop(0)
        if isinstance(current, Sequence) and not current.flow:
            gap = _dash_gap(text, current) if gap is None else gap
            waiting += current.items
        elif isinstance(current, Mapping) and not current.flow:
            for key, value in current.pairs:
                waiting.append(value)
                if isinstance(value, Mapping) and not value.flow and step is None:
                    step = _distance(text, key, value)
                if isinstance(value, Sequence) and not value.flow and offset is None:
                    offset = _distance(text, key, value)
    return step, offset, gap


def _distance(text: str, key: Node, value: Node) -> int | None:
    distance = column(text, value.start) - column(text, key.start)
    separate_line = line_start(text, value.start) > key.start
    return distance if separate_line and 0 <= distance <= 16 else None


def _dash_gap(text: str, sequence: Sequence) -> str | None:
    if not sequence.items or text[sequence.start : sequence.start + 1] != "-":
        return None
    gap = text[sequence.start + 1 : sequence.items[0].start]
    return gap if gap and not gap.strip(" ") and len(gap) <= 8 else None


class Writer:
    """Renders values in block or flow style; a sample, where there is one, shows the manner.

    `careful` puts all text into double quotes.
    """

    def __init__(self, scene: Scene, style: BlockStyle, *, careful: bool = False) -> None:
        self.scene = scene
        self.style = style
        self.careful = careful

    def entry(
        self, key: str, value: Data, sample: Node | None, route: Route, indent: int
    ) -> list[str]:
        """Return the lines of a mapping entry; `route` is the entry's."""
        head = f"{' ' * indent}{self.key(key, flow=False)}:"
        inline = self.inline(value, sample, route, indent)
        if inline is not None:
            return [f"{head} {inline}" if inline else head]
        step = self.style.step if isinstance(value, dict) else self.style.list_offset
        return [head, *self.block(value, sample, route, indent + step)]

    def item(self, value: Data, sample: Node | None, route: Route, indent: int) -> list[str]:
        """Return the lines of a list item with its dash; `route` is the item's."""
        head = f"{' ' * indent}-{self.style.dash_gap}"
        inline = self.inline(value, sample, route, indent)
        if inline is not None:
            return [f"{head}{inline}"]
        first, *rest = self.block(value, sample, route, len(head))
        return [head + first[len(head) :], *rest]

    def block(self, value: Data, sample: Node | None, route: Route, indent: int) -> list[str]:
        """Return the lines of a list or mapping that is not empty, in block style."""
        lines: list[str] = []
        if isinstance(value, list):
            for index, item in enumerate(value):
                lines += self.item(item, _item_sample(sample, item), (*route, index), indent)
            return lines
        for key in self.ordered(value, sample, route):
            child = _pair_sample(sample, key)
            lines += self.entry(key, value[key], child, (*route, key), indent)
        return lines

    def inline(self, value: Data, sample: Node | None, route: Route, indent: int) -> str | None:
        """Return a value that stands on its key's line, or None for one in block style."""
        if isinstance(value, dict | list):
            as_flow = (
                not value or _is_flow(sample) or (sample is None and self.likes_flow(value, route))
            )
            return self.flow(value, sample, route) if as_flow else None
        if value is None and sample is not None and is_empty(sample):
            return ""
        return self.scalar(value, sample, route, indent=indent + self.style.step, flow=False)

    def likes_flow(self, value: Data, route: Route) -> bool:
        """Tell whether the style of the site has a new list in brackets."""
        manner = self.scene.layout.manner
        is_simple = isinstance(value, list) and not any(isinstance(v, dict | list) for v in value)
        return (
            is_simple
            and manner.lists_at(path_of(route)) == FLOW
            and len(value) <= (manner.flow_items or len(value))
        )

    def flow(self, value: Data, sample: Node | None, route: Route) -> str:
        """Return a value in flow style."""
        if isinstance(value, list):
            items = enumerate(value)
            parts = [self.flow(item, _item_sample(sample, item), (*route, i)) for i, item in items]
            return f"[{', '.join(parts)}]"
        if isinstance(value, dict):
            keys = self.ordered(value, sample, route)
            parts = [self.flow_pair(key, value[key], _pair_sample(sample, key), (*route, key))
                     for key in keys]  # fmt: skip
            return f"{{{', '.join(parts)}}}"
        return self.scalar(value, sample, route, indent=0, flow=True)

    def flow_pair(self, key: str, value: Data, sample: Node | None, route: Route) -> str:
        """Return an entry of a flow mapping; `route` is the entry's."""
        return f"{self.key(key, flow=True)}: {self.flow(value, sample, route)}"

    def key(self, key: str, *, flow: bool, style: str = "") -> str:
        """Return a mapping key in a style, or in the first that can hold it."""
        styles = candidate_styles(key, style, quoted=False)
        return self._first(key, styles, (), 0, flow, instants=False)

    def scalar(
        self, value: Data, sample: Node | None, route: Route, *, indent: int, flow: bool
    ) -> str:
        """Return a scalar in the style of the sample, or in the first that can hold it."""
        old: str | None = None
        if isinstance(sample, Scalar) and isinstance(sample.value, str) is isinstance(value, str):
            old = sample.style
        if old in ("|", ">") and "\n" not in str(value):
            old = None
        layout = self.scene.layout
        quoted = layout.is_quoted(route) and old != ""
        first = old or ('"' if quoted else "")
        if sample is None and isinstance(value, str):
            wish = layout.manner.wish(value, path_of(route), quoted=quoted)
            first = SIGNS[wish.word] if wish.is_explicit else first
            quoted = quoted and not wish.is_explicit
        styles = candidate_styles(value, first, quoted=quoted)
        if self._is_block(value, old):
            styles = ("|", *styles)
        if self.careful and isinstance(value, str):
            styles = ('"',)
        instants = may_be_instant(self.scene, route, sample)
        return self._first(value, styles, route, 0 if flow else indent, flow, instants=instants)

    def _is_block(self, value: Data, old: str | None) -> bool:
        """Tell whether a text over several lines stands below a `|`."""
        is_long = isinstance(value, str) and "\n" in value and old not in ("|", ">")
        return is_long and self.scene.has_block_text

    def _first(
        self,
        value: Data,
        styles: Iterable[str],
        route: Route,
        indent: int,
        flow: bool,
        *,
        instants: bool,
    ) -> str:
        """Return the value in the first style that can hold it; blocks need an indentation."""
        for style in styles:
            if not indent and style in ("|", ">"):
                continue
            text = render_scalar(
                value,
                style,
                indent=indent,
                newline=self.scene.newline,
                flow=flow,
                instants=instants,
            )
            if text is not None:
                return text
        raise refusal(route, "no style of YAML can hold the value")

    def ordered(self, value: Data, sample: Node | None, route: Route) -> list[str]:
        """Return the keys of a new mapping: as in the sample, the others by house order."""
        present: list[str | None] = []
        if isinstance(sample, Mapping):
            for key, _ in sample.pairs:
                text = key_text(key)
                if text in value and text not in present:
                    present.append(text)
        order = order_of(self.scene.layout, route, value)
        for key in [*(key for key in order if key in value), *value]:
            if key not in present:
                present.insert(place_key(present, key, order), key)
        return [key for key in present if key is not None]


def may_be_instant(scene: Scene, route: Route, sample: Node | None) -> bool:
    """Tell whether readers expect a date and time at a route: by the layout, or as they got one."""
    if scene.layout.is_instant(route):
        return True
    return (
        isinstance(sample, Scalar)
        and not sample.style
        and not sample.tag
        and is_plain_instant(sample.text)
    )


def _is_flow(sample: Node | None) -> bool:
    """Tell whether a sample shows that its like is written in brackets; an empty one does not."""
    if isinstance(sample, Sequence):
        return sample.flow and bool(sample.items)
    return isinstance(sample, Mapping) and sample.flow and bool(sample.pairs)


def _item_sample(sample: Node | None, item: Data) -> Node | None:
    """Return an item of the same kind from a list."""
    kind = Mapping if isinstance(item, dict) else Sequence if isinstance(item, list) else Scalar
    if isinstance(sample, Sequence):
        return next((node for node in reversed(sample.items) if isinstance(node, kind)), None)
    return None


def _pair_sample(sample: Node | None, key: str) -> Node | None:
    """Return the value of a key in a mapping."""
    if isinstance(sample, Mapping):
        for node, value in sample.pairs:
            if key_text(node) == key and not isinstance(value, Alias):
                return value
    return None
