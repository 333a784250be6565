"""`article-schema check`: check files and report. Its options stand in modules by their side."""

from __future__ import annotations

import argparse
import os
import sys

from article_schema.checking.configuration import Configuration, Configurations
from article_schema.checking.discovery import find_files
from article_schema.checking.report import Report
from article_schema.checking.run import Checkers
from article_schema.cli import FOUND, OK, USAGE, check_fixes, check_output, check_settings
from article_schema.rules.findings import Severity


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "paths", nargs="*", default=["."], metavar="PATH",
        help="files, and folders to search for articles (default: the current folder)",
    )  # fmt: skip
    check_output.configure(parser)
    check_settings.configure(parser)
    check_fixes.configure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, fix if asked to, report, and return the exit status."""
    configurations = check_settings.configurations_for(options)
    if options.show_settings:
        sys.stdout.write(check_settings.shown(_first(configurations, options.paths)))
        return OK
    configuration = configurations.for_run()
    options.fail_on = configuration.value("fail-on")
    report = Report()
    reporter = check_output.reporter_for(options, configuration.settings)
    fixer = check_fixes.Fixer(options, report)
    for result, checker in Checkers(configurations).check(find_files(options.paths)):
        shown = fixer.fix(result, checker)
        report.add(shown)
        reporter.result(shown)
    if not report.files and not report.findings:
        sys.stderr.write("warning: no article files found\n")
    reporter.finish(report)
    if fixer.failed:
        return USAGE
    return _status(options, report, configuration.fail_on)


def _first(configurations: Configurations, paths: list[str]) -> Configuration:
    path = paths[0]
    return configurations.for_folder(path if os.path.isdir(path) else os.path.dirname(path))


def _status(options: argparse.Namespace, report: Report, fail_on: Severity) -> int:
    if options.exit_zero:
        return OK
    changed = report.changed_files and (options.diff or options.exit_non_zero_on_fix)
    return FOUND if changed or report.reaches(fail_on) else OK
