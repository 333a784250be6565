"""Edits of TOML: which text is replaced, put in or taken out for a change of the data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from article_schema.document import text as lines
from article_schema.document.edits import InsertItem, Patch, Patches
from article_schema.document.splicing.entries import entry_at, own_top
from article_schema.document.splicing.flow import insert_in_flow, remove_from_flow, reorder_flow
from article_schema.document.splicing.intended import refusal
from article_schema.document.splicing.new_keys import new_key_index
from article_schema.document.splicing.place import Place, Scene
from article_schema.document.splicing.planner import Planner
from article_schema.document.toml.nodes import Statement, TomlTree
from article_schema.document.toml.values import key_text, scalar_texts, value_text
from article_schema.document.tree import Data, Mapping, Node, Scalar, Sequence
from article_schema.faults import Range
from article_schema.routes import Route

_ONLY_TABLES = "only tables can stand in an array of tables"


class TomlPlanner(Planner):
    """Plans the edits of a text of TOML."""

    def __init__(self, scene: Scene, tree: TomlTree) -> None:
        super().__init__(scene)
        self.tree = tree

    def replace_scalar(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new scalar in the place of another one."""
        node = place.node
        assert isinstance(node, Scalar)  # noqa: S101 - it has been looked up
        written = self.scene.text[node.start : node.end]
        for text in scalar_texts(value, node, written, place.route):
            yield [Patch(node.start, node.end, self._with_breaks(text))]

    def replace_value(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a value of another kind."""
        node = place.node
        assert node is not None  # noqa: S101 - it has been looked up
        if _is_inline(node) or place.in_flow:
            yield [Patch(node.start, node.end, value_text(value, place.route))]
            return
        if isinstance(place.parent, Sequence):
            raise refusal(place.route, _ONLY_TABLES)
        removed = self._removed(place.route)
        for added in self._new_key(place, value):
            yield [*removed, *added]

    def rename_key(self, place: Place, key: str) -> Iterator[Patches]:
        """Plan a new key, in every statement that names it."""
        if place.key is not None and place.in_flow:
            yield [Patch(place.key.start, place.key.end, key_text(key))]
            return
        spans = {
            span
            for statement in self.tree.below(place.route)
            for route, span in statement.parts
            if route == place.route
        }
        yield [Patch(*span, key_text(key)) for span in sorted(spans)]

    def insert_key(self, place: Place, value: Data) -> Iterator[Patches]:
        """Plan a new key of a table."""
        parent = place.parent
        assert isinstance(parent, Mapping)  # noqa: S101 - only a key can be missing
        if not parent.flow:
            yield from self._new_key(place, value)
            return
        pair = f"{key_text(str(place.route[-1]))} = {value_text(value, place.route)}"
        index = new_key_index(self.scene, parent, place.route)
        yield from insert_in_flow(
            self.scene, parent, index, place.route, [lambda _indent, _step: pair]
        )

    def insert_item(self, place: Place, node: Sequence, edit: InsertItem) -> Iterator[Patches]:
        """Plan a new item of an array."""
        if node.flow:
            text = value_text(edit.value, place.route)
            yield from insert_in_flow(
                self.scene, node, edit.index, place.route, [lambda _indent, _step: text]
            )
            return
        if not isinstance(edit.value, dict):
            raise refusal(place.route, _ONLY_TABLES)
        header = self._header_of((*place.route, 0))
        written = self.scene.text[header.start : header.end]
        section = self._section(written, edit.value, place.route)
        if edit.index < len(node.items):
            at = self._top(self._header_of((*place.route, edit.index)))
            yield [Patch(at, at, f"{section}{self.scene.newline}")]
        else:
            yield [self._at_end(self.tree.below(place.route)[-1], section, apart=True)]

    def remove(self, place: Place) -> Iterator[Patches]:
        """Plan the removal of a value."""
        if place.in_flow:
            yield from remove_from_flow(self.scene, place)
            return
        removed = self._removed(place.route)
        yield removed
        # Tables that only stood in keys with dots, and arrays of tables, go with their last value.
        above = place.route[:-1]
        empty: Data = [] if isinstance(place.parent, Sequence) else {}
        if above:
            grand = place.path[-2] if len(place.path) > 1 else self.tree.root
            around = Place(above, place.path[:-1], place.index, None, None)
            if isinstance(grand, Mapping):
                for added in self._new_key(around, empty):
                    yield [*removed, *added]

    def reorder(self, node: Sequence, route: Route, order: tuple[int, ...]) -> Patches:
        """Plan a new order of the items of an array."""
        if node.flow:
            return reorder_flow(self.scene, node, route, order)
        tops = [self._top(self._header_of((*route, index))) for index in range(len(node.items))]
        last = self.tree.below(route)[-1]
        text = self.scene.text
        spans = [*pairwise(tops), (tops[-1], self._past(last))]
        return [
            Patch(*span, self._ended(text[slice(*spans[source])]))
            for span, source in zip(spans, order, strict=True)
        ]

    def _new_key(self, place: Place, value: Data) -> Iterator[Patches]:
        """Yield the ways to write a new key of a table that stands on lines of its own."""
        route, above = place.route, place.route[:-1]
        key = key_text(str(route[-1]))
        own = [each for each in self.tree.statements if each.table == above]
        if value and isinstance(value, dict) and self._may_have_section(above):
            names = ".".join(key_text(str(step)) for step in route)
            section = self._section(f"[{names}]", value, route)
            yield [self._at_end(self.tree.statements[-1], section, apart=True)]
        if value and isinstance(value, list) and all(value) and self._may_have_section(above):
            yield from self._tables(route, value)
        pair = f"{key} = {value_text(value, route)}"
        if own or not above:
            yield [self._beside(place, [each for each in own if not each.is_header], pair)]
            return
        inside = [each for each in self.tree.below(above) if not each.is_header]
        if inside and inside[-1].table == inside[0].table != above:
            prefix = above[len(inside[-1].table) :]
            names = ".".join(key_text(str(step)) for step in prefix)
            yield [self._at_end(inside[-1], f"{names}.{pair}")]
        first = self.tree.below(above)
        if first:
            names = ".".join(key_text(str(step)) for step in above)
            section = f"[{names}]{self.scene.newline}{pair}{self.scene.newline}"
            at = self._top(first[0])
            yield [Patch(at, at, f"{section}{self.scene.newline}")]

    def _tables(self, route: Route, value: list[Data]) -> Iterator[Patches]:
        if all(isinstance(item, dict) for item in value):
            names = ".".join(key_text(str(step)) for step in route)
            sections = [self._section(f"[[{names}]]", item, route) for item in value]
            text = self.scene.newline.join(sections)
            yield [self._at_end(self.tree.statements[-1], text, apart=True)]

    def _may_have_section(self, above: Route) -> bool:
        """Tell whether a new table may have a header: where the file has some, and no array."""
        return not any(isinstance(step, int) for step in above) and any(
            each.is_header for each in self.tree.statements
        )

    def _beside(self, place: Place, own: list[Statement], pair: str) -> Patch:
        """Return the patch that puts a pair among the pairs of its table."""
        parent = place.parent if place.path else self.tree.root
        assert isinstance(parent, Mapping)  # noqa: S101 - only a table has pairs
        index = new_key_index(self.scene, parent, place.route)
        following = {key.start for key, _ in parent.pairs[index : index + 1]}
        for statement in own:
            if statement.start in following:
                at = self._top(statement)
                return Patch(at, at, f"{self._indent(statement)}{pair}{self.scene.newline}")
        if own:
            return self._at_end(own[-1], pair)
        header = [each for each in self.tree.statements if each.route == place.route[:-1]]
        if header and place.route[:-1]:
            return self._at_end(header[0], pair)
        at = self.scene.source.block[0]
        return Patch(at, at, f"{pair}{self.scene.newline}")

    def _at_end(self, statement: Statement, text: str, *, apart: bool = False) -> Patch:
        """Return the patch that puts lines below a statement, apart from it if so wanted."""
        at = self._past(statement)
        newline = self.scene.newline
        start = "" if self.scene.text[at - 1 : at] in ("\n", "\r") else newline
        if apart:
            return Patch(at, at, f"{start}{newline}{text}")
        return Patch(at, at, f"{start}{self._indent(statement)}{text}{newline}")

    def _section(self, header: str, value: dict[str, Data], route: Route) -> str:
        newline = self.scene.newline
        pairs = [f"{key_text(key)} = {value_text(item, (*route, key))}{newline}"
                 for key, item in value.items()]  # fmt: skip
        return f"{header}{newline}{''.join(pairs)}"

    def _removed(self, route: Route) -> Patches:
        """Return the patches that take out the lines of a value, with their comments."""
        spans: list[Range] = []
        for statement in self.tree.below(route):
            start, end = self._own_top(statement), self._past(statement)
            text, (lower, upper) = self.scene.text, self.scene.source.block
            between_blanks = lines.blank_lines_below(text, end, upper) > end
            if statement.is_header or between_blanks:
                start = lines.blank_lines_above(text, start, lower)
            if spans and start <= spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        if not spans:
            raise refusal(route, "there is no statement of its own")
        return [Patch(*span, "") for span in spans]

    def _header_of(self, route: Route) -> Statement:
        for each in self.tree.statements:
            if each.is_header and each.route == route:
                return each
        raise refusal(route, "the table has no header")

    def _top(self, statement: Statement) -> int:
        """Return the start of the lines of a statement, with the comments directly above it."""
        text, lower = self.scene.text, self.scene.source.block[0]
        start = lines.line_start(text, statement.start)
        return lines.comments_above(text, start, lower, start)

    def _own_top(self, statement: Statement) -> int:
        """Return the start of the lines of a statement, with those comments that go with it."""
        statements = self.tree.statements
        index = end = next(at for at, each in enumerate(statements) if each is statement)
        # What stands above a header is about its table, however many pairs follow.
        while not statement.is_header and end + 1 < len(statements):
            if statements[end + 1].is_header:
                break
            end += 1
        entries = [entry_at(self.scene.text, each.start, each.end)
                   for each in statements[: end + 1]]  # fmt: skip
        return own_top(self.scene.text, entries, index, self.scene.source.block[0])

    def _past(self, statement: Statement) -> int:
        """Return where the line after a statement starts."""
        text = self.scene.text
        return lines.past_break(text, lines.line_end(text, statement.end))

    def _indent(self, statement: Statement) -> str:
        text = self.scene.text
        return text[lines.line_start(text, statement.start) : statement.start]

    def _ended(self, text: str) -> str:
        return text if text.endswith(("\n", "\r")) else text + self.scene.newline

    def _with_breaks(self, text: str) -> str:
        return text if self.scene.newline == "\n" else text.replace("\n", self.scene.newline)


def _is_inline(node: Node) -> bool:
    return isinstance(node, Scalar) or (isinstance(node, Mapping | Sequence) and node.flow)
