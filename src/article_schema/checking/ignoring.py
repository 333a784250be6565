"""Ignoring: write comments into a file that suppress what is found in it now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from article_schema.checking.engine import Checker
from article_schema.checking.suppressions import (
    Lines,
    Suppression,
    entry_lines,
    read_suppressions,
)
from article_schema.document.compose import compose
from article_schema.document.edits import Rewrite
from article_schema.document.forms import Form
from article_schema.document.source import Source, split
from article_schema.document.splice import splice
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError, EditError
from article_schema.rules.findings import Finding

#: What is wrong with suppressions themselves is mended, not suppressed.
_NEVER = frozenset({"DOC017", "DOC018"})


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file in which findings were suppressed."""

    source: Source
    added: int
    #: Findings that no comment can stand beside.
    left: int


def ignore_findings(checker: Checker, source: Source, findings: Iterable[Finding]) -> Ignored:
    """Write a suppression for each finding of a file, as long as its data stay the same.

    Nothing is written to disk.
    """
    wanted = list(findings)
    try:
        # A file without front matter has a source too, for its report.
        source = split(source.whole_text, source.filename)
        tree = compose(source, checker.settings.limits)
    except DocumentError:
        return Ignored(source, 0, len(wanted))
    if source.form is Form.JSON:
        return Ignored(source, 0, len(wanted))
    writer = _Writer(checker, source, tree)
    groups: dict[Lines | None, list[Finding]] = {}
    for finding in wanted:
        if finding.code not in _NEVER:
            groups.setdefault(writer.lines_of(finding), []).append(finding)
    added = 0
    # From the end on, so that what is written moves nothing that is still to come.
    for lines in sorted(groups, key=lambda lines: lines or Lines(0, 0), reverse=True):
        codes = list(dict.fromkeys(finding.code for finding in groups[lines]))
        if writer.write(lines, codes):
            added += len(groups[lines])
    return Ignored(writer.source, added, len(wanted) - added)


class _Writer:
    """Writes suppressions into a source, each proved to change no data."""

    def __init__(self, checker: Checker, source: Source, tree: Tree) -> None:
        self.checker = checker
        self.source = source
        self.entries = list(entry_lines(source, tree.root))
        known = read_suppressions(source, tree, checker.settings.rules)
        self.known = {suppression.lines: suppression for suppression in known.all}

    def lines_of(self, finding: Finding) -> Lines | None:
        """Return the lines of the entry that a finding is about; None outside of the data."""
        line = finding.line
        start = self.source.lines.position(self.source.block[0])[0]
        if line < start or self.source.block[0] == self.source.block[1]:
            return None
        around = [entry for entry in self.entries if entry.first <= line <= entry.last]
        return around[-1] if around else Lines(line, line)

    def write(self, lines: Lines | None, codes: list[str]) -> bool:
        """Write one suppression in the first place that holds it; tell whether there is one."""
        for edit in self._edits(lines, codes):
            try:
                self.source = splice(self.source, [edit], limits=self.checker.settings.limits)
            except EditError:
                continue
            return True
        return False

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
