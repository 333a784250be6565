"""Fixed values: a record is judged again as its safe fixes leave it, to find what they hide.

A value that breaks its contract is seen by no rule, and a rule about a date cannot read one in a
wrong form. Once a fix has run, such rules would report what no run reported before. So a record
with safe fixes is judged again as they leave it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeAlias

from article_schema.document.edits import SetValue
from article_schema.document.tree import Data
from article_schema.routes import Route
from article_schema.rules.findings import Finding

#: Below each step that leads to a change, the further steps; nothing below the changed value.
Changed: TypeAlias = "dict[str | int, Changed]"
Judge: TypeAlias = Callable[[Data, Changed], list[Finding]]

#: Each round fixes a value in one more way; no value needs more rounds than this.
_MOST_ROUNDS = 12


def hidden_findings(found: list[Finding], data: Data, route: Route, judge: Judge) -> list[Finding]:
    """Return what is found in a record once its safe fixes have run, and was not found before.

    Args:
        found: what was found in the record.
        data: its data.
        route: its route.
        judge: finds what is wrong with the data of the record where they have changed.
    """
    hidden: list[Finding] = []
    known = set(map(_name, found))
    fixed: set[Route] = set()
    latest = found
    for _ in range(_MOST_ROUNDS):
        changes = _changes(latest, data, route)
        if not changes:
            break
        data = _changed(data, changes)
        fixed.update((*route, *place) for place in changes)
        latest = judge(data, changed_at(changes))
        for finding in latest:
            if _name(finding) not in known:
                known.add(_name(finding))
                # A part of the text of the fixed value is none of the value in the file.
                seen = replace(finding, subspan=None) if finding.route in fixed else finding
                hidden.append(seen)
    return hidden


def changed_at(places: Iterable[Route]) -> Changed:
    """Return changed places, step by step.

    >>> changed_at([("title",), ("related", 3, "title")])
    {'title': {}, 'related': {3: {'title': {}}}}
    """
    changed: Changed = {}
    for place in places:
        here = changed
        for step in place:
            here = here.setdefault(step, {})
    return changed


def changes_at(changed: Changed, route: Route) -> Changed:
    """Return the changed places below a route; nothing where there are none."""
    for step in route:
        changed = changed.get(step, {})
    return changed


def _name(finding: Finding) -> tuple[str, Route, str]:
    return finding.code, finding.route, finding.part


def _changes(found: Iterable[Finding], data: Data, route: Route) -> dict[Route, Any]:
    """Return the values that safe fixes give to places below a route, by their own routes."""
    changes: dict[Route, Any] = {}
    for finding in found:
        if finding.fix is None or not finding.fix.safe:
            continue
        for edit in finding.fix.edits:
            if not isinstance(edit, SetValue) or isinstance(edit.value, dict | list):
                continue
            place = edit.route[len(route) :]
            if place and place not in changes and _differs(data, place, edit.value):
                changes[place] = edit.value
    return changes


def _differs(data: Data, place: Route, value: Any) -> bool:
    for step in place:
        if isinstance(data, dict):
            if step not in data:
                return False
        elif not (isinstance(data, list) and isinstance(step, int) and step < len(data)):
            return False
        data = data[step]
    return type(data) is not type(value) or bool(data != value)


def _changed(data: Data, changes: dict[Route, Any]) -> Data:
    """Return the data with other values; each collection on the way is copied once."""
    copies: dict[Route, Any] = {(): data.copy()}
    for place, value in changes.items():
        for depth in range(1, len(place)):
            here = place[:depth]
            if here not in copies:
                above = copies[here[:-1]]
                above[here[-1]] = copies[here] = above[here[-1]].copy()
        copies[place[:-1]][place[-1]] = value
    return copies[()]
