"""From tree to plain data: merges applied, aliases shared, tags and keys judged."""

from __future__ import annotations

from article_schema.document.limits import Limits
from article_schema.document.scalars import Value, resolve
from article_schema.document.tree import (
    Alias,
    Data,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    is_merge,
    key_text,
    target_of,
)
from article_schema.faults import Fault

_CORE = "tag:yaml.org,2002:"
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,), "float": (float, int), "bool": (bool,), "null": (type(None),)
}  # fmt: skip


class TooManyNodesError(Exception):
    """Aliases and merges multiply the nodes of a file beyond its limit."""

    def __init__(self, node: Node) -> None:
        super().__init__()
        self.node = node


def construct(tree: Tree, limits: Limits) -> None:
    """Fill in the data of a tree and note what its YAML gets wrong.

    Raises:
        TooManyNodesError: the data, with each alias written out, would pass `limits.nodes`.
    """
    if tree.root is not None:
        builder = _Builder(tree.faults, limits.nodes)
        tree.data = builder.build(tree.root)[0]


class _Builder:
    def __init__(self, faults: list[Fault], budget: int) -> None:
        self.faults = faults
        self.told = set(faults)
        self.budget = budget
        self.shared: dict[int, tuple[Data, int]] = {}

    def build(self, node: Node) -> tuple[Data, int]:
        """Return the value of a node and the number of nodes that it stands for."""
        if isinstance(node, Alias):
            return self.shared[id(node.target)]
        if isinstance(node, Scalar):
            value: Data = self._scalar(node)
            size = 1
        elif isinstance(node, Sequence):
            self._check_tag(node, "seq")
            value, size = [], 1
            for item in node.items:
                child, weight = self.build(item)
                value.append(child)
                size = self._spend(size + weight, item)
        else:
            self._check_tag(node, "map")
            value, size = self._mapping(node)
        if node.anchor is not None:
            self.shared[id(node)] = value, size
        return value, size

    def _spend(self, size: int, node: Node) -> int:
        if size > self.budget:
            raise TooManyNodesError(node)
        return size

    def _mapping(self, node: Mapping) -> tuple[dict[str, Data], int]:
        own: dict[str, Data] = {}
        merged: dict[str, Data] = {}
        first_keys: dict[str, Node] = {}
        size = 1
        for key, value in node.pairs:
            if not isinstance(key, Alias) and (key.anchor or not isinstance(key, Scalar)):
                # An alias further on may stand for the key or for a part of it.
                self.build(key)
            child, weight = self.build(value)
            size = self._spend(size + weight, value)
            if is_merge(key):
                self._merge(value, child, merged)
                continue
            text = self._key(key)
            if text in first_keys:
                self._report_duplicate(text, key)
            first_keys.setdefault(text, key)
            own[text] = child
        for text, child in merged.items():
            own.setdefault(text, child)
        return own, size

    def _merge(self, value: Node, child: Data, merged: dict[str, Data]) -> None:
        sources = child if isinstance(child, list) else [child]
        if not all(isinstance(source, dict) for source in sources):
            self._report("DOC005", value, "a merge key `<<` takes a mapping or a list of them",
                         "write `<<: *name`, where name anchors a mapping")  # fmt: skip
            return
        for source in sources:
            for text, item in source.items():
                merged.setdefault(text, item)

    def _key(self, key: Node) -> str:
        text = key_text(key)
        if text is None:
            self._report("DOC011", key, "a key is a list or a mapping", "write the key as a word")
            return f"?{key.start}"
        scalar = target_of(key)
        if isinstance(key, Alias):
            self._report("DOC011", key, "a key is an alias", f"write the key out: `{text}`")
        elif isinstance(scalar, Scalar) and not isinstance(self._scalar(scalar), str):
            shown = text or "an empty key"
            self._report("DOC011", key, f"the key `{shown}` is not text in YAML",
                         f'put it in quotes: "{text}"')  # fmt: skip
        return text

    def _scalar(self, node: Scalar) -> Value:
        if node.tag is None:
            return node.text if node.style else resolve(node.text)
        name = node.tag.removeprefix(_CORE)
        if name in ("!", "str"):
            return node.text
        value = resolve(node.text)
        if name in _KINDS and isinstance(value, _KINDS[name]):
            return float(value) if name == "float" and isinstance(value, int) else value
        if name in _KINDS:
            self._report("DOC008", node, f"`{node.text}` does not fit its tag `!!{name}`",
                         "remove the tag")  # fmt: skip
        else:
            self._unsupported(node)
        return node.text if node.style else value

    def _check_tag(self, node: Mapping | Sequence, expected: str) -> None:
        if node.tag is not None and node.tag.removeprefix(_CORE) not in ("!", expected):
            self._unsupported(node)

    def _unsupported(self, node: Mapping | Sequence | Scalar) -> None:
        tag = str(node.tag)
        shown = f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
        self._report("DOC008", node, f"the tag `{shown}` has no meaning in an article",
                     "remove the tag; front matter is plain data")  # fmt: skip

    def _report_duplicate(self, text: str, key: Node) -> None:
        self._report("DOC006", key, f"the key `{text}` is used twice in this mapping",
                     "keep one of the two; parsers disagree on which one wins")  # fmt: skip

    def _report(self, code: str, node: Node, message: str, help_text: str) -> None:
        span = (node.start, max(node.end, node.start + 1))
        fault = Fault(code, message, help_text, span=span)
        if fault not in self.told:
            self.told.add(fault)
            self.faults.append(fault)
