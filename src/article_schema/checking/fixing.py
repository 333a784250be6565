"""Fixing: apply the fixes of findings to a file, over passes, until nothing more can be fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from article_schema.checking.engine.checker import Checker
from article_schema.checking.fast.fast_path import MARK
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.comments import comments
from article_schema.document.edits import Delete, TextEdit
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.splicing.splice import MOST_FAILURES, resplice
from article_schema.document.tree import Tree
from article_schema.errors import EditError
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route, format_route
from article_schema.rules.findings import Finding

#: Fixes may call for each other; after this many passes fixing stops.
MAX_PASSES = 25

_COMMENT = late_pattern("#")

#: Why a fix was dropped, by the code, route and title that tell it from others.
_Dropped: TypeAlias = dict[tuple[str, Route, str], str]


@dataclass(slots=True)
class FixedFile:
    """A file after its fixes."""

    #: What is found in the new text. A finding whose fix was dropped says why in its help.
    result: CheckedFile
    #: The findings that were fixed, pass by pass.
    fixed: list[Finding] = field(default_factory=list)
    #: False if fixes went on calling for others until too many passes were made.
    at_rest: bool = True


def fix_file(checker: Checker, result: CheckedFile, *, unsafe: bool = False) -> FixedFile:
    """Apply the fixes of a checked file to its text; nothing is written to disk.

    Fixes that touch the same place wait for the next pass. A fix that cannot be spliced so that
    the text means what it intends is dropped, and tried once more when others have changed the
    text.

    Args:
        checker: the checker that made the result.
        result: what it found in the file.
        unsafe: whether unsafe fixes are applied too.
    """
    state = FixedFile(result)
    dropped: _Dropped = {}
    changed = False
    for _ in range(MAX_PASSES):
        source = state.result.source
        chosen = _chosen(state.result.findings, unsafe, dropped)
        if not chosen and changed:
            dropped, changed = {}, False
            chosen = _chosen(state.result.findings, unsafe, dropped)
        if source is None or not chosen:
            break
        new = _apply(source, chosen, checker, state, dropped)
        if new is not source:
            state.result = checker.check_text(new.whole_text, result.filename)
            changed = bool(dropped)
    else:
        state.at_rest = not _chosen(state.result.findings, unsafe, dropped)
    state.result = _with_reasons(state.result, dropped)
    return state


def _chosen(findings: Iterable[Finding], unsafe: bool, dropped: _Dropped) -> list[Finding]:
    """Return the findings whose fixes can be applied together, in an order that allows it.

    Items are taken out of lists at the end, from the last on: what follows a removed item has
    another index afterwards.
    """
    taken: set[Route] = set()
    above: set[Route] = set()
    chosen: list[Finding] = []
    removals: list[Finding] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or _name(finding) in dropped:
            continue
        removes = all(map(_removes_item, fix.edits))
        routes = {edit.route if removes else _touched(edit) for edit in fix.edits}
        beginnings = {route[:depth] for route in routes for depth in range(len(route))}
        if routes & above or not taken.isdisjoint(routes | beginnings):
            continue
        taken |= routes
        above |= beginnings
        (removals if removes else chosen).append(finding)
    return chosen + sorted(removals, key=_last_route, reverse=True)


def _name(finding: Finding) -> tuple[str, Route, str]:
    return finding.code, finding.route, finding.fix.title if finding.fix else ""


def _removes_item(edit: TextEdit) -> bool:
    return isinstance(edit, Delete) and isinstance(edit.route[-1], int)


def _touched(edit: TextEdit) -> Route:
    """Return the route below which nothing else may change in the same pass."""
    return edit.route[:-1] if _removes_item(edit) else edit.route


def _last_route(finding: Finding) -> tuple[tuple[bool, str | int], ...]:
    """Return what removals are sorted by: the route of an item, list by list."""
    edits = finding.fix.edits if finding.fix else ()
    return max(tuple((isinstance(step, int), step) for step in edit.route) for edit in edits)


def _apply(
    source: Source,
    findings: list[Finding],
    checker: Checker,
    state: FixedFile,
    dropped: _Dropped,
) -> Source:
    """Splice the fixes of some findings, together if that works, else without those that do not."""
    layout = HouseStyle(checker.settings.model)
    waiting = [findings]
    failed = 0
    tree: Tree | None = None
    while waiting:
        group = waiting.pop()
        if failed >= MOST_FAILURES:
            dropped |= {_name(finding): "too many fixes could not be made" for finding in group}
            continue
        edits = [edit for finding in group if finding.fix for edit in finding.fix.edits]
        try:
            new, new_tree = resplice(
                source, edits, layout=layout, limits=checker.settings.limits, tree=tree
            )
            if "#" in source.data_text and all(each.fix and each.fix.safe for each in group):
                tree = tree or compose(source, checker.settings.limits)
                if _texts(source, tree) - _texts(new, new_tree):
                    raise EditError("", "it would take a comment away; --unsafe-fixes makes it")
            source, tree = new, new_tree
        except EditError as error:
            failed += 1
            refused = [finding for finding in group if _is_about(error, finding)]
            if len(refused) == 1 or len(group) == 1:
                wrong = refused[0] if refused else group[0]
                dropped[_name(wrong)] = error.reason
                rest = [finding for finding in group if finding is not wrong]
                waiting += [rest] if rest else []
            else:
                middle = len(group) // 2
                waiting += [group[middle:], group[:middle]]
            continue
        state.fixed += group
    return source


def _texts(source: Source, tree: Tree) -> Counter[str]:
    """Return the comments of a file, without those that are ours to remove."""
    texts = (source.text[each.start : each.end] for each in comments(source, tree, _COMMENT))
    return Counter(text.strip() for text in texts if MARK not in text)


def _is_about(error: EditError, finding: Finding) -> bool:
    """Tell whether an edit of a finding's fix was refused."""
    edits = finding.fix.edits if finding.fix else ()
    return any(format_route(edit.route) == error.route for edit in edits)


def _with_reasons(result: CheckedFile, dropped: _Dropped) -> CheckedFile:
    if not dropped:
        return result
    findings = []
    for finding in result.findings:
        reason = dropped.get(_name(finding)) if finding.fix is not None else None
        if reason is not None:
            told = f"{finding.help}; its fix was dropped: {reason}".removeprefix("; ")
            finding = replace(finding, help=told, fix=None)  # noqa: PLW2901 - the same finding
        findings.append(finding)
    return result.with_findings(tuple(findings))
