"""`article-schema check --add-ignores`: suppress the current findings by comments in files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.cli.rewriting import Rewriter
from article_schema.cli.statuses import FOUND, OK
from article_schema.document.source import Source
from article_schema.errors import SaveError
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize
from article_schema.rules.findings import Finding


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--add-ignores", action="store_true",
        help="write a comment that suppresses it into the file of each finding",
    )  # fmt: skip


def write(results: Iterable[tuple[CheckedFile, Checker]], rewriter: Rewriter) -> int:
    """Write a suppression for each finding of a run; return 1 if one has none."""
    from article_schema.checking.ignoring import ignore_findings

    # Findings of rules across files come last, so collect all results first.
    files: dict[str, tuple[Source | None, Checker, list[Finding]]] = {}
    for result, checker in results:
        if result.findings:
            files.setdefault(result.filename, (result.source, checker, []))
            files[result.filename][2].extend(result.findings)
    added = left = changed = 0
    for source, checker, findings in files.values():
        ignored = source and ignore_findings(checker, source, findings)
        if not source or not ignored:
            left += len(findings)
            continue
        if ignored.added and not _saved(rewriter, source, ignored.source):
            left += len(findings)
            continue
        changed += bool(ignored.added)
        added += ignored.added
        left += ignored.left
    _tell(f"Suppressed {plural(added, 'finding')} in {plural(changed, 'file')}.")
    if left:
        them = "it" if left == 1 else "them"
        _tell(f"{plural(left, 'finding')} cannot be suppressed by a comment; "
              f"correct {them}, or write a baseline.")  # fmt: skip
    return FOUND if left else OK


def _saved(rewriter: Rewriter, old: Source, new: Source) -> bool:
    try:
        rewriter.replace(old, new)
    except SaveError as error:
        _tell(f"error: {sanitize(str(error))}")
        return False
    return True


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
