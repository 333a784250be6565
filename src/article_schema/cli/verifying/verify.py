"""`article-schema verify`: ask the network about the links and images of files, and report."""

from __future__ import annotations

import argparse
import gc
import os
import sys
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
from article_schema.online.answers import Question
from article_schema.online.asking import Asking
from article_schema.online.cache import Cache
from article_schema.online.checker import Known, OnlineChecker, questions_of
from article_schema.online.connecting import require_packages
from article_schema.online.fetching import Manners
from article_schema.online.places import default_path
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
    parser.set_defaults(run=run, watch=False, jobs=1, engine=None)


def run(options: argparse.Namespace) -> int:
    """Ask, report, and return the exit status.

    Raises:
        UsageError: a package is missing, the options are wrong, or there is no network.
    """
    # What was loaded lives as long as the process, and so do answers; a request leaves hardly any
    # cycles.
    gc.freeze()
    gc.set_threshold(1_000_000)
    paths = check_paths.paths_of(options)
    if check_paths.STDIN in paths:
        raise UsageError("verify reads files, and not standard input: give it their paths")
    if options.select is None:
        options.extend_select = [*(options.extend_select or ()), NETWORK]
    configurations = check_settings.configurations_for(options)
    if options.show_settings:
        return check.show_settings(configurations, paths, NETWORK)
    known = Known(options.base or "")

    def checker(settings: Settings) -> Checker:
        return OnlineChecker(settings, known)

    checkers = Checkers(configurations, checker)
    questions = questions_of(_files(options, paths, configurations), checkers.checker_for)
    manners = network_options.manners_for(options, configurations.for_run())
    if known.paths and not options.quiet:
        told = plural(len(known.paths), "image")
        sys.stderr.write(f"note: not asked, for lack of --base: {told} whose URL is a path\n")
    if options.plan:
        from article_schema.cli.verifying.plan import plan_lines

        sys.stdout.writelines(f"{line}\n" for line in plan_lines(questions, manners.hosts))
        return OK
    if options.offline:
        _know_offline(options, questions, known)
        return check.reported(options, paths, configurations, checkers, NETWORK)
    require_packages()
    asking = _ask(options, questions, known, manners)
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


def _cache(options: argparse.Namespace) -> Cache | None:
    """Return the cache of the run; None where it has none.

    A folder of the system that cannot be written makes a run ask everything.

    Raises:
        UsageError: the file cannot be used that the options name.
    """
    if options.cache == "":
        return None
    ages = network_options.ages_for(options)
    if options.cache is not None:
        return Cache(options.cache, ages)
    path = default_path()
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        return Cache(path, ages)
    except (OSError, UsageError) as error:
        if options.offline:
            raise UsageError(f"there is no cache: {error}; name one with --cache") from None
        sys.stderr.write(f"warning: answers are not kept: {error}\n")
        return None


def _know_offline(
    options: argparse.Namespace, questions: tuple[Question, ...], known: Known
) -> None:
    """Know what the cache knows."""
    cache = _cache(options)
    if cache is None:
        raise UsageError("--offline reports what a cache knows: leave --no-cache out")
    with closing(cache):
        known.answers = cache.known(questions, offline=True)
        known.histories = cache.histories(questions)
    left = len(questions) - len(known.answers)
    if left and not options.quiet:
        sys.stderr.write(f"warning: {plural(left, 'question')} without an answer in the cache\n")


def _ask(
    options: argparse.Namespace, questions: tuple[Question, ...], known: Known, manners: Manners
) -> Asking:
    """Ask what the cache does not know, and return the run; know all of both after it."""
    cache = _cache(options)
    if cache is None:
        asking = _run(options, questions, manners)
        known.answers = asking.answers
        return asking
    with closing(cache):
        kept = cache.known(questions, offline=False)
        left = tuple(each for each in questions if each not in kept)
        asking = _run(options, left, manners, cache)
        faults = sum(not answer.is_well for answer in kept.values())
        if faults and not options.quiet:
            told = plural(faults, "answer")
            sys.stderr.write(f"note: {told} of an earlier run counted; --no-cache asks again\n")
        known.answers = {**kept, **asking.answers}
        known.histories = cache.histories(questions)
    return asking


def _run(
    options: argparse.Namespace,
    questions: tuple[Question, ...],
    manners: Manners,
    cache: Cache | None = None,
) -> Asking:
    """Ask, as far as there is time and nobody presses Ctrl-C."""
    from article_schema.cli.verifying.watching import Progress
    from article_schema.reporting.progress import shows_progress

    asking = Asking(
        questions,
        network_options.network_for(options),
        manners,
        network_options.hosts_for(options),
        options.max_time,
        None if cache is None else cache.keep,
        {} if cache is None else cache.known(questions, offline=True),
    )
    seen = shows_progress(sys.stderr) and not options.quiet
    asking.run(Progress(sys.stderr) if seen else None)
    left = len(questions) - len(asking.answers)
    if asking.is_interrupted:
        sys.stderr.write(f"interrupted: {plural(left, 'question')} without an answer\n")
    elif asking.is_late:
        sys.stderr.write(f"warning: the time is over: {plural(left, 'question')} not asked\n")
    return asking
