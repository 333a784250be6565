"""Reading: the ladder from the quickest way to read a file to the one that decides."""

from __future__ import annotations

from article_schema.document.limits import DEFAULT_LIMITS, HOUSE_DEPTH, HOUSE_LENGTH, Limits
from article_schema.document.reading.glance import glance_at_yaml
from article_schema.document.scalars import MAX_INTEGER_DIGITS
from article_schema.document.source import Source
from article_schema.document.tree import Data, LaterTree, Mapping, Node, Tree

TYPE_CHECKING = False
if TYPE_CHECKING:
    from article_schema.faults import Route


class GlancedTree(LaterTree):
    """The tree of a text that was read at a glance, which sees no faults but those of values.

    Args:
        source: the text.
        limits: those that its nodes are read with.
        data: what it means.
        is_agreed: whether it is known that all readers take its values for the same.
    """

    __slots__ = ("_blocks", "_limits", "_source", "_whole", "is_agreed")

    def __init__(
        self, source: Source, limits: Limits, data: Data, *, is_agreed: bool = False
    ) -> None:
        self.is_agreed = is_agreed
        #: The nodes of the keys that somebody has looked up, as far as each could be read alone.
        self._blocks: dict[str, Mapping | None] = {}
        self._source = source
        self._limits = limits
        self._whole: Tree | None = None
        super().__init__(None, data)

    @property
    def whole(self) -> Tree:
        """The same as the rungs read it that see nodes."""
        if self._whole is None:
            self._whole = read(self._source, self._limits)
        return self._whole

    def _nodes(self) -> Node | None:
        return self.whole.root

    def look_up(self, route: Route) -> tuple[Node | None, Node] | None:
        """Do what `find` does; only the lines of the first key are read, if they tell enough."""
        if self._whole is not None or not route or not self._source.format.has_house_form:
            return self.find(route)
        key = str(route[0])
        if key not in self.data:
            return None
        if key not in self._blocks:
            from article_schema.document.reading.house import block_of

            self._blocks[key] = block_of(self._source, key, self.data[key])
        block = self._blocks[key]
        return self.find(route) if block is None else self.find(route, block)


def look(source: Source, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read a source of which perhaps nobody asks for more than its data.

    Raises:
        DocumentError: its YAML or JSON cannot be parsed, or is beyond a limit.
    """
    if _may_be_glanced_at(source, limits):
        text = source.data_text
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        # Text below a `|` has no last line break where the file has none.
        seen = glance_at_yaml(text) if text.endswith("\n") else None
        if seen is not None:
            return GlancedTree(source, limits, seen.data)
    return read(source, limits)


def unread(tree: Tree, source: Source, limits: Limits, data: Data) -> LaterTree | None:
    """Return the tree of a source that the rung of another tree would read, given what it means.

    Args:
        tree: the other tree, that of the text before a change.
        source: the new text.
        limits: those that its nodes are read with.
        data: what the rung would read.

    Returns:
        None where the rung would not read so long a text, or reads no text without its nodes.
    """
    if isinstance(tree, GlancedTree):
        return GlancedTree(source, limits, data) if _may_be_glanced_at(source, limits) else None
    if not isinstance(tree, LaterTree) or not may_be_in_house_form(source, limits):
        return None
    from article_schema.document.reading.house import HouseTree

    return HouseTree(source.data_text, source.block[0], data)


def read(source: Source, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Read a source by the quickest rung that may judge it.

    Raises:
        DocumentError: its YAML or JSON cannot be parsed, or is beyond a limit.
    """
    return read_quickly(source, limits) or _composed(source, limits)


def _composed(source: Source, limits: Limits) -> Tree:
    # Most files are in house form, and wait for no parser.
    from article_schema.document.reading.compose import compose

    return compose(source, limits)


def read_quickly(source: Source, limits: Limits) -> Tree | None:
    """Return the tree of a source in house form, or None where the parsers have to judge it."""
    if not may_be_in_house_form(source, limits):
        return None
    from article_schema.document.reading.house import read_house_form

    return read_house_form(source.data_text, source.block[0])


def _may_be_glanced_at(source: Source, limits: Limits) -> bool:
    start, end = source.block
    # What only the slow parser could judge has a limit of its own.
    return end - start <= limits.slow_characters and may_be_in_house_form(source, limits)


def may_be_in_house_form(source: Source, limits: Limits) -> bool:
    """Tell whether its format and its length let the scanner of the house form read a source."""
    start, end = source.block
    # The scanner has narrow bounds of its own; these are for limits that are narrower still.
    if not source.format.has_house_form or limits.depth <= HOUSE_DEPTH:
        return False
    if limits.integer_digits < MAX_INTEGER_DIGITS:
        return False
    most = min(limits.data_characters, limits.nodes, limits.scalar_characters, HOUSE_LENGTH)
    return end - start <= most
