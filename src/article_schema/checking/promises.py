"""Promises: a fix that is offered can be made in the file as it is written."""

from __future__ import annotations

from dataclasses import replace

from article_schema.document.edits import SetValue
from article_schema.document.source import Source
from article_schema.document.splice import refused
from article_schema.document.tree import Scalar, Tree
from article_schema.house_style import HouseStyle
from article_schema.rules.findings import Finding, Fix


def promised(finding: Finding, source: Source, tree: Tree, model: type) -> Finding:
    """Return a finding without its fix where that cannot be made, and say why in its help.

    Args:
        finding: the finding; it has a fix.
        source: the file.
        tree: its composed tree.
        model: the class of its records.
    """
    fix = finding.fix
    if fix is None:
        return finding
    reason = _is_folded(finding, fix, source, tree) or refused(
        source, tree, fix.edits, HouseStyle(model)
    )
    if not reason:
        return finding
    told = f"{finding.help}; --fix leaves it to you: {reason}".removeprefix("; ")
    return replace(finding, help=told, fix=None)


def _is_folded(finding: Finding, fix: Fix, source: Source, tree: Tree) -> str:
    """Say that a space in an address may be the fold between two lines, where it is one."""
    if finding.code != "URL005" or not any(isinstance(edit, SetValue) for edit in fix.edits):
        return ""
    found = tree.find(finding.route)
    node = found[1] if found is not None else None
    if not isinstance(node, Scalar) or node.style == "|" or " " not in node.text.strip():
        return ""
    written = source.text[node.start : node.end].rstrip()
    is_long = len(written.splitlines()) > (2 if node.style == ">" else 1)
    return "the address runs over several lines, which are joined by a space" if is_long else ""
