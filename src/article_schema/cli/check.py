"""`article-schema check`: check files and report. Its options stand in modules by their side."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable

from article_schema.checking.discovery import find_files
from article_schema.checking.engine import Checker
from article_schema.checking.report import Report
from article_schema.checking.run import check_files
from article_schema.checking.settings import Settings
from article_schema.cli import FOUND, OK, check_fixes, check_output
from article_schema.rules.findings import Severity


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH",
        help="files, and folders to search for articles (default: the current folder)",
    )  # fmt: skip
    check_output.configure(parser)
    parser.add_argument(
        "--select", action="append", type=_selectors, metavar="RULES",
        help="check only these rules: codes, prefixes such as URL, names or ALL, comma-separated",
    )  # fmt: skip
    parser.add_argument(
        "--ignore", action="append", type=_selectors, metavar="RULES",
        help="leave these rules out",
    )  # fmt: skip
    parser.add_argument(
        "--fail-on", choices=[severity.value for severity in Severity], default="error",
        help="the least severity that makes the exit status 1 (default: error)",
    )  # fmt: skip
    check_fixes.configure(parser)
    parser.set_defaults(run=run)


def _selectors(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _flat(groups: Iterable[list[str]] | None) -> tuple[str, ...] | None:
    return None if groups is None else tuple(part for group in groups for part in group)


def run(options: argparse.Namespace) -> int:
    """Check, fix if asked to, report, and return the exit status."""
    settings = Settings(select=_flat(options.select), ignore=_flat(options.ignore) or ())
    checker = Checker(settings)
    report = Report()
    reporter = check_output.reporter_for(options, settings)
    for result in check_files(find_files(options.paths), checker):
        shown = result
        if check_fixes.wants_fixes(options):
            shown = check_fixes.fixed(result, checker, report, options)
        report.add(shown)
        reporter.result(shown)
    if not report.files and not report.findings:
        sys.stderr.write("warning: no article files found\n")
    reporter.finish(report)
    changed = report.changed_files and (options.diff or options.exit_non_zero_on_fix)
    return FOUND if changed or report.reaches(Severity(options.fail_on)) else OK
