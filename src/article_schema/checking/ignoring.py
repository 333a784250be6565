"""Ignoring: write comments into a file that suppress what is found in it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from article_schema.checking.engine.checker import Checker
from article_schema.checking.filters.suppressions import (
    MOST_COMMENTS,
    Lines,
    Suppression,
    entry_lines,
    read_suppressions,
)
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.splicing.splice import MOST_FAILURES, resplice
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError, EditError
from article_schema.faults import Rewrite
from article_schema.rules.families.file_rules import (
    bad_suppression,
    over_the_limit,
    unused_suppression,
)
from article_schema.rules.findings import Finding

#: Faults of suppressions themselves are fixed, not suppressed.
_NEVER = frozenset({unused_suppression.code, bad_suppression.code})
#: The file is over a limit: not all that is wrong is known, and it is more than comments can name.
_UNFINISHED = over_the_limit.code


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file in which findings were suppressed."""

    source: Source
    added: int
    #: Findings that no comment can stand beside.
    left: int


def ignore_findings(
    checker: Checker, source: Source, findings: Iterable[Finding], *, everywhere: bool = False
) -> Ignored:
    """Write a suppression for each finding of a file, as long as its data stay the same.

    No more comments are written than are read (`MOST_COMMENTS`), and none into a file that is over
    a limit. Nothing is written to disk.

    Args:
        checker: the checker that found them.
        source: the file.
        findings: what it found.
        everywhere: whether the comments concern the whole file.
    """
    wanted = list(findings)
    if any(finding.code == _UNFINISHED for finding in wanted):
        return Ignored(source, 0, len(wanted))
    try:
        # A file without front matter has a source too, for its report.
        source = split(source.whole_text, source.filename)
        tree = compose(source, checker.settings.limits)
    except DocumentError:
        return Ignored(source, 0, len(wanted))
    if not source.format.comment_sign:
        return Ignored(source, 0, len(wanted))
    places = _Places(checker, source, tree)
    groups: dict[Lines | None, list[Finding]] = {}
    for finding in wanted:
        if finding.code not in _NEVER:
            lines = None if everywhere else places.lines_of(finding)
            groups.setdefault(lines, []).append(finding)
    # From the end on, so that what is written moves nothing that is still to come.
    order = reversed(places.with_room(sorted(groups, key=lambda lines: lines or Lines(0, 0))))
    comments = [_Wanted(len(groups[lines]), places.edits(lines, groups[lines])) for lines in order]
    source, added = _written(source, tree, comments, checker.settings.limits)
    return Ignored(source, added, len(wanted) - added)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A comment that suppresses some findings, and the places that it may stand in."""

    findings: int
    edits: list[Rewrite]


def _written(
    source: Source, tree: Tree, comments: list[_Wanted], limits: Limits
) -> tuple[Source, int]:
    """Write comments, together if that works, and return how many findings they suppress.

    Args:
        source: the file.
        tree: its composed tree.
        comments: from the end of the file on.
        limits: those of the check.
    """
    added = failed = 0
    waiting = [comments]
    while waiting and failed < MOST_FAILURES:
        group = waiting.pop()
        if not group or not group[0].edits:
            continue
        try:
            edits = [comment.edits[0] for comment in group]
            source, tree = resplice(source, edits, limits=limits, tree=tree)
        except EditError:
            failed += 1
            if len(group) == 1:
                waiting.append([_Wanted(group[0].findings, group[0].edits[1:])])
            else:
                middle = len(group) // 2
                waiting += [group[middle:], group[:middle]]
        else:
            added += sum(comment.findings for comment in group)
    return source, added


class _Places:
    """Where in a file comments may stand."""

    def __init__(self, checker: Checker, source: Source, tree: Tree) -> None:
        self.source = source
        #: The innermost entry on each line.
        self.entries: dict[int, Lines] = {}
        for entry in entry_lines(source, tree.root):
            self.entries.update(dict.fromkeys(range(entry.first, entry.last + 1), entry))
        known = read_suppressions(source, tree, checker.settings.rules)
        self.known = {suppression.lines: suppression for suppression in known.all}
        self.room = max(0, MOST_COMMENTS - len(known.all) - len(known.faults))

    def lines_of(self, finding: Finding) -> Lines | None:
        """Return the lines that a comment on a finding concerns; None for the whole file."""
        line = finding.line
        if line in self.entries:
            return self.entries[line]
        lines = self.source.lines
        start, end = self.source.block
        if start == end or not lines.position(start)[0] <= line <= lines.position(end - 1)[0]:
            return None
        # A comment above another one, or above an empty line, concerns what follows both.
        return Lines(line, line) if lines.is_written(line) else None

    def with_room(self, places: list[Lines | None]) -> list[Lines | None]:
        """Return the places without those whose comments would be too many to be read."""
        new = [lines for lines in places if lines not in self.known]
        left = set(new[self.room :])
        return [lines for lines in places if lines not in left]

    def edits(self, lines: Lines | None, findings: Iterable[Finding]) -> list[Rewrite]:
        """Return the ways to write a comment for some findings, the best first."""
        return list(self._edits(lines, list(dict.fromkeys(each.code for each in findings))))

    def _edits(self, lines: Lines | None, codes: list[str]) -> Iterator[Rewrite]:
        known = self.known.get(lines)
        if known is not None and known.brackets is not None:
            yield _extended(known, codes)
            return
        source, selectors = self.source, ", ".join(codes)
        if lines is None:
            start = source.block[0]
            text = f"# article-schema: ignore-file[{selectors}]{source.newline}"
            yield Rewrite((start, start), text)
            return
        comment = f"# article-schema: ignore[{selectors}]"
        start, end = source.lines.line_range(lines.last)
        if lines.first == lines.last and "#" not in source.text[start:end]:
            yield Rewrite((end, end), f" {comment}")
        start = source.lines.line_range(lines.first)[0]
        line = source.lines.line_text(lines.first)
        indent = line[: len(line) - len(line.lstrip(" "))]
        yield Rewrite((start, start), f"{indent}{comment}{source.newline}")


def _extended(known: Suppression, codes: list[str]) -> Rewrite:
    assert known.brackets is not None  # noqa: S101 - asked before
    more = [code for code in codes if code not in known.selectors]
    return Rewrite(known.brackets, ", ".join([*known.selectors, *more]))
