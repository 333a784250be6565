"""Suppressions: comments in a file that say which findings are known and right as they are.

`# article-schema: ignore[URL004] reason` concerns its own line, or the next one if it stands alone;
`# article-schema: ignore-file[IMG]` concerns the whole file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from article_schema.checking.config.selecting import ALL, matches
from article_schema.document.comments import Comment, comments
from article_schema.document.source import Source
from article_schema.document.tree import Node, Scalar, Tree, walk
from article_schema.faults import Fault, Range, Rewrite
from article_schema.late_pattern import late_pattern
from article_schema.model.spelling import closest
from article_schema.rules.families.file_rules import bad_suppression, unused_suppression
from article_schema.rules.findings import Finding
from article_schema.rules.kinds import CorpusRule
from article_schema.rules.rule import NETWORK, Rule

#: Comments beyond this number are not read; `ignore-file` suppresses a rule in the whole file.
MOST_COMMENTS = 500

_BEGINNING = late_pattern(r"#[ \t]*article-schema:")
_SUPPRESSION = late_pattern(
    r"#[ \t]*article-schema:[ \t]*(?P<word>ignore-file|ignore)(?![\w-])[ \t]*"
    r"(?:\[(?P<selectors>[^\]]*)\])?"
)
_FORM = "write `# article-schema: ignore[CODE, …] reason`, or `ignore-file` for the whole file"


class Lines(NamedTuple):
    """Lines of a file, both counted from 1 and included."""

    first: int
    last: int


@dataclass(slots=True)
class Suppression:
    """One comment that suppresses findings."""

    comment: Comment
    #: Where its selectors stand between the brackets; None without any.
    brackets: Range | None
    selectors: tuple[str, ...]
    #: The lines that it concerns; None for the whole file.
    lines: Lines | None
    used: set[str] = field(default_factory=set)

    def suppresses(self, finding: Finding, rule: Rule) -> bool:
        """Tell whether a finding is suppressed, and remember which selectors did it."""
        if self.lines is not None and not _meets(finding, self.lines):
            return False
        hits = {selector for selector in self.selectors if matches(selector, rule)}
        self.used |= hits
        return bool(hits)


@dataclass(slots=True)
class Suppressions:
    """The suppressions of one file."""

    source: Source
    all: list[Suppression] = field(default_factory=list)
    #: What is wrong with comments that look like suppressions.
    faults: list[Fault] = field(default_factory=list)
    #: Whether there are more than are read. Then none is removed: as many would come after them.
    too_many: bool = False

    def without_suppressed(
        self, findings: Iterable[Finding], rules: Mapping[str, Rule]
    ) -> list[Finding]:
        """Return the findings that no comment suppresses."""
        return [finding for finding in findings if not self._is_suppressed(finding, rules)]

    def _is_suppressed(self, finding: Finding, rules: Mapping[str, Rule]) -> bool:
        rule = rules.get(finding.code)
        if rule is None:
            return False
        hits = [suppression.suppresses(finding, rule) for suppression in self.all]
        return any(hits)

    def unused(self, rules: Mapping[str, Rule]) -> Iterator[Fault]:
        """Yield a fault for each comment of which something suppresses nothing.

        Selectors of rules that do not run, that compare files with each other, or that ask the
        network, cannot be judged.
        """
        for suppression in self.all:
            idle = [
                selector
                for selector in suppression.selectors
                if selector not in suppression.used and _is_judged(selector, rules.values())
            ]
            if idle:
                yield _unused(self.source, suppression, idle, fixable=not self.too_many)


def _is_judged(selector: str, rules: Iterable[Rule]) -> bool:
    met = [rule for rule in rules if matches(selector, rule)]
    return bool(met) and not any(map(_needs_more, met))


def _needs_more(rule: Rule) -> bool:
    """Tell whether a rule needs more than one file to find something."""
    return isinstance(rule, CorpusRule) or rule.family == NETWORK


def _unused(source: Source, suppression: Suppression, idle: list[str], *, fixable: bool) -> Fault:
    comment = suppression.comment
    kept = [selector for selector in suppression.selectors if selector not in idle]
    names = ", ".join(f"`{selector}`" for selector in idle)
    if kept and suppression.brackets is not None:
        edit = Rewrite(suppression.brackets, ", ".join(kept))
        span = suppression.brackets
    else:
        edit = Rewrite(_whole(source, comment), "")
        span = (comment.start, comment.end)
    verb = "suppresses" if len(idle) == 1 else "suppress"
    return Fault(unused_suppression.code, f"{names} {verb} nothing here", "remove it", span=span,
                 edit=edit if fixable else None)  # fmt: skip


def _whole(source: Source, comment: Comment) -> Range:
    """Return the range to remove with a comment: its line, or the white space before it."""
    text, start = source.text, comment.start
    while start > source.block[0] and text[start - 1] in " \t":
        start -= 1
    end = comment.end
    if comment.own_line:
        end += 2 if text.startswith("\r\n", end) else 1
    return start, min(end, source.block[1])


def _meets(finding: Finding, lines: Lines) -> bool:
    return finding.line <= lines.last and max(finding.line, finding.end_line) >= lines.first


def read_suppressions(source: Source, tree: Tree, rules: Iterable[Rule]) -> Suppressions:
    """Read the comments of a file.

    Args:
        source: the file.
        tree: its composed tree.
        rules: all rules that a comment may name.
    """
    found = Suppressions(source)
    known = tuple(rules)
    places: _Places | None = None
    for number, comment in enumerate(comments(source, tree, _BEGINNING)):
        if number == MOST_COMMENTS:
            found.faults.append(_one_too_many(comment))
            found.too_many = True
            break
        match = _SUPPRESSION.match(source.text, comment.start, comment.end)
        fault = _wrong(source, comment, match, known)
        if fault is not None or match is None:
            if fault is not None:
                found.faults.append(fault)
            continue
        if places is None:
            places = _Places(source, tree)
        whole_file = match["word"] == "ignore-file"
        lines = None if whole_file else places.lines_of(comment)
        brackets = match.span("selectors") if match["selectors"] is not None else None
        found.all.append(Suppression(comment, brackets, _selectors(match), lines))
    return found


def _selectors(match: re.Match[str]) -> tuple[str, ...]:
    if match["selectors"] is None:
        return (ALL,)
    words = (word.strip() for word in match["selectors"].split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _wrong(
    source: Source, comment: Comment, match: re.Match[str] | None, rules: tuple[Rule, ...]
) -> Fault | None:
    """Return what is wrong with a comment that begins like a suppression."""
    span = (comment.start, comment.end)
    if match is None:
        return Fault(
            bad_suppression.code,
            "this comment suppresses nothing as it is written",
            _FORM,
            span=span,
        )
    selectors = _selectors(match)
    if not selectors or (match["selectors"] is None and match["word"] == "ignore"):
        return Fault(bad_suppression.code, "this suppression names no rule", _FORM, span=span)
    for selector in selectors:
        if not any(matches(selector, rule) for rule in rules):
            twin = closest(selector, [word for rule in rules for word in (rule.code, rule.name)])
            hint = f"did you mean {twin}?" if twin else "`article-schema rules` lists all of them"
            start = source.text.index(selector, *match.span("selectors"))
            return Fault(bad_suppression.code, f"no rule matches `{selector}`", hint,
                         span=(start, start + len(selector)))  # fmt: skip
    return None


def _one_too_many(comment: Comment) -> Fault:
    return Fault(
        bad_suppression.code,
        f"the suppressions after the first {MOST_COMMENTS:,} of a file are not read",
        "write `ignore-file` for the whole file",
        span=(comment.start, comment.end),
    )


class _Places:
    """Tells which lines the comments of a file concern; they are asked for from top to bottom."""

    def __init__(self, source: Source, tree: Tree) -> None:
        self.source = source
        self.entries = sorted(entry_lines(source, tree.root))
        self.firsts = [entry.first for entry in self.entries]
        self.last = source.lines.position(max(source.block[1] - 1, 0))[0]
        #: The line that the last comment on a line of its own was about.
        self._written = 0

    def lines_of(self, comment: Comment) -> Lines:
        """Return the lines that a comment concerns: one, or all of the text that includes it."""
        line = self.source.lines.position(comment.start)[0]
        if comment.own_line:
            line = self._next_written(line)
        first = last = line
        for index in range(bisect_right(self.firsts, line) - 1, -1, -1):
            entry = self.entries[index]
            if entry.last < line:
                break
            first, last = min(first, entry.first), max(last, entry.last)
        return Lines(first, last)

    def _next_written(self, line: int) -> int:
        if line >= self._written:
            numbers = range(line + 1, self.last + 1)
            self._written = next(filter(self.source.lines.is_written, numbers), self.last + 1)
        return self._written if self._written <= self.last else line


def entry_lines(source: Source, root: Node | None) -> Iterator[Lines]:
    """Yield the lines of each single value, with those of its key."""
    if root is None:
        return
    for _, key, value in walk(root):
        if isinstance(value, Scalar):
            start = value.start if key is None else key.start
            first = source.lines.position(start)[0]
            yield Lines(first, max(first, source.lines.position(max(start, value.end - 1))[0]))
