"""How `article-schema check` fixes: its options, and what they do with a file."""

from __future__ import annotations

import argparse
import sys

from article_schema.checking.engine import CheckedFile, Checker
from article_schema.checking.report import Report
from article_schema.document.storage import replace_file


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("fixing")
    group.add_argument("--fix", action="store_true", help="apply the safe fixes")
    group.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: apply the fixes too that may change what a file means",
    )
    group.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )
    group.add_argument(
        "--exit-non-zero-on-fix",
        action="store_true",
        help="make the exit status 1 when --fix changed a file, even if nothing is left",
    )


def wants_fixes(options: argparse.Namespace) -> bool:
    """Tell whether files are to be fixed, on disk or in a diff."""
    return bool(options.fix or options.diff)


def fixed(
    result: CheckedFile, checker: Checker, report: Report, options: argparse.Namespace
) -> CheckedFile:
    """Apply the fixes of a file, on disk or as a diff, and return what is left to find."""
    from article_schema.checking.fixing import fix_file

    if result.source is None or not any(finding.fixable for finding in result.findings):
        return result
    state = fix_file(checker, result, unsafe=options.unsafe_fixes)
    old, new = result.source, state.result.source
    if new is None or old.whole_text == new.whole_text:
        return state.result
    report.fixed += len(state.fixed)
    report.changed_files += 1
    if options.diff:
        from article_schema.reporting.diff import unified_diff

        sys.stdout.write(unified_diff(result.filename, old.whole_text, new.whole_text))
    else:
        replace_file(
            result.filename,
            new.whole_text.encode("utf-8"),
            expected=old.whole_text.encode("utf-8"),
        )
    return state.result
