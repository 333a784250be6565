"""`article-schema verify`: ask the network about the links and images of files, and report."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from contextlib import closing

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile, find_files
from article_schema.checking.engine.checker import Checker
from article_schema.checking.run import Checkers
from article_schema.cli.checks import (
    check,
    check_baseline,
    check_fixes,
    check_ignores,
    check_output,
    check_paths,
    check_settings,
)
from article_schema.cli.statuses import INTERRUPTED, OK, USAGE
from article_schema.cli.streams import say_error
from article_schema.cli.verifying import network_options
from article_schema.errors import UsageError
from article_schema.online.answers import Answer, Question
from article_schema.online.asking import Asking
from article_schema.online.cache import Cache
from article_schema.online.checker import Known, OnlineChecker, questions_of
from article_schema.online.connecting import require_packages
from article_schema.reporting.base import plural
from article_schema.rules.rule import NETWORK


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    check_paths.configure_files(
        parser, "files, and folders to search for articles (default: the current folder)"
    )
    network_options.configure(parser)
    parser.add_argument(
        "--plan", action="store_true", help="print what would be asked, by host, and ask nothing"
    )
    check_output.configure(parser)
    check_settings.configure(parser)
    check_fixes.configure(parser)
    check_baseline.configure(parser)
    check_ignores.configure(parser)
    # A process for each part of the files would know the answers of none of the others.
    parser.set_defaults(run=run, watch=False, jobs=1)


def run(options: argparse.Namespace) -> int:
    """Ask, report, and return the exit status.

    Raises:
        UsageError: a package is missing, the options are wrong, or there is no network.
    """
    paths = check_paths.paths_of(options)
    if check_paths.STDIN in paths:
        raise UsageError("verify reads files, and not standard input: give it their paths")
    if options.select is None:
        options.extend_select = [*(options.extend_select or ()), NETWORK]
    configurations = check_settings.configurations_for(options)
    if options.show_settings:
        return check.show_settings(configurations, paths)
    known = Known(options.base or "")

    def checker(settings: Settings) -> Checker:
        return OnlineChecker(settings, known)

    checkers = Checkers(configurations, checker)
    questions = questions_of(_files(options, paths, configurations), checkers.checker_for)
    manners = network_options.manners_for(options)
    if options.plan:
        from article_schema.cli.verifying.plan import plan_lines

        sys.stdout.writelines(f"{line}\n" for line in plan_lines(questions, manners.hosts))
        return OK
    if options.offline:
        known.answers = _kept(options, questions)
        return check.reported(options, paths, configurations, checkers, NETWORK)
    require_packages()
    asking, known.answers = _asked(options, questions)
    if asking.is_cut_off:
        say_error(
            f"there is no network: none of {plural(len(asking.answers), 'question')} got any "
            "answer, so nothing was verified"
        )
        return USAGE
    status = check.reported(options, paths, configurations, checkers, NETWORK)
    return INTERRUPTED if asking.is_interrupted else status


def _files(
    options: argparse.Namespace, paths: list[str], configurations: Configurations
) -> list[FoundFile]:
    changes = check_paths.changes_for(options)
    if changes is not None:
        return list(check_paths.files_for(paths, configurations, changes))
    return list(find_files(paths, configurations))


def _kept(
    options: argparse.Namespace, questions: tuple[Question, ...]
) -> Mapping[Question, Answer]:
    """Return what the cache knows."""
    if options.cache is None:
        raise UsageError("--offline reports what a cache knows: give its file with --cache")
    with closing(Cache(options.cache, options.max_age)) as cache:
        found = cache.known(questions, offline=True)
    left = len(questions) - len(found)
    if left and not options.quiet:
        sys.stderr.write(f"warning: {plural(left, 'question')} without an answer in the cache\n")
    return found


def _asked(
    options: argparse.Namespace, questions: tuple[Question, ...]
) -> tuple[Asking, Mapping[Question, Answer]]:
    """Ask what the cache does not know, and return the run and all that is known after it."""
    if options.cache is None:
        asking = _run(options, questions, None)
        return asking, asking.answers
    with closing(Cache(options.cache, options.max_age)) as cache:
        known = cache.known(questions, offline=False)
        asking = _run(options, tuple(each for each in questions if each not in known), cache)
    return asking, {**known, **asking.answers}


def _run(
    options: argparse.Namespace, questions: tuple[Question, ...], cache: Cache | None
) -> Asking:
    """Ask, as far as there is time and nobody presses Ctrl-C."""
    from article_schema.cli.verifying.watching import Progress

    asking = Asking(
        questions,
        network_options.network_for(options),
        network_options.manners_for(options),
        network_options.hosts_for(options),
        options.max_time,
        None if cache is None else cache.keep,
    )
    asking.run(None if options.quiet else Progress(sys.stderr))
    left = len(questions) - len(asking.answers)
    if asking.is_interrupted:
        sys.stderr.write(f"interrupted: {plural(left, 'question')} without an answer\n")
    elif asking.is_late:
        sys.stderr.write(f"warning: the time is over: {plural(left, 'question')} not asked\n")
    return asking
