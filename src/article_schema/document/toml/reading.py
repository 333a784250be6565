"""Reading TOML: its data, with the place of each key and value."""

from __future__ import annotations

import tomllib

from article_schema.document.limits import Limits, long_scalar, too_deep, too_many
from article_schema.document.source import Source
from article_schema.document.toml.loading import BeyondReasonError, load_toml
from article_schema.document.toml.nodes import TomlTree, read_nodes
from article_schema.document.toml.syntax import syntax_fault
from article_schema.document.tree import Mapping, Node, Scalar, Sequence
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

_ENDS_LINE = late_pattern(r"\r\n|\n")


def read_toml(source: Source, limits: Limits) -> TomlTree:
    """Read a source of TOML.

    Raises:
        DocumentError: the text is not TOML, or is beyond a limit.
    """
    text, offset = source.data_text, source.block[0]
    try:
        data = load_toml(text)
    except tomllib.TOMLDecodeError as error:
        raise source.error(syntax_fault(error, text, offset)) from None
    except BeyondReasonError as error:
        lines = list(_ENDS_LINE.finditer(text))
        start = lines[error.line - 2].end() if error.line > 1 else 0
        at = offset + start + error.column - 1
        fault = Fault(OVER_THE_LIMIT, f"the TOML is beyond what is read: {error}",
                      "write it shorter", span=(at, at + 1))  # fmt: skip
        raise source.error(fault) from None
    tree = read_nodes(source.text, source.block, data)
    if tree is None:
        fault = Fault(
            SYNTAX_ERROR,
            "the TOML is right, but its keys cannot be told from their values",
            "write each key on a line of its own",
            span=(offset, offset + 1),
        )
        raise source.error(fault)
    _require_within(source, tree, limits)
    return tree


def _require_within(source: Source, tree: TomlTree, limits: Limits) -> None:
    waiting: list[tuple[Node | None, int]] = [(tree.root, 0)]
    count = 0
    while waiting:
        node, depth = waiting.pop()
        count += 1
        fault = None
        if node is not None and count > limits.nodes:
            fault = too_many(limits, node.start)
        elif isinstance(node, Scalar):
            fault = long_scalar(limits, node.text, (node.start, node.end))
        elif isinstance(node, Mapping | Sequence):
            if depth >= limits.depth:
                fault = too_deep(limits, node.start)
            parts = [value for _, value in node.pairs] if isinstance(node, Mapping) else node.items
            waiting += [(part, depth + 1) for part in reversed(parts)]
        if fault is not None:
            raise source.error(fault)
