"""Recovery: check the rest of a file whose YAML is broken in places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from article_schema.document.reading.recovery import Recovered
from article_schema.routes import Route
from article_schema.rules.families.field_rules import missing_field
from article_schema.rules.findings import Finding


def surviving(found: Iterable[Finding], recovered: Recovered) -> Iterator[Finding]:
    """Yield the findings that do not just follow from what could not be read.

    Fixes wait until the file is sound: whether a change is right is proved by reading its result.
    """
    for finding in found:
        if finding.span is not None or not _follows(finding, recovered):
            yield replace(finding, fix=None)


def _follows(finding: Finding, recovered: Recovered) -> bool:
    route = finding.route
    if not isinstance(recovered.tree.data, dict | list):
        return True
    if finding.code == missing_field.code and route and route[-1] in recovered.words:
        return True
    return any(_is_at_or_below(route, unread) for unread in recovered.routes)


def _is_at_or_below(route: Route, above: Route) -> bool:
    return route[: len(above)] == above
