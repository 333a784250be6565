"""`article-schema check`: check files and report. Its options are in the modules `check_*`."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.checking.run import Checkers
from article_schema.cli.checks import (
    check_baseline,
    check_engine,
    check_fixes,
    check_ignores,
    check_output,
    check_paths,
    check_settings,
    check_watch,
    strangers,
)
from article_schema.cli.checks.passed_over import told
from article_schema.cli.rewriting import Rewriter
from article_schema.cli.statuses import FOUND, OK, USAGE
from article_schema.cli.streams import PassedOver
from article_schema.document.files.outputs import require_output
from article_schema.rules.findings import Severity

if TYPE_CHECKING:
    from article_schema.checking.discovery.search import FoundFile
    from article_schema.reporting.progress import Ahead


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    check_paths.configure(parser)
    check_output.configure(parser)
    check_settings.configure(parser)
    check_fixes.configure(parser)
    check_baseline.configure(parser)
    check_ignores.configure(parser)
    check_watch.configure(parser)
    check_engine.configure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check, fix if asked to, report, and return the exit status."""
    # What was loaded lives as long as the process.
    gc.freeze()
    paths = check_paths.paths_of(options)
    check_engine.settle(options, paths)
    if options.watch and not options.show_settings:
        # Before anything is imported that a configuration names.
        return check_watch.watch(options, paths)
    configurations = check_settings.configurations_for(options)
    if options.show_settings:
        return show_settings(configurations, paths)
    return reported(options, paths, configurations, Checkers(configurations))


def reported(
    options: argparse.Namespace,
    paths: list[str],
    configurations: Configurations,
    checkers: Checkers,
    family: str = "",
) -> int:
    """Check with some checkers, fix if asked to, report, and return the exit status.

    Args:
        options: the options.
        paths: the paths that they name.
        configurations: those of the run.
        checkers: what checks the files.
        family: the family of the rules that the checkers run; empty for all that ask no network.
    """
    report = Report(keeps_findings=check_output.is_about_all(options))
    rewriter = check_engine.StoreRewriter(()) if options.engine else Rewriter(paths)
    fixer = check_fixes.Fixer(options, report, rewriter)
    passed_over = PassedOver()
    ahead = check_output.ahead_for(options)
    results = told(_results(options, paths, checkers, fixer, ahead), passed_over)
    if options.write_baseline is not None:
        require_output(options.write_baseline)
        return check_baseline.write(options.write_baseline, results)
    configuration = configurations.for_run()
    options.fail_on = configuration.value("fail-on")
    known = check_baseline.KnownFindings(options, configurations, family)
    if options.add_ignores:
        left = ((known.left(result), checker) for result, checker in results)
        return check_ignores.write(left, rewriter)
    if not options.engine and strangers.are_possible(options, paths, configurations):
        known_kind = strangers.reported(results, paths)
        if known_kind is None:
            return OK if options.exit_zero else FOUND
        results = known_kind
    reporter = check_output.reporter_for(options, configurations, ahead)
    for result, _ in results:
        new = known.left(result)
        report.add(new)
        reporter.result(new)
    empty = not report.files and not report.found
    if empty:
        from article_schema.cli.checks.check_empty import reason

        since = "HEAD" if options.changed_lines and options.since is None else options.since
        why = reason(
            paths,
            skipped=report.skipped,
            passed_over=passed_over.count,
            has_collections=bool(configuration.collections),
            since=since,
        )
        sys.stderr.write(f"warning: no article files found: {why}\n")
    reporter.finish(report)
    known.finish()
    if fixer.failed:
        return USAGE
    if empty and options.fail_on_empty:
        return FOUND
    return _status(options, report, configuration.fail_on)


def _results(
    options: argparse.Namespace,
    paths: list[str],
    checkers: Checkers,
    fixer: check_fixes.Fixer,
    ahead: Ahead[FoundFile] | None,
) -> Iterator[tuple[CheckedFile, Checker]]:
    """Return the results of all files, after their fixes, with the checkers that made them."""
    configurations = checkers.configurations
    if options.engine:
        results = check_engine.results(options, paths, configurations)
        return ((fixer.fix(result, checker), checker) for result, checker in results)
    if paths == [check_paths.STDIN]:
        result, checker = check_paths.stdin_result(options, configurations)
        return iter([(fixer.fix_stdin(result, checker), checker)])
    changes = check_paths.changes_for(options)
    files = check_paths.files_for(paths, configurations, changes)
    if ahead is None:
        results = checkers.check(files, options.jobs)
    else:
        results = ahead.count(checkers.check(ahead.take(files), options.jobs))
    if options.fix or options.diff:
        results = ((fixer.fix(result, checker), checker) for result, checker in results)
    if changes and options.changed_lines:
        on_changed_lines = changes.on_changed_lines
        results = ((on_changed_lines(result), checker) for result, checker in results)
    return results


def show_settings(configurations: Configurations, paths: list[str], family: str = "") -> int:
    """Print what counts for the first path, and return the exit status.

    Args:
        configurations: those of the run.
        paths: the paths of the run.
        family: the family of the rules that run; empty for all that ask no network.
    """
    sys.stdout.write(check_settings.shown(_first(configurations, paths), family))
    return OK


def _first(configurations: Configurations, paths: list[str]) -> Configuration:
    path = paths[0]
    if os.path.isdir(path):
        return configurations.for_folder(path)
    return configurations.for_file(path)


def _status(options: argparse.Namespace, report: Report, fail_on: Severity) -> int:
    if options.exit_zero:
        return OK
    changed = report.changed_files and (options.diff or options.exit_non_zero_on_fix)
    return FOUND if changed or report.reaches(fail_on) else OK
