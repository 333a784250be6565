"""From tree to plain data: merges applied, aliases shared, tags and keys judged."""

from __future__ import annotations

from typing import NamedTuple

from article_schema.document.limits import Limits, long_number, too_deep, too_many_aliased
from article_schema.document.reading.surrogates import half_character
from article_schema.document.scalars import Value, digits_of, resolve
from article_schema.document.tree import (
    Alias,
    CollectionKey,
    Data,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    is_empty,
    is_merge,
    key_text,
    target_of,
)
from article_schema.faults import Fault, Range, Related
from article_schema.rules.codes import (
    DUPLICATE_KEY,
    FORBIDDEN_CHARACTER,
    KEY_NOT_TEXT,
    SYNTAX_ERROR,
    UNSUPPORTED_TAG,
)

_CORE = "tag:yaml.org,2002:"
_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,), "float": (float, int), "bool": (bool,), "null": (type(None),)
}  # fmt: skip


class OverLimitError(Exception):
    """The data of a tree is beyond a limit, as the fault says."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class _Built(NamedTuple):
    """What a node stands for, with each alias below it written out."""

    data: Data
    nodes: int
    #: Levels of lists and mappings, its own included.
    height: int


def construct(tree: Tree, limits: Limits) -> None:
    """Fill in the data of a tree and note what its YAML gets wrong.

    Raises:
        OverLimitError: aliases and merges stand for too many values or levels, or a number is too
            long.
    """
    if tree.root is not None:
        tree.data = _Builder(tree.faults, limits).build(tree.root, 0).data


class _Builder:
    def __init__(self, faults: list[Fault], limits: Limits) -> None:
        self.faults = faults
        self.told = set(faults)
        self.limits = limits
        #: How many nodes the aliases stand for that were met so far.
        self.aliased = 0
        self.shared: dict[int, _Built] = {}

    def build(self, node: Node, level: int) -> _Built:
        """Return what a node stands for that lies so many levels deep."""
        if isinstance(node, Alias):
            return self._alias(node, level)
        if isinstance(node, Scalar):
            if not node.text.isascii() and (halves := half_character(node.text)):
                self._report(FORBIDDEN_CHARACTER, node, *halves)
            built = _Built(self._scalar(node), 1, 0)
        elif isinstance(node, Sequence):
            self._check_tag(node, "seq")
            items = [self.build(item, level + 1) for item in node.items]
            built = _collection([item.data for item in items], items)
        else:
            self._check_tag(node, "map")
            values = [self._pair(key, value, level + 1) for key, value in node.pairs]
            built = _collection(self._mapping(node, values), values)
        if node.anchor is not None:
            self.shared[id(node)] = built
        return built

    def _pair(self, key: Node, value: Node, level: int) -> _Built:
        if not isinstance(key, Alias) and (key.anchor or not isinstance(key, Scalar)):
            # An alias further on may stand for the key or for a part of it.
            self.build(key, level)
        return self.build(value, level)

    def _alias(self, node: Alias, level: int) -> _Built:
        built = self.shared[id(node.target)]
        if level + built.height > self.limits.depth:
            raise OverLimitError(too_deep(self.limits, node.start))
        self.aliased += built.nodes
        if self.aliased > self.limits.alias_nodes:
            raise OverLimitError(too_many_aliased(self.limits, node.start))
        return built

    def _mapping(self, node: Mapping, values: list[_Built]) -> dict[str, Data]:
        own: dict[str, Data] = {}
        merged: dict[str, Data] = {}
        first_keys: dict[str, Node] = {}
        unnamed = 0
        for (key, value), (child, _, _) in zip(node.pairs, values, strict=True):
            if is_merge(key):
                self._merge(value, child, merged)
                continue
            text = self._key(key, node, unnamed)
            unnamed += isinstance(text, CollectionKey)
            if text in first_keys:
                self._report_duplicate(text, key, first_keys[text])
            first_keys.setdefault(text, key)
            own[text] = child
        for text, child in merged.items():
            own.setdefault(text, child)
        return own

    def _merge(self, value: Node, child: Data, merged: dict[str, Data]) -> None:
        sources = child if isinstance(child, list) else [child]
        if not all(isinstance(source, dict) for source in sources):
            self._report(SYNTAX_ERROR, value, "a merge key `<<` takes a mapping or a list of them",
                         "write `<<: *name`, where name anchors a mapping")  # fmt: skip
            return
        for source in sources:
            for text, item in source.items():
                merged.setdefault(text, item)

    def _key(self, key: Node, owner: Mapping, number: int) -> str:
        text = key_text(key)
        if text is None:
            placeholder = _placeholder(owner)
            if placeholder is None:
                advice = "write the key as a word"
                self._report(KEY_NOT_TEXT, key, "a key is a list or a mapping", advice)
            else:
                message = f"`{placeholder}` is a mapping in YAML, and no placeholder"
                advice = f'put the value in quotes: "{placeholder}"'
                self._report(SYNTAX_ERROR, owner, message, advice)
            # Not by its place, which moves with every edit above.
            return CollectionKey(f"?{number}")
        scalar = target_of(key)
        if isinstance(key, Alias):
            self._report(KEY_NOT_TEXT, key, "a key is an alias", f"write the key out: `{text}`")
        elif isinstance(scalar, Scalar) and not isinstance(self._scalar(scalar), str):
            shown = text or "an empty key"
            self._report(KEY_NOT_TEXT, key, f"the key `{shown}` is not text in YAML",
                         f'put it in quotes: "{text}"')  # fmt: skip
        return text

    def _scalar(self, node: Scalar) -> Value:
        if node.tag is None:
            return node.text if node.style else self._resolve(node)
        name = node.tag.removeprefix(_CORE)
        if name in ("!", "str"):
            return node.text
        value = self._resolve(node)
        if name in _KINDS and isinstance(value, _KINDS[name]):
            # Through its text: a number beyond the range of floats is infinite, as `1e400` is.
            return float(str(value)) if name == "float" and isinstance(value, int) else value
        if name in _KINDS:
            self._report(UNSUPPORTED_TAG, node, f"`{node.text}` does not fit its tag `!!{name}`",
                         "remove the tag")  # fmt: skip
        else:
            self._unsupported(node)
        return node.text if node.style else value

    def _resolve(self, node: Scalar) -> Value:
        most = self.limits.integer_digits
        if len(node.text) > most:
            digits = digits_of(node.text)
            if digits > most:
                fault = long_number(self.limits, digits, (node.start, node.end))
                raise OverLimitError(fault)
        return resolve(node.text, most)

    def _check_tag(self, node: Mapping | Sequence, expected: str) -> None:
        if node.tag is not None and node.tag.removeprefix(_CORE) not in ("!", expected):
            self._unsupported(node)

    def _unsupported(self, node: Mapping | Sequence | Scalar) -> None:
        tag = str(node.tag)
        shown = f"!!{tag.removeprefix(_CORE)}" if tag.startswith(_CORE) else tag
        self._report(UNSUPPORTED_TAG, node, f"the tag `{shown}` has no meaning in an article",
                     "remove the tag; front matter is plain data")  # fmt: skip

    def _report_duplicate(self, text: str, key: Node, first: Node) -> None:
        self._report(DUPLICATE_KEY, key, f"the key `{text}` is used twice in this mapping",
                     "keep one of the two; parsers disagree on which one wins",
                     (Related(f"the first `{text}`", _span(first)),))  # fmt: skip

    def _report(
        self, code: str, node: Node, message: str, help_text: str, related: tuple[Related, ...] = ()
    ) -> None:
        fault = Fault(code, message, help_text, span=_span(node), related=related)
        if fault not in self.told and len(self.faults) <= self.limits.findings:
            self.told.add(fault)
            self.faults.append(fault)


def _span(node: Node) -> Range:
    return node.start, max(node.end, node.start + 1)


def _placeholder(node: Mapping) -> str | None:
    """Return the placeholder of a template that a mapping was meant to be, as `{{ x }}` is."""
    if not node.flow or len(node.pairs) != 1:
        return None
    key, value = node.pairs[0]
    if not isinstance(key, Mapping) or key.start != node.start + 1 or not is_empty(value):
        return None
    words = [key_text(name) for name, inner in key.pairs if is_empty(inner)]
    return f"{{{{ {words[0]} }}}}" if len(words) == len(key.pairs) == 1 else None


def _collection(data: Data, parts: list[_Built]) -> _Built:
    nodes = sum(part.nodes for part in parts)
    return _Built(data, nodes + 1, max((part.height for part in parts), default=0) + 1)
