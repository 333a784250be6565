"""`article-schema check`: check files and report."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable

from article_schema.checking.discovery import find_files
from article_schema.checking.engine import CheckedFile, Checker
from article_schema.checking.report import Report
from article_schema.checking.run import check_files
from article_schema.checking.settings import Settings
from article_schema.cli import FOUND, OK
from article_schema.document.storage import replace_file
from article_schema.reporting.base import Reporter
from article_schema.rules.findings import Severity

_FORMATS = ("full", "concise", "json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH",
        help="files, and folders to search for articles (default: the current folder)",
    )  # fmt: skip
    parser.add_argument(
        "--output-format", choices=_FORMATS, default="full",
        help="how findings are written (default: full)",
    )  # fmt: skip
    parser.add_argument(
        "--select", action="append", type=_selectors, metavar="RULES",
        help="check only these rules: codes, prefixes such as URL, names or ALL, comma-separated",
    )  # fmt: skip
    parser.add_argument(
        "--ignore", action="append", type=_selectors, metavar="RULES",
        help="leave these rules out",
    )  # fmt: skip
    fixing = parser.add_argument_group("fixing")
    fixing.add_argument("--fix", action="store_true", help="apply the safe fixes")
    fixing.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: apply the fixes too that may change what a file means",
    )
    fixing.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )
    fixing.add_argument(
        "--exit-non-zero-on-fix",
        action="store_true",
        help="make the exit status 1 when --fix changed a file, even if nothing is left",
    )
    parser.add_argument(
        "--fail-on", choices=[severity.value for severity in Severity], default="error",
        help="the least severity that makes the exit status 1 (default: error)",
    )  # fmt: skip
    parser.add_argument(
        "--statistics", action="store_true", help="write how often each rule fired, and no findings"
    )
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
    reporter = _reporter(options)
    for result in check_files(find_files(options.paths), checker):
        shown = _fixed(result, checker, report, options) if _wants_fixes(options) else result
        report.add(shown)
        reporter.result(shown)
    if not report.files and not report.findings:
        sys.stderr.write("warning: no article files found\n")
    reporter.finish(report)
    changed = report.changed_files and (options.diff or options.exit_non_zero_on_fix)
    return FOUND if changed or report.reaches(Severity(options.fail_on)) else OK


def _wants_fixes(options: argparse.Namespace) -> bool:
    return bool(options.fix or options.diff)


def _fixed(
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


def _reporter(options: argparse.Namespace) -> Reporter:
    out = sys.stdout
    colour = _wants_colour()
    if options.diff:
        from article_schema.reporting.diff import DiffReporter

        return DiffReporter(sys.stderr)
    if options.statistics and options.output_format != "json":
        from article_schema.reporting.statistics import StatisticsReporter

        return StatisticsReporter(out)
    if options.output_format == "json":
        from article_schema.reporting.json_report import JsonReporter

        return JsonReporter(out)
    if options.output_format == "concise":
        from article_schema.reporting.concise import ConciseReporter

        return ConciseReporter(out, colour=colour)
    from article_schema.reporting.full import FullReporter

    width = min(shutil.get_terminal_size((80, 24)).columns, 120) if out.isatty() else 80
    return FullReporter(out, colour=colour, width=max(width, 40))


def _wants_colour() -> bool:
    """Follow NO_COLOR and FORCE_COLOR, else colour what a terminal shows."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
