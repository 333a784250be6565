"""Evidence: what files show of the style that they are written in, counted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from article_schema.document.layout import Layout, PlainLayout, path_of
from article_schema.document.manner import (
    BLOCK,
    CRLF,
    DOUBLE,
    FLOW,
    FOLDED,
    HOUSE,
    KEEP,
    LF,
    LITERAL,
    MODEL,
    NONE,
    PLAIN,
    QUOTED,
    SECTIONS,
    SINGLE,
    SORTED,
)
from article_schema.document.source import Source
from article_schema.document.styling import FOLDABLE_SPACE, plain_is_safe
from article_schema.document.text import column, is_blank, line_end, line_start, past_break
from article_schema.document.tree import (
    Alias,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    is_empty,
    key_text,
)
from article_schema.routes import Route

_WORDS = {'"': DOUBLE, "'": SINGLE, "": PLAIN}
#: The widths that lines may be wrapped at, and the one that is meant where several would do.
_WIDTHS = range(40, 201)
USUAL_WIDTH = 80


class SeenLayout(PlainLayout):
    """The layout of files without a model: it knows the keys that they have."""

    def __init__(self) -> None:
        #: The keys of each mapping, by its path.
        self.keys: dict[str, dict[str, None]] = {}
        #: The keys at the top that hold lists and mappings.
        self.sections: set[str] = set()

    def see(self, route: Route, key: str, value: Node) -> None:
        """Take note of a key and its value."""
        self.keys.setdefault(path_of(route), {})[key] = None
        if not route and isinstance(value, Mapping | Sequence) and not value.flow:
            self.sections.add(key)

    def key_order(self, route: Route) -> list[str]:
        """Return the keys that were seen."""
        return list(self.keys.get(path_of(route), ()))

    def is_section(self, route: Route) -> bool:
        """Tell whether a list or a mapping was seen at the top."""
        return len(route) == 1 and route[0] in self.sections


class Evidence:
    """What some files show, by the fields of a style.

    Args:
        layout: what the model of the files says about their keys; its own manner does not matter.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.seen = SeenLayout()
        self.files = 0
        #: How often each word is seen, by the field that it is a value of.
        self.votes: dict[str, Counter[str]] = defaultdict(Counter)
        #: The quotes of texts that need none, by path and kind.
        self.quotes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        #: The quotes of texts that cannot be plain, by path.
        self.marks: dict[str, Counter[str]] = defaultdict(Counter)
        #: How often such text is written as the model says, and how often it is not.
        self.by_model: Counter[bool] = Counter()
        #: Whether the model wants quotes at any key that the files have.
        self.has_quoted_keys = False
        #: How often an array of TOML of so many values has a line for each, and how often not.
        self.arrays: Counter[tuple[int, bool]] = Counter()
        self.steps: dict[str, Counter[int]] = defaultdict(Counter)
        #: How often lists of single values are in brackets, and how often not, by path.
        self.lists: dict[str, Counter[str]] = defaultdict(Counter)
        #: The lengths of the lines that hold a list in brackets.
        self.flow_lines: list[int] = []
        #: How many texts of several lines agree with a width, and the lengths of those on one line.
        self.widths: Counter[int] = Counter()
        self.wrapped = 0
        self.long_lines: list[int] = []

    def add(self, source: Source, tree: Tree) -> None:
        """Count what one file of YAML shows."""
        if not isinstance(tree.root, Mapping | Sequence) or tree.root.flow:
            return
        self.begin(source)
        orders: list[set[str]] = []
        self._node(tree.root, (), source.text, orders)
        self.close(orders)
        if isinstance(tree.root, Mapping):
            self._blank_lines(tree.root, source.text)

    def begin(self, source: Source) -> None:
        """Count a file, its line breaks and its language."""
        self.files += 1
        self.votes["line_breaks"][CRLF if source.newline == "\r\n" else LF] += 1
        if source.format.fence:
            self.votes["front_matter"][source.format.language] += 1

    def close(self, orders: list[set[str]]) -> None:
        """Count the orders that all mappings of a file have in common."""
        if orders:
            shared = set.intersection(*orders)
            order = next((word for word in (MODEL, SORTED) if word in shared), KEEP)
            self.votes["key_order"][order] += 1

    def _node(self, node: Node, route: Route, text: str, orders: list[set[str]]) -> None:
        if isinstance(node, Scalar):
            self._scalar(node, route, text)
        elif isinstance(node, Mapping):
            orders += self.orders_of([key_text(key) or "" for key, _ in node.pairs], route)
            for key, value in node.pairs:
                step = key_text(key)
                if isinstance(key, Scalar) and key.style in _WORDS and plain_is_safe(key.text):
                    self.votes["name_quotes"][_WORDS[key.style]] += 1
                if step is None or isinstance(value, Alias):
                    continue
                if not isinstance(value, Scalar):
                    self._place(key, value, (*route, step), text)
                self.seen.see(route, step, value)
                self._node(value, (*route, step), text, orders)
        elif isinstance(node, Sequence):
            for index, item in enumerate(node.items):
                self._node(item, (*route, index), text, orders)

    def orders_of(self, keys: list[str], route: Route) -> Iterator[set[str]]:
        """Yield the orders that the keys of a mapping may have; a single key shows none."""
        if len(keys) < 2:
            return
        house = list(self.layout.key_order(route))
        known = [house.index(key) for key in keys if key in house]
        found = {SORTED} if keys == sorted(keys) else set()
        if len(known) > 1 and known == sorted(known) and len(known) == len(keys):
            found.add(MODEL)
        yield found

    def _place(self, key: Node, value: Mapping | Sequence, route: Route, text: str) -> None:
        """Count how a collection stands below its key, or behind it."""
        parts = value.items if isinstance(value, Sequence) else value.pairs
        if not parts or value.anchor is not None or value.tag is not None:
            return
        if isinstance(value, Sequence) and all(isinstance(item, Scalar) for item in value.items):
            self.lists[path_of(route)][FLOW if value.flow else BLOCK] += 1
            if value.flow and "\n" not in text[value.start : value.end]:
                self.flow_lines.append(column(text, value.end))
        if not value.flow and line_start(text, value.start) > key.start:
            name = "list_indent" if isinstance(value, Sequence) else "indent"
            self.steps[name][column(text, value.start) - column(text, key.start)] += 1

    def _scalar(self, node: Scalar, route: Route, text: str) -> None:
        if node.anchor is not None or node.tag is not None:
            return
        value = node.value
        if value is None:
            word = "empty" if is_empty(node) else "~" if node.text == "~" else "null"
            self.votes["null"][word] += 1
        if not isinstance(value, str):
            return
        if node.style in ("|", ">"):
            self.votes["multi_line"][LITERAL if node.style == "|" else FOLDED] += 1
            return
        if "\n" in value:
            self.votes["multi_line"][QUOTED] += 1
        word, path = _WORDS[node.style], path_of(route)
        kind = HOUSE.kind_of(value)
        if kind in ("text_quotes", "url_quotes"):
            if plain_is_safe(value):
                quoted = self.layout.is_quoted(route)
                self.has_quoted_keys |= quoted
                self.quotes[path, kind][word] += 1
                self.by_model[word == (DOUBLE if quoted else PLAIN)] += 1
            elif word != PLAIN:
                self.marks[path][word] += 1
        elif kind == "date_quotes" or word != PLAIN:
            self.votes[kind][word] += 1
        self._lines(node, text)

    def _lines(self, node: Scalar, text: str) -> None:
        """Count where the lines of a text end."""
        written = text[node.start : node.end]
        lines = written.splitlines()
        start = column(text, node.start)
        if len(lines) > 1:
            if not all(map(str.strip, lines)):
                return
            self.wrapped += 1
            ends = [start + len(lines[0]), *map(len, lines[1:-1])]
            last = [line.rpartition(" ")[2] for line in lines[:-1]]
            at_least = max(
                (end - len(word) - 1 for end, word in zip(ends, last, strict=True)), default=0
            )
            for width in _WIDTHS:
                if at_least <= width < min(ends):
                    self.widths[width] += 1
        else:
            spaces = [match.start() for match in FOLDABLE_SPACE.finditer(written)]
            if spaces:
                self.long_lines.append(start + spaces[-1])

    def _blank_lines(self, root: Mapping, text: str) -> None:
        """Count the files whose entries are apart as the house style has them, or never."""
        forms = {SECTIONS, NONE}
        layout = self.layout if self.layout.key_order(()) else self.seen
        for (above, value), (below, _) in pairwise(root.pairs):
            end = past_break(text, line_end(text, max(above.end, value.end)))
            has_blank = any(map(is_blank, text[end : line_start(text, below.start)].splitlines()))
            is_section = any(
                layout.is_section((key_text(key) or "",))
                for key in (above, below)
            )  # fmt: skip
            forms -= {SECTIONS} if has_blank != is_section else set()
            forms -= {NONE} if has_blank else set()
        if len(root.pairs) > 1:
            # Where both fit, the files show nothing of the difference.
            self.votes["blank_lines"][min(forms, default=KEEP, key=(SECTIONS, NONE).index)] += 1
