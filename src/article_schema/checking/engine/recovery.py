"""Rescue: check the rest of a file whose YAML is broken in places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from article_schema.document.reading.recovery import Rescued
from article_schema.document.tree import Node
from article_schema.routes import Route
from article_schema.rules.field_rules import missing_field
from article_schema.rules.findings import Finding


def surviving(
    found: Iterable[tuple[Finding, Node | None]], rescued: Rescued
) -> Iterator[tuple[Finding, Node | None]]:
    """Yield the findings that do not just follow from what could not be read.

    Fixes wait until the file is sound: whether a change is right is proved by reading its result.
    """
    for finding, node in found:
        if node is None and finding.span is None and _follows(finding, rescued):
            continue
        if node is not None and node.start in rescued.starts:
            continue
        yield replace(finding, fix=None), node


def _follows(finding: Finding, rescued: Rescued) -> bool:
    route = finding.route
    if not isinstance(rescued.tree.data, dict | list):
        return True
    if finding.code == missing_field.code and route and route[-1] in rescued.words:
        return True
    return any(_is_at_or_below(route, unread) for unread in rescued.routes)


def _is_at_or_below(route: Route, above: Route) -> bool:
    return route[: len(above)] == above
