"""Fixing: apply the fixes of findings to a file, over passes, until nothing more can be fixed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from article_schema.checking.engine import Checker
from article_schema.checking.results import CheckedFile
from article_schema.document.edits import Delete, TextEdit
from article_schema.document.source import Source
from article_schema.document.splice import splice
from article_schema.errors import EditError
from article_schema.house_style import HouseStyle
from article_schema.routes import Route
from article_schema.rules.findings import Finding

#: Fixes may call for each other; a file that is not at rest after so many passes never will be.
MAX_PASSES = 25

#: Why a fix was dropped, by the code, route and title that tell it from others.
_Dropped: TypeAlias = dict[tuple[str, Route, str], str]


@dataclass(slots=True)
class FixedFile:
    """A file after its fixes."""

    #: What is found in the new text. A finding whose fix was dropped says why in its help.
    result: CheckedFile
    #: The findings that were fixed, pass by pass.
    fixed: list[Finding] = field(default_factory=list)


def fix_file(checker: Checker, result: CheckedFile, *, unsafe: bool = False) -> FixedFile:
    """Apply the fixes of a checked file to its text; nothing is written to disk.

    Fixes that touch the same place wait for the next pass. A fix that cannot be spliced so that
    the text means what it intends is dropped.

    Args:
        checker: the checker that made the result.
        result: what it found in the file.
        unsafe: whether unsafe fixes are applied too.
    """
    state = FixedFile(result)
    dropped: _Dropped = {}
    for _ in range(MAX_PASSES):
        source = state.result.source
        chosen = list(_chosen(state.result.findings, unsafe, dropped))
        if source is None or not chosen:
            break
        new = _apply(source, chosen, checker, state, dropped)
        if new is not source:
            state.result = checker.check_text(new.whole_text, result.filename)
    state.result = _with_reasons(state.result, dropped)
    return state


def _chosen(findings: Iterable[Finding], unsafe: bool, dropped: _Dropped) -> Iterator[Finding]:
    """Yield the findings whose fixes can be applied together."""
    taken: list[Route] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or not (fix.safe or unsafe) or _name(finding) in dropped:
            continue
        routes = [_touched(edit) for edit in fix.edits]
        if not any(_overlap(route, other) for route in routes for other in taken):
            taken += routes
            yield finding


def _name(finding: Finding) -> tuple[str, Route, str]:
    return finding.code, finding.route, finding.fix.title if finding.fix else ""


def _touched(edit: TextEdit) -> Route:
    """Return the route below which nothing else may change in the same pass."""
    if isinstance(edit, Delete) and isinstance(edit.route[-1], int):
        # What follows a removed item has another index afterwards.
        return edit.route[:-1]
    return edit.route


def _overlap(one: Route, other: Route) -> bool:
    short = min(len(one), len(other))
    return one[:short] == other[:short]


def _apply(
    source: Source,
    findings: list[Finding],
    checker: Checker,
    state: FixedFile,
    dropped: _Dropped,
) -> Source:
    """Splice the fixes of some findings, together if that works, else one by one."""
    layout = HouseStyle(checker.settings.model)
    edits = [edit for finding in findings if finding.fix for edit in finding.fix.edits]
    try:
        new = splice(source, edits, layout=layout, limits=checker.settings.limits)
    except EditError as error:
        if len(findings) > 1:
            for finding in findings:
                source = _apply(source, [finding], checker, state, dropped)
            return source
        dropped[_name(findings[0])] = error.reason
        return source
    state.fixed += findings
    return new


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
